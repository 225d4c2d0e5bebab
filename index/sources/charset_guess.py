"""Guesses the charset of bytes that are not UTF-8: the one in which they are text of some language.

Each charset is tried with each language that is written in it; letters of the language count for them, letters of no
language, capitals within words and signs within words against them. Frequent words decide between charsets that are
alike.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

__all__ = ["Guess", "guess_charset"]


class _Language(NamedTuple):
    letters: str
    """The small letters that ASCII lacks, most frequent first."""
    words: frozenset[str]
    """Frequent words in ASCII."""
    charsets: tuple[str, ...]


_WEST = ("cp1252", "iso8859_15", "cp850", "cp437", "mac_roman")
_MIDDLE = ("cp1250", "iso8859_2", "cp852", "mac_latin2")
_TURKISH = ("cp1254", "iso8859_9", "cp857")
_BALTIC = ("cp1257", "iso8859_13", "iso8859_4")
_CYRILLIC = ("cp1251", "koi8_r", "koi8_u", "cp866", "iso8859_5", "mac_cyrillic")
_RUSSIAN = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"


def _language(letters: str, words: str, charsets: tuple[str, ...]) -> _Language:
    return _Language(letters, frozenset(words.split()), charsets)


_LANGUAGES = (
    _language("éèïöëçñáàêüôæøåäóí", "the and of to in that for with was is on said", _WEST),
    _language("üäöß", "der die und in den von zu das mit sich des auf ist im dem nicht ein eine als auch", _WEST),
    _language("éèàêçôîâûùœïëüÿ", "le la les de des et en un une du que qui dans pour au sur par est ne pas il", _WEST),
    _language("óíáéñúü", "el la los las de en y que un una del por con para se su al es no lo", _WEST),
    _language("ãçáéêóíõàúôâ", "o a os as de do da em um uma que e com para por no na se foi dos", _WEST),
    _language("èàùòìéî", "il la di che e in un una del per con non sono della nel si al lo le", _WEST),
    _language("ëéïöüèê", "de het een van en in te dat op is zijn voor met die niet aan er", _WEST),
    _language("øåæéöäü", "og i det at en den til er som for med ikke af de et har han ble var", _WEST),
    _language("äåöé", "och att det som en av den med till inte har var om ett han de kan", _WEST),
    _language("äöåšž", "ja on ei se oli ovat mutta joka kun sen kuin niin ett", _WEST),
    _language("áðíéóþæúýö", "og a er sem fyrir hann var eru ekki til um ", _WEST),
    _language("àéèòóíúçïü", "el la els les de i que en per amb un una del no es va", _WEST),
    _language("łąęóśćżńź", "i w na z do nie to jest o od po za przez dla jak tym oraz co ale", (*_MIDDLE, *_BALTIC)),
    _language("íáéěřýčžšůúňťďó", "a v na se o z do je pro ve po s k za by jako od ale jsou", _MIDDLE),
    _language("áíéčšýžúľťňôďóäŕĺ", "a v na sa o z do je pre vo po s k za by ako od ale alebo", _MIDDLE),
    _language("áéöőóüíúű", "a az hogy nem egy is volt meg csak ez de el mint ki van", _MIDDLE),
    _language("ăîşâţșț", "de a si in la cu pe din care nu un o al este au fost mai ce", _MIDDLE),
    _language("čšžćđ", "i u je se na da su za od s o a iz ne ali koji bi sam ili kao", _MIDDLE),
    _language("ıüğşçöâî", "ve bir bu da de ile olarak olan en daha gibi kadar sonra ne o", _TURKISH),
    _language("ėšųžįūąčę", "ir kad buvo yra su kaip bet apie tai savo po ne jis dar", _BALTIC),
    _language("āīēšūžņļčģķ", "un ir ar par ka no uz pie tas bet vai kas lai pie", _BALTIC),
    _language("äõüöšž", "ja on ei et see oli ka kui aga mis oma ning ta", (*_BALTIC, *_WEST)),
    _language(_RUSSIAN, "", _CYRILLIC),
    _language("оанитревскдлпумізяьгбчйхцжюєїшщфґ", "", _CYRILLIC),
    _language("аонеіитрвсклпдмуяызьгбйчцжхшюўфёэ", "", _CYRILLIC),
    _language("аоиентрсвлдпкмъяугзбчщйцжхшюфь", "", _CYRILLIC),
    _language("аоиенртсјвкдумплзбгчцшћжхђњфљџѓќѕ", "", ("cp1251", "iso8859_5")),
    _language("αοιετσνηυρπκμλςθγδωάίόέχήφύβώξζψϊ", "", ("cp1253", "iso8859_7", "cp737")),
    _language("יוהלאבתרמשנקםדפחעטגזןסךצץף", "", ("cp1255", "iso8859_8", "cp862")),
    _language("الينموربتدعةفسقكحهجشطصأخضىغذثزءإظآئؤ", "", ("cp1256", "iso8859_6", "cp864")),
    _language("ایرندهمتوبسشکزفگخقعلحجپصطچغضآظذثژئ", "", ("cp1256",)),
    _language("านรอกเงมยลวดทสตะปบคหแจพชขใไโผธซุู่้ิี็ำัึืๆ", "", ("cp874",)),
)  # fmt: skip
_CHARSETS = tuple(dict.fromkeys(charset for language in _LANGUAGES for charset in language.charsets))
_PREFERRED = {"cp1252": 0.6, "cp1250": 0.3, "cp1251": 0.3, "cp1253": 0.3, "cp1256": 0.3, "koi8_r": 0.2}
"""What is added, once a text, for charsets that most texts are in."""
_DOUBLE = ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949")
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这個们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种"
    "這來為國時說會對發後裡過們個於着與將總統部長政府表示據報新年月日經進行公司市場問題"
)
_COMMON_HANGUL = frozenset("이다는에의을를가고은한하도로지서기사정대자리인시어나해과장전아")
_PUNCTUATION = frozenset("„“”‘’‚‹›«»–—…€£§°·•\xa0©®™¡¿№،؛؟׳״ªº½¼¾²³¹×´`")
_IN_WORDS = frozenset("’'‘\u200c·")
_RUN = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
_SAMPLE = 3000
"""Bytes of lines with letters beyond ASCII that are tried in every charset."""
_LATIN = 20
"""Letters beyond ASCII that languages in Latin letters have at most."""
_LONG_RUN = 2.2
"""Bytes beyond ASCII in a row, on average, from which a text is not in Latin letters."""
_OTHER_SCRIPT = 1.6
"""What counts against a script of which a text has too short or too long runs of such bytes."""
_SURE = 1.0
"""How much more all letters must count in the best charset than in one that gives another text."""
_LEAST = 0.2
"""What the letters of a charset must count on average."""


class Guess(NamedTuple):
    """A charset, and whether another one is as good."""

    charset: str | None
    sure: bool


def guess_charset(raw: bytes, around: str = "") -> Guess:
    """Return the charset of bytes that are not UTF-8; `around` is other text of the same document."""
    sample = _sample(raw)
    high = sum(byte >= 0x80 for byte in sample)
    if not high:
        return Guess(None, sure=False)
    wide = _double(sample, high)
    if wide:
        return Guess(wide, sure=high > 8)
    words = frozenset(re.findall(r"[a-z]+", raw[:20_000].decode("ascii", "replace").casefold() + around[:20_000]))
    latin = len(re.findall(rb"[\x80-\xff]+", sample)) * _LONG_RUN > high
    scores: dict[str, float] = {}
    texts: dict[str, str] = {}
    for charset in _CHARSETS:
        try:
            text = sample.decode(charset)
        except UnicodeDecodeError:
            continue
        texts[charset] = text
        scores[charset] = _PREFERRED.get(charset, 0.0) / high + max(
            _score(text, language, words) - _OTHER_SCRIPT * (latin != (len(language.letters) <= _LATIN))
            for language in _LANGUAGES
            if charset in language.charsets
        )
    if not scores:
        return Guess(None, sure=False)
    best = max(scores, key=scores.__getitem__)
    if scores[best] < _LEAST - 1:
        return Guess(None, sure=False)
    others = [score for charset, score in scores.items() if texts[charset] != texts[best]]
    sure = (
        scores[best] >= _LEAST
        and _signs(texts[best])[1] <= 0.1 * high
        and (scores[best] - max(others, default=-9.0)) * high > (_SURE if high > 1 else 2 * _SURE)
    )
    return Guess(best, sure=sure)


def _sample(raw: bytes) -> bytes:
    lines = []
    size = 0
    for found in _RUN.finditer(raw[:2_000_000]):
        lines.append(found[0][:_SAMPLE])
        size += len(lines[-1])
        if size > _SAMPLE:
            break
    return b"\n".join(lines)


def _score(text: str, language: _Language, words: frozenset[str]) -> float:
    """Return what a letter beyond ASCII counts on average in a language."""
    counts, penalty, total = _signs(text)
    return (_of_language(language, counts, words, total) - penalty) / max(total, 1)


@lru_cache(maxsize=4)
def _signs(text: str) -> tuple[dict[str, int], float, int]:
    """Return the letters beyond ASCII, what signs in odd places count against them, and how many all are."""
    counts: dict[str, int] = {}
    penalty = 0.0
    total = 0
    before = " "
    for n, char in enumerate(text):
        if char > "\x7f":
            total += 1
            after = text[n + 1 : n + 2] or " "
            if (char.isalpha() and char not in "ªºµ") or "\u0300" <= char < "\u0370" or "\u0e30" <= char < "\u0e50":
                counts[char.lower()] = counts.get(char.lower(), 0) + 1
                penalty += _odd_case(before, char, after) + _odd_neighbours(before, char, after)
            elif char in _PUNCTUATION:
                penalty += _odd_sign(before, char, after)
            else:
                penalty += 2.5
        before = char
    return counts, penalty, total


def _odd_neighbours(before: str, char: str, after: str) -> float:
    """Return what counts against a letter beside digits, or beside letters of another script."""
    digits = before.isdigit() or after.isdigit()
    other = char > "\u024f" and ((before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()))
    return 1.0 * digits + 2.0 * other


def _odd_sign(before: str, char: str, after: str) -> float:
    """Return what counts against a sign: much within a word, less than nothing where such signs are usual."""
    letters = before.isalpha() and after.isalpha()
    usual = (
        (char in _IN_WORDS and letters)
        or (char in "–—" and before.isspace() and after.isspace())
        or (char in "“„«‘‚‹" and (before.isspace() or before in "([") and (after.isalnum() or after == "\xa0"))
        or (char in "”»’›" and not before.isspace() and not after.isalnum())
        or (char in "£€" and (before.isspace() or before.isdigit() or after.isdigit()))
        or (char in "°§" and (before.isdigit() or before.isspace()))
    )
    return -0.6 if usual else 2.0 * letters


def _odd_case(before: str, char: str, after: str) -> float:
    """Return what a capital counts against a charset: within a word much, among capitals little."""
    if char == char.lower():
        return 0.0
    if before.isalpha() and before == before.lower() != before.upper():
        return 2.0 + (after.isalpha() and after == after.lower())
    return 0.3 * (before != before.lower()) + (before.isalpha() and after.isalpha() and after == after.lower())


def _of_language(language: _Language, counts: dict[str, int], words: frozenset[str], total: int) -> float:
    points = 0.0
    size = len(language.letters)
    most, fall = (1.0, 0.5) if size <= _LATIN else (1.4, 1.4)
    for letter, count in counts.items():
        at = language.letters.find(letter)
        points += count * (-2.0 if at < 0 else most - fall * at / size)
    known = len(words & language.words) / max(len(language.words), 1)
    return points + 0.8 * known * total


def _double(sample: bytes, high: int) -> str | None:
    """Return the charset of East Asia in which bytes are text; None if in none."""
    best, most = None, 0.0
    for charset in _DOUBLE:
        text = sample.decode(charset, "replace")
        chars = [char for char in text if char > "\x7f"]
        if not chars or text.count("\ufffd") > 0.03 * len(chars) or len(chars) > 0.75 * high:
            continue
        kana = sum("\u3040" <= char <= "\u30ff" for char in chars) / len(chars)
        half = sum("\uff61" <= char <= "\uff9f" for char in chars) / len(chars)
        han = sum(char in _COMMON_HAN for char in chars) / len(chars)
        hangul = sum("\uac00" <= char <= "\ud7a3" for char in chars) / len(chars)
        frequent = sum(char in _COMMON_HANGUL for char in chars) / len(chars)
        points = {"cp932": kana - half, "euc_jp": kana + 0.01 - half, "cp949": (hangul > 0.6) * frequent * 1.5}.get(
            charset, han * (kana < 0.1)
        )
        if points > max(most, 0.12):
            best, most = charset, points
    return best
