"""A file to its documents: picks the reader for the format, and tells what could not be read instead of raising."""

from __future__ import annotations

import io
import os
import stat
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import IO, TYPE_CHECKING

from seedread.index.files.hashing import blake2b

from .document import Document, Part, Unread
from .formats import format_of
from .html import length_of_text
from .limits import HEAD, MAX_BARREN, MAX_DOCUMENT, MAX_FIELD, MAX_LINES, MAX_TEXT, TooLarge, mb

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .folder import Found

__all__ = ["Read", "parts", "parts_of_stream", "read"]

_KEPT = 8_000_000
"""Characters of documents that are kept after the first look at a file; more are read a second time, one by one."""
_FIELDS = ("title", "date", "url", "source", "author", "language")
_FULL_LINE = 8
"""Characters that a line, or a tag of HTML, has at least where a text is more than its line ends."""
_TOLD = 3
"""Parts that could not be read which are told one by one."""


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds."""

    digest: str
    """BLAKE2b of the bytes, 16 bytes in hexadecimal; empty where they could not be read."""
    ids: tuple[str, ...] = ()
    """Of the documents, each once: of several with one id the last counts."""
    problem: str | None = None
    """Why the file, or a part of it, could not be read."""
    file: Found | None = None
    _kept: tuple[Document, ...] | None = ()
    _overruled: frozenset[int] = frozenset()

    def documents(self) -> Iterator[Document]:
        """Yield the documents in the order of `ids`: fewer, or others, where the file has changed since."""
        if self._kept is not None:
            yield from self._kept
        elif self.file:
            read_again = (part.document for part in parts(self.file) if isinstance(part, Part))
            yield from (document for n, document in enumerate(read_again) if n not in self._overruled)


def read(file: Found, known: str = "") -> Read:
    """Return what `file` holds; what cannot be read is told in `problem`, never raised.

    With `known`, the digest of what was read before, nothing more is looked at where it is the same.
    """
    try:
        with _opened(file) as stream:
            digest = _digest(stream)
            return Read(digest) if digest == known else _looked_through(file, stream, digest)
    except OSError as error:
        return Read("", problem=error.strerror or str(error))
    except ValueError as error:
        return Read("", problem=str(error))


def parts(file: Found) -> Iterator[Part | Unread]:
    """Yield the documents of `file` one by one, and what of it cannot be read; raises nothing."""
    try:
        with _opened(file) as stream:
            yield from parts_of_stream(stream, file.path.name, file.key)
    except OSError as error:
        yield Unread(error.strerror or str(error))
    except ValueError as error:
        yield Unread(str(error))


def parts_of_stream(stream: IO[bytes], name: str, key: str) -> Iterator[Part | Unread]:
    """Yield the documents of a stream that can seek, as if it were a file of this name, and what cannot be read."""
    try:
        head = stream.read(HEAD)
        stream.seek(0)
        barren, scanty = 0, _Scanty()
        for part in format_of(name, head).read(stream, key):
            barren = barren + 1 if isinstance(part, Unread) else 0
            if barren > MAX_BARREN:
                yield Unread(f"no article in {MAX_BARREN:,} records: not read further")
                return
            yield from _bounded(part, scanty)
    except ValueError as error:
        yield Unread(str(error))
    except (EOFError, zlib.error, OSError) as error:
        yield Unread(f"damaged or cut off ({error})")
    except MemoryError:
        yield Unread("it needs more memory than there is")
    except RecursionError:
        yield Unread("nested too deeply")
    except Exception as error:  # noqa: BLE001 (whatever a reader stumbles over must not stop the other files)
        yield Unread(f"cannot be read ({type(error).__name__}: {error})")


class _Scanty:
    """Counts the lines of a file's texts that are hardly more than their ends: each costs as much as a long one."""

    def __init__(self) -> None:
        self._left = MAX_LINES

    def allows(self, document: Document) -> bool:
        """Take the lines of a text into account; tell whether it may be read after those before it."""
        ends = document.text.count("<" if document.markup else "\n")
        surplus = ends - len(document.text) // _FULL_LINE
        allowed = surplus <= 0 or self._left > 0
        self._left -= max(0, surplus)
        return allowed


