"""Which documents of a changed file a sync must index, each under an ID that no other file has."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from seedread.index.files.hashing import blake2b
from seedread.index.ingest.removals import kept_words
from seedread.index.ingest.source_scan import is_changed
from seedread.index.sources import Document, EarlierRead, read
from seedread.index.storage.file_states import FileState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.sources import FileContent, SourceFile

__all__ = ["PendingDocuments", "ScannedFile", "scan_file"]

_RACY_NS = 2_000_000_000
"""A file that changed this recently before it was read may change again without a new timestamp."""
_AHEAD_NS = 600_000_000_000
"""The clock of a file server may be ahead of ours by this much. A time further in the future comes from no clock: a
later change of the file gives it another time."""
_LONGEST = 500
"""Characters of a file's problem after which no further problem is added."""


@dataclass
class ScannedFile:
    """A file that was read and whose articles are not all indexed yet."""

    file: SourceFile
    state: FileState
    """Its state once it is indexed."""
    before: frozenset[str]
    """The articles that it contained before."""
    wanted: int
    """How many of its documents belong in the index."""
    nothing_new: bool
    """Whether none of its documents must be indexed."""
    indexed: int = 0
    """How many of its documents are in the index."""
    unread: bool = False
    """Whether it cannot be read now."""
    failed: set[int] = field(default_factory=set)
    """The numbers of documents that could not be processed; the next sync that reads the file tries again."""

    @property
    def finished(self) -> bool:
        """Whether all of its documents are indexed."""
        return self.indexed == self.wanted

    @property
    def partly(self) -> FileState:
        """Its state while it is not finished: the next sync reads it again and continues."""
        ids = self.state.ids[: self.indexed]
        still = sorted(self.before.difference(ids))
        records = self._records[: self.indexed]
        return replace(self.state, mtime_ns=0, ids=(*ids, *still), indexed=self.indexed, records=records)

    @property
    def whole(self) -> FileState:
        """Its state once it is finished."""
        return replace(self.state, records=self._records) if self.failed else self.state

    @property
    def _records(self) -> tuple[str, ...]:
        return tuple("" if n in self.failed else one for n, one in enumerate(self.state.records))

    def add_problem(self, reason: str) -> None:
        """Record the problem of the article just indexed; after the first few no more are told."""
        self.failed.add(self.indexed - 1)
        self.state = replace(self.state, problem=_together(self.state.problem, reason))

    def end_early(self, wanted: int) -> None:
        """Record that only the first `wanted` of the documents just found in the file are left."""
        ids = self.state.ids[:wanted]
        still = sorted(self.before.difference(ids))
        problem = "changed while it was read"
        records = self.state.records[:wanted]
        self.state = replace(self.state, mtime_ns=0, digest="", ids=(*ids, *still), problem=problem, records=records)
        self.wanted = wanted


def scan_file(
    file: SourceFile, before: FileState | None, owner: dict[str, str], *, prune: bool = False
) -> tuple[ScannedFile, PendingDocuments]:
    """Return a file with the documents that must be indexed; none if its bytes are the same as `before`.

    `owner` maps each ID to its file; the IDs of this file are added. If the file can no longer be read, its articles
    stay, or with `prune` are removed.
    """
    again = prune and before is not None and before.problem is not None
    complete = before if before and before.ids and before.indexed is None and not again else None
    """Its state, with all of its articles indexed and none to be read again."""
    if complete and not is_changed(file, complete):
        return _unchanged(file, complete)
    content = read(file, _earlier(complete) if complete else None)
    if complete and complete.digest and content.digest == complete.digest:
        return _unchanged(file, replace(complete, mtime_ns=_settled_time(file), ctime_ns=file.ctime_ns))
    if content.bookmark.offset:
        return (complete and _grown(file, content, complete, owner)) or _new(file, read(file), before, owner)
    if before and before.ids and content.problem and not content.ids and not prune:
        kept = f"{content.problem}; {kept_words(len(before.ids))}"
        # What is kept is not what the file holds now: if it grows, it is read from its beginning.
        return _unchanged(file, replace(_state(file, content, before), problem=kept, read_to=None), unread=True)
    return _new(file, content, before, owner)


def _earlier(known: FileState) -> EarlierRead:
    """Return what a file that may have grown is compared with; one with an article to try again is read as a whole."""
    goes_on = known.records and "" not in known.records and not known.held
    read_to = known.read_to if goes_on else None
    return EarlierRead(known.digest, known.size, read_to, known.pages)


def _grown(
    file: SourceFile, content: FileContent, before: FileState, owner: dict[str, str]
) -> tuple[ScannedFile, PendingDocuments] | None:
    """Return a file that begins as before, with the documents behind; None if one has the ID of an earlier one."""
    known = frozenset(before.ids)
    if any(own in known or f"{file.key}#{own}" in known for own in content.ids):
        return None
    documents = (_owned(document, file.key, owner) for document in content.documents())
    added = tuple(_owned_id(own, file.key, owner) for own in content.ids)
    state = replace(
        _state(file, content, before),
        ids=(*before.ids, *added),
        records=(*before.records, *map(_record, added, content.digests)),
        pages=(*before.pages, *content.pages),
        problem=_together(before.problem, content.problem),
    )
    scanned = ScannedFile(file, state, known, len(state.ids), nothing_new=not added, indexed=len(before.ids))
    return scanned, PendingDocuments(scanned, documents, given=len(before.ids))


