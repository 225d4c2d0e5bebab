"""Runs slow library calls in named threads; the screen gets their results as messages."""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from seedread.index.errors import Cancelled, LibraryError, SeedreadError, ShelfError
from seedread.index.search.selection_query import split
from seedread.index.shelf import NO_MARKS
from seedread.tui.state.messages import (
    AccountsFound,
    ArticleLoaded,
    LoadFailed,
    PageFound,
    RawLoaded,
    Request,
    Saved,
    SearchesCounted,
    SearchFailed,
)
from seedread.tui.state.result_pages import PAGE
from seedread.tui.workers.saving import save_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from textual.screen import Screen

    from seedread.index import Article, Library
    from seedread.index.export import ExportFormat
    from seedread.index.query import Node
    from seedread.index.shelf import Marks, SavedSearch
    from seedread.index.storage.stories_file import StorySize
    from seedread.tui.workers.shelf import ShelfWorker

__all__ = ["Loader"]

PATIENCE = 5.0
"""Seconds that the exit waits for a file to be written."""
STOPPING = 1.0
"""Seconds that a writer then has to stop and to remove its partial file."""


class Loader:
    """The blocking calls of one screen; a newer call replaces an older one of the same group."""

    def __init__(
        self, screen: Screen[None], library: Library, shelf: ShelfWorker, counted: Callable[[Request], Collection[str]]
    ) -> None:
        """Call `library` for `screen`, with the marks of `shelf`; `counted` names the facets to count for a request."""
        self._shelf = shelf
        self._counted = counted
        self._screen = screen
        self._library = library
        self._saving: dict[Path, threading.Event] = {}
        """Files that are being written, with the event that is set when each is done."""
        self._stopped = False
        self.unwritten: list[str] = []
        """Messages about files that the exit did not wait for."""
        self.serial = 0
        """The number of the newest search."""

    def search(self, request: Request, offset: int = 0) -> None:
        """Run a search; results of older searches are stale from now on."""
        self.serial += 1
        self._find(request, offset, self.serial, "search", self._counted(request))

    def page(self, request: Request, offset: int) -> None:
        """Load another page of the newest search."""
        self._find(request, offset, self.serial, f"page {offset}", ())

    def _find(self, request: Request, offset: int, serial: int, group: str, counting: Collection[str]) -> None:
        def find() -> None:
            worker = get_current_worker()

            def cancelled() -> bool:
                return worker.is_cancelled or serial != self.serial

            try:
                results = self._library.search(
                    request.text,
                    selection=request.selection,
                    sort=request.order,
                    limit=PAGE,
                    offset=offset,
                    typing=request.typing,
                    partial=True,
                    fold_copies=request.folds,
                    counting=counting,
                    cancelled=cancelled,
                )
                if results.remote:
                    results.count(counting)
                everything = self.everything()
            except Cancelled:
                return
            except SeedreadError as error:
                self._screen.post_message(SearchFailed(request, error, serial))
            else:
                # Here and not on the screen: the library handles one call at a time.
                marks = self._marks([hit.id for hit in results.hits])
                accounts = self._accounts([hit.id for hit in results.hits])
                found = PageFound(request, offset, results, serial, everything, marks, accounts)
                self._screen.post_message(found)

        self._run(group, find)

    def everything(self) -> int:
        """Return how many articles the library has; where parts of it do not answer, those that do; for workers."""
        try:
            return self._library.count
        except LibraryError:
            return self._library.search("", limit=0, partial=True).total

    def accounts(self, article: str, query: Node) -> None:
        """Find other coverage of an article's event, and highlight the matches of `query` in it."""
        serial = self.serial

        def find() -> None:
            try:
                accounts = self._library.accounts_beside(article, query)
            except SeedreadError as error:
                self._screen.post_message(LoadFailed(article, error))
            else:
                marks = self._marks([one.hit.id for one in accounts])
                self._screen.post_message(AccountsFound(serial, article, accounts, marks))

        self._run(f"accounts {article}", find)

    def _accounts(self, ids: Sequence[str]) -> dict[str, StorySize]:
        try:
            return self._library.accounts(ids)
        except SeedreadError as error:
            self._screen.post_message(LoadFailed("", error))
            return {}

    def _marks(self, ids: Sequence[str]) -> dict[str, Marks]:
        found: dict[str, Marks] = {}
        with suppress(ShelfError):  # reported when the user marks an article: here every row would repeat it
            found = self._shelf.marks(ids)
        return {own: found.get(own, NO_MARKS) for own in ids}

    def article(self, article: str) -> None:
        """Read an article."""

        def read() -> None:
            try:
                self._screen.post_message(ArticleLoaded(article, self._library.get(article)))
            except SeedreadError as error:
                self._screen.post_message(LoadFailed(article, error))

        self._run("article", read)

    def raw(self, article: str) -> None:
        """Read the document of an article."""

        def read() -> None:
            try:
                text = decode(self._library.raw(article))
            except SeedreadError as error:
                self._screen.post_message(LoadFailed(article, error))
            else:
                self._screen.post_message(RawLoaded(article, text))

        self._run("raw", read)

    def count(self, searches: Sequence[SavedSearch]) -> None:
        """Count the results of each saved search; for an invalid one, the count is the error message."""

        def count() -> None:
            worker = get_current_worker()
            counts = {}
            for search in searches:
                if worker.is_cancelled:
                    return
                counts[search.name] = self._news(search, lambda: worker.is_cancelled)
                self._screen.post_message(SearchesCounted(dict(counts)))

        self._run("counts", count)

    def _news(self, search: SavedSearch, cancelled: Callable[[], bool]) -> str:
        text, selection = split(search.query)
        try:
            results = self._library.search(text, selection=selection, limit=0, counting=("is",), cancelled=cancelled)
            states = {value.value: value.count for value in results.facets["is"].values}
        except (SeedreadError, KeyError) as error:
            return f"! {error.message}" if isinstance(error, SeedreadError) else "no marks"
        new = 0
        with suppress(SeedreadError):
            new = self._shelf.news(search, 0).total if "new" in states else 0
        told = f"{new:,} new · " if new else ""
        return f"{told}{states.get('unread', 0):,} unread of {results.total:,}"

    def save(
        self, path: Path, form: ExportFormat, articles: Sequence[Article] | None, request: Request, total: int
    ) -> None:
        """Write `articles` to a file, or, if there are none, all results of a request."""
        written = self._saving[path] = threading.Event()

        def save() -> None:
            chosen = articles if articles is not None else self._all(request, total)
            try:
                count = save_articles(path, self._until_stopped(chosen), form)
            except (SeedreadError, OSError) as error:
                reason = error.message if isinstance(error, SeedreadError) else f"{error.strerror or error}"
                self._screen.post_message(Saved(f"Cannot write {path}: {reason}.", error=True))
            else:
                many = f"{count:,} articles" if count != 1 else "1 article"
                self._screen.post_message(Saved(f"Saved {many} to {path}.", error=False))
            finally:
                written.set()
                self._saving.pop(path, None)

        self._run("save", save)

    def _all(self, request: Request, total: int) -> Iterator[Article]:
        results = self._library.search(request.text, selection=request.selection, sort=request.order, limit=total)
        return (self._library.get(hit.id) for hit in results.hits)

    def _until_stopped(self, articles: Iterable[Article]) -> Iterator[Article]:
        for article in articles:
            if self._stopped:
                raise Cancelled("The session has ended.")
            yield article

    def stop(self) -> None:
        """Cancel the running search, and wait at most a few seconds for files to be written."""
        self.serial += 1
        end = time.monotonic() + PATIENCE
        pending = [*self._saving.items()]
        late = [(path, written) for path, written in pending if not written.wait(max(end - time.monotonic(), 0))]
        self._stopped = True
        for path, written in late:
            written.wait(STOPPING)
            self.unwritten.append(
                f"{path} was not written: it took too long. Use `seedread export` for files of this size."
            )

    def _run(self, group: str, work: Callable[[], None]) -> None:
        self._screen.run_worker(work, name=group, group=group, thread=True, exclusive=True, exit_on_error=False)


def decode(raw: bytes) -> str:
    """Decode a document's bytes for display: invalid UTF-8 becomes replacement characters."""
    return raw.decode("utf-8-sig", errors="replace")
