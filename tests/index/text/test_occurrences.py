"""Where a text says what somebody typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.text.folding import fold
from seedread.index.text.occurrences import occurrences


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("The ÉLAN of Élan, élan", "elan", ["ÉLAN", "Élan", "élan"]),
        ("The e\u0301lan", "ela", ["e\u0301la"]),
        ("Eine Straße, eine STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("Eine Straße", "s", ["S", "ß"]),
        ("He said “don’t” — twice", '"don\'t" -', ["“don’t” —"]),
        ("Речь Шольца, речь", "речь", ["Речь", "речь"]),
        ("ガス ｶﾞｽ", "ガス", ["ガス", "ｶﾞｽ"]),
        ("كتاب كـتاب", "کتاب", ["كتاب", "كـتاب"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("İzmir and izmir", "izmir", ["İzmir", "izmir"]),
        ("nothing", "some", []),
        ("nothing", "", []),
    ],
)
def test_case_accents_and_signs_do_not_matter(text: str, sought: str, found: list[str]) -> None:
    """Text is found in every spelling that search takes for the same, with whole letters at both ends."""
    assert [text[start:end] for start, end in occurrences(text, sought)] == found


@given(st.text(max_size=30), st.text(min_size=1, max_size=3))
def test_places_are_in_order_and_apart(text: str, sought: str) -> None:
    """Whatever the text, places are inside of it, in order, do not overlap, and none is missed in plain text."""
    places = occurrences(text, sought)
    edges = [edge for place in places for edge in place]
    assert edges == sorted(edges)
    assert all(start < end <= len(text) for start, end in places)
    if text.isascii() and sought.isascii():
        assert len(places) == fold(text).count(fold(sought))