def _bounded(part: Part | Unread, scanty: _Scanty) -> Iterator[Part | Unread]:
    """Yield a part within the limits of what is read, and what of it was left out."""
    if isinstance(part, Unread):
        yield part
    elif endless := _endless(part):
        yield endless
    elif not scanty.allows(part.document):
        yield Unread(f"{part.document.id}: more than {MAX_LINES:,} lines of a few characters in one file")
    else:
        document = part.document
        long = [name for name in _FIELDS if len(getattr(document, name) or "") > MAX_FIELD]
        if not long:
            yield part
            return
        cut = {name: getattr(document, name)[:MAX_FIELD] for name in long}
        yield Part(replace(document, **cut), part.raw)
        yield Unread(f"{document.id}: {', '.join(long)}: only the first {MAX_FIELD:,} characters were read")


def _endless(part: Part) -> Unread | None:
    """Return what is to be said of a text that no person reads and that would hold up all others."""
    document = part.document
    if len(document.text) > MAX_TEXT and not (document.markup and length_of_text(document.text) <= MAX_TEXT):
        return Unread(f"{document.id}: longer than {MAX_TEXT:,} characters")
    # An element has two tags.
    if document.text.count("<") > 2 * MAX_LINES if document.markup else document.text.count("\n") > MAX_LINES:
        return Unread(f"{document.id}: more than {MAX_LINES:,} {'elements' if document.markup else 'lines'}")
    return None


@contextmanager
def _opened(file: Found) -> Iterator[IO[bytes]]:
    """Open a regular file, and hold it in memory where it is small; raises ValueError for a large one of one article.

    Never waits for the other end of a pipe that took a file's place.
    """
    with open(os.open(file.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), "rb", buffering=0) as plain:  # noqa: PTH123
        status = os.fstat(plain.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError("not a regular file")
        if status.st_size <= MAX_DOCUMENT:
            yield io.BytesIO(plain.read(status.st_size + 1))
            return
        with io.BufferedReader(plain) as stream:
            if not format_of(file.path.name, stream.peek(HEAD)[:HEAD]).many:
                raise TooLarge(f"larger than {mb(MAX_DOCUMENT)}")
            yield stream


def _digest(stream: IO[bytes]) -> str:
    """Return the digest of a file's bytes, and go back to their beginning."""
    if isinstance(stream, io.BytesIO):
        return blake2b(stream.getbuffer(), digest_size=16).hexdigest()
    digest = blake2b(digest_size=16)
    while chunk := stream.read(1 << 20):
        digest.update(chunk)
    stream.seek(0)
    return digest.hexdigest()


def _looked_through(file: Found, stream: IO[bytes], digest: str) -> Read:
    last: dict[str, int] = {}
    kept: list[Document] | None = []
    size = n = 0
    problems = _Problems()
    for part in parts_of_stream(stream, file.path.name, file.key):
        if isinstance(part, Unread):
            problems.add(part.reason)
            continue
        last.pop(part.document.id, None)
        last[part.document.id] = n
        n += 1
        size += len(part.document.text)
        if kept is not None:
            kept.append(part.document)
        if size > _KEPT and n > 1:
            kept = None
    standing = frozenset(last.values())
    overruled = frozenset(range(n)) - standing if len(standing) < n else frozenset()
    if kept is not None and overruled:
        kept = [document for i, document in enumerate(kept) if i in standing]
    if not n:
        problems.add_if_none("no articles in it")
    return Read(digest, tuple(last), problems.told, file, None if kept is None else tuple(kept), overruled)


class _Problems:
    """What of a file could not be read: the first few, and how many more."""

    def __init__(self) -> None:
        self._first: list[str] = []
        self._more = 0

    def add(self, reason: str) -> None:
        if len(self._first) < _TOLD:
            self._first.append(reason)
        else:
            self._more += 1

    def add_if_none(self, reason: str) -> None:
        if not self._first:
            self._first.append(reason)

    @property
    def told(self) -> str | None:
        return "; ".join(self._first) + (f"; and {self._more} more" if self._more else "") or None
