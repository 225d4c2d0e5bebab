"""What a file gives to a sync: its documents, each under an id that no other file has, and what is known of it then."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from .layout import FileState
from .sources import Document, read

if TYPE_CHECKING:
    from .sources import Found

__all__ = ["Taken", "take"]

_RACY_NS = 2_000_000_000
"""A file changed this shortly before it was read may change again within one tick of its clock."""


@dataclass
class Taken:
    """A file that was read and whose articles are on their way into the index."""

    file: Found
    state: FileState
    """When it is indexed."""
    before: frozenset[str]
    """The articles that it gave until now."""
    indexed: int
    """How many of its documents are in the index."""
    nothing_new: bool
    """Whether no document of it must be indexed."""

    @property
    def finished(self) -> bool:
        """Whether nothing of it is left to be indexed."""
        return self.indexed == len(self.state.ids)

    @property
    def partly(self) -> FileState:
        """What is known of it while it is not finished: the next sync reads it again and goes on."""
        ids = self.state.ids[: self.indexed]
        still = sorted(self.before.difference(ids))
        return replace(self.state, mtime_ns=0, ids=(*ids, *still), indexed=self.indexed)


def take(file: Found, before: FileState | None, owner: dict[str, str]) -> tuple[Taken, deque[Document]]:
    """Return a file with the documents that must be indexed; none where its bytes are those known `before`.

    `owner` says which file has an id and learns what this one has.
    """
    content = read(file)
    racy = time.time_ns() - file.mtime_ns < _RACY_NS
    ids = before.ids if before else ()
    state = FileState(file.size, 0 if racy else file.mtime_ns, content.digest, ids, content.problem)
    same = before is not None and before.digest == content.digest
    if before and ((same and before.indexed is None) or (content.problem and not content.documents)):
        return Taken(file, state, frozenset(ids), len(ids), nothing_new=True), deque()
    documents = deque(_owned(document, file.key, owner) for document in content.documents)
    state = replace(state, ids=tuple(document.id for document in documents))
    for gone in set(ids).difference(state.ids):
        owner.pop(gone, None)
    done = (before.indexed or 0) if before and same else 0
    if ids[:done] != state.ids[:done]:
        done = 0
    for _ in range(done):
        documents.popleft()
    return Taken(file, state, frozenset(ids), done, nothing_new=not documents), documents


def _owned(document: Document, key: str, owner: dict[str, str]) -> Document:
    """Return `document` under an id that no other file has."""
    if owner.setdefault(document.id, key) == key:
        return document
    renamed = replace(document, id=f"{key}#{document.id}")
    owner[renamed.id] = key
    return renamed
