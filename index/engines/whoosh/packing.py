"""Packs lists of numbers, one per term, in the smallest width for each list, without a loop over terms.

All lists of one width are stored consecutively; each list has a class for its width. Lists of ones, like most term
frequencies, take no space. Widths of 4 and 12 bits put two numbers into one and three bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedread.index.engines.whoosh.segment_file import Array, Pieces, SegmentFile

__all__ = [
    "WIDTHS",
    "LongList",
    "PackedLists",
    "PackedListsInOrder",
    "from_deltas",
    "pack_lists",
    "pack_long",
    "to_deltas",
]

WIDTHS = (0, 4, 8, 12, 16, 32)
"""Bits per number for each class of lists; 0 is for lists of ones."""
_PAIRS = (4, 12)
_LONG = 32
"""Length of a list from which copying a slice is faster than indexing each number."""


def pack_lists(name: str, values: Array, counts: Array) -> dict[str, Array]:
    """Return the sections of `values`, split into consecutive lists of lengths `counts` (each at least 1)."""
    starts = np.cumsum(counts) - counts
    highest = np.maximum.reduceat(values, starts) if len(counts) else values
    lowest = np.minimum.reduceat(values, starts) if len(counts) else values
    classes = np.full(len(counts), len(WIDTHS) - 1, np.uint8)
    for number in range(len(WIDTHS) - 2, 0, -1):
        classes[highest < 1 << WIDTHS[number]] = number
    classes[(highest == 1) & (lowest == 1)] = 0
    sections = {f"{name}.classes": classes}
    of_value = np.repeat(classes, counts)
    for number, width in enumerate(WIDTHS[1:], 1):
        own = values[of_value == number]
        sections[f"{name}.{width}"] = _packed(own, counts[classes == number], width)
    return sections


def _packed(values: Array, counts: Array, width: int) -> Array:
    """Return the bytes of lists of one width; packed lists start on a byte boundary."""
    if width not in _PAIRS:
        return values.astype(f"<u{width // 8}").view(np.uint8)
    even = counts + counts % 2
    flat = np.zeros(int(even.sum()), np.uint32)
    flat[_within(counts, np.cumsum(even) - even)] = values
    first, second = flat[0::2], flat[1::2]
    if width == 4:
        halves: Array = (first | second << 4).astype(np.uint8)
        return halves
    packed: Array = (
        np.stack((first & 255, first >> 8 | (second & 15) << 4, second >> 4), axis=1).astype(np.uint8).ravel()
    )
    return packed


def pack_long(name: str, parts: Iterable[Array]) -> Iterator[tuple[str, Array]]:
    """Yield the pieces of sections of one list that is given in parts, which are asked for twice."""
    highest = lowest = 1
    for part in parts:
        highest, lowest = max(highest, int(part.max(initial=0))), min(lowest, int(part.min(initial=1)))
    number = next(n for n, width in enumerate(WIDTHS) if highest < 1 << width or width == WIDTHS[-1])
    number = 0 if highest == lowest == 1 else max(1, number)
    yield f"{name}.classes", np.array([number], np.uint8)
    for part in _even(parts) if number else ():
        yield f"{name}.{WIDTHS[number]}", _packed(part, np.array([len(part)]), WIDTHS[number])


def _even(parts: Iterable[Array]) -> Iterator[Array]:
    """Yield the same numbers in parts of even lengths; only the last one may have an odd one."""
    rest = np.zeros(0, np.int64)
    for part in parts:
        numbers = np.concatenate((rest, part))
        even = len(numbers) - len(numbers) % 2
        yield numbers[:even]
        rest = numbers[even:]
    yield rest


def _within(counts: Array, begins: Array) -> Array:
    """Return the index of every number of lists with lengths `counts` and starts `begins`."""
    places: Array = np.arange(int(counts.sum())) + np.repeat(begins - (np.cumsum(counts) - counts), counts)
    return places


def _unpacked(stream: Array, width: int) -> Array:
    if width not in _PAIRS:
        return stream.view(f"<u{width // 8}")
    if width == 4:
        halves: Array = np.stack((stream & 15, stream >> 4), axis=1).ravel()
        return halves
    low, middle, high = stream[0::3].astype(np.uint16), stream[1::3].astype(np.uint16), stream[2::3].astype(np.uint16)
    unpacked: Array = np.stack((low | (middle & 15) << 8, middle >> 4 | high << 4), axis=1).ravel()
    return unpacked


def _sizes(counts: Array, width: int) -> Array:
    """Return the size of each list in bytes."""
    sizes: Array = (counts + counts % 2) * width // 8 if width in _PAIRS else counts * (width // 8)
    return sizes


def to_deltas(values: Array, counts: Array) -> Array:
    """Delta-encode ascending lists; each list begins with its first value."""
    deltas = values.copy()
    if not len(values):
        return deltas
    deltas[1:] -= values[:-1]
    starts = np.cumsum(counts) - counts
    deltas[starts] = values[starts]
    return deltas


def from_deltas(deltas: Array, counts: Array) -> Array:
    """Undo `to_deltas`."""
    if not len(deltas):
        return deltas.astype(np.int64)
    values = deltas.astype(np.int64)
    filled = counts[counts > 0]
    starts = np.cumsum(filled) - filled
    # Subtract the total of the previous list at the start of each list.
    values[starts[1:]] -= np.add.reduceat(values, starts)[:-1]
    return np.cumsum(values, out=values)


def _spread(flat: Array, sources: Array, counts: Array, targets: Array, values: Array) -> None:
    """Copy lists of lengths `counts` from `flat` to `values`, given their positions in both."""
    if len(flat) > _LONG * len(counts):
        for source, count, target in zip(sources.tolist(), counts.tolist(), targets.tolist(), strict=True):
            values[target : target + count] = flat[source : source + count]
    else:
        values[_within(counts, targets)] = flat[_within(counts, sources)]


class PackedLists:
    """Reads lists that `pack_lists` wrote, in place."""

    def __init__(self, file: SegmentFile, name: str, counts: Array) -> None:
        self._counts = counts
        self._classes = file.array(f"{name}.classes")
        self._streams = {number: file.pieces(f"{name}.{width}") for number, width in enumerate(WIDTHS) if width}
        self._starts = np.zeros(len(counts), np.uint32)
        for number, width in enumerate(WIDTHS):
            if width:
                own = self._classes == number
                sizes = _sizes(counts[own].astype(np.int64), width)
                self._starts[own] = np.cumsum(sizes) - sizes

    def __getitem__(self, n: int) -> Array:
        """Return list `n`."""
        count, number = int(self._counts[n]), int(self._classes[n])
        width = WIDTHS[number]
        if not width:
            return np.ones(count, np.uint8)
        start = int(self._starts[n])
        size = (count + count % 2) * width // 8 if width in _PAIRS else count * (width // 8)
        return _unpacked(self._streams[number].array(start, start + size), width)[:count]

    def between(self, first: int, last: int) -> Array:
        """Return the lists from `first` up to `last`, concatenated."""
        lists = _Lists(self._counts[first:last].astype(np.int64), self._classes[first:last])
        for number, stream in self._streams.items():
            if len(own := lists.of_class(number)):
                start = int(self._starts[first + own[0]])
                lists.unpack(number, own, stream.array(start, start + lists.size(number, own)))
        return lists.values


class PackedListsInOrder:
    """Reads the same lists once, from the first to the last: it need not know where each of them begins."""

    def __init__(self, file: SegmentFile, name: str) -> None:
        self._classes = file.array(f"{name}.classes")
        self._streams = {number: file.pieces(f"{name}.{width}") for number, width in enumerate(WIDTHS) if width}
        self._starts = dict.fromkeys(self._streams, 0)
        """Where the next list of each class begins."""
        self._next = 0

    def read(self, counts: Array) -> Array:
        """Return the next lists, of lengths `counts`, concatenated."""
        lists = _Lists(counts, self._classes[self._next : self._next + len(counts)])
        self._next += len(counts)
        for number, stream in self._streams.items():
            if len(own := lists.of_class(number)):
                start = self._starts[number]
                self._starts[number] = end = start + lists.size(number, own)
                lists.unpack(number, own, stream.array(start, end))
        return lists.values

    def long(self, count: int) -> LongList:
        """Return the next list, of length `count`, to be read in parts."""
        number = int(self._classes[self._next])
        self._next += 1
        if not number:
            return LongList(count, 0)
        start = self._starts[number]
        self._starts[number] = start + int(_sizes(np.array([count]), WIDTHS[number])[0])
        return LongList(count, WIDTHS[number], self._streams[number], start)


class LongList(NamedTuple):
    """A list that is unpacked in parts."""

    length: int
    width: int
    stream: Pieces | None = None
    start: int = 0

    def parts(self, size: int) -> Iterator[Array]:
        """Yield it in parts of `size`, an even number; the last one may be shorter."""
        for first in range(0, self.length, size):
            count = min(size, self.length - first)
            if self.stream is None:
                yield np.ones(count, np.uint8)
                continue
            begin = self.start + first * self.width // 8
            packed = self.stream.array(begin, begin + int(_sizes(np.array([count]), self.width)[0]))
            yield _unpacked(packed, self.width)[:count]


class _Lists:
    """Consecutive lists that are unpacked."""

    def __init__(self, counts: Array, classes: Array) -> None:
        self._counts, self._classes = counts, classes
        self._begins = np.cumsum(counts) - counts
        self.values = np.ones(int(counts.sum()), np.int64)

    def of_class(self, number: int) -> Array:
        """Return the places of the lists of a class."""
        return np.flatnonzero(self._classes == number)

    def size(self, number: int, own: Array) -> int:
        """Return how many bytes the lists at these places take."""
        return int(_sizes(self._counts[own], WIDTHS[number]).sum())

    def unpack(self, number: int, own: Array, stream: Array) -> None:
        """Unpack the lists at these places, all of one class."""
        width, chosen = WIDTHS[number], self._counts[own]
        taken = chosen + chosen % 2 if width in _PAIRS else chosen
        _spread(_unpacked(stream, width), np.cumsum(taken) - taken, chosen, self._begins[own], self.values)
