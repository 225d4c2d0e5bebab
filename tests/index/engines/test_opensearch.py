"""What only the OpenSearch engine has: sets in the servers’ format, and looking at articles one by one."""

from __future__ import annotations

import base64
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.engines.opensearch.roaring import to_roaring
from seedread.index.engines.opensearch.verification import fulfils
from seedread.index.query import AtLeast, Near, Numbers, Phrase, Word

if TYPE_CHECKING:
    from collections.abc import Iterator


def from_roaring(text: str) -> Iterator[int]:
    """Read the portable Roaring format by its definition."""
    raw = base64.b64decode(text)
    cookie, count = struct.unpack_from("<II", raw)
    assert cookie == 12346
    for n in range(count):
        key, less_one = struct.unpack_from("<HH", raw, 8 + 4 * n)
        (at,) = struct.unpack_from("<I", raw, 8 + 4 * count + 4 * n)
        if less_one < 4096:
            yield from (key << 16 | low for low in struct.unpack_from(f"<{less_one + 1}H", raw, at))
        else:
            bits = int.from_bytes(raw[at : at + 8192], "little")
            yield from (key << 16 | low for low in range(1 << 16) if bits >> low & 1)


@given(st.sets(st.one_of(st.integers(0, 70_000), st.integers(0, 2**31 - 1)), min_size=1))
def test_numbers_are_what_the_servers_read(numbers: set[int]) -> None:
    """A set written in the Roaring format reads back the same."""
    assert list(from_roaring(to_roaring(Numbers.of(numbers)))) == sorted(numbers)


def test_many_numbers_take_little_space() -> None:
    """A million numbers, dense or not, take less than two megabytes."""
    for step in (1, 7):
        numbers = Numbers.of(range(0, step * 1_000_000, step))
        packed = to_roaring(numbers)
        assert len(packed) < 2_000_000
        assert sum(1 for _ in from_roaring(packed)) == 1_000_000


GAS, DEAL = frozenset({"gas"}), frozenset({"deal"})
TWO = Phrase((Word("gas"), Word("gas")))


@pytest.mark.parametrize(("words", "times"), [("gas gas gas", 2), ("gas gas deal gas", 1), ("gas deal", 0)])
def test_phrases_that_overlap_count_where_they_begin(words: str, times: int) -> None:
    """“gas gas” is twice in “gas gas gas”."""
    line = [frozenset({word}) for word in words.split()]
    assert [count for count in range(1, 5) if fulfils([line], AtLeast(count, TWO), [GAS, GAS])] == [
        *range(1, times + 1)
    ]


def test_each_part_needs_a_word_of_its_own() -> None:
    """One word with terms of two parts is not near itself."""
    both = [frozenset({"gas", "deal"})]
    near = Near((Word("gas"), Word("deal")), 5)
    assert not fulfils([both], near, [GAS, DEAL])
    assert fulfils([[*both, *both]], near, [GAS, DEAL])
    far = [GAS, *[frozenset({"word"})] * 6, DEAL]
    assert not fulfils([far], near, [GAS, DEAL])
