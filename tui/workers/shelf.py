"""The shelf for the screen: one worker sets all marks in the order of the keys, and the screen never waits for it.

Write errors are reported, and the screen always shows the contents of the shelf.
"""

from __future__ import annotations

import threading
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from seedread.index.errors import NotFound, SeedreadError, ShelfError
from seedread.index.following.followed import FollowedArticles, look
from seedread.index.following.news import news_of
from seedread.index.shelf import NO_MARKS, Ref, Shelf, adopt, attach
from seedread.tui.keys.dispatch import key_of
from seedread.tui.state.mark_message import mark_message, redo_message, undo_message
from seedread.tui.state.messages import LibraryAnswered, LibraryMoved, MarksChanged, SearchesKnown, ShelfFailed
from seedread.tui.workers.names import OwnNames

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

    from textual.message import Message
    from textual.screen import Screen

    from seedread.index import Library
    from seedread.index.article import Article
    from seedread.index.search.results import Hit, Results
    from seedread.index.shelf import Field, Marks, SavedSearch, Undone
    from seedread.tui.state.messages import Request

__all__ = ["ShelfWorker", "ref_of"]

PATIENCE = 5.0
"""Seconds that the exit waits for marks to be written."""
_AT_ONCE = 500
"""Articles per lookup for a bulk mark; between lookups other searches may run."""


def ref_of(article: Hit | Article) -> Ref:
    """Return the shelf's reference to an article."""
    return Ref(article.id, article.content_hash, article.title)


