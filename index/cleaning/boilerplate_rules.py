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
from seedread.index.cleaning.word_lists import word_list
from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.units import TextUnit

__all__ = ["label_by_rule", "unlabel_section_headings"]

SECTIONS = 3
"""The fewest headings of a report with sections."""

SHORT = 100
"""Size up to which the beginning of a unit decides."""
NOTICE = SEARCHED
"""Size up to which the beginning of a notice decides."""
NOTICES = ("cookie", "copyright", "comment form", "newsletter", "caption")
MARKS = 14
"""Size up to which a unit without letters is stripped."""
LONGEST_CAPTION = 400
_NAME = r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,3}"
_CREDITED = lazy_pattern(
    rf"[.!?…”\"’)\]] ?\(?(?:photos?|pictures?|images?|credit)?:? ?{_NAME}(?: ?/ ?(?:the )?| for "
    rf"| via ){_NAME.replace('{1,3}', '{0,3}')}\)?\Z"
    r"|\((?:photos?|pictures?|images?|credit|courtesy|file photo|ap|afp|reuters)\b[^()]{0,60}\)\Z",
    re.IGNORECASE,
)
"""The end of a caption: who took the picture, and for whom."""
_ENDING = 90
"""Characters at the end in which the credit of a caption is looked for."""
_BETWEEN_LINKS = re.compile(r"\s*[|·•›»>]\s*|\s/\s")


def label_by_rule(unit: TextUnit) -> Label | None:
    """Return the label of a unit that is certainly not body, else None."""
    return _by_phrase(unit) or _by_shape(unit)


def unlabel_section_headings(document: LabelledDocument) -> LabelledDocument:
    """Remove the labels of headings such as "Discussion" and "References" between the paragraphs of a report.

    By themselves these words are headings of comments or links. A report has several of them.
    """
    units, known = document.units, word_list("section heading")
    found = [
        at
        for at, unit in enumerate(units)
        if len(unit.words) == 1 and unit.words[0] in known and 0 < at < len(units) - 1 and units[at + 1].prose
    ]
    inside = [at for at in found if units[at - 1].prose and document.labels[at] is not None]
    return document.with_labels(dict.fromkeys(inside)) if len(found) >= SECTIONS else document


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


def _is_credited(unit: TextUnit) -> bool:
    """Return whether the unit ends in the credit of a picture, written with capitals."""
    if unit.ends or unit.size > LONGEST_CAPTION:
        return False
    found = _CREDITED.search(unit.text[-_ENDING:])
    return found is not None and not any(
        word[:1].islower() and word not in _SMALL for word in found[0].strip('.!?…”"’)]( ').split()
    )


def _is_foreign_date(unit: TextUnit) -> bool:
    """Return whether the unit holds only a date with its year, in another language than English."""
    if not unit.digits or unit.size > LONGEST_DATE or not _YEAR_AND_DAY.match(unit.text):
        return False
    words = _LETTERS.findall(unit.text.casefold())
    return bool(words) and word_list("date in other languages").union(word_list("date")).issuperset(words)


LONGEST_DATE = 110
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR_AND_DAY = re.compile(r"(?=.*(?<!\d)(?:19|20)\d\d(?!\d))(?=.*(?<!\d)[0-3]?\d(?!\d))")
_SMALL = frozenset(
    ("for", "via", "the", "de", "van", "von", "der", "al", "bin", "photo", "by", "file", "courtesy", "of")
)
_SHAPES: tuple[tuple[Callable[[TextUnit], object], Label], ...] = (
    (_is_mark, Label("other", "no words")),
    (lambda unit: is_date_line(unit.text), Label("dateline", "only a date")),
    (_is_foreign_date, Label("dateline", "only a date")),
    (lambda unit: byline_of(unit.text), Label("byline", "names the author")),
    (lambda unit: credited_source(unit.text), Label("source", "names the source")),
    (lambda unit: lone_address(unit.text), Label("navigation", "only an address")),
    (_is_credited, Label("caption", "ends in the credit of a picture")),
    (_is_row_of_links, Label("navigation", "a row of links")),
)
