"""Sets of numbers in the portable Roaring format, as the servers take them: a million in less than two megabytes.

The format: https://github.com/RoaringBitmap/RoaringFormatSpec; containers of runs are not written.
"""

from __future__ import annotations

import base64
import struct
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from seedread.index.query import Numbers

__all__ = ["to_roaring"]

_COOKIE = 12346
_SPARSE = 4096
"""Most numbers of a container that lists them."""


def to_roaring(numbers: Numbers) -> str:
    """Return the set as base64."""
    values = np.frombuffer(numbers.packed, np.int64).astype(np.uint32)
    keys, starts = np.unique(values >> 16, return_index=True)
    ends = np.append(starts[1:], len(values))
    head, containers = b"", []
    for key, first, last in zip(keys.tolist(), starts.tolist(), ends.tolist(), strict=True):
        low = (values[first:last] & 0xFFFF).astype("<u2")
        head += struct.pack("<HH", key, len(low) - 1)
        containers.append(low.tobytes() if len(low) <= _SPARSE else _bits(low))
    begin = struct.pack("<II", _COOKIE, len(keys)) + head
    at, offsets = len(begin) + 4 * len(keys), b""
    for container in containers:
        offsets += struct.pack("<I", at)
        at += len(container)
    return base64.b64encode(begin + offsets + b"".join(containers)).decode()


def _bits(low: np.ndarray[tuple[int], np.dtype[np.uint16]]) -> bytes:
    bits = np.zeros(1 << 16, bool)
    bits[low] = True
    return np.packbits(bits, bitorder="little").tobytes()
