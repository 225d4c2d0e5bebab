"""Reads a file into documents with the reader of its format; reports failures instead of raising."""

from __future__ import annotations

import io
import os
import stat
import sys
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, fields, replace
from typing import IO, TYPE_CHECKING

from seedread.index.files.hashing import blake2b
from seedread.index.sources.bookmark import Bookmark, CannotGoOn
from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.formats import format_of
from seedread.index.sources.html import length_of_text
from seedread.index.sources.limits import HEAD, MAX_BARREN, MAX_DOCUMENT, MAX_FIELD, MAX_LINES, MAX_TEXT, TooLarge, mb
from seedread.index.sources.same_ids import SameIds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.sources.folder import SourceFile

__all__ = ["EarlierRead", "FileContent", "named_parts", "parts", "parts_of_stream", "read"]

_MAX_KEPT = 8_000_000
"""Characters of documents kept from the first pass; larger files are read a second time, one by one."""
_FIELDS = ("title", "date", "url", "source", "author", "language", "pages")
_DIGESTED = tuple(one.name for one in fields(Document) if one.name not in ("id", "repeated"))
_DIGEST = 8
"""Bytes of the digest of a document."""
_CHUNK = 1 << 20
_FULL_LINE = 8
"""Characters that a line, or a tag of HTML, has at least where a text is more than its line ends."""
_LEAST_KNOWN = 1 << 18
"""Bytes before a bookmark: as many as tell the format and the charset of a file. A smaller one is soon read whole."""
_MAX_REPORTED = 3
"""Parts that could not be read which are told one by one."""


@dataclass(frozen=True, slots=True)
class EarlierRead:
    """What was known of a file when it was last read without a problem."""

    digest: str
    size: int
    read_to: int | None = None
    """How many records were read, if reading can go on behind them."""
    pages: Sequence[str] = ()
    """As in `FileContent`."""

    @property
    def bookmark(self) -> Bookmark | None:
        """Where reading may go on if the file has grown."""
        known = self.read_to is not None and self.size >= _LEAST_KNOWN
        return Bookmark(self.size, self.read_to or 0) if known else None


@dataclass(frozen=True, slots=True)
class FileContent:
    """The content of a file, or what was added to it."""

    digest: str
    """BLAKE2b of the bytes, 16 bytes in hexadecimal; empty if they could not be read."""
    ids: tuple[str, ...] = ()
    """IDs of the documents, each once."""
    joined_digests: bytes = b""
    """What `digests` yields."""
    problem: str | None = None
    """Why the file or a part of it could not be read."""
    pages: tuple[str, ...] = ()
    """What stands for the addresses of the documents that have no ID of their own (12 hexadecimal digits)."""
    file: SourceFile | None = None
    bookmark: Bookmark = field(default_factory=Bookmark)
    """Where these documents begin: behind those of the earlier read, if the file has grown and they did not change."""
    _kept: tuple[Document, ...] | None = ()
    _renamed: Mapping[int, str] = field(default_factory=dict)

    @property
    def digests(self) -> Iterator[bytes]:
        """The digest of all but the ID of each document: two documents with one digest become the same article."""
        return (self.joined_digests[n : n + _DIGEST] for n in range(0, len(self.joined_digests), _DIGEST))

    def documents(self) -> Iterator[Document]:
        """Yield the documents in the order of `ids`; they may differ if the file has changed since."""
        if self._kept is not None:
            yield from self._kept
        elif self.file:
            again = parts(self.file, replace(self.bookmark))
            read_again = (part for part in again if isinstance(part, ParsedDocument))
            yield from (_renamed(part, self._renamed.get(n)).document for n, part in enumerate(read_again))


def _renamed(part: ParsedDocument, own: str | None) -> ParsedDocument:
    return ParsedDocument(replace(part.document, id=own), part.raw) if own else part


