"""Looks up the native spellings of data/native_leaders.tsv in a text: one scan a paragraph, with case endings.

The table is loaded with the first article of such a language. What a spelling means in the article is decided in
`native_people`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

from seedread.index.names.name_folding import fold_name
from seedread.index.names.native_sounds import ENDINGS, in_latin, sounds
from seedread.index.names.native_text import begins_word, normalized, simplified, word_end
from seedread.index.text.data_files import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = [
    "NativeName",
    "has_spellings",
    "is_declined_leader",
    "last_words",
    "leaders_by_sound",
    "native_names",
    "resolve_native_leader",
    "spelled_languages",
    "transcribing_signs",
]

_LATIN = "latin"
"""The language of spellings that any language in Latin letters may have."""
_FALLBACKS = {**dict.fromkeys(("be", "bg", "mk", "sr", "kk", "ky", "tg"), "ru"), "ps": "fa"}
"""Languages that borrow the spellings of another."""
_GAP = re.compile(r"[ ·・=＝]")
_UNSPACED_GAPS = {"zh": "[ ·・•‧.-]?", "ja": "[ ・=＝·.-]?"}
"""What is between the parts of a name."""
_LETTERS = {"ru": "[а-яёђјљњћџқғңөұүһіәҳў]", "uk": "[а-яіїєґ']"}
_ENDING = 3
"""The most letters of a case ending in Cyrillic."""
_VOWELS = "аяйьоеиу"
"""Letters at the end of a name that its cases change."""
_SHORTEST_SURNAME = {"zh": 2, "ja": 2, "ko": 2, "ar": 4, "fa": 4, "ur": 4}
"""Letters of a surname; 3 elsewhere."""
_ROMAN = re.compile(r"[IVX]+|\d+(?:世|세)?|\w+΄|[א-ת]-\d+|ה-\d+")
_ORDINALS = frozenset(
    normalized(
        "الأول الثاني الثالث الرابع الخامس السادس العاشر عشر الابن جونيور اول دوم سوم چهارم پنجم ششم دهم چهاردهم "
        "شانزدهم پسر چہاردہم השני השלישי השישי העשירי הארבעה-עשר השישה-עשר द्वितीय तृतीय षष्ठम चौदहवें सोलहवें"
    )[0].split()
)
"""Numbers of monarchs and popes, and words for a son of the same name."""
_SONS = frozenset(
    ("بن", "بین", "бен", "бин", "ибн", "ульд", "μπιν", "בן", "बिन", "本", "ビン", "빈", "ولد", "ال", "Аль", "аль")
)
"""Words before a name that is the father's or the house's."""


_COMPOUNDS = frozenset(("عبد", "ابو"))
"""Words that are one name with the next."""


class NativeName(NamedTuple):
    """A spelling in a text."""

    leader: str
    words: int
    """How many words the spelling has; 0 if it is only the surname of a longer one."""
    start: int
    end: int


class _Spelling(NamedTuple):
    leader: str
    words: int
    rest: str
    """What follows the first word without its ending, and the end of the word, as a regular expression."""


class _Spellings(NamedTuple):
    automaton: ahocorasick_rs.AhoCorasick
    by_stem: Sequence[Sequence[_Spelling]]


def has_spellings(language: str) -> bool:
    """Tell whether the table has spellings for this very language, or one that it borrows from."""
    return language in _rows() or language in _FALLBACKS


def native_names(text: str, language: str) -> Iterator[NativeName]:
    """Yield every spelling and surname of the language in a normalized text; they may overlap."""
    spellings = _spellings(language)
    if language == "zh":
        text = simplified(text)
    for index, start, end in spellings.automaton.find_matches_as_indexes(text, overlapping=True):
        if begins_word(text, start, language):
            for one in spellings.by_stem[index]:
                if rest := _compiled(one.rest).match(text, end):
                    yield NativeName(one.leader, one.words, start, rest.end())


def spelled_languages() -> frozenset[str]:
    """Return the languages in other letters than Latin that have spellings, their own or borrowed ones."""
    return frozenset(one for one in (*_rows(), *_FALLBACKS) if one != _LATIN and not in_latin(one))


def last_words(leader: str) -> Iterator[str]:
    """Yield what is in every mention of a leader by a spelling of the table: its last word, without case endings."""
    for language, leaders in _rows().items():
        for spelling in leaders.get(leader, ()):
            yield _stem(_GAP.split(spelling)[-1], language)[0]


def transcribing_signs() -> set[str]:
    """Return the signs that Chinese spellings of foreign names consist of."""
    spellings = (one for some in _rows()["zh"].values() for one in some if "·" in one)
    return {sign for one in spellings for sign in one if sign.isalpha() and not sign.isascii()}


def resolve_native_leader(text: str) -> frozenset[str]:
    """Return the IDs of the leaders that a typed name or surname means in any spelling or case; empty if none."""
    return _ids().get(_key(text)) or _declined(normalized(text)[0])


def is_declined_leader(text: str) -> bool:
    """Tell whether a typed name is in no table as it is: it can be a leader's only with the ending of a case."""
    return _key(text) not in _ids()


