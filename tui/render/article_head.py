"""The head of an article: title, source and date, countries and leaders in a line each, and the reader's marks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from seedread.index.article import DATELINE
from seedread.index.article import TITLE as IN_TITLE
from seedread.index.shelf import NOTE_LINES
from seedread.index.text.sanitize import safe_line
from seedread.tui.render.cells import ELLIPSIS, GLUE
from seedread.tui.render.themes import ACCENT, DIM, PLAIN, TITLE
from seedread.tui.render.wrapped_text import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.article import Article, Country, Person
    from seedread.index.shelf import Marks
    from seedread.tui.render.cells import Mark, Span

__all__ = ["FOLDED", "Fold", "head_blocks", "head_length"]

_MOST = 12
"""Names that are tried in one line."""
_LEAST = 8
"""Fewest characters of a name that is cut."""

_Name: TypeAlias = tuple[str, bool]
"""A name as it is listed, and whether it is prominent; it is dim if not."""


class Fold(NamedTuple):
    """How much of the countries and leaders shows."""

    unfolded: bool = False
    """Whether all of them do; else as many as fit in one line."""
    key: str = ""
    """The label of the key that unfolds them, shown where some are hidden."""


FOLDED = Fold()


def head_blocks(
    article: Article, marks: Marks, names: Sequence[Mark], sought: Mapping[int, Sequence[Span]], fold: Fold
) -> list[Block]:
    """Return the head; `names` has the highlighted names of the title, `sought` the spans of names in the query."""
    # A title taken from the lead would repeat the first sentence.
    title = safe_line(article.title)
    unchanged = title == article.title
    places, named = (tuple(names), tuple(sought.get(IN_TITLE, ()))) if unchanged else ((), ())
    blocks = [] if article.title_is_lead else [Block(title, TITLE, places, searched=True, named=named)]
    blocks.append(_about(article, sought.get(DATELINE, ()), starred=marks.starred))
    if article.countries:
        blocks.append(_list("Countries ", [[(_country(each), each.about) for each in article.countries]], fold))
    if article.leaders:
        checked = f"offices as of {article.offices_as_of}" if article.offices_as_of else ""
        forms = [[(_leader(each, office=office), True) for each in article.leaders] for office in (True, False)]
        blocks.append(_list("Leaders   ", forms, fold, checked))
    return blocks + _own(marks)


def head_length(article: Article, marks: Marks) -> int:
    """Return the number of blocks before the text."""
    return len(head_blocks(article, marks, (), {}, Fold(unfolded=True)))


def _own(marks: Marks) -> list[Block]:
    """Return the tags and the note; the star is shown on another line."""
    tags = " ".join(f"#{tag}" for tag in marks.tags)
    blocks = [Block(safe_line(tags), ACCENT)] if tags else []
    lines = safe_line(marks.note).split(NOTE_LINES) if marks.note else ()
    return blocks + [Block(line, prefix=("     " if n else "Note ", ACCENT)) for n, line in enumerate(lines)]


def _about(article: Article, in_dateline: Sequence[Span], *, starred: bool) -> Block:
    """Return source, date, dateline and byline in one line; before them, whether the article is not complete."""
    star, untitled = "* " if starred else "", "untitled" if article.title_is_lead else None
    written = article.published and article.published.written
    printed = f"p. {article.pages}" if article.pages else None
    about = (untitled, _EXTENT.get(article.extent), article.source, written, printed)
    first = [safe_line(part) for part in about if part]
    place, byline = safe_line(article.dateline or ""), safe_line(article.byline or "")
    line = " · ".join(part for part in (*first, place, byline) if part) or "no source, no date"
    begin = len(star) + sum(len(f"{part} · ") for part in first)
    named = tuple((begin + start, begin + end) for start, end in in_dateline) if place == article.dateline else ()
    return Block(star + line, DIM, ((0, 1, ACCENT),) if starred else (), named=named)


_EXTENT = {"paywalled": "beginning only (paywall)", "empty": "no text"}
"""What is said of an article that is not complete."""


def _country(country: Country) -> str:
    return f"{_glued(country.name)}{GLUE}{country.count}"


def _leader(leader: Person, *, office: bool) -> str:
    """Return name, office at the article's date, and count; only the office may wrap."""
    role = f" ({safe_line(leader.role)})" if office and leader.role else ""
    return f"{_glued(leader.name)}{role}{GLUE}{leader.count}"


def _glued(name: str) -> str:
    return safe_line(name).replace(" ", GLUE)


def _list(label: str, forms: Sequence[Sequence[_Name]], fold: Fold, last: str = "") -> Block:
    """List names after a label, and `last` after all of them; `forms` has the same names, the longest form first."""
    whole = _names(label, [*forms[0], (last, False)] if last else forms[0])
    return whole if fold.unfolded else replace(whole, shorter=tuple(_shorter(label, forms, fold.key)))


def _shorter(label: str, forms: Sequence[Sequence[_Name]], key: str) -> Iterator[Block]:
    """Yield the list with fewer and shorter names, down to their number alone."""
    for form in forms:
        for shown in range(min(len(form), _MOST), 0, -1):
            yield _names(label, form[:shown], len(form) - shown, key)
    (first, prominent), *others = forms[-1]
    for length in range(len(first) - 1, _LEAST - 1, -1):
        yield _names(label, [(f"{first[:length].rstrip()}{ELLIPSIS}", prominent)], len(others), key)
    yield _names(label, [(str(len(forms[0])), False)], 0, key)


def _names(label: str, names: Sequence[_Name], hidden: int = 0, key: str = "") -> Block:
    """List names; behind them how many are hidden, and the key that shows them."""
    text = ""
    marks: list[Mark] = []
    for name, prominent in names:
        text += f"{GLUE}· " if text else ""
        marks.append((len(text), len(text) + len(name), PLAIN if prominent else DIM))
        text += name
    if hidden:
        text += f"{GLUE}· +{hidden}"
    if key:
        marks.append((len(text) + 2, len(text) + 2 + len(key), ACCENT))
        text += f"{GLUE}({key})"
    return Block(text, DIM, tuple(marks), prefix=(label, DIM))
