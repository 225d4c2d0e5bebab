"""Compares names by their consonants across spellings: Cyrillic letters, and the spelling rules of Latin languages.

"Šolc", "Шольц" and "Scholz" have one sound. That only proposes a person: the article must name the country, or the
person must be in office.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from seedread.index.names.name_folding import fold_name, skeletons

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["CYRILLIC", "ENDINGS", "bases", "english_forms", "in_latin", "latin_name", "sounds"]

CYRILLIC = frozenset(("ru", "uk", "bg", "sr", "mk", "be", "kk", "ky", "tg", "uz"))
"""Languages in Cyrillic letters, some of them in Latin ones as well."""
_SHORTEST_BASE = 3
_SHORTEST_CYRILLIC = 2
"""Letters that are left of a name without its ending."""
_SLAVIC = "а у ю я е і ы и ї ом ем єм ым им ой ою ей ею ого ому ові еві єві ова ови ия ият ома"
_TURKIC = (
    "ның нің дың дің тың тің ға ге қа ке ды ді ты ті ны ні да де та те дан ден тан тен нан нен мен бен пен нын "
    "нин дын дин тын тин га ди ти ни менен нинг ка нун дун тун нүн дүн түн ну ду ту ого"
)
_CYRILLIC_ENDINGS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("ru", "uk", "bg", "sr", "mk", "be"), tuple(_SLAVIC.split())),
    **dict.fromkeys(("kk", "ky", "uz"), tuple(_TURKIC.split())),
    "tg": ("и", "ро", "ӣ", "у"),
}
_ENDINGS: Mapping[str, str] = {
    "pl": "a owi em iem ym u y i ę ą ego emu im ej ie ową owej",
    "cs": "a ovi em u y i ě e ou ho mu ová ové ovou ův ovy ova m",
    "sk": "a ovi om u y i e ou ho mu ová ovej ovú ovou ov m",
    "sl": "a u om em e i o ov ova ega emu jem ju ja",
    "hr": "a u om em e i ov ova og omu jem ju ja",
    "sr": "a u om em e i ov ova og jem ju ja",
    "bs": "a u om em e i ov ova og jem ju ja",
    "lt": "as o ui ą u e is io iui ės ė ę os",
    "lv": "s a am u is im es ei as ai",
    "hu": (
        "t ot et nak nek val vel ról ről hoz hez tól től ban ben nál nél nal nel ral rel sal sel kal kel mal mel "
        "tal tel pal pel jal jel zal zel cal fel ra re ért ba be on en lal lel gal gel dal del"
    ),
    "fi": "n in ia a ä lle ille lta ilta lla illa ssa issa sta ista ta",
    "et": "i iga ile ilt il ga le lt",
    "ro": "ul ului lui",
    "de": "s",
    "sv": "s",
    "da": "s",
    "nb": "s",
    "nl": "s",
    "id": "nya",
    "uz": "ning ni ga da dan ka qa",
    "tk": "yň iň nyň niň a e y i da de dan den ny ni ky",
    "az": "ın in un ün nın nin a ə ya yə ı i u ü nı ni da də dan dən la lə dır dir",
}
"""Endings that a name takes, in the languages that inflect names in Latin letters."""
ENDINGS: Mapping[str, tuple[str, ...]] = {language: tuple(endings.split()) for language, endings in _ENDINGS.items()}
_UNINFLECTED = frozenset(("fr", "es", "it", "pt", "ca", "gl", "tr", "vi", "ms", "tl", "sq", "eu"))
"""Languages in Latin letters whose names take no endings; Turkish puts an apostrophe before them."""
_RESTORED = ("", "a", "o", "e", "i", "y")
"""What the name without its ending may end in."""
_LONG_ENDING = 3
_SOFT_S = re.compile("s[aeiou]")
"""What German spells for z: Selenskyj."""
_APOSTROPHE = re.compile(r"'[a-zçğıöşüəʻ]+\Z")
_CYRILLIC_LETTERS = "абвгґдеёєжзиіїйклмнопрстуфхцчшщъыьэюяђјљњћџўқғҳәөүұңһӣӯҷѓќѕ"
_LATIN_LETTERS = (
    "a b v g g d e e ye zh z i i yi y k l m n o p r s t u f kh ts ch sh shch a y - e yu ya j y l n ch j u q gh h "
    "a o u u ng h i u j gj kj dz"
)
_IN_LATIN = str.maketrans(dict(zip(_CYRILLIC_LETTERS, _LATIN_LETTERS.replace("-", "").split(" "), strict=True)))
"""Latin letters of Cyrillic ones; languages differ, so only the consonants of a name decide."""
_NORDIC = {"tsj": "ch", "tj": "ch", "sj": "sh", "j": "y"}
_BALTIC_FINNIC = {"tš": "ch", "š": "sh", "ž": "zh", "j": "y"}
_SOUTH_SLAVIC = {"dž": "j", "đ": "j", "š": "sh", "ž": "zh", "č": "ch", "ć": "ch", "c": "ts", "j": "y"}
_SPELLED: Mapping[str, Mapping[str, str]] = {
    "pl": {"dż": "j", "dź": "j", "dz": "j", "sz": "sh", "cz": "ch", "rz": "r", "ch": "kh", "ż": "zh", "ź": "z",
           "ś": "s", "ć": "ch", "c": "ts", "w": "v", "j": "y", "ł": "l"},
    "cs": {**_SOUTH_SLAVIC, "ch": "kh", "ř": "r", "w": "v", "ť": "t", "ď": "d"},
    "sk": {**_SOUTH_SLAVIC, "ch": "kh", "ť": "t", "ď": "d", "w": "v"},
    **dict.fromkeys(("sl", "hr", "sr", "bs"), _SOUTH_SLAVIC),
    "lv": {**_SOUTH_SLAVIC, "ķ": "k", "ģ": "g"},
    "lt": _SOUTH_SLAVIC,
    "hu": {"dzs": "j", "zs": "zh", "cs": "ch", "sz": "s", "s": "sh", "gy": "d", "ly": "y", "ny": "n", "ty": "t",
           "c": "ts", "j": "y"},
    "tr": {"c": "j", "ç": "ch", "ş": "sh", "ğ": "g"},
    "az": {"c": "j", "ç": "ch", "ş": "sh", "ğ": "gh", "x": "kh", "q": "g"},
    "tk": {"ç": "ch", "ş": "sh", "ž": "zh", "w": "v", "ý": "y"},
    "uz": {"gʻ": "gh", "g'": "gh", "oʻ": "o", "o'": "o", "x": "kh", "j": "zh"},
    "de": {"tsch": "ch", "dsch": "j", "sch": "sh", "w": "v", "z": "ts", "j": "y"},
    "nl": {"tsj": "ch", "sj": "sh", "zj": "zh", "oe": "u", "j": "y"},
    "ro": {"ș": "sh", "ş": "sh", "ț": "ts", "ţ": "ts"},
    **dict.fromkeys(("sv", "da", "nb"), _NORDIC),
    **dict.fromkeys(("fi", "et"), _BALTIC_FINNIC),
    "fr": {"tch": "ch", "dj": "j", "ou": "u"},
    "es": {"j": "kh"},
    "id": {"sy": "sh"},
}  # fmt: skip
"""How a language spells sounds that English spells otherwise."""


def in_latin(language: str) -> bool:
    """Tell whether a language is written in Latin letters."""
    return language in ENDINGS or language in _UNINFLECTED


@cache
def _respelling(language: str) -> tuple[re.Pattern[str], Mapping[str, str]] | None:
    table = _SPELLED.get(language)
    return (re.compile("|".join(sorted(table, key=len, reverse=True))), table) if table else None


def _in_english(word: str, language: str) -> str:
    """Return a word in lower case as English would spell its sounds."""
    low = word.lower()
    if "а" <= low[:1] <= "ӿ":
        return low.translate(_IN_LATIN)
    rule = _respelling(language)
    return rule[0].sub(lambda match: rule[1][match[0]], low) if rule else low


def latin_name(name: str) -> str:
    """Return a name in Cyrillic in Latin letters, with capitals; other names as they are."""
    if not "А" <= name[:1] <= "ӿ":
        return name
    return re.sub(r"(?<!\w)[a-z]", lambda match: match[0].upper(), name.lower().translate(_IN_LATIN))


def _cut(word: str, endings: Iterable[str], least: int) -> list[str]:
    """Return a word and what is left of it without each ending."""
    cut = [word[: -len(ending)] for ending in endings if word.endswith(ending) and len(word) - len(ending) >= least]
    return list(dict.fromkeys([word, *cut]))


@lru_cache(maxsize=16384)
def english_forms(word: str, language: str) -> tuple[str, ...]:
    """Return a printed name as English would spell its sounds, folded: as it is, and without each case ending."""
    plain = _APOSTROPHE.sub("", word)
    if "а" <= plain[:1].lower() <= "ӿ":
        forms = _cut(plain, _CYRILLIC_ENDINGS.get(language, _CYRILLIC_ENDINGS["ru"]), _SHORTEST_CYRILLIC)
    else:
        forms = _cut(plain, ENDINGS.get(language, ()), _SHORTEST_BASE)
    spelled = [fold_name(_in_english(form, language)) for form in forms]
    if language == "de" and _SOFT_S.match(spelled[0]):
        spelled += [f"z{form[1:]}" for form in spelled]
    return tuple(dict.fromkeys(spelled))


@lru_cache(maxsize=16384)
def sounds(word: str, language: str) -> tuple[str, ...]:
    """Return the consonants of each form of a printed name."""
    return tuple(dict.fromkeys(skeletons(english_forms(word, language))))


def bases(word: str, language: str) -> Iterable[str]:
    """Return the folded forms that a printed word in Latin letters may be an inflection of, itself first."""
    plain = _APOSTROPHE.sub("", word)
    yield fold_name(plain)
    for ending in ENDINGS.get(language, ()):
        if plain.endswith(ending) and len(plain) - len(ending) >= _SHORTEST_BASE:
            stem = fold_name(plain[: -len(ending)])
            for last in _RESTORED if len(ending) < _LONG_ENDING else ("", "a"):
                yield stem + last
