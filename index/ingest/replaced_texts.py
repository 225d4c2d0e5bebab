"""Keeps the texts that a sync replaces: an article of a file whose words changed has one more version.

The texts are on the disk before the index forgets them. After a kill in between, the next sync finds the same change
again, and the same text has the same place. Fetched articles are left alone: the archive has their versions.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.errors import LibraryError
from seedread.index.files.problem import Problem
from seedread.index.ingest.index_entry import with_versions
from seedread.index.revisions.older_text import OlderText
from seedread.index.revisions.revisions import Change, Head, Heads, Move
from seedread.index.storage.file_states import FileState
from seedread.index.text.word_digest import word_digest

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Self

    from seedread.index.engines import Reader
    from seedread.index.ingest.changed_files import ScannedFile
    from seedread.index.ingest.index_entry import IndexEntry
    from seedread.index.ingest.sync_state import SyncState
    from seedread.index.revisions.revisions import Revisions

__all__ = ["ReplacedTexts"]

_TOGETHER = 256
"""Texts that are written in one transaction."""


class ReplacedTexts:
    """The texts that one sync replaces."""

    def __init__(self, state: SyncState, revisions: Revisions, gone: Collection[str]) -> None:
        """Keep them in `revisions`; `gone` are the keys of the files that no longer exist."""
        self._state = state
        self._revisions = revisions
        self._gone = gone
        self._heads: Heads | None = None
        self._last: _KnownFile | None = None
        self._here: frozenset[str] | None = None
        self._reader: Reader | None = None
        self._changes: dict[str, Change] = {}
        self._moves: dict[str, Move] = {}
        self._failed = False

    def noted(self, entry: IndexEntry, file: ScannedFile) -> IndexEntry:
        """Keep the text that an entry of a file replaces; return the entry with the number of its versions."""
        if entry.record.get("feeds"):
            return entry
        heads = self._known()
        older = self._older(entry, file)
        head = self._replaced(entry, older, heads) if older else heads.own.get(entry.id) or self._moved(entry, heads)
        return with_versions(entry, head.n + 1) if head else entry

    def flush(self) -> None:
        """Write the texts that wait; if that fails, the sync goes on and reports it."""
        if self._reader is not None and not self._state.replaced:
            self._reader.close()
        self._reader = None
        changes, moves = tuple(self._changes.values()), tuple(self._moves.values())
        self._changes, self._moves = {}, {}
        if (changes or moves) and not self._failed:
            try:
                self._revisions.keep(changes, moves)
            except LibraryError as error:
                self._report(error)

    def _report(self, error: LibraryError) -> None:
        self._failed = True
        self._state.problems.append(Problem(str(self._state.directory), error.message))

    def _known(self) -> Heads:
        """Return what is known of older texts."""
        if self._heads is None:
            self._heads = Heads()
            try:
                self._heads = self._revisions.heads()
            except LibraryError as error:
                self._report(error)
        return self._heads

    def _older(self, entry: IndexEntry, file: ScannedFile) -> OlderText | None:
        """Return the text that the index has of an article, if its file is a different one now."""
        known = self._file(file.file.key)
        if entry.id not in known.ids or known.holds_next(file) or not self._revisions.most:
            return None
        reader = self._old_index()
        number = reader.document(entry.id) if reader else None
        if reader is None or number is None:
            return None
        kept = reader.kept(number)
        return OlderText(kept.title, kept.body, kept.record, _written(known.state))

    def _file(self, key: str) -> _KnownFile:
        """Return a file as it was before the sync; the articles of a file come one after the other."""
        if self._last is None or self._last.key != key:
            self._last = _KnownFile.of(key, self._state.known.get(key))
        return self._last

    def _old_index(self) -> Reader | None:
        """Return the index as it was last committed, or the one that is being replaced."""
        state = self._state
        if self._reader is None and state.replaced:
            self._reader = state.replaced.reader
        elif self._reader is None and state.manifest.generation:
            self._reader = state.engine.reader(state.manifest.generation)
        return self._reader

    def _replaced(self, entry: IndexEntry, older: OlderText, heads: Heads) -> Head | None:
        """Keep a text if the words changed; return the newest older text of the article."""
        head, digest, now = heads.own.get(entry.id), older.digest, word_digest(entry.title, entry.body)
        is_kept = head is not None and head.digest == digest  # by a sync that was killed
        if digest == now or (is_kept and head is not None and head.next == now):
            return head
        n = head.n + (not is_kept) if head else 1
        heads.own[entry.id] = Head("", entry.id, n, digest, now)
        self._changes[entry.id] = Change(entry.id, n, older, now)
        if len(self._changes) >= _TOGETHER:
            self.flush()
        return heads.own[entry.id]

    def _moved(self, entry: IndexEntry, heads: Heads) -> Head | None:
        """Return the newest older text of the same text under an id that is gone, or in another library."""
        if not heads.by_text or not entry.body:
            return None
        head = heads.by_text.get(word_digest(entry.title, entry.body))
        if head is None or (self._revisions.is_own(head) and head.article in self._ids_here()):
            return None
        heads.own[entry.id] = head
        self._moves[entry.id] = Move(head, entry.id)
        if self._revisions.is_own(head):
            heads.own.pop(head.article, None)
            del heads.by_text[head.next]
        return head

    def _ids_here(self) -> frozenset[str]:
        """Return the articles of the files that are still there."""
        if self._here is None:
            known = self._state.known.items()
            self._here = frozenset(own for key, state in known if key not in self._gone for own in state.ids)
        return self._here


@dataclass(frozen=True, slots=True)
class _KnownFile:
    """The state of a file before the sync, to be asked for each of its articles."""

    key: str
    state: FileState
    ids: frozenset[str]
    records: frozenset[str]

    @classmethod
    def of(cls, key: str, state: FileState | None) -> Self:
        """Return it; a file that is new has no articles."""
        known = state or FileState(0, 0, "", ())
        return cls(key, known, frozenset(known.ids), frozenset(known.records))

    def holds_next(self, file: ScannedFile) -> bool:
        """Tell whether the next document of the file has the same bytes as when it was last indexed."""
        if self.state.digest and self.state.digest == file.state.digest and self.state.indexed is None:
            return True
        return not self.records.isdisjoint(file.state.records[file.indexed : file.indexed + 1])


def _written(known: FileState) -> str:
    """Return when a file was written, as far as the last sync knew."""
    seconds = (known.mtime_ns or known.ctime_ns) // 1_000_000_000
    if not seconds or known.indexed is not None:  # then it is the time of what is in it now
        return ""
    try:
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (OverflowError, ValueError, OSError):
        return ""
