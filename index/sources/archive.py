"""Reads the members of zip files in memory, never unpacking to the disk; used for EPUB and .zip."""

from __future__ import annotations

import zipfile
import zlib
from typing import IO, TYPE_CHECKING, cast

from seedread.index.sources.limits import MAX_DOCUMENT, MAX_MEMBERS, TooLarge, Unpacked, mb

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Archive", "BadMember"]

_ENCRYPTED = 0x1


class BadMember(ValueError):
    """A member that does not exist, cannot be read, or exceeds the size limit of a document."""


class Archive:
    """An open zip file; counts the unpacked bytes."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        """Read the directory of the zip file of `size` bytes; raises ValueError if it is damaged."""
        try:
            self._zip = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error) as error:
            raise ValueError(f"broken archive ({error})") from None
        if len(self._zip.filelist) > MAX_MEMBERS:
            raise TooLarge(f"more than {MAX_MEMBERS:,} files in the archive: not read")
        self.unpacked = Unpacked(size)
        """The count of unpacked bytes."""

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def names(self) -> Iterator[str]:
        """Yield the names of the members that are files, in their order."""
        for member in self._zip.filelist:
            if not member.is_dir():
                yield member.filename

    def open(self, name: str) -> zipfile.ZipExtFile:
        """Open a member; raises BadMember. The caller must count the bytes it reads."""
        member = self._zip.NameToInfo.get(name)
        if member is None:
            raise BadMember("not in the archive")
        if member.flag_bits & _ENCRYPTED:
            raise BadMember("encrypted")
        try:
            return cast("zipfile.ZipExtFile", self._zip.open(member))
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
            raise BadMember(f"damaged ({error})") from None

    def read(self, name: str) -> bytes:
        """Return the bytes of a member; raises BadMember, and TooLarge if the archive unpacks to too much."""
        with self.open(name) as stream:
            try:
                raw = stream.read(MAX_DOCUMENT + 1)
            except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
                raise BadMember(f"damaged ({error})") from None
        self.unpacked.count(len(raw))
        if len(raw) > MAX_DOCUMENT:
            raise BadMember(f"larger than {mb(MAX_DOCUMENT)}")
        return raw
