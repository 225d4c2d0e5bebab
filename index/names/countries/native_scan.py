"""Finds the names of countries in articles of other languages: data/native_countries.tsv, loaded with the first one.

English forms say nothing there: German Island is Iceland, and Men and Man are common words. The forms of a language are
stems with the endings of their declension (`native_endings`); data/native_masks.tsv has what only looks like a country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

from seedread.index.names.countries.native_endings import ANY_ENDING, PEOPLE, Stem, stem_of
from seedread.index.names.countries.native_table import native_forms
from seedread.index.names.countries.scan import MASK, CountryCandidate
from seedread.index.names.name_folding import fold_name, without_accents
from seedread.index.names.native_text import begins_word, leftmost_longest, normalized, word_end
from seedread.index.text.data_files import read_table
from seedread.index.text.folding import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["has_native_forms", "is_declined_country", "resolve_native_country", "scan_native"]

_SPECIAL = re.compile(r"[~(\[]|\w\?")
_KATAKANA = re.compile(r"[ァ-ヶー・]+")
_SAME = {"bs": "sr", "ms": "id"}
"""Languages with the names of another."""
_ALL_DECLINED = frozenset(("az", "ku", "ps", "tr"))
"""Languages in which the forms that were compiled by hand take the endings of names too."""
_FREE = re.compile(r"\][?]?\{0,[57]\}")
"""Any letters, as an ending."""
_HYPHENS = re.compile(r"[ -]+(?![^\[\]]*\])")
"""Hyphens and spaces that stand for themselves, not for a range of letters."""
_FOLDED = str.maketrans(LETTERS)
_FIRST = 2
"""Letters by which forms are looked up."""
_KOREAN_SHORT = 2
_KOREAN_AFTER = (
    "(?=[^가-힣]|$|(?:은|는|이|가|을|를|의|에|와|과|도|로|만|측|인|군|산|어|계|식|제|정부|대표|대통령|에서|에게|으로|까지|부터|보다|처럼|서"
    "|이나|이란|내|전|발|행|형|판|팀|당국|총리|외무|여자|남자|사람|국민|언론|기업|시장|경제|당|남부|북부|동부|서부|최|주재)[^가-힣]|에|의|에서)"
)
"""What follows a short name of a country in Korean: a particle, or a word that goes with a country."""


@dataclass(frozen=True, slots=True)
class _Form:
    rest: re.Pattern[str]
    """What follows the stem, and the end of the word."""
    form: str
    code: str
    kind: str
    katakana: bool
    """Whether no katakana may come before it."""


class _Lexicon(NamedTuple):
    automaton: ahocorasick_rs.AhoCorasick
    forms: Sequence[Sequence[_Form]]
    """The forms of each stem."""
    language: str


def has_native_forms(language: str | None) -> bool:
    """Tell whether countries have their own names in the table for a language."""
    return _SAME.get(language or "", language) in _rows()


def scan_native(text: str, language: str) -> list[CountryCandidate]:
    """Return the longest names of countries in `text`, left to right; what only looks like one is left out."""
    plain, offsets = normalized(text)
    lexicon = _lexicon(_SAME.get(language, language))
    # Of a name and a mask of the same letters the mask counts.
    found = sorted(_matches(plain, lexicon), key=lambda one: one.code != MASK)
    kept = [one for one in leftmost_longest(found, lambda one: (one.start, one.end)) if one.code != MASK]
    if offsets:
        for one in kept:
            one.start, one.end = offsets[one.start], offsets[one.end - 1] + 1
    return kept


def resolve_native_country(text: str) -> frozenset[str]:
    """Return the codes of the countries that a typed name means in any language, in any of its forms."""
    plain = _key(text)
    if codes := _codes().get(plain):
        return codes
    forms = _stems().get(plain[:_FIRST], ())
    return frozenset(code for stem, rest, code in forms if _is_form(plain, stem, rest))


def is_declined_country(text: str) -> bool:
    """Tell whether a typed name is in no table as it is: it can be a country only with an ending of some language."""
    return _key(text) not in _codes()


def _is_form(plain: str, stem: str, rest: str) -> bool:
    return plain.startswith(stem) and re.fullmatch(rest, plain[len(stem) :], re.IGNORECASE) is not None


def _key(name: str) -> str:
    """Return a name as it is looked up: folded, without dots and the Arabic article."""
    return fold_name(normalized(name)[0].replace(".", " ")).removeprefix("ال").replace("  ", " ")


@cache
def _codes() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for rows in _rows().values():
        for code, form, _ in rows:
            if code != MASK and not _SPECIAL.search(form):
                found.setdefault(_key(form), set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def _stems() -> Mapping[str, list[tuple[str, str, str]]]:
    """Return stem, ending and code of every form by its first letters: for names that are typed with an ending."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for language, rows in _rows().items():
        for code, form, source in rows:
            if code != MASK:
                stem, rest = _stem(normalized(form)[0], language, source)
                # Where Latin words may go on freely, a misspelled name would be one of another language.
                if (key := _key(stem)) and not (key.isascii() and ("~" in form or _FREE.search(rest))):
                    found.setdefault(key[:_FIRST], []).append((key, _folded_ending(rest), code))
    return found