def _key(text: str) -> str:
    return fold_name(simplified(normalized(text)[0]))


def _declined(name: str) -> frozenset[str]:
    """Return the leaders whose name in Cyrillic this is with a case ending, with or without capitals."""
    written = name.title() if name.islower() else name
    found = (one for language in _LETTERS for one in native_names(written, language))
    return frozenset(one.leader for one in found if (one.start, one.end) == (0, len(written)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled when a text first needs it: there are thousands."""
    return re.compile(pattern)


@cache
def _ids() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language, leaders in _rows().items():
        for leader, spellings in leaders.items():
            for spelling in spellings:
                for name in filter(None, (spelling, _surname(spelling, language))):
                    found.setdefault(fold_name(simplified(name)), set()).add(leader)
    return {name: frozenset(leaders) for name, leaders in found.items()}


@cache
def leaders_by_sound() -> Mapping[tuple[str, str], frozenset[str]]:
    """Return the consonants of first and last name → IDs, of the spellings in Cyrillic."""
    found: dict[tuple[str, str], set[str]] = {}
    for language in _LETTERS:
        for leader, spellings in _rows()[language].items():
            for first, *_, last in (words for one in spellings if len(words := one.split(" ")) > 1):
                found.setdefault((sounds(first, "")[0], sounds(last, "")[0]), set()).add(leader)
    return {key: frozenset(leaders) for key, leaders in found.items()}


@cache
def _rows() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return language → leader → spellings."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for leader, *columns in read_table("names", "native_leaders.tsv"):
        for language, _, spellings in (column.partition(":") for column in columns):
            found.setdefault(language, {})[leader] = tuple(normalized(one)[0] for one in spellings.split("|"))
    return found


@cache
def _spellings(language: str) -> _Spellings:
    """Return the spellings of a language; those in Latin letters where it has none of its own."""
    by_stem: dict[str, list[_Spelling]] = {}
    for leader, spellings in _with_borrowed(language):
        forms = dict.fromkeys(spellings, 1)
        forms = {_surname(one, language): 0 for one in spellings} | forms
        for form, words in forms.items():
            if form:
                stem, rest = _stem(simplified(form) if language == "zh" else form, language)
                count = words and len(_GAP.split(form))
                by_stem.setdefault(stem, []).append(_Spelling(leader, count, rest + _end(language)))
    return _Spellings(ahocorasick_rs.AhoCorasick(list(by_stem)), list(by_stem.values()))


def _with_borrowed(language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the leaders with the spellings of a language and of the one that it borrows from."""
    if in_latin(language):
        yield from _rows()[_LATIN].items()
    for one in (language, _FALLBACKS.get(language, "")):
        yield from _rows().get(one, {}).items()


def _surname(spelling: str, language: str) -> str:
    """Return the last word of a spelling if it is a surname, else an empty string."""
    *before, last = _GAP.split(spelling)
    if before and before[-1] in _COMPOUNDS:
        last = f"{before.pop()} {last}"
    if not before or before[-1] in _SONS or len(last) < _SHORTEST_SURNAME.get(language, 3):
        return ""
    return "" if _is_number(last, language) else last


def _is_number(word: str, language: str) -> bool:
    return word in _ORDINALS or (language != "ko" and _ROMAN.fullmatch(word) is not None)


def _stem(spelling: str, language: str) -> tuple[str, str]:
    if language == "el":
        return spelling.removesuffix("ς"), "[ςυ]?"
    if language in _UNSPACED_GAPS:
        first, *others = _GAP.split(spelling)
        return first, "".join(f"{_UNSPACED_GAPS[language]}{re.escape(word)}" for word in others)
    if language in ENDINGS and spelling[0] < "А":
        return _in_latin_cases(spelling, language)
    letters = _LETTERS.get(_FALLBACKS.get(language, language))
    if letters is None:
        return spelling, ""
    first, *others = spelling.split(" ")
    stem = first.rstrip(_VOWELS) if len(first) > _ENDING else first
    ending = f"{letters}{{0,{_ENDING}}}" if len(first) > _ENDING else ""
    return stem, ending + "".join(f" {_inflected(word, letters)}" for word in others)


def _in_latin_cases(spelling: str, language: str) -> tuple[str, str]:
    """Return a name whose words may take the endings of a language in Latin letters."""
    ending = f"(?:{'|'.join(ENDINGS[language])})?"
    first, *others = (word.rstrip("aeiy") if len(word) > _ENDING + 1 else word for word in spelling.split(" "))
    restored = "[aeiy]?" + ending
    return first, restored + "".join(f" {re.escape(word)}{restored}" for word in others)


def _inflected(word: str, letters: str) -> str:
    """Return a pattern for a name with its case endings."""
    if len(word) <= _ENDING:
        return f"{re.escape(word)}{letters}{{0,2}}"
    return "-".join(f"{re.escape(part.rstrip(_VOWELS) or part)}{letters}{{0,{_ENDING}}}" for part in word.split("-"))


def _end(language: str) -> str:
    if language == "ja":
        return "(?![ァ-ヶー])"
    return word_end(language)