def read(file: SourceFile, known: EarlierRead | None = None) -> FileContent:
    """Return the content of `file`; failures are reported in `problem`, never raised.

    If its bytes are those of the earlier read, the file is not parsed. If it begins with them, only what follows is, if
    the format and the records allow it.
    """
    try:
        with _opened(file) as stream:
            digest, begins_so = _digests(stream, known)
            if known and digest == known.digest:
                return FileContent(digest)
            if known and begins_so:
                with suppress(CannotGoOn):
                    return _parse(file, stream, digest, known)
            return _parse(file, stream, digest)
    except OSError as error:
        return FileContent("", problem=error.strerror or str(error))
    except ValueError as error:
        return FileContent("", problem=str(error))


def parts(file: SourceFile, bookmark: Bookmark | None = None) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of `file` one by one, from a bookmark on, and failures; raises nothing."""
    try:
        with _opened(file) as stream:
            yield from parts_of_stream(stream, file.path.as_posix(), file.key, bookmark)
    except CannotGoOn:
        yield ReadFailure("changed while it was read")
    except OSError as error:
        yield ReadFailure(error.strerror or str(error))
    except ValueError as error:
        yield ReadFailure(str(error))


def named_parts(file: SourceFile) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of `file` under the IDs that they have in a library, and failures; reads the file twice."""
    same = SameIds(file.key)
    for part in parts(file):
        if isinstance(part, ParsedDocument):
            same.add(part.document)
    renamed = same.renamed
    n = 0
    for part in parts(file):
        if isinstance(part, ParsedDocument):
            yield _renamed(part, renamed.get(n))
            n += 1
        else:
            yield part
    if same.problem:
        yield ReadFailure(same.problem)


def parts_of_stream(
    stream: IO[bytes], path: str, key: str, bookmark: Bookmark | None = None
) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the documents of a seekable stream, read like the file at this path, and failures.

    With a bookmark, from there on; raises CannotGoOn where the format does not allow it.
    """
    try:
        head = stream.read(HEAD)
        stream.seek(0)
        barren, scanty = 0, _Scanty()
        for part in format_of(path, head).read(stream, key, bookmark):
            barren = barren + 1 if isinstance(part, ReadFailure) else 0
            if barren > MAX_BARREN:
                yield ReadFailure(f"no article in {MAX_BARREN:,} records: not read further")
                return
            yield from _bounded(part, scanty)
    except CannotGoOn:
        raise
    except ValueError as error:
        yield ReadFailure(str(error))
    except (EOFError, zlib.error, OSError) as error:
        yield ReadFailure(f"damaged or truncated ({error})")
    except MemoryError:
        yield ReadFailure("not enough memory")
    except RecursionError:
        yield ReadFailure("nested too deeply")
    except Exception as error:  # noqa: BLE001 (a failing reader must not stop the other files)
        yield ReadFailure(f"cannot be read ({type(error).__name__}: {error})")


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


def _bounded(part: ParsedDocument | ReadFailure, scanty: _Scanty) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield a part within the limits of what is read, and what of it was left out."""
    if isinstance(part, ReadFailure):
        yield part
    elif endless := _too_long(part):
        yield endless
    elif not scanty.allows(part.document):
        yield ReadFailure(f"{part.document.id}: more than {MAX_LINES:,} lines of a few characters in one file")
    else:
        document = part.document
        long = [name for name in _FIELDS if len(getattr(document, name) or "") > MAX_FIELD]
        if not long:
            yield part
            return
        cut = {name: getattr(document, name)[:MAX_FIELD] for name in long}
        yield ParsedDocument(replace(document, **cut), part.raw)
        yield ReadFailure(f"{document.id}: {', '.join(long)}: only the first {MAX_FIELD:,} characters were read")


def _too_long(part: ParsedDocument) -> ReadFailure | None:
    """Return the failure for a text that is too long to process."""
    document = part.document
    if len(document.text) > MAX_TEXT and not (document.markup and length_of_text(document.text) <= MAX_TEXT):
        return ReadFailure(f"{document.id}: longer than {MAX_TEXT:,} characters")
    # An element has two tags.
    if document.text.count("<") > 2 * MAX_LINES if document.markup else document.text.count("\n") > MAX_LINES:
        return ReadFailure(f"{document.id}: more than {MAX_LINES:,} {'elements' if document.markup else 'lines'}")
    return None


