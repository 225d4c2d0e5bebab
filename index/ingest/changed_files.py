"""What a file gives to a sync: its documents, each under an id that no other file has, and what is known of it then."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedread.index.ingest.removals import kept_words
from seedread.index.sources import Document, read
from seedread.index.storage.manifest import FileState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.sources import SourceFile

__all__ = ["Taken", "Waiting", "take"]

_RACY_NS = 2_000_000_000
"""A file changed this shortly before it was read may change again within one tick of its clock."""
_AHEAD_NS = 600_000_000_000
"""So far may the clock of a file server be ahead of ours. A time further in the future is no clock's: whoever changes
the file again gives it another one."""
_LONGEST = 500
"""Characters of what is told of a file, to which no more is added."""


@dataclass
class Taken:
    """A file that was read and whose articles are on their way into the index."""

    file: SourceFile
    state: FileState
    """When it is indexed."""
    before: frozenset[str]
    """The articles that it gave until now."""
    wanted: int
    """How many of its documents belong into the index."""
    nothing_new: bool
    """Whether no document of it must be indexed."""
    indexed: int = 0
    """How many of its documents are in the index."""
    unread: bool = False
    """Whether nothing can be read in it now."""

    @property
    def finished(self) -> bool:
        """Whether nothing of it is left to be indexed."""
        return self.indexed == self.wanted

    @property
    def partly(self) -> FileState:
        """What is known of it while it is not finished: the next sync reads it again and goes on."""
        ids = self.state.ids[: self.indexed]
        still = sorted(self.before.difference(ids))
        return replace(self.state, mtime_ns=0, ids=(*ids, *still), indexed=self.indexed)

    def add_problem(self, reason: str) -> None:
        """Note what is wrong with one of its articles; of many the first."""
        known = self.state.problem
        if not known or (reason not in known and len(known) < _LONGEST):
            self.state = replace(self.state, problem=f"{known}; {reason}" if known else reason)

    def end_early(self, wanted: int) -> None:
        """Note that the file gives only the first `wanted` documents of those that were seen in it a moment ago."""
        ids = self.state.ids[:wanted]
        still = sorted(self.before.difference(ids))
        problem = "changed while it was read"
        self.state = replace(self.state, mtime_ns=0, digest="", ids=(*ids, *still), problem=problem)
        self.wanted = wanted


def take(
    file: SourceFile, before: FileState | None, owner: dict[str, str], *, prune: bool = False
) -> tuple[Taken, Waiting]:
    """Return a file with the documents that must be indexed; none where its bytes are those known `before`.

    `owner` says which file has an id and learns what this one has. Where nothing can be read any more the articles
    that it gave stay; with `prune` they do not.
    """
    ids = before.ids if before else ()
    anew = prune and before is not None and before.problem is not None
    same = before and (before.size, before.mtime_ns) == (file.size, file.mtime_ns)
    if before and same and ids and before.indexed is None and not anew:
        return Taken(file, before, frozenset(ids), wanted=0, nothing_new=True), Waiting()
    known = before.digest if before and before.indexed is None and ids and not anew else ""
    content = read(file, known)
    racy = -_AHEAD_NS < time.time_ns() - file.mtime_ns < _RACY_NS
    held = before.held if before else ()
    state = FileState(file.size, 0 if racy else file.mtime_ns, content.digest, ids, content.problem, held=held)
    if before and known and content.digest == known:
        state = replace(state, problem=before.problem)
        return Taken(file, state, frozenset(ids), wanted=0, nothing_new=True), Waiting()
    if before and ids and content.problem and not content.ids and not prune:
        state = replace(state, problem=f"{content.problem}; {kept_words(len(ids))}")
        return Taken(file, state, frozenset(ids), wanted=0, nothing_new=True, unread=True), Waiting()
    documents = (_owned(document, file.key, owner) for document in content.documents())
    now = tuple(_owned_id(own, file.key, owner) for own in content.ids)
    state = replace(state, ids=now, held=tuple(sorted(frozenset(held).difference(now))))
    for gone in set(ids).difference(state.ids):
        owner.pop(gone, None)
    done = (before.indexed or 0) if before and before.digest == content.digest else 0
    if ids[:done] != state.ids[:done]:
        done = 0
    wanted = len(state.ids)
    taken = Taken(file, state, frozenset(ids), wanted, nothing_new=done == wanted, indexed=done)
    return taken, Waiting(taken, documents)


class Waiting:
    """The documents of a file that are still to be indexed, read one by one as they are asked for."""

    def __init__(self, taken: Taken | None = None, documents: Iterator[Document] | None = None) -> None:
        self._taken = taken
        self._documents = documents or iter(())
        self._next: Document | None = None
        self._given = 0
        for _ in range(taken.indexed if taken else 0):
            self._ahead()
            self._next = None
            self._given += 1

    def __len__(self) -> int:
        return self._taken.wanted - self._given if self._taken else 0

    def __bool__(self) -> bool:
        return self._ahead()

    def popleft(self) -> Document:
        """Return the next document; raises IndexError where `bool` says that there is none."""
        if not self._ahead() or self._next is None:
            raise IndexError
        document, self._next = self._next, None
        self._given += 1
        return document

    def _ahead(self) -> bool:
        if self._next is None and self._taken and self._given < self._taken.wanted:
            self._next = next(self._documents, None)
            if self._next is None or self._next.id != self._taken.state.ids[self._given]:
                self._next = None
                self._taken.end_early(self._given)
        return self._next is not None


def _owned(document: Document, key: str, owner: dict[str, str]) -> Document:
    """Return `document` under an id that no other file has."""
    own = _owned_id(document.id, key, owner)
    return document if own == document.id else replace(document, id=own)


def _owned_id(own: str, key: str, owner: dict[str, str]) -> str:
    if owner.setdefault(own, key) == key:
        return own
    renamed = f"{key}#{own}"
    owner[renamed] = key
    return renamed