class ShelfWorker:
    """Marks of one library; the screen gets the results as messages."""

    def __init__(self, screen: Screen[None], library: Library, path: Path | None = None) -> None:
        """Open nothing before the first mark. `path` is the shelf's file, by default the reader's own."""
        self._screen = screen
        self._library = library
        self._shelf = Shelf(path)
        # Searches have a separate connection, so a long write does not block them.
        self._reading = Shelf(path)
        followed = library.marks
        self._name = attach(library, self._reading)
        if isinstance(followed, FollowedArticles):
            library.marks = followed.over(library.marks)
        self._names = OwnNames(self._undo_key)
        self._undone: list[Callable[[], Message]] = []
        """What makes each step again that was undone, the last one last."""
        self._jobs: deque[Callable[[], Message | None]] = deque()
        self._lock = threading.Lock()
        self._busy = False
        self._turn = threading.Lock()
        """Held by the thread that runs the jobs."""
        self.unwritten: list[str] = []
        """The error message of each failed write."""

    def marks(self, ids: Collection[str]) -> dict[str, Marks]:
        """Return the marks of the `ids` that have any; for workers. Raises ShelfError."""
        return self._reading.marks(self._name, list(ids))

    def mark(self, ref: Ref, field: Field, *, on: bool, tags: Collection[str] = (), silent: bool = False) -> None:
        """Set or clear a mark of one article."""

        def job() -> Message:
            for tag in tags or [""]:
                self._shelf.mark(self._name, [ref], field, on=on, tag=tag)
            return self._changed([ref.id], "" if silent else mark_message(field, tags, on=on), with_tags=bool(tags))

        self._step(job)

    def toggle_star(self, ref: Ref) -> None:
        """Star or unstar an article."""

        def job() -> Message:
            on = not self._shelf.marks_of(self._name, ref.id).starred
            self._shelf.mark(self._name, [ref], "starred", on=on)
            return self._changed([ref.id], mark_message("starred", (), on=on))

        self._step(job)

    def note(self, ref: Ref, text: str) -> None:
        """Write a note on an article."""

        def job() -> Message:
            self._shelf.note(self._name, ref, text)
            return self._changed([ref.id], "Note saved." if text else "Note deleted.")

        self._step(job)

    def _undo_key(self) -> str:
        return key_of(self._screen.app, "undo")

    def mark_all(self, request: Request, shown: Collection[str], first: int = 0) -> None:
        """Mark the results of a request as read, from number `first` on."""

        def job() -> Message:
            changed = self._shelf.mark(self._name, list(self._found(request, first)), "read")
            return self._changed(shown, f"Marked {changed:,} articles as read. Press {self._undo_key()} to undo.")

        self._step(job)

    def undo(self, shown: Collection[str], ask: Callable[[Undone], None], *, older: bool = False) -> None:
        """Undo the last step of this session, else `ask` about that of another one, which `older` undoes."""

        def job() -> Message:
            if not older and self._names.newest >= self._newest_step():
                message, again = self._names.undo()
                self._undone += [again] if again else []
                return message
            undone = self._shelf.undo(older=older)
            if undone:
                self._undone.append(partial(self._redo, undone, shown))
                return self._restored(undone, shown, undo_message(undone))
            if (step := self._shelf.older_step()) and not older:
                return LibraryAnswered(partial(ask, step))
            return MarksChanged({}, "Nothing to undo.", None)

        self._do(job)

    def redo(self) -> None:
        """Make the step again that was undone last, unless another one was made since."""
        self._do(lambda: self._undone.pop()() if self._undone else MarksChanged({}, "Nothing to redo.", None))

    def _redo(self, undone: Undone, shown: Collection[str]) -> Message:
        self._shelf.redo(undone)
        return self._restored(undone, shown, redo_message(undone))

    def _restored(self, undone: Undone, shown: Collection[str], notice: str) -> Message:
        if undone.field == "search":
            return SearchesKnown(tuple(self._shelf.saved()), notice)
        return self._changed(shown, notice, with_tags=True)

    def _step(self, job: Callable[[], Message]) -> None:
        """Make a new step, after which nothing that was undone before is made again."""

        def step() -> Message:
            self._undone.clear()
            return job()

        self._do(step)

    def merge_rows(self, row: str, into: str, what: str) -> None:
        """Write to names.toml that two rows are one person; `what` describes the fix to the reader."""
        self._step(lambda: self._names.merge(row, into, what, self._newest_step()))

    def merge_sources(self, source: str, into: str, what: str) -> None:
        """Write to names.toml that two sources are one outlet."""
        self._step(lambda: self._names.merge_sources(source, into, what, self._newest_step()))

    def drop_row(self, row: str, what: str) -> None:
        """Write to names.toml that a row is not a leader."""
        self._step(lambda: self._names.drop(row, what, self._newest_step()))

    def _newest_step(self) -> int:
        with suppress(ShelfError):  # then no step of the shelf can be undone
            return self._shelf.newest_step()
        return 0

    def save_search(self, search: SavedSearch) -> None:
        """Save a search under its name."""

        def job() -> Message:
            before = [one for one in self._shelf.saved() if one.name == search.name and one != search]
            self._shelf.save(search)
            after = f"Press {self._undo_key()} for the earlier one." if before else "Press ' for the list."
            return SearchesKnown(tuple(self._shelf.saved()), f"Saved as “{search.name}”. {after}")

        self._step(job)

    def forget_search(self, name: str) -> None:
        """Delete a saved search."""

        def job() -> Message:
            if not self._shelf.forget(name):
                raise NotFound(f"No saved search “{name}”.")
            return SearchesKnown(tuple(self._shelf.saved()), f"Deleted “{name}”. Press {self._undo_key()} to undo.")

        self._step(job)

    def record_query(self, query: str) -> None:
        """Write a query to the history."""

        def job() -> None:
            with suppress(ShelfError):  # no message needed: no mark is lost
                self._shelf.asked(query)

        self._do(job)

    def history(self, show: Callable[[list[str]], None]) -> None:
        """Call `show` on the screen with the query history, the newest first."""
        self._do(lambda: LibraryAnswered(partial(show, self._shelf.history())))

    def news(self, search: SavedSearch, limit: int) -> Results:
        """Return what came since the reader last looked at a saved search; for workers.

        Raises QueryError and ShelfError.
        """
        return news_of(self._library, self._reading, search, limit)

    def look_at(self, search: SavedSearch) -> None:
        """Note that the reader has seen what a saved search finds now."""

        def job() -> None:
            with suppress(SeedreadError):  # no message needed: it only stays new
                look(self._library, self._shelf, search.name)

        self._do(job)

    def queries(self) -> list[str]:
        """Return the query history, the newest first; for workers. Raises ShelfError."""
        return self._reading.history()

    def load(self) -> None:
        """Send the saved searches and tags, and carry over marks from other libraries."""

        def job() -> Message:
            moved = adopt(self._library, self._shelf)
            self._screen.post_message(SearchesKnown(tuple(self._shelf.saved()), ""))
            if moved:
                self._screen.post_message(LibraryMoved())
            notice = f"Carried over {moved:,} marks from other libraries." if moved else ""
            return self._changed((), notice, with_tags=True)

        self._do(job)

    def reload(self, shown: Collection[str]) -> None:
        """Send marks, tags and saved searches as another session left them."""

        def job() -> Message:
            self._screen.post_message(SearchesKnown(tuple(self._shelf.saved()), ""))
            return self._changed(shown, "", with_tags=True)

        self._do(job)

    def finish(self) -> None:
        """Run the remaining jobs and close the file; `unwritten` lists what failed.

        It waits only a few seconds for a disk or a search that does not respond.
        """
        self.unwritten.clear()  # earlier errors were shown on the screen
        rest = threading.Thread(target=self._run, name="shelf", daemon=True)
        rest.start()
        rest.join(PATIENCE)
        if rest.is_alive():
            self.unwritten.append(f"The last marks were not written within {PATIENCE:.0f} seconds.")
            return
        self._shelf.close()
        self._reading.close()

    def _found(self, request: Request, first: int) -> Iterator[Ref]:
        offset = first
        while True:
            results = self._library.search(
                request.text,
                selection=request.selection,
                sort=request.order,
                limit=_AT_ONCE,
                offset=offset,
                typing=request.typing,
                fold_copies=request.folds and first > 0,  # `first` counts rows; without it every copy is meant too
            )
            yield from map(ref_of, results.hits)
            offset += len(results.hits)
            if not results.hits or offset >= results.total - results.folded:
                return

    def _changed(self, ids: Collection[str], notice: str, *, with_tags: bool = False) -> MarksChanged:
        found = self._shelf.marks(self._name, list(ids))
        tags = tuple(self._shelf.tags()) if with_tags else None
        return MarksChanged({own: found.get(own, NO_MARKS) for own in ids}, notice, tags)

    def _do(self, job: Callable[[], Message | None]) -> None:
        with self._lock:
            self._jobs.append(job)
            if self._busy:
                return
            self._busy = True
        self._screen.run_worker(self._run, name="shelf", group="shelf", thread=True, exit_on_error=False)

    def _run(self) -> None:
        with self._turn:
            self._do_all()

    def _do_all(self) -> None:
        while True:
            with self._lock:
                if not self._jobs:
                    self._busy = False
                    return
                job = self._jobs.popleft()
            try:
                message = job()
            except SeedreadError as error:
                message = ShelfFailed(error)
                self.unwritten.append(error.message)
            if message is not None:
                self._screen.post_message(message)
