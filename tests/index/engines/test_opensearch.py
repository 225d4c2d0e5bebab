"""What only the OpenSearch engine has: sets in the servers’ format, and looking at articles one by one."""

from __future__ import annotations

import base64
import struct
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.engines.opensearch.heads import KnownHeads, Walk
from seedread.index.engines.opensearch.roaring import to_roaring
from seedread.index.engines.opensearch.verification import fulfils
from seedread.index.query import AtLeast, Near, Numbers, Phrase, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.engines.opensearch.snapshot import Snapshot


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


class Asked:
    """Stands for a state of an index, and notes which documents it is asked for."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []

    def hits(self, query: dict[str, Any], sort: object, fields: object) -> Iterator[dict[str, Any]]:
        del sort, fields
        numbers = list(from_roaring(query["terms"]["n"][0]))
        self.asked.append(numbers)
        return (hit(number) for number in numbers)


def hit(number: int) -> dict[str, Any]:
    return {"fields": {"n": [number], "id": [f"a{number}"], "at": [60_000 * number], "sum": [7 * number]}}


def test_heads_of_articles_are_forgotten_and_read_again_in_blocks() -> None:
    """However many articles are gone through, few heads are kept; a second walk reads ahead in the same order."""
    order = [number * 37 % 1009 for number in range(1000)]
    index, walk = Asked(), Walk()
    heads = KnownHeads(cast("Snapshot", index), walk, most=100)
    for number in order:
        heads.learn(hit(number))
        walk.add(number)
        assert len(heads._known) <= 100
    for number in order:
        assert (heads.of(number).id, heads.of(number).text_sum) == (f"a{number}", 7 * number)
        assert len(heads._known) <= 100
    assert [len(block) for block in index.asked] == [50] * 20


def test_a_document_that_is_asked_for_out_of_order_is_read_alone() -> None:
    """Only a walk in order reads ahead."""
    index, walk = Asked(), Walk()
    heads = KnownHeads(cast("Snapshot", index), walk)
    for number in range(100_000):
        walk.add(number)
    assert heads.of(77_777).id == "a77777"
    assert index.asked == [[77_777]]


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
