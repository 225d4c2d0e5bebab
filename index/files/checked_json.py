"""JSON files that end in a checksum of what is before it: what a disk broke is never taken for something else."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Protocol

from seedread.index.files.atomic_write import write_file

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CHECK", "is_intact", "read_json", "write_json"]


class Readable(Protocol):
    """A file, however its folder was opened."""

    def read_bytes(self) -> bytes:
        """Return what it holds; raises OSError."""
        ...


CHECK = "check"
"""The name of the checksum, the last in the object."""


def read_json(path: Readable) -> Any:
    """Return the object that `write_json` wrote; raises OSError, and ValueError where any byte is another."""
    raw = path.read_bytes()
    body = raw[:-_LENGTH] + b"}"
    if raw[-_LENGTH:] != _checksum(body):
        raise ValueError("it is not as it was written")
    return json.loads(body)


def is_intact(path: Readable) -> bool:
    """Tell whether a file is there and every byte of it is as it was written."""
    try:
        raw = path.read_bytes()
    except OSError:
        return False
    return raw[-_LENGTH:] == _checksum(raw[:-_LENGTH] + b"}")


def write_json(path: Path, value: dict[str, Any], mode: int | None = None) -> None:
    """Replace `path` in one step, on the disk before the name points to it; `mode` is that of `write_file`.

    Raises OSError.
    """
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    write_file(path, body[:-1] + _checksum(body), mode)


def _checksum(body: bytes) -> bytes:
    """Return the end of a JSON object that holds the CRC-32 of all before."""
    return b',"%s":"%08x"}' % (CHECK.encode(), zlib.crc32(body))


_LENGTH = len(_checksum(b""))
