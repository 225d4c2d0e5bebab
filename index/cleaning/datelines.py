"""Reads the dateline that opens a report or is printed above it: a city, with or without a date and an agency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from seedread.index.cleaning.date_only_lines import DATE
from seedread.index.cleaning.word_lists import word_list
from seedread.index.text.foreign_dates import foreign_date
from seedread.index.text.lazy_pattern import lazy_pattern
from seedread.index.text.printed_dates import dates_in

__all__ = ["Dateline", "dateline_of"]

_REACH = 100
_DASH = re.compile(
    r"\s*(?:—|―|–|--)\s*|\s-(?:\s+|\Z)|:\s+|(?<=\))\.\s?-+\s*|(?<=[A-Z]/)\.?\s+"
    r"|(?<=[A-Z]\))\s+(?=[\"“«]?[A-ZÀ-Þ][^\s(]*\s)"
)
"""What ends a dateline; TASS has "/TASS/." in its place, EFE "(EFE).-", and some agencies nothing but "(PTI)"."""
_DASH_SIGN = re.compile("[-—―–:)/]")
"""One of these is in everything that `_DASH` matches, or right before it."""
_DIGIT = re.compile(r"\d")
_AGENCY = re.compile(
    r"[\s.,]*(?:\(([^()]{2,40})\)|/([A-Z][^/]{1,30})/"
    r"|[,\s](IRNA|ISNA|MNA|SANA|WAFA|KUNA|WAM|SPA|BNA|QNA|APS|MAP))\s*\Z"
)
_SEVERAL = re.compile(r"\s*/\s*")
_DATE_AT_END = lazy_pattern(rf",?\s*\b{DATE}\s*\Z", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*\Z")
_PARTICLES = word_list("in a city")
_NOT_CITIES = word_list("no city")
_DATE_WORDS = word_list("date in other languages")
_CITIES = frozenset(name.replace("_", " ") for name in word_list("cities of datelines"))
"""Cities that open a report before a colon; other words there are speakers and labels."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the beginning of a text."""

    city: str
    """As printed."""
    head: str
    """The whole dateline, without the dash."""
    alone: bool
    """Whether it is the whole text."""


def dateline_of(text: str) -> Dateline | None:
    """Return the dateline that `text` begins with, or that is all of it."""
    dash = _DASH.search(text, 0, _REACH) if _DASH_SIGN.search(text, 0, _REACH) else None
    if dash is None:
        return _read(text, "", "") or _above_text(text) if len(text) < _REACH else None
    return _read(text[: dash.start()], dash[0].strip() or ")", text[dash.end() :])


def _read(head: str, dash: str, rest: str) -> Dateline | None:
    place, agency = _cut(_AGENCY, head)
    place, date = _cut(_DATE_AT_END, place) if _DIGIT.search(place) else (place, False)
    if not agency:
        place, agency = _cut(_AGENCY, place)
    city, *regions = (part.strip(" .") for part in place.split(","))
    if (
        not all(_is_place(part, 4) for part in _SEVERAL.split(city))
        or len(regions) > 2
        or not all(_is_place(region, 3) for region in regions)
    ):
        return None
    if city.split()[0].casefold() in _NOT_CITIES or (rest and rest[:40].isupper()):
        return None
    marked = date or agency
    if not dash or not rest:
        alone = date and not rest and (dash or city.isupper() or (_is_city(city) and _has_year(head)))
        return Dateline(city, head, alone=True) if alone else None
    if dash == ":":
        known = marked or (city.isupper() and len(city) > 3) or city.casefold() in _CITIES
        return Dateline(city, head, alone=False) if known and _opens_sentence(rest) else None
    if city.isupper() or marked or (dash != "-" and _opens_sentence(rest) and len(city.split()) <= 3):
        return Dateline(city, head, alone=False)
    return None


def _above_text(text: str) -> Dateline | None:
    """Return the dateline that is all of `text`: a city and a whole date, as any language writes it."""
    place, comma, date = text.partition(",")
    city = place.strip()
    if not comma or not _is_place(city, 3) or not _is_city(city) or city.casefold() in _NOT_CITIES | _DATE_WORDS:
        return None
    return Dateline(city, text, alone=True) if foreign_date(date.strip()) else None


def _is_city(place: str) -> bool:
    """Tell whether a place above a report is rather a city than an author."""
    return " " not in place or place.casefold() in _CITIES


def _has_year(head: str) -> bool:
    """Tell whether a line says a place and a whole date: "Wellington, 6 November 2024"."""
    return any(found.precision in ("day", "minute") for found in dates_in(head))


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    found = pattern.search(text)
    return (text[: found.start()], True) if found else (text, False)


def _is_place(text: str, longest: int) -> bool:
    words = text.split()
    if not 1 <= len(words) <= longest or not words[0][:1].isupper() or len(text) < 2:
        return False
    return all(_WORD.match(word) and (word[0].isupper() or word in _PARTICLES) for word in words)


def _opens_sentence(rest: str) -> bool:
    first = rest.lstrip("\"'“‘«")[:1]
    return first.isupper() or first.isdigit()
