"""Verdicts that one unit gives away by itself: a known phrase, a date, a name line, a row of links.

A rule here strips short units only; whatever is long is left to the score and to the place in the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.cleaning.bylines import byline_of
from seedread.index.cleaning.credits import credited_source
from seedread.index.cleaning.date_lines import is_date_line
from seedread.index.cleaning.orthography import has_letters, lone_address
from seedread.index.cleaning.phrases import LOOKED_AT

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.index.cleaning.features.counts import Features

__all__ = ["Verdict", "verdict_of"]

SHORT = 100
"""Size up to which the beginning of a unit decides."""
NOTICE = LOOKED_AT
"""Size up to which a notice (cookies, copyright, comment form, newsletter) is known by its beginning."""
NOTICES = ("cookie", "copyright", "comment form", "newsletter", "caption")
MARKS = 14
"""Size up to which a unit without letters is furniture."""
_BETWEEN_LINKS = re.compile(r"\s*[|·•›»>]\s*|\s/\s")


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a unit is not body."""

    kind: str
    evidence: str


def verdict_of(unit: Features) -> Verdict | None:
    """Return what the unit is when it says so itself, None when it may be body."""
    return _by_phrase(unit) or _by_shape(unit)


def _by_phrase(unit: Features) -> Verdict | None:
    if unit.line and not unit.line.weak:
        return Verdict(unit.line.kind, f"known phrase '{unit.line.text}'")
    start = unit.start
    if start and not start.weak and unit.size <= (NOTICE if start.kind in NOTICES else SHORT):
        return Verdict(start.kind, f"begins with '{start.text}'")
    if unit.within and not unit.within.weak and unit.size <= NOTICE:
        return Verdict(unit.within.kind, f"contains '{unit.within.text}'")
    return None


def _by_shape(unit: Features) -> Verdict | None:
    for is_so, verdict in _SHAPES:
        if is_so(unit):
            return verdict
    return None


def _is_mark(unit: Features) -> bool:
    return unit.size <= MARKS and not unit.digits and not has_letters(unit.text)


def _is_row(unit: Features) -> bool:
    if unit.separators < 2 or unit.ends:
        return False
    cells = [cell for cell in _BETWEEN_LINKS.split(unit.text) if cell]
    return len(cells) >= 3 and sum(len(cell.split()) <= 4 for cell in cells) >= 0.8 * len(cells)


_SHAPES: tuple[tuple[Callable[[Features], object], Verdict], ...] = (
    (_is_mark, Verdict("other", "no word in it")),
    (lambda unit: is_date_line(unit.text), Verdict("dateline", "nothing but a date")),
    (lambda unit: byline_of(unit.text), Verdict("byline", "names the author")),
    (lambda unit: credited_source(unit.text), Verdict("source", "names the source")),
    (lambda unit: lone_address(unit.text), Verdict("navigation", "nothing but an address")),
    (_is_row, Verdict("navigation", "a row of links")),
)