def _together(known: str | None, more: str | None) -> str | None:
    """Return the problems of a file with another one; after the first few no more are told."""
    if not known or not more:
        return known or more
    return known if more in known or len(known) >= _LONGEST else f"{known}; {more}"


def _unchanged(file: SourceFile, state: FileState, *, unread: bool = False) -> tuple[ScannedFile, PendingDocuments]:
    """Return a file with nothing to index."""
    scanned = ScannedFile(file, state, frozenset(state.ids), wanted=0, nothing_new=True, unread=unread)
    return scanned, PendingDocuments()


def _new(
    file: SourceFile, content: FileContent, before: FileState | None, owner: dict[str, str]
) -> tuple[ScannedFile, PendingDocuments]:
    """Return a file with other bytes than before; its articles that did not change are not indexed again.

    Indexing continues where an unfinished sync stopped.
    """
    state = _state(file, content, before)
    known = state.ids
    documents = (_owned(document, file.key, owner) for document in content.documents())
    now = tuple(_owned_id(own, file.key, owner) for own in content.ids)
    for gone in set(known).difference(now):
        owner.pop(gone, None)
    records = tuple(map(_record, now, content.digests)) if len(now) > 1 else ()
    same = _unchanged_records(before, now, records)
    # Those that stay come first: an unfinished sync knows the beginning of the list to be indexed.
    order = sorted(range(len(now)), key=lambda n: n not in same)
    held = tuple(sorted(frozenset(state.held).difference(now)))
    ids, records = tuple(now[n] for n in order), tuple(records[n] for n in order if records)
    state = replace(state, ids=ids, held=held, records=records)
    done = len(same) or _continued(before, content, known, ids)
    scanned = ScannedFile(file, state, frozenset(known), len(now), nothing_new=done == len(now), indexed=done)
    if same:
        documents = (document for n, document in enumerate(documents) if n not in same)
        return scanned, PendingDocuments(scanned, documents, given=done)
    return scanned, PendingDocuments(scanned, documents)


def _record(own: str, digest: bytes) -> str:
    """Return what identifies an article with its contents."""
    return blake2b(own.encode("utf-8", "surrogatepass") + b"\0" + digest, digest_size=8).hexdigest()


def _unchanged_records(before: FileState | None, now: Sequence[str], records: Sequence[str]) -> frozenset[int]:
    """Return which documents of a file are in the index as they are.

    None is, if the file must be read again whatever its contents (it has no digest then).
    """
    if before is None or not before.digest:
        return frozenset()
    known, ids = frozenset(before.records), frozenset(before.ids)
    return frozenset(n for n, record in enumerate(records) if record in known and now[n] in ids)


def _continued(before: FileState | None, content: FileContent, known: Sequence[str], now: Sequence[str]) -> int:
    """Return how many documents at the beginning of a file an unfinished sync has indexed."""
    done = (before.indexed or 0) if before and before.digest == content.digest else 0
    return done if known[:done] == now[:done] else 0


def _state(file: SourceFile, content: FileContent, before: FileState | None) -> FileState:
    """Return the state of a file that was read, with the articles known before."""
    ids, held, records = (before.ids, before.held, before.records) if before else ((), (), ())
    return FileState(file.size, _settled_time(file), content.digest, ids, content.problem, held=held,
                     ctime_ns=file.ctime_ns, records=records, read_to=content.bookmark.end,
                     pages=content.pages)  # fmt: skip


def _settled_time(file: SourceFile) -> int:
    """Return when a file was changed; 0 if it may change again without a new timestamp."""
    racy = -_AHEAD_NS < time.time_ns() - file.mtime_ns < _RACY_NS
    return 0 if racy else file.mtime_ns


class PendingDocuments:
    """The documents of a file that are still to be indexed, read one at a time on demand."""

    def __init__(
        self, scanned: ScannedFile | None = None, documents: Iterator[Document] | None = None, *, given: int = 0
    ) -> None:
        """Read `documents` on demand without those that are indexed; `given` of these are left out before."""
        self._scanned = scanned
        self._documents = documents or iter(())
        self._next: Document | None = None
        self._given = given
        for _ in range(scanned.indexed - given if scanned else 0):
            self._ahead()
            self._next = None
            self._given += 1

    def __len__(self) -> int:
        return self._scanned.wanted - self._given if self._scanned else 0

    def __bool__(self) -> bool:
        return self._ahead()

    def popleft(self) -> Document:
        """Return the next document; raises IndexError if there is none (`bool` is false)."""
        if not self._ahead() or self._next is None:
            raise IndexError
        document, self._next = self._next, None
        self._given += 1
        return document

    def _ahead(self) -> bool:
        if self._next is None and self._scanned and self._given < self._scanned.wanted:
            self._next = next(self._documents, None)
            if self._next is None or self._next.id != self._scanned.state.ids[self._given]:
                self._next = None
                self._scanned.end_early(self._given)
        return self._next is not None


def _owned(document: Document, key: str, owner: dict[str, str]) -> Document:
    """Return `document` under an ID that no other file has."""
    own = _owned_id(document.id, key, owner)
    return document if own == document.id else replace(document, id=own)


def _owned_id(own: str, key: str, owner: dict[str, str]) -> str:
    if owner.setdefault(own, key) == key:
        return own
    renamed = f"{key}#{own}"
    owner[renamed] = key
    return renamed
