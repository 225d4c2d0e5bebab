"""Tests phrases and nearby words against a brute-force search."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from seedread.index.text.proximity import near_places, phrase_starts

places = st.lists(st.sets(st.integers(0, 14), max_size=5), min_size=2, max_size=4)


@given(places, st.integers(0, 5))
def test_near_is_every_choice_that_is_close(parts: list[set[int]], distance: int) -> None:
    """A position counts exactly if some choice of different positions for all parts includes it and is close enough."""
    close = [
        chosen
        for chosen in product(*parts)
        if len(set(chosen)) == len(parts) and max(chosen) - min(chosen) + 1 - len(parts) <= distance
    ]
    assert near_places(parts, distance) == sorted({place for chosen in close for place in chosen})


@given(places)
def test_a_phrase_starts_where_all_parts_follow(parts: list[set[int]]) -> None:
    """A phrase begins where each part follows the previous one."""
    assert phrase_starts(parts) == [n for n in range(15) if all(n + i in part for i, part in enumerate(parts))]
