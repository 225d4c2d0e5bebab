"""Tests how new results are counted around the reader's row."""

from __future__ import annotations

import pytest

from seedread.tui.state.result_pages import arrivals


@pytest.mark.parametrize(
    ("before", "now", "shown"),
    [
        ((4, 10), (4, 10), ""),
        ((4, 10), (7, 13), "3 new ↑"),
        ((4, 10), (4, 12), "2 new ↓"),
        ((4, 10), (5, 13), "1 new ↑ 2 new ↓"),
        ((4, 10), (2, 8), ""),
        ((0, 0), (0, 5), ""),
    ],
)
def test_new_results_are_counted_on_either_side(before: tuple[int, int], now: tuple[int, int], shown: str) -> None:
    """Results before the reader's row are above it, the other new ones below; results that went are no news."""
    assert arrivals(before, now) == shown
