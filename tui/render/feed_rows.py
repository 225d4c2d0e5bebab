"""Rows of the list of feeds, and what is known of one of them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.feeds.times import local_day
from seedread.tui.render.cells import Piece, fit
from seedread.tui.render.themes import BOLD, DIM, ERROR, PLAIN

if TYPE_CHECKING:
    from rich.style import Style

    from seedread.index.following.feed_overview import FeedSummary

__all__ = ["FeedColumns", "about_feed", "feed_columns", "feed_head", "feed_row"]

_MARK, _COUNT, _NEW, _TIME = 3, 9, 6, 9
"""Cells of the columns with a fixed width, with the space before each."""
_EDGE = 1
"""The cell at the right, which the line of headings needs."""
_FOLDER = 16
"""Most cells of the folder."""
_WIDE, _MIDDLE = 60, 44
"""Cells from which there is room for all columns, and for all but folder and the next time."""


class FeedColumns(NamedTuple):
    """Cells of the columns; 0 for one that is not shown."""

    name: int
    folder: int
    counts: bool
    due: bool


def feed_columns(width: int, longest_folder: int) -> FeedColumns:
    """Arrange the columns in `width` cells."""
    wide, middle = width >= _WIDE, width >= _MIDDLE
    folder = min(longest_folder, _FOLDER) if wide else 0
    used = _MARK + (folder + 1 if folder else 0) + _NEW + (_COUNT + _TIME) * middle + _TIME * wide + _EDGE
    return FeedColumns(max(width - used, 1), folder, middle, wide)


def feed_head(columns: FeedColumns) -> str:
    """Return the headings of the columns, without the three cells of the mark."""
    return "".join(_cells(columns, "Feed", "Folder", ("Articles", "New", "Fetched", "Next")))


def feed_row(one: FeedSummary, columns: FeedColumns, now: float, fill: Style | None) -> list[Piece]:
    """Return the row of a feed; `fill` is the style of the cursor."""
    state = one.state
    fetched = "failing" if _always_failed(one) else short_time(state.succeeded, now)
    due = _due(one, now, "gone")
    counts = (f"{one.articles:,}", f"{one.new:,}" if one.new else "", fetched, due)
    name, folder, *rest = _cells(columns, one.name, one.feed.folder, counts)
    failing = bool(state.errors or state.gone)
    pieces: list[Piece] = [(" ! " if failing else " · " if one.wrong else "   ", fill or (ERROR if failing else DIM))]
    pieces += [(name, fill or (BOLD if one.new else PLAIN)), (folder, fill or DIM)]
    return [*pieces, *((cell, fill or PLAIN) for cell in rest)]


def _cells(columns: FeedColumns, name: str, folder: str, rest: tuple[str, str, str, str]) -> list[str]:
    articles, new, fetched, due = rest
    return [
        fit(name, columns.name),
        f" {fit(folder, columns.folder)}" if columns.folder else "",
        fit(articles, _COUNT, right=True) if columns.counts else "",
        fit(new, _NEW, right=True),
        fit(fetched, _TIME, right=True) if columns.counts else "",
        fit(due, _TIME, right=True) if columns.due else "",
    ]


def _always_failed(one: FeedSummary) -> bool:
    """Tell whether a feed was tried and could never be fetched; one that is gone says so elsewhere."""
    return bool(one.state.errors and not one.state.succeeded and not one.state.gone)


def _due(one: FeedSummary, now: float, never: str) -> str:
    """Return when a feed is fetched next; `never` says that it is not."""
    return never if one.state.gone else "now" if one.state.next_fetch <= now else short_time(one.state.next_fetch, now)


def about_feed(one: FeedSummary, now: float) -> list[tuple[str, str]]:
    """Return labelled lines about a feed: what is wrong first."""
    feed, state = one.feed, one.state
    wrong = [("!" if n == 0 else "", clause) for n, clause in enumerate(one.wrong)]
    last = f", last new article {short_time(state.last_new, now)}" if state.last_new else ""
    since = f", failing since {local_day(state.failing_since)}" if _always_failed(one) else ""
    items = f", {state.items:,} {'item' if state.items == 1 else 'items'}" if state.succeeded else ""
    failures = f" (failed {state.errors:,} times in a row)" if state.errors > 1 else ""
    place = " · ".join(filter(None, (feed.folder, " ".join(feed.tags), state.format)))
    return [
        *wrong,
        ("fetched", f"{short_time(state.succeeded, now)}{since}{items}{last}"),
        ("next", f"{_due(one, now, 'never')}{failures}"),
        ("address", feed.url),
        ("feed", " · ".join(filter(None, (feed.id, place)))),
    ]


def short_time(seconds: float, now: float) -> str:
    """Return a time in the reader's own zone: the hour of today, else the day."""
    if not seconds:
        return "never"
    at, today = (datetime.datetime.fromtimestamp(one, datetime.UTC).astimezone() for one in (seconds, now))
    if at.date() == today.date():
        return at.strftime("%H:%M")
    return at.strftime("%-d %b") if abs(seconds - now) < 300 * 86_400 else at.strftime("%Y-%m")
