"""Finds the words for a leader's office in articles of other languages: data/native_titles.tsv, loaded when needed.

A title belongs to the name behind it, or before it in some languages, if nothing but a country and small words is
between.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import ahocorasick_rs

from seedread.index.names.native_text import begins_word, leftmost_longest, lowered, normalized, simplified, word_end
from seedread.index.text.data_files import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["OTHER", "NativeTitle", "TitledText", "has_titles"]

OTHER = "other"
"""The family of titles that are not a leader's."""
_AFTER = frozenset(("hu", "ja", "ko"))
"""Languages that write a title behind the name; the others write it before the name."""
_BOTH = frozenset(("zh", "az", "kk", "uz", "ky"))
_SAME = {"bs": "sr"}
"""Languages with the titles of another."""
_LONGEST_GAP = 60
"""Characters between a title and its name."""
_SMALL_WORDS = re.compile(
    r"(?:\s|['\"«»“”„,()-]|[前元](?=[^\w]|[一-龯])|\b(?:de|del|della|dell|dello|di|do|da|dos|das|du|des|d|la|le|les|l|el|los"
    r"|las|lo|al|ale|der|die|von|van|het|af|av|für|na|της|του|των|κ|г-н|господин\w*|пан\w*|pan\w*|herrn?|m|sr|sra|señor|don"
    r"|dr|sir|mr|mrs|ال|وال|של|ה|السید|الشیخ|شیخ|الملک|الامیر|سید|اقای|دکتر|جناب|श्री|डॉ|के|की|का|ông|bà|tuan|бей|bey|전|신임)\b)*"
)
"""What may stand between a title and its name besides a country."""


class NativeTitle(NamedTuple):
    """A title in a text."""

    family: str
    start: int
    end: int
    country: str | None = None
    """The country next to it."""

    @property
    def is_of_body(self) -> bool:
        """Whether the family is the code of an international body."""
        return self.family.isupper()


class _Form(NamedTuple):
    family: str
    rest: re.Pattern[str]


class _Titles(NamedTuple):
    automaton: ahocorasick_rs.AhoCorasick
    by_stem: Sequence[Sequence[_Form]]


def has_titles(language: str) -> bool:
    """Tell whether the table has titles for a language."""
    return _SAME.get(language, language) in _rows()


class TitledText:
    """The titles of one normalized paragraph, and the countries that it names."""

    def __init__(self, text: str, language: str, countries: Sequence[tuple[int, int, str]]) -> None:
        """Take the countries as start, end and code, in text order."""
        self.text = text
        self.language = language
        self.countries = countries
        self.titles = _find(text, language) if has_titles(language) else []
        self._ends = [title.end for title in self.titles]
        self._starts = [title.start for title in self.titles]

    def title_of(self, start: int, end: int) -> NativeTitle | None:
        """Return the title of the name at this place, None if it has none."""
        if self.language not in _AFTER and (found := self._before(start)):
            return found
        return self._after(start, end) if self.language in _AFTER or self.language in _BOTH else None

    def is_country(self, start: int, end: int) -> bool:
        """Tell whether the text names a country here."""
        return any(first < end and start < last for first, last, _ in self.countries)

    def _before(self, start: int) -> NativeTitle | None:
        n = bisect_left(self._ends, start + 1) - 1
        if n < 0 or not self._may_part(self.titles[n].end, start):
            return None
        title = self.titles[n]
        return title._replace(country=self._country(title.start, start))

    def _after(self, start: int, end: int) -> NativeTitle | None:
        n = bisect_left(self._starts, end)
        if n == len(self.titles) or not self._may_part(end, self.titles[n].start):
            return None
        title = self.titles[n]
        return title._replace(country=self._country(end, title.end) or self._country(start, end))

    def _may_part(self, start: int, end: int) -> bool:
        """Tell whether nothing but countries and small words is in this gap."""
        if end - start > _LONGEST_GAP:
            return False
        at = start
        for first, last, _ in self.countries:
            if start <= first and last <= end:
                if not _SMALL_WORDS.fullmatch(self.text, at, first):
                    return False
                at = max(at, last)
        return _SMALL_WORDS.fullmatch(self.text, at, end) is not None

    def _country(self, start: int, end: int) -> str | None:
        """Return the last country in this range, else the one right before it."""
        near = None
        for first, last, code in self.countries:
            right_before = last <= start and not self.text[last:start].strip(" -の")
            if right_before or start <= first < end:
                near = code
        return near


def _find(text: str, language: str) -> list[NativeTitle]:
    low = lowered(text)
    if language == "zh":
        low = simplified(low)
    titles = _titles(language)
    found = [
        (start, rest.end(), end - start, form.family)
        for index, start, end in titles.automaton.find_matches_as_indexes(low, overlapping=True)
        if begins_word(low, start, language) or language == "ko"
        for form in titles.by_stem[index]
        if (rest := form.rest.match(low, end))
    ]
    found.sort(key=lambda one: -one[2])  # of two forms of one word the one with fewer letters left open counts
    return [NativeTitle(family, start, end) for start, end, _, family in leftmost_longest(found, lambda one: one[:2])]


@cache
def _rows() -> dict[str, list[tuple[str, str]]]:
    """Return language → family and form."""
    found: dict[str, list[tuple[str, str]]] = {}
    for language, family, forms in read_table("names", "native_titles.tsv"):
        found.setdefault(language, []).extend((family, lowered(normalized(form)[0])) for form in forms.split("|"))
    return found


@cache
def _titles(language: str) -> _Titles:
    language = _SAME.get(language, language)
    by_stem: dict[str, list[_Form]] = {}
    last = word_end(language)
    for family, form in _rows()[language]:
        stem, open_end, rest = form.partition("~")
        pattern = re.escape(rest).replace("~", r"\w{0,5}")
        by_stem.setdefault(stem, []).append(
            _Form(family, re.compile(open_end.replace("~", r"\w{0,5}") + pattern + last))
        )
    return _Titles(ahocorasick_rs.AhoCorasick(list(by_stem)), list(by_stem.values()))
