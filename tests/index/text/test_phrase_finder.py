"""A text has a phrase only as words of their own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.text.phrase_finder import PhraseFinder

PHRASES = ("play-off*", "cup", "grand prix", "u.n", "medal*", "éclair")


@pytest.mark.parametrize(
    "text", ["the cup final", "the medallists", "un-medalled", "grand prix", "at the u.n.", "the cup", "un éclair"]
)
def test_a_phrase_counts_as_words_and_a_beginning_with_any_ending(text: str) -> None:
    assert PhraseFinder(PHRASES).is_in(text)


@pytest.mark.parametrize("text", ["a cupboard", "a hiccup", "grand prixes", "cup_holder", "Cup", ""])
def test_a_phrase_within_a_word_or_in_another_case_does_not_count(text: str) -> None:
    assert not PhraseFinder(PHRASES).is_in(text)


@given(st.lists(st.sampled_from([*PHRASES, "cups", "play-offs", "_", "x", " ", "-", "é", "s", "1"])).map("".join))
def test_a_regular_expression_of_the_same_phrases_finds_the_same(text: str) -> None:
    words = "|".join(re.escape(phrase).replace(r"\*", r"\w*") for phrase in PHRASES)
    expected = re.search(rf"\b(?:{words})(?!\w)", text) is not None
    assert PhraseFinder(PHRASES).is_in(text) is expected
