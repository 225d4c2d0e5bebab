"""Whoosh's table of contents with a checksum behind it: what it names of a generation, read only if it is whole.

A table is a pickle, in which a broken bit may mean anything; Whoosh itself does not read beyond the pickle.
"""

from __future__ import annotations

import os
import re
import zlib
from typing import TYPE_CHECKING, Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from seedread.index.errors import Damaged

from .schema import NAME, schema

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from .segment_info import SegmentInfo

__all__ = ["newest", "read_toc", "remove_unnamed", "write_toc"]

_SUM = 4
"""Bytes of the CRC at the end."""
_OURS = re.compile(rf"\.?_?{NAME}_[0-9a-z]+\.(toc|seg)([.-].*)?")
"""Tables and segments, and what is left of those that were not finished."""


class _Storage(FileStorage):
    """Puts the checksum behind a table before it gets its name."""

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002 (Whoosh's signature)
        with open(os.path.join(self.folder, oldname), "r+b") as file:  # noqa: PTH118, PTH123 (Whoosh's own strings)
            file.write(zlib.crc32(file.read()).to_bytes(_SUM, "little"))
            file.flush()
            os.fsync(file.fileno())
        super().rename_file(oldname, newname, safe=safe)


def newest(directory: Path) -> int:
    """Return the newest finished generation, -1 where there is none."""
    generation: int = TOC._latest_generation(FileStorage(str(directory)), NAME)  # noqa: SLF001 (no public way without reading it)
    return generation


def read_toc(directory: Path, generation: int | None) -> Any:
    """Return the table of `generation`, the newest without one; raises Damaged where it is gone or broken."""
    number = newest(directory) if generation is None else generation
    problem = "it is not as it was written"
    try:
        raw = _path(directory, number).read_bytes()
        if zlib.crc32(raw[:-_SUM]) == int.from_bytes(raw[-_SUM:], "little"):
            return TOC.read(FileStorage(str(directory)), NAME, number)
    except Exception as error:  # noqa: BLE001 (a pickle of another version may raise whatever it likes)
        problem = str(error)  # the error itself would hold this frame, and the callers' with what they have open
    raise Damaged(f"The table of contents in {directory} cannot be read ({problem}): run `seedread index --rebuild`.")


def write_toc(directory: Path, segments: Sequence[SegmentInfo], generation: int) -> None:
    """Write a table and have it on the disk before it has its name."""
    TOC(schema(), list(segments), generation).write(_Storage(str(directory)), NAME)


def remove_unnamed(directory: Path, segments: Sequence[SegmentInfo], generation: int) -> None:
    """Remove what `generation` with its `segments` does not need: older ones, and what killed writers left."""
    named = {_path(directory, generation), *(info.path(directory) for info in segments)}
    for path in directory.iterdir():
        if _OURS.fullmatch(path.name) and path not in named:
            path.unlink(missing_ok=True)


def _path(directory: Path, generation: int) -> Path:
    name: str = TOC._filename(NAME, generation)  # noqa: SLF001 (it has no other name)
    return directory / name
