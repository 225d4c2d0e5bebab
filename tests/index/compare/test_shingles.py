"""Texts that say one thing over and over are held against one another in a time that grows with them."""

from __future__ import annotations

import random

import pytest
from growth import grows_in_proportion

from seedread.index.compare import shingles
from seedread.index.text.sentences import split_sentences


@pytest.mark.parametrize("piece", ["a b ", "\u201ca b c d e f\u201d g h ", "The talks went on. "])
def test_texts_that_repeat_themselves(piece: str) -> None:
    """The overlap of two texts of one phrase takes a time in proportion to them."""

    def own(count: int) -> None:
        shingles.text_overlap((piece * count,), (piece * count + "End.",))

    assert grows_in_proportion(own, lambda count: count, 1_500)


def test_both_ways_find_the_same_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """The longest run is the same, whichever way it is looked for, and reaches over no break."""
    pick = random.Random(7)
    for _ in range(150):
        a, b = (["abc"[pick.randrange(3)] if pick.random() < 0.97 else "\0" for _ in range(60)] for _ in range(2))
        monkeypatch.setattr(shingles, "_MOST_PLACES", 1 << 60)
        slow = shingles._longest_run(a, b)
        monkeypatch.setattr(shingles, "_MOST_PLACES", -1)
        assert shingles._longest_run(a, b) == slow


@pytest.mark.parametrize("piece", [".", "?!", "\u06d4", '."', "..) "])
def test_stops_without_end(piece: str) -> None:
    """A run of full stops of any length is looked through once."""
    assert grows_in_proportion(split_sentences, lambda count: "It is" + piece * count + "x", 10_000)
