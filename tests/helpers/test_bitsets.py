from __future__ import annotations

from bitsets import from_numbers, numbers
from hypothesis import given
from hypothesis import strategies as st


@given(st.sets(st.integers(0, 5000)))
def test_there_and_back(documents: set[int]) -> None:
    """A bitset gives back the numbers it was made of, in order."""
    assert list(numbers(from_numbers(list(documents)))) == sorted(documents)
