"""Keeps the sections of a merged segment in temporary files until they are written one after another."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Self

    from seedread.index.engines.whoosh.segment_file import Array

__all__ = ["Spool"]

_BLOCK = 1 << 20


class Spool:
    """Streams of bytes by name, in files without a name: a kill leaves none of them."""

    def __init__(self, folder: Path) -> None:
        """Put the files into the file system of `folder`."""
        self._folder = folder
        self._files: dict[str, IO[bytes]] = {}
        self._open = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def write(self, name: str, data: bytes | Array) -> None:
        """Add to a stream."""
        if name not in self._files:
            self._files[name] = self._open.enter_context(tempfile.TemporaryFile(dir=self._folder))  # noqa: SIM115 (closed at the end)
        self._files[name].write(data if isinstance(data, bytes) else data.data)

    def read(self, name: str) -> Iterator[bytes]:
        """Yield a stream from its beginning; nothing if nothing was written to it."""
        if (file := self._files.get(name)) is None:
            return
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block

    def take(self, name: str, sizes: list[int]) -> Iterator[bytes]:
        """Yield a stream from its beginning in pieces of these sizes."""
        file = self._files[name]
        file.seek(0)
        yield from map(file.read, sizes)
