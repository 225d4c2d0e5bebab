"""Labels a unit that is certain by itself: a known phrase, a date, a byline, a row of links.

The known phrases, such as those of comment forms, are in data/phrases.toml. A rule here labels short units only. The
line model and the decoding decide on everything longer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.cleaning.bylines import byline_of
from seedread.index.cleaning.comment_forms import comment_form
from seedread.index.cleaning.credits import credited_source
from seedread.index.cleaning.date_only_lines import is_date_line
from seedread.index.cleaning.labels import Label
from seedread.index.cleaning.orthography import has_letters, lone_address
from seedread.index.cleaning.phrases import SEARCHED

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.index.cleaning.units import TextUnit

__all__ = ["label_by_rule"]

SHORT = 100
"""Size up to which the beginning of a unit decides."""
NOTICE = SEARCHED
"""Size up to which the beginning of a notice decides."""
NOTICES = ("cookie", "copyright", "comment form", "newsletter", "caption")
MARKS = 14
"""Size up to which a unit without letters is stripped."""
_BETWEEN_LINKS = re.compile(r"\s*[|·•›»>]\s*|\s/\s")


def label_by_rule(unit: TextUnit) -> Label | None:
    """Return the label of a unit that is certainly not body, else None."""
    return _by_phrase(unit) or _by_shape(unit)


def _by_phrase(unit: TextUnit) -> Label | None:
    if unit.line is None and unit.start is None and unit.within is None:
        return None
    if unit.line and not unit.line.weak:
        return Label(unit.line.kind, f"known phrase '{unit.line.text}'")
    start = unit.start
    if start and not start.weak and unit.size <= (NOTICE if start.kind in NOTICES else SHORT):
        return Label(start.kind, f"begins with '{start.text}'")
    if unit.within and not unit.within.weak and unit.size <= NOTICE:
        return Label(unit.within.kind, f"contains '{unit.within.text}'")
    return comment_form(unit)


def _by_shape(unit: TextUnit) -> Label | None:
    for applies, label in _SHAPES:
        if applies(unit):
            return label
    return None


def _is_mark(unit: TextUnit) -> bool:
    return unit.size <= MARKS and not unit.digits and not has_letters(unit.text)


def _is_row_of_links(unit: TextUnit) -> bool:
    if unit.separators < 2 or unit.ends:
        return False
    cells = [cell for cell in _BETWEEN_LINKS.split(unit.text) if cell]
    return len(cells) >= 3 and sum(len(cell.split()) <= 4 for cell in cells) >= 0.8 * len(cells)


_SHAPES: tuple[tuple[Callable[[TextUnit], object], Label], ...] = (
    (_is_mark, Label("other", "no words")),
    (lambda unit: is_date_line(unit.text), Label("dateline", "only a date")),
    (lambda unit: byline_of(unit.text), Label("byline", "names the author")),
    (lambda unit: credited_source(unit.text), Label("source", "names the source")),
    (lambda unit: lone_address(unit.text), Label("navigation", "only an address")),
    (_is_row_of_links, Label("navigation", "a row of links")),
)
