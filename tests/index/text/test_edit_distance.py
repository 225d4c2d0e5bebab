"""Tests the edit distance against its definition."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.text.edit_distance import neighbours_within

letters = st.text("abc", max_size=6)


@cache
def slow(one: str, other: str) -> int:
    """The definition: the fewest edits of the last letters, and what is left before them."""
    if not one or not other:
        return len(one) + len(other)
    fewest = min(
        slow(one[:-1], other) + 1, slow(one, other[:-1]) + 1, slow(one[:-1], other[:-1]) + (one[-1] != other[-1])
    )
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-1] + other[-2]:
        fewest = min(fewest, slow(one[:-2], other[:-2]) + 1)
    return fewest


@given(st.lists(letters, max_size=12), letters, st.integers(0, 2), st.booleans())
def test_all_near_words_with_their_edits(words: list[str], wanted: str, limit: int, ordered: bool) -> None:  # noqa: FBT001
    """Words within the limit are found with their distance, in any order of the input."""
    words = sorted(words) if ordered else words
    near = [(word, slow(word, wanted)) for word in words]
    assert list(neighbours_within(words, wanted, limit)) == [(word, edits) for word, edits in near if edits <= limit]


@pytest.mark.parametrize(
    ("word", "edits"), [("rouhani", 0), ("rohani", 1), ("ruohani", 1), ("rouhanni", 1), ("rohany", 2)]
)
def test_what_people_mistype(word: str, edits: int) -> None:
    """A missing, doubled, wrong or swapped letter is one edit each."""
    assert list(neighbours_within([word], "rouhani", 2)) == [(word, edits)]
