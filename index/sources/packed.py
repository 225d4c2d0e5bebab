"""Reads archives and compressed files: their contents are read like unpacked files, also archives in archives."""

from __future__ import annotations

import io
import re
from typing import IO, TYPE_CHECKING, Any

from seedread.index.sources.archive import Archive
from seedread.index.sources.compressed import DAMAGE, LimitedStream, ReadsPieces, bunzipped, gunzipped, unxzed, unzstded
from seedread.index.sources.document import ReadFailure
from seedread.index.sources.formats import format_of
from seedread.index.sources.ignored import is_ignored
from seedread.index.sources.limits import HEAD, MAX_MEMBERS, TooLarge, Unpacked, read_whole
from seedread.index.sources.tar import tar_members
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from seedread.index.sources.document import ParsedDocument

__all__ = ["read_bzip2", "read_gzip", "read_tar", "read_wacz", "read_xz", "read_zip", "read_zstd"]

_BUFFER = 1 << 16
_DEEPEST = 4
"""Archives within one another that are opened: `.tar.gz` in a zip in a zip."""
_SHORT = re.compile(r"\.t(?:gz|bz2?|xz|zst)\Z", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:gz|bz2|xz|zst)\Z", re.IGNORECASE)
_WEB_ARCHIVE = re.compile(r"archive/.*\.warc(?:\.gz)?\Z", re.IGNORECASE)


def read_gzip(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the file compressed in `stream`, with `key`."""
    yield from _compressed("gzip", stream, key, _budget(stream), 1)


def read_bzip2(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the file compressed in `stream`, with `key`."""
    yield from _compressed("bzip2", stream, key, _budget(stream), 1)


def read_xz(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the file compressed in `stream`, with `key`."""
    yield from _compressed("xz", stream, key, _budget(stream), 1)


def read_zstd(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the file compressed in `stream`, with `key`."""
    yield from _compressed("zstd", stream, key, _budget(stream), 1)


def read_zip(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the archive in `stream`, with `key#` and the path of the member."""
    yield from _zip(stream, key, _budget(stream), 1)


def read_tar(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of the archive in `stream`, with `key#` and the path of the member."""
    yield from _tar(stream, key, _budget(stream), 1)


def read_wacz(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the pages of the web archives in `stream`, with `key#` and the path and record; raises ValueError."""
    yield from _wacz(stream, key, _budget(stream), 1)


def _wacz(stream: IO[bytes], key: str, budget: Unpacked, depth: int) -> Iterator[ParsedDocument | ReadFailure]:
    archive = Archive(stream, _size(stream))
    names = [name for name in archive.names() if _WEB_ARCHIVE.match(name)]
    if not names:
        raise ValueError("no web archive in it: its folder archive/ holds no .warc or .warc.gz")
    yield from _members_of_zip(archive, names, key, budget, depth)


def _size(stream: IO[bytes]) -> int:
    size = stream.seek(0, 2)
    stream.seek(0)
    return size


def _budget(stream: IO[bytes]) -> Unpacked:
    return Unpacked(_size(stream))


def _compressed(
    name: str, stream: IO[bytes], key: str, budget: Unpacked, depth: int
) -> Iterator[ParsedDocument | ReadFailure]:
    unpacked = io.BufferedReader(LimitedStream(_UNPACKED[name](stream), budget), max(_BUFFER, HEAD))
    inner = _ENDING.sub("", _SHORT.sub(".tar", key.rpartition("/")[2]))
    yield from _inner(unpacked, inner, key, budget, depth)


def _zip(stream: IO[bytes], key: str, budget: Unpacked, depth: int) -> Iterator[ParsedDocument | ReadFailure]:
    archive = Archive(stream, _size(stream))
    names = (name for name in archive.names() if not is_ignored(name))
    yield from _members_of_zip(archive, names, key, budget, depth)


def _members_of_zip(
    archive: Archive, names: Iterator[str] | list[str], key: str, budget: Unpacked, depth: int
) -> Iterator[ParsedDocument | ReadFailure]:
    for name in names:
        try:
            with archive.open(name) as member:
                inner = io.BufferedReader(LimitedStream(member, budget), max(_BUFFER, HEAD))
                yield from _inner(inner, name, f"{key}#{safe_line(name)}", budget, depth)
        except TooLarge as error:
            yield ReadFailure(f"{name}: {error}")
        except ValueError as error:
            yield ReadFailure(f"{name}: {error}")
        except DAMAGE as error:
            yield ReadFailure(f"{name}: damaged or truncated ({error})")
        if budget.exceeded:
            return


def _tar(stream: IO[bytes], key: str, budget: Unpacked, depth: int) -> Iterator[ParsedDocument | ReadFailure]:
    for n, member in enumerate(tar_members(stream)):
        if n >= MAX_MEMBERS:
            yield ReadFailure(f"more than {MAX_MEMBERS:,} files in the archive: the rest was not read")
            return
        name = member.name.removeprefix("./")
        if is_ignored(name):
            continue
        try:
            head = member.stream.peek(HEAD)[:HEAD]
            if head:
                yield from _inner(member.stream, name, f"{key}#{safe_line(name)}", budget, depth)
            else:
                yield ReadFailure(f"{name}: empty")
        except ValueError as error:
            yield ReadFailure(f"{name}: {error}")
            if budget.exceeded:
                return


def _inner(
    stream: io.BufferedReader[Any], name: str, key: str, budget: Unpacked, depth: int
) -> Iterator[ParsedDocument | ReadFailure]:
    kind = format_of(name, stream.peek(HEAD)[:HEAD])
    source = io.BytesIO(read_whole(stream)) if kind.seeks and kind.name not in _UNPACKED else stream
    if not kind.packs:
        yield from kind.read(source, key)
    elif depth >= _DEEPEST:
        yield ReadFailure(f"{name}: archives within one another, more than {_DEEPEST} deep: unpack it first")
    elif kind.name in _UNPACKED:
        yield from _compressed(kind.name, source, key, budget, depth + 1)
    else:
        yield from _ARCHIVES[kind.name](source, key, budget, depth + 1)


_ARCHIVES = {"zip": _zip, "tar": _tar, "WACZ": _wacz}
_UNPACKED: dict[str, Callable[[IO[bytes]], ReadsPieces]] = {
    "gzip": gunzipped, "bzip2": bunzipped, "xz": unxzed, "zstd": unzstded,
}  # fmt: skip
