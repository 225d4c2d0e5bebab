"""Tests phrases and nearby words against a brute-force search."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from seedread.index.text.proximity import near_places, phrase_spans

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
def test_a_phrase_begins_where_all_parts_follow(parts: list[set[int]]) -> None:
    """A phrase begins where each part follows the previous one."""
    starts = [n for n in range(15) if all(n + i in part for i, part in enumerate(parts))]
    assert phrase_spans([[(place, 1) for place in part] for part in parts]) == [(n, n + len(parts)) for n in starts]


def test_a_joined_word_covers_several_places() -> None:
    """What follows a joined word follows the last of the words that it covers; the longest row counts."""
    ceasefire, deal = [(3, 2), (7, 1)], [(5, 1), (8, 1), (4, 1)]
    assert phrase_spans([ceasefire, deal]) == [(3, 6), (7, 9)]
    assert phrase_spans([[(1, 1), (1, 2)], [(2, 1), (3, 1)]]) == [(1, 4)]
