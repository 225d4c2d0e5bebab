"""Sets of documents as bitsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seedread.index.engines.whoosh.masks import holds

NUMBERS = st.integers(0, 200)


@given(st.sets(NUMBERS), st.sets(NUMBERS))
def test_a_set_knows_its_documents(within: set[int], asked: set[int]) -> None:
    """Asked for any documents, also beyond its last one, it has those that are in it."""
    assert set(filter(holds(sum(1 << number for number in within)), asked)) == within & asked
