"""JSON files that end in a checksum, so that damaged data is detected."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any, Protocol

from seedread.index.files.atomic_write import write_file

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index.files.atomic_write import Replaceable

__all__ = ["CHECK", "checked_length", "is_intact", "read_json", "write_json", "write_json_text"]


class Readable(Protocol):
    """A file that can be read, by path or by directory descriptor."""

    def read_bytes(self) -> bytes:
        """Return its content; raises OSError."""
        ...


CHECK = "check"
"""The key of the checksum, the last one in the object."""


def read_json(path: Readable) -> Any:
    """Return the object that `write_json` wrote; raises OSError, and ValueError if the checksum does not match."""
    raw = path.read_bytes()
    return json.loads(raw[: checked_length(raw)] + b"}")


def checked_length(raw: bytes) -> int:
    """Return the length of the object in a file's bytes, without its last bracket; raises ValueError as `read_json`."""
    length = len(raw) - _LENGTH
    if length < 0 or raw[length:] != _check(zlib.crc32(b"}", zlib.crc32(memoryview(raw)[:length]))):
        raise ValueError("its checksum does not match")
    return length


def is_intact(path: Readable, begins: bytes = b"") -> bool:
    """Tell whether a file is there, begins so, and every byte of it is as it was written."""
    try:
        raw = path.read_bytes()
        checked_length(raw)
    except (OSError, ValueError):
        return False
    return raw.startswith(begins)


def write_json(path: Path | Replaceable, value: dict[str, Any], mode: int | None = None) -> None:
    """Replace `path` atomically, synced to the disk; `mode` is as in `write_file`.

    Raises OSError.
    """
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    write_json_text(path, body, mode)


def write_json_text(path: Path | Replaceable, text: bytes, mode: int | None = None) -> None:
    """Replace `path` as `write_json` does; `text` is an object in JSON."""
    write_file(path, text[:-1] + _check(zlib.crc32(text)), mode)


def _check(crc: int) -> bytes:
    """Return the end of a JSON object with the CRC-32 of everything before it."""
    return b',"%s":"%08x"}' % (CHECK.encode(), crc)


_LENGTH = len(_check(0))