@contextmanager
def _opened(file: SourceFile) -> Iterator[IO[bytes]]:
    """Open a regular file, in memory if it is small; raises ValueError if it is large and not a container format.

    Never blocks on a pipe that replaced a file.
    """
    with open(os.open(file.path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), "rb", buffering=0) as plain:  # noqa: PTH123
        status = os.fstat(plain.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError("not a regular file")
        if status.st_size <= MAX_DOCUMENT:
            yield io.BytesIO(plain.read(status.st_size + 1))
            return
        with io.BufferedReader(plain, HEAD) as stream:
            if not format_of(file.path.as_posix(), stream.peek(HEAD)[:HEAD]).many:
                raise TooLarge(f"larger than {mb(MAX_DOCUMENT)}")
            yield stream


def _digests(stream: IO[bytes], known: EarlierRead | None) -> tuple[str, bool]:
    """Return the digest of a file's bytes, and whether reading may go on behind those of an earlier read; rewind it."""
    digest = blake2b(digest_size=16)
    begins_so = False
    if known and known.bookmark:
        _add(digest, stream, known.size)
        begins_so = digest.hexdigest() == known.digest
    _add(digest, stream)
    stream.seek(0)
    return digest.hexdigest(), begins_so


def _add(digest: blake2b, stream: IO[bytes], size: int = sys.maxsize) -> None:
    """Add the next bytes of a stream to a digest, at most `size`."""
    while size > 0 and (chunk := stream.read(min(size, _CHUNK))):
        digest.update(chunk)
        size -= len(chunk)


def _parse(file: SourceFile, stream: IO[bytes], digest: str, known: EarlierRead | None = None) -> FileContent:
    """Parse a file, or only what follows the bytes of an earlier read; raises CannotGoOn."""
    bookmark = (known and known.bookmark) or Bookmark()
    same = SameIds(file.key, frozenset(map(bytes.fromhex, known.pages)) if known else ())
    kept: list[Document] | None = []
    size = n = 0
    digests = bytearray()
    problems = _Problems()
    for part in parts_of_stream(stream, file.path.as_posix(), file.key, bookmark):
        if isinstance(part, ReadFailure):
            problems.add(part.reason)
            continue
        same.add(part.document)
        digests += _document_digest(part.document)
        n += 1
        size += len(part.document.text)
        if kept is not None:
            kept.append(part.document)
        if size > _MAX_KEPT and n > 1:
            kept = None
    if known and same.meets_earlier:
        raise CannotGoOn
    if not n and not known:
        problems.add_if_none("no articles")
    if same.problem:
        problems.add(same.problem)
    renamed = same.renamed
    if kept is not None and renamed:
        kept = [replace(document, id=renamed.get(i, document.id)) for i, document in enumerate(kept)]
    documents = None if kept is None else tuple(kept)
    pages = tuple(page.hex() for page in same.pages)
    return FileContent(digest, same.ids, bytes(digests), problems.summary, pages, file, bookmark, documents, renamed)


def _document_digest(document: Document) -> bytes:
    values = "\0".join(str(getattr(document, name)) for name in _DIGESTED)
    return blake2b(values.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()


class _Problems:
    """The failures of a file: the first few, and the number of the others."""

    def __init__(self) -> None:
        self._first: list[str] = []
        self._more = 0

    def add(self, reason: str) -> None:
        if len(self._first) < _MAX_REPORTED:
            self._first.append(reason)
        else:
            self._more += 1

    def add_if_none(self, reason: str) -> None:
        if not self._first:
            self._first.append(reason)

    @property
    def summary(self) -> str | None:
        return "; ".join(self._first) + (f"; and {self._more} more" if self._more else "") or None
