"""The index terms of a word: its English stem, and its stem in the language of its article, tagged with it.

The English stem is untagged: names are written alike in many languages. Untagged, a German query would find English
words that happen to have its German stem.

The stemmer of a language is here; CONTRIBUTING.md says where all else of a language goes.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import Stemmer

from seedread.index.text.folding import fold, lowered
from seedread.index.text.light_stemmers import LIGHT, REST, hebrew_prefixed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = [
    "LONGEST",
    "STEMMED",
    "credit_term",
    "has_variants",
    "index_terms",
    "joined_term",
    "query_terms",
    "stem",
    "stems",
    "terms_in",
    "width_of",
]

LONGEST = 64
"""Longer words are cut to this length."""
_CACHE_SIZE = 80_000
"""Cached words of one language; the frequent ones come back soon after it was cleared."""

_SNOWBALL = {
    "cs": "czech", "da": "danish", "de": "german", "el": "greek", "es": "spanish", "et": "estonian", "fi": "finnish",
    "fr": "french", "hi": "hindi", "hu": "hungarian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "nb": "norwegian", "nl": "dutch", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sv": "swedish", "tr": "turkish",
}  # fmt: skip
STEMMED = frozenset(_SNOWBALL) | LIGHT.keys()
"""Languages with a stemmer of their own."""

_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_HAS_DIGRAPH = re.compile("[äöüøå]")
_SPELLED_OUT = frozenset({None, "da", "de", "en", "nb", "nl", "nn", "no", "sv"})
"""Languages whose texts write these letters as two where a keyboard lacks them: Mueller, Koebenhavn."""


_HEBREW = re.compile("[\u05d0-\u05ea]")


class _Stems(dict[str, str]):
    """A cache of Porter 2 stems; cleared when it is full."""

    def __init__(self) -> None:
        super().__init__()
        self._stem = Stemmer.Stemmer("english", maxCacheSize=0).stemWord

    def __missing__(self, word: str) -> str:
        if len(self) > _CACHE_SIZE:
            self.clear()
        self[word] = stemmed = self._stem(word) if word.isascii() else word
        return stemmed


_stems = _Stems()


def stem(word: str) -> str:
    """Return the English stem (Porter 2) of a folded word; a word in another script is its own stem."""
    return _stems[word]


def stems(words: Iterable[str]) -> list[str]:
    """Return the stem of each of many folded words."""
    return list(map(_stems.__getitem__, words))


class _Terms(dict[str, tuple[str, ...]]):
    """The terms of each printed word of one language."""

    def __init__(self, language: str | None) -> None:
        super().__init__()
        self._spelled_out = language in _SPELLED_OUT
        self._tagged = _tagged(language) if language in STEMMED else None

    def __missing__(self, printed: str) -> tuple[str, ...]:
        if len(self) > _CACHE_SIZE:
            self.clear()
        if self._tagged is None and printed.isascii():
            self[printed] = terms = (stem(printed.lower()[:LONGEST]),)
            return terms
        small = lowered(printed)
        folded = fold(small)[:LONGEST]
        found = [stem(folded)]
        if self._spelled_out and not small.isascii() and _HAS_DIGRAPH.search(small):
            found.append(stem(fold(small.translate(_DIGRAPHS))[:LONGEST]))
        if self._tagged and not folded[:1].isdecimal():
            # The second one is for queries that are typed without accents.
            found += (self._tagged(small), self._tagged(folded)) if folded != small else (self._tagged(small),)
        self[printed] = several = tuple(dict.fromkeys(found))
        return several


def _tagged(language: str | None) -> Callable[[str], str]:
    assert language is not None, "only a known language has a stemmer"
    if language in LIGHT:
        light = LIGHT[language]
        return lambda word: f"{language}:{light(fold(word)[:LONGEST])}"
    stem_word = Stemmer.Stemmer(_SNOWBALL[language], maxCacheSize=0).stemWord
    rest = REST.get(language, ())

    def tagged(word: str) -> str:
        short = fold(stem_word(word[:LONGEST]))[:LONGEST]
        for pattern, ending in rest:
            short = pattern.sub(ending, short)
        return f"{language}:{short}"

    return tagged


def terms_in(language: str | None) -> Mapping[str, tuple[str, ...]]:
    """Return the terms of every word as printed in articles of a language (ISO 639-1), computed on first use."""
    return _terms_in(language if language in STEMMED or language in _SPELLED_OUT else "other")


@cache
def _terms_in(language: str | None) -> _Terms:
    return _Terms(language)


def index_terms(printed: str, language: str | None) -> tuple[str, ...]:
    """Return the terms of a word as printed in an article of a language; the first is its English stem."""
    return terms_in(language)[printed]


def has_variants(text: str) -> bool:
    """Tell whether a text may contain words with several untagged terms."""
    return _HAS_DIGRAPH.search(text.lower()) is not None


def credit_term(field: str, word: str) -> str:
    """Return the term of a folded word of another field than the text."""
    return f"@{field}:{word}"


def joined_term(term: str, width: int) -> str:
    """Return the term of a word that a text writes as `width` words: ceasefire as cease-fire."""
    return "-" * (width - 1) + term


def width_of(term: str) -> int:
    """Return how many words of a text a term is written as."""
    return 1 + len(term) - len(term.lstrip("-"))


@lru_cache(maxsize=4096)
def _query_terms(spelling: str, languages: frozenset[str]) -> frozenset[str]:
    found = {term for language in (None, *languages) for term in index_terms(spelling, language)}
    if spelling[:1].isdecimal():
        return frozenset(found)
    if "he" in languages and _HEBREW.match(spelling):
        found.update(term for word in hebrew_prefixed(spelling) for term in index_terms(word, "he"))
    # The word itself may be the stem of longer ones, and have a shorter stem: bakanlar, bakan, baka.
    return frozenset(found.union(f"{language}:{fold(spelling)[:LONGEST]}" for language in languages))


def query_terms(spelling: str, languages: frozenset[str]) -> frozenset[str]:
    """Return the terms that a query word finds in articles of `languages` (codes), and in all others."""
    own = _query_terms(spelling, languages & STEMMED)
    folded = fold(spelling)
    return own if folded == spelling else own | _query_terms(folded, languages & STEMMED)
