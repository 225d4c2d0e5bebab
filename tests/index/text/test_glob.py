"""Tests wildcards against their definition, and with adversarial words."""

from __future__ import annotations

import pytest
from cpu_limit import cpu_limit
from hypothesis import given
from hypothesis import strategies as st
from query_oracle import fits

from seedread.index.text.glob import glob_matcher


@given(st.text("ab*?.\n", max_size=9), st.text("ab.\n", max_size=9))
def test_fits_as_defined(pattern: str, word: str) -> None:
    """A word matches exactly if each star can match some letters and each ? one letter."""
    assert bool(glob_matcher(pattern)(word)) == fits(pattern, word)


@pytest.mark.parametrize(
    ("pattern", "word"),
    [
        ("*a" * 9 + "*b", "a" * 200),
        ("*a" * 400 + "*b", "a" * 5000),
        ("*?" * 400 + "b", "a" * 5000),
        ("*" + "a" * 500 + "b*" + "a" * 400, "a" * 5000),
        ("*" + "a?" * 200 + "b*b", "a" * 5000),
    ],
)
def test_no_word_is_fits(pattern: str, word: str) -> None:
    """Words of one repeated letter, on which a plain regular expression backtracks, are fast."""
    with cpu_limit(5):
        assert not glob_matcher(pattern)(word)
