"""Writes Whoosh's table of contents with a checksum behind it; reading one (`toc`) needs no Whoosh."""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from seedread.index.engines.whoosh.schema import NAME
from seedread.index.engines.whoosh.segment_info import SegmentInfo
from seedread.index.engines.whoosh.toc import SUM
from seedread.index.engines.whoosh.whoosh_schema import schema
from seedread.index.storage.modes import file_mode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.engines.whoosh.segment_entry import SegmentEntry

__all__ = ["write_toc"]


class _Storage(FileStorage):
    """Puts the checksum behind a table before it gets its name."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002 (Whoosh's signature)
        with open(os.path.join(self.folder, oldname), "r+b") as file:  # noqa: PTH118, PTH123 (Whoosh's own strings)
            file.write(zlib.crc32(file.read()).to_bytes(SUM, "little"))
            file.flush()
            os.fchmod(file.fileno(), file_mode(Path(self.folder)))
            os.fsync(file.fileno())
        super().rename_file(oldname, newname, safe=safe)


def write_toc(directory: Path, segments: Sequence[SegmentEntry], generation: int) -> None:
    """Write a table and have it on the disk before it has its name."""
    TOC(schema(), [SegmentInfo(one) for one in segments], generation).write(_Storage(str(directory)), NAME)
