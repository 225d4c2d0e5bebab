"""Puts a file in the place of another in one step: whoever reads, or is killed, finds the old one or the new one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["replace_file", "replaced", "sync_folder"]


def replace_file(path: Path, data: bytes, mode: int | None = None) -> None:
    """Replace `path` by a file of `data`, and have its name on the disk too. Raises OSError."""
    with replaced(path, mode) as file:
        file.write(data)
    sync_folder(path.parent)


@contextmanager
def replaced(path: Path, mode: int | None = None) -> Iterator[BinaryIO]:
    """Give a file beside `path` to write to, and have it on the disk before the name points to it.

    With `mode` it has this one whatever the umask says. Where anything goes wrong there is no new file: a disk that is
    full is left as it was. Raises OSError.
    """
    fresh = path.with_name(path.name + ".new")
    try:
        with fresh.open("wb") as file:
            if mode is not None:
                os.fchmod(file.fileno(), mode)
            yield file
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Have the names in `folder` on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
