"""Compresses short texts one by one with zstd and a shared dictionary (RFC 8878, section 5).

Texts are compressed separately, so that a result list decompresses only what it shows; the dictionary keeps them
small. A merge copies texts that were compressed with the same dictionary.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import zstandard

from seedread.index.engines.whoosh.dictionary import Dictionary, stream_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seedread.index.engines.whoosh.segment_file import Array, Section, SegmentFile

__all__ = ["CompressedTexts", "compressed", "merged"]

_LEVEL = 3
_DICTIONARY = 64 << 10
"""Bytes of a dictionary."""
_ENOUGH = 256
"""Fewer texts are compressed without a dictionary: it would be larger than what it saves."""
_TOGETHER = 10_000
"""Texts that a merge copies before it lets go of the pages that it read."""
_READ = 1_000
"""Texts after which a reader lets go of the pages: who goes through a library holds no more of it than that."""
_SAMPLES = 2 << 20
"""Bytes of text for training a dictionary; more would hardly improve it."""


def _train(texts: Iterable[str]) -> bytes:
    """Train a dictionary from the first of `texts`; empty if they have too little in common."""
    samples: list[bytes | bytearray | memoryview] = []
    size = 0
    for text in texts:
        samples.append(text.encode())
        size += len(samples[-1])
        if size > _SAMPLES:
            break
    try:
        return zstandard.train_dictionary(_DICTIONARY, samples).as_bytes()
    except zstandard.ZstdError:
        return b""


def compressed(name: str, texts: Sequence[str], known: bytes) -> Iterator[tuple[str, Section]]:
    """Return the sections of `texts`, compressed with the dictionary `known`, or with a new one if it is empty."""
    dictionary = (known or _train(texts)) if len(texts) >= _ENOUGH else b""
    compress = _compressor(dictionary).compress
    yield from _sections(name, dictionary, (compress(text.encode()) for text in texts))


def merged(name: str, sources: Sequence[CompressedTexts], chosen: Sequence[Array]) -> Iterator[tuple[str, Section]]:
    """Return the sections of the `chosen` texts of each source, compressed with their most common dictionary."""
    sizes = [len(numbers) for numbers in chosen]
    total, largest = sum(sizes), max(range(len(sizes)), key=lambda n: (bool(sources[n].dictionary), sizes[n]))
    dictionary = sources[largest].dictionary if total >= _ENOUGH else b""
    if total >= _ENOUGH and not dictionary:
        dictionary = _train(source[n] for source, some in zip(sources, chosen, strict=True) for n in some.tolist())
    yield from _sections(name, dictionary, _frames(sources, chosen, dictionary))


def _frames(sources: Sequence[CompressedTexts], chosen: Sequence[Array], dictionary: bytes) -> Iterator[bytes]:
    compress = _compressor(dictionary).compress
    for source, numbers in zip(sources, chosen, strict=True):
        same = source.dictionary == dictionary
        for first in range(0, len(numbers), _TOGETHER):
            some = numbers[first : first + _TOGETHER].tolist()
            yield from map(source.frame, some) if same else (compress(source[n].encode()) for n in some)
            source.release()


def _sections(name: str, dictionary: bytes, frames: Iterable[bytes]) -> Iterator[tuple[str, Section]]:
    yield f"{name}.dictionary", dictionary
    yield from stream_words(name, frames)


def _compressor(dictionary: bytes) -> zstandard.ZstdCompressor:
    shared = zstandard.ZstdCompressionDict(dictionary) if dictionary else None
    return zstandard.ZstdCompressor(level=_LEVEL, dict_data=shared, write_checksum=False, write_dict_id=False)


class CompressedTexts:
    """Reads texts by their number; may be used from several threads."""

    def __init__(self, file: SegmentFile, name: str) -> None:
        self._file = file
        self._frames = Dictionary(file, name)
        self._dictionary = file.pieces(f"{name}.dictionary").all()
        shared = zstandard.ZstdCompressionDict(self._dictionary) if self._dictionary else None
        self._decompressor = zstandard.ZstdDecompressor(dict_data=shared)
        self._one_at_a_time = threading.Lock()
        self._read = 0

    def __len__(self) -> int:
        return len(self._frames)

    @property
    def dictionary(self) -> bytes:
        """A copy of the compression dictionary, for merging; may be empty."""
        return bytes(self._dictionary)

    def release(self) -> None:
        """Let go of the pages of the file that were read."""
        self._file.release()

    def frame(self, n: int) -> bytes:
        """Return text `n` as it is stored."""
        return self._frames[n]

    def __getitem__(self, n: int) -> str:
        frame = self._frames[n]
        self._read += 1
        if self._read % _READ == 0:
            self.release()
        try:
            with self._one_at_a_time:
                return self._decompressor.decompress(frame).decode()
        except (zstandard.ZstdError, UnicodeDecodeError):
            raise self._file.damaged("an article is broken") from None
