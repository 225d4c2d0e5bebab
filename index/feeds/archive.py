"""The archive: a folder of JSON Lines, one line for each version of an article, only ever appended to.

A file is OUTLET/MONTH.jsonl, by the host of the article's link and the month in which it was first seen; later versions
go to the same file. Whoever reads the folder needs nothing else, and never waits for the fetcher.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from seedread.index.files.atomic_write import make_folder, sync_folder
from seedread.index.files.lock import locked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["Archive", "LineMissingError", "file_name"]

_BUSY = "Another seedread (process {holder}) is fetching into this archive: try again when it is done."
_NOT_A_NAME = re.compile(r"[^a-z0-9.-]+")
_BLOCK = 1 << 16


def file_name(host: str, month: str) -> str:
    """Return the name of a file below the archive; of a host only `[a-z0-9.-]` gets into it."""
    outlet = _NOT_A_NAME.sub("", host.lower().removeprefix("www."))[:100].strip(".-")
    return f"{outlet or 'unknown'}/{month}.jsonl"


class LineMissingError(Exception):
    """A line is not where it was: somebody else changed its file."""


class Archive:
    """The files of an archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the archive for one writer; raises Locked and OSError."""
        make_folder(self.folder)
        with locked(self.folder / ".lock", busy=_BUSY):
            yield

    def sizes(self) -> dict[str, int]:
        """Return the size of every file by its name, up to its last whole line that was written."""
        found = sorted(self.folder.glob("*/*.jsonl"))
        return {path.relative_to(self.folder).as_posix(): path.stat().st_size for path in found if path.is_file()}

    def lines(self, name: str, start: int) -> Iterator[tuple[int, bytes]]:
        """Yield the whole lines of a file from an offset on, each with its offset."""
        with (self.folder / name).open("rb") as file:
            file.seek(start)
            for line in file:
                if line.endswith(b"\n"):
                    yield start, line
                start += len(line)

    def record(self, name: str, offset: int, length: int, own: str) -> dict[str, Any]:
        """Return the record of the article `own` at an offset; raises LineMissingError if it is not there, OSError."""
        try:
            with (self.folder / name).open("rb") as file:
                file.seek(offset)
                found = json.loads(file.read(length))
        except (FileNotFoundError, ValueError, RecursionError):
            found = None
        if not isinstance(found, dict) or found.get("id") != own:
            raise LineMissingError
        return found

    def append(self, name: str, records: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
        """Append records, and return offset and length of each once they are on the disk; raises OSError.

        A last line that a killed writer left unfinished is removed first.
        """
        lines = [_line(record) for record in records]
        path = self.folder / name
        make_folder(self.folder)
        make_folder(path.parent, self.folder.stat().st_mode & 0o777)  # who reads the archive reads its folders
        fresh = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
        try:
            offset = _end_of_lines(handle)
            os.ftruncate(handle, offset)
            _write(handle, offset, b"".join(lines))
            os.fsync(handle)
        finally:
            os.close(handle)
        if fresh:
            sync_folder(path.parent)
        places = []
        for line in lines:
            places.append((offset, len(line)))
            offset += len(line)
        return places


def _line(record: dict[str, Any]) -> bytes:
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def _end_of_lines(handle: int) -> int:
    """Return where the last whole line of a file ends."""
    end = os.fstat(handle).st_size
    while end:
        start = max(0, end - _BLOCK)
        found = os.pread(handle, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _write(handle: int, offset: int, data: bytes) -> None:
    while data:
        written = os.pwrite(handle, data, offset)
        data, offset = data[written:], offset + written
