"""A digest as lines to choose from: headings, and lines that each lead to an article."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedread.index.following.brief_forms import counted, left_out
from seedread.index.text.sanitize import safe_line
from seedread.tui.render.article_blocks import BLANK
from seedread.tui.render.cells import glued_times
from seedread.tui.render.themes import BOLD, DIM, PLAIN
from seedread.tui.render.wrapped_text import Block

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from rich.style import Style

    from seedread.index.following.brief import Brief, BriefReport, BriefStory, Difference

__all__ = ["BriefLine", "brief_lines"]


class BriefLine(NamedTuple):
    """A block of text, and the article that it leads to."""

    block: Block
    article: str = ""
    """The id; empty for a heading."""


def brief_lines(brief: Brief) -> list[BriefLine]:
    """Return the lines of a digest: stories by number of outlets, then single reports."""
    outlets = f" from {counted(brief.outlets, 'outlet')}" if brief.outlets else ""
    lines = [_heading(brief.title), _plain(f"{counted(brief.articles, 'article')}{outlets}", DIM)]
    for story in brief.stories:
        lines += [BriefLine(BLANK), *_story(story, brief.new)]
    if brief.more_stories:
        lines += [BriefLine(BLANK), _plain(left_out(brief.more_stories, "story", "stories"), DIM)]
    for name, reports in brief.singles:
        lines += [BriefLine(BLANK), _heading(name), *(_report(one, brief.new) for one in reports)]
    if brief.more_singles:
        lines += [BriefLine(BLANK), _plain(left_out(brief.more_singles, "report", "reports"), DIM)]
    return lines


def _story(story: BriefStory, new: Collection[str]) -> Iterator[BriefLine]:
    yield _heading(story.title)
    outlets = counted(story.outlets, "outlet") if story.outlets else ""
    names = (", ".join(story.countries), ", ".join(story.leaders))
    yield _plain(" · ".join(filter(None, (outlets, *names))), DIM)
    for report in story.reports:
        yield _report(report, new)
        yield from (_report(copy, new, "    same text: ") for copy in report.copies)
    yield from _differences("Numbers that differ", story.numbers)
    yield from _differences("Quoted at different length", story.quotations)
    yield from _under("Opinion", [_report(one, new) for one in story.opinions])


def _differences(heading: str, differences: Sequence[Difference]) -> Iterator[BriefLine]:
    lines = [
        _said(one.what if report is one.a else "", report, said)
        for one in differences
        for report, said in ((one.a, one.said_a), (one.b, one.said_b))
    ]
    yield from _under(heading, lines)


def _under(heading: str, lines: Sequence[BriefLine]) -> Iterator[BriefLine]:
    if lines:
        yield _plain(heading, DIM)
        yield from lines


def _said(what: str, report: BriefReport, said: str) -> BriefLine:
    label = f"{safe_line(what)}: " if what else "  "
    text = f"{label}{safe_line(report.source or report.title)} {safe_line(said)}"
    return BriefLine(Block(text, marks=((0, len(label), BOLD),), prefix=("  ", PLAIN)), report.id)


def _report(report: BriefReport, new: Collection[str], prefix: str = "  ") -> BriefLine:
    about = ", ".join(filter(None, ("new" if report.id in new else "", report.date or "undated", report.when)))
    before = "".join(f"; headline before: “{title}”" for title in report.headlines)
    source = f"{safe_line(report.source)}: " if report.source else ""
    text = f"{source}{safe_line(report.title) or 'untitled'}"
    end = glued_times(safe_line(f" ({about}{before})"))
    marks = ((0, len(source), BOLD), (len(text), len(text) + len(end), DIM))
    return BriefLine(Block(text + end, marks=marks, prefix=(prefix, DIM)), report.id)


def _heading(text: str) -> BriefLine:
    return _plain(text, BOLD)


def _plain(text: str, style: Style | None) -> BriefLine:
    return BriefLine(Block(safe_line(text), style))
