"""Which lines of two texts belong side by side."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.tui.state.scroll_sync import in_order, line_beside

ANCHORS = [(0, 0), (10, 2), (12, 40), (30, 50)]


@pytest.mark.parametrize(("line", "beside"), [(0, 0), (5, 1), (10, 2), (11, 21), (12, 40), (21, 45), (30, 50)])
def test_lines_between_anchors(line: int, beside: float) -> None:
    """Lines that belong together are beside each other, and those between are spread evenly."""
    assert line_beside(ANCHORS, line) == beside


@given(st.lists(st.integers(0, 30), unique=True))
def test_the_longest_order(places: list[int]) -> None:
    """What is kept rises on both sides, and no other choice would keep more."""
    pairs = list(enumerate(places))
    kept = in_order(pairs)
    assert all(one[0] < other[0] and one[1] < other[1] for one, other in pairwise(kept))
    assert set(kept) <= set(pairs)
    longest: list[int] = []
    for n, place in enumerate(places):
        longest.append(1 + max((longest[before] for before in range(n) if places[before] < place), default=0))
    assert len(kept) == max(longest, default=0)
