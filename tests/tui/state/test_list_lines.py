"""Which line of a list by date is which: headings, rows, and reports opened below a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from seedread.index.engines.base import ListedDays
from seedread.tui.state.day_headings import DayHeading, DayHeadings
from seedread.tui.state.result_pages import HEADING, ResultPages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def pages(days: Sequence[int], undated: int, opened: Mapping[int, int]) -> ResultPages:
    """Return a result with so many rows on each day, and so many reports opened below some of its hits."""
    found = ResultPages()
    found.total = sum(days) + undated
    found.headings = DayHeadings(ListedDays([*range(1, len(days) + 1)], [(10,)] * len(days), [*days], undated))
    for n, count in opened.items():
        report: Any = object()
        found._opened.open(n, [report] * count)
    return found


@given(
    st.lists(st.integers(1, 4), max_size=6),
    st.integers(0, 3),
    st.dictionaries(st.integers(0, 8), st.integers(1, 3), max_size=3),
    st.integers(1, 3),
)
def test_every_line_is_one_of_a_row_or_a_heading(
    days: list[int], undated: int, opened: dict[int, int], height: int
) -> None:
    """Lines follow one another: above the first row of each day its heading, below each row its opened reports."""
    total = sum(days) + undated
    found = pages(days, undated, {n: count for n, count in opened.items() if n < total})
    starts = [sum(days[:k]) for k in range(len(days))] + ([sum(days)] if undated else [])
    wanted: list[tuple[int, int]] = []
    row = 0
    for n in range(total):
        wanted += [(row, HEADING)] if n in starts else []
        for _ in range(1 + opened.get(n, 0)):
            assert found.first_line(row, height) == len(wanted)
            wanted += [(row, part) for part in range(height)]
            row += 1
    assert found.line_count(height) == len(wanted)
    assert [found.at_line(line, height) for line in range(len(wanted))] == wanted


def test_a_heading_tells_its_day_and_its_rows() -> None:
    """Every row of a day has the same heading, the undated ones have one without a day."""
    found = pages([2, 1], 2, {1: 1})
    first, second = DayHeading(1, (10,), 2), DayHeading(2, (10,), 1)
    assert [found.heading(row) for row in range(6)] == [first] * 3 + [second] + [DayHeading(0, (), 2)] * 2


def test_without_days_there_are_only_rows() -> None:
    """In another order no line is a heading."""
    found = ResultPages()
    found.total = 3
    assert [found.at_line(line, 2) for line in range(6)] == [(row, part) for row in range(3) for part in range(2)]
    assert found.line_count(2) == 6