def _folded_ending(rest: str) -> str:
    """Return the pattern of an ending as names are looked up: folded, with spaces for hyphens."""
    return _HYPHENS.sub(" ", without_accents(rest).translate(_FOLDED))


def _matches(text: str, lexicon: _Lexicon) -> Iterator[CountryCandidate]:
    for index, start, end in lexicon.automaton.find_matches_as_indexes(text, overlapping=True):
        if not begins_word(text, start, lexicon.language):
            continue
        for form in lexicon.forms[index]:
            if form.katakana and _KATAKANA.match(text[start - 1 : start]):
                continue
            if rest := form.rest.match(text, end):
                yield CountryCandidate(start, rest.end(), form.form, capitals=False, code=form.code, kind=form.kind)


@cache
def _rows() -> dict[str, list[tuple[str, str, str]]]:
    found: dict[str, list[tuple[str, str, str]]] = {}
    for language, forms in native_forms().items():
        found[language] = [(code, form, source) for code, source, form in forms]
    for language, form in read_table("names", "native_masks.tsv"):
        found.setdefault(language, []).append((MASK, form, "mask"))
    return found


@cache
def _lexicon(language: str) -> _Lexicon:
    by_stem: dict[str, list[_Form]] = {}
    for code, form, source in _with_capitals(language):
        plain = normalized(form)[0]
        if language == "ar" and plain.startswith("ال") and source != "mask":
            plain = plain[2:]
        stem, rest = _stem(plain, language, source)
        kind = "name" if source in {"cldr", "iso"} else "demonym" if "~" in form or form[:1].islower() else "name"
        pattern = re.compile(rest + _end(plain, language))
        by_stem.setdefault(stem, []).append(_Form(pattern, form, code, kind, _is_katakana(plain, language)))
    return _Lexicon(ahocorasick_rs.AhoCorasick(list(by_stem)), list(by_stem.values()), language)


def _with_capitals(language: str) -> Iterator[tuple[str, str, str]]:
    """Yield the rows of a language, and what is made of them.

    Adjectives also have a capital, at the beginning of a sentence; not in German, where that is the language.
    In Turkic languages the people of a country have its name with an ending and without the capital.
    """
    for code, form, source in _rows()[language]:
        yield code, form, source
        if source == "hand" and form[0].islower() and language != "de":
            yield code, form[0].upper() + form[1:], source
        if language in PEOPLE and form[0].isupper() and form.isalpha() and not form.isupper() and source != "mask":
            yield code, f"{form.lower()}({PEOPLE[language]})", "hand"


def _stem(form: str, language: str, source: str) -> Stem:
    special = _SPECIAL.search(form)
    if special is None:
        return stem_of(form, language) if source in {"cldr", "iso"} or language in _ALL_DECLINED else Stem(form, "")
    rest = form[special.start() :].replace("~", ANY_ENDING.get(language, r"\w{0,5}"))
    return Stem(form[: special.start()], rest)


def _is_katakana(form: str, language: str) -> bool:
    return language == "ja" and _KATAKANA.fullmatch(form) is not None


def _end(form: str, language: str) -> str:
    """Return what must follow a form: no other letter, or what the script allows."""
    if _is_katakana(form, language):
        return "(?![ァ-ヶー])"
    if language == "ko" and len(form) <= _KOREAN_SHORT:
        return _KOREAN_AFTER
    return word_end(language)
