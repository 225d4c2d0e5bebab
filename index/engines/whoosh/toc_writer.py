"""Writes Whoosh's table of contents with a checksum behind it; reading one (`toc`) needs no Whoosh.

Only the first table of an index does: it states the schema. Each later one begins with the same bytes.
"""

from __future__ import annotations

import pickle
import struct
import zlib
from typing import TYPE_CHECKING

from seedread.index.engines.whoosh.segment_info import SegmentInfo
from seedread.index.engines.whoosh.toc import SUM, head_of, table_name
from seedread.index.files.atomic_write import write_file
from seedread.index.storage.modes import file_mode

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from seedread.index.engines.whoosh.segment_entry import SegmentEntry

__all__ = ["write_toc"]


def write_toc(directory: Path, segments: Sequence[SegmentEntry], generation: int, head: bytes = b"") -> None:
    """Write a table and have it on the disk before it has its name; `head` is how an earlier one begins."""
    numbers = struct.pack("!ii", generation, 0)
    table = (head or _head()) + numbers + pickle.dumps([SegmentInfo(one) for one in segments], -1)
    data = table + zlib.crc32(table).to_bytes(SUM, "little")
    write_file(directory / table_name(generation), data, file_mode(directory))


def _head() -> bytes:
    """Return how a table with our schema begins, written by Whoosh."""
    from whoosh.filedb.filestore import RamStorage  # noqa: PLC0415 (as the module says)
    from whoosh.index import TOC  # noqa: PLC0415

    from seedread.index.engines.whoosh.schema import NAME  # noqa: PLC0415
    from seedread.index.engines.whoosh.whoosh_schema import schema  # noqa: PLC0415

    storage = RamStorage()
    TOC(schema(), [], 0).write(storage, NAME)
    return head_of(storage.files[table_name(0)])
