"""The interface of everything below the screen: open a library, bring it up to date, search it, get an article.

Reading never waits for writing: a search sees one finished generation, and the next search checks for a newer one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.errors import LibraryError
from seedread.index.ingest.library_writer import LibraryWriter
from seedread.index.revisions.place import RevisionPlace
from seedread.index.revisions.revisions import Revisions
from seedread.index.search.library_location import locate
from seedread.index.search.open_generation import NewestGeneration
from seedread.index.search.path_scope import PathScope
from seedread.index.storage.manifest import title
from seedread.index.storage.modes import Readers, share
from seedread.index.storage.ownership import Trust
from seedread.index.storage.source_set import SourceSet, resolved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from typing import Literal, Self

    from seedread.index.article import Article
    from seedread.index.compare import Comparison
    from seedread.index.facets import Selection
    from seedread.index.files.problem import Problem
    from seedread.index.ingest.report import Progress, SyncReport
    from seedread.index.query import Node, Sort
    from seedread.index.search.completions import Completions
    from seedread.index.search.coverage import Account
    from seedread.index.search.event_searcher import EventSearcher
    from seedread.index.search.pasted_text import PastedQuery
    from seedread.index.search.results import Results
    from seedread.index.search.searcher import Marked, Searcher
    from seedread.index.search.unlisted_leaders import UnlistedLeader
    from seedread.index.storage.manifest import KeptArticles
    from seedread.index.storage.places import WritablePlace
    from seedread.index.storage.stories_file import StorySize
    from seedread.index.stories import ComparedStory, Pairs, Similar, Stories

__all__ = ["Library", "bundled_seeds"]


def bundled_seeds() -> Path:
    """Return the folder of the articles that come with the program."""
    return Path(__file__).parent.parent / "seeds"


class Library:
    """The articles of a set of sources with their index; may be used from several threads."""

    def __init__(
        self, opened: SourceSet, directory: WritablePlace, trust: Trust | None = None, *, replace_sources: bool = False
    ) -> None:
        self.trust = trust or Trust.of_reader()
        """The owners whose libraries may be read."""
        self.trusted = self.trust.owners - Trust.of_reader().owners
        """The numbers of other users that the reader trusts."""
        self.sources = opened.sources
        """Its source files and folders, as they were named; none if they are not known."""
        self.roots = resolved(opened.sources)
        """The resolved paths of these."""
        self.within = opened.within
        """The files and folders that searches are limited to; none: no limit."""
        self.place = directory
        """Where its index is: a folder, or a place in a cluster."""
        self.name = title(self.roots or (directory,)) if isinstance(directory, Path) else directory.client.address.name
        """A short name of its sources."""
        self.replace_sources = replace_sources
        """Whether the next sync replaces its recorded sources with these."""
        self._scope = PathScope(self.roots, self.within) if self.within else None
        self._newest = NewestGeneration(directory, self.trust, self._scope)
        self.marks: Marked | None = None
        """The reader's marks; without them `is:` and `tag:` find nothing."""
        self._made: tuple[Searcher, EventSearcher] | None = None
        self.revisions = Revisions(RevisionPlace(directory, self.roots or (directory,), self.trust))
        """The older texts of its articles that are not from feeds."""
        self._writer = LibraryWriter(directory, self.sources, self.trust, self.revisions)

    @classmethod
    def open(
        cls,
        paths: Sequence[str | Path] | None = None,
        directory: str | WritablePlace | None = None,
        *,
        trusted: Iterable[int] = (),
        replace_sources: bool = False,
    ) -> Self:
        """Open the library of `paths`, by default the bundled seeds; nothing is searched or written yet.

        `directory` is the folder of the index, existing or not, by default in the reader's cache, or the address of a
        library in a cluster (`opensearch://host/name`). An existing library
        knows its sources. Without `paths` these are opened; the order of `paths` does not matter; if all `paths` are
        inside the sources, the search is limited to them (`within`). With `replace_sources` the next sync makes `paths`
        its sources.
        `trusted` are the numbers of users whose libraries are read besides the reader's own and root's.

        Raises SourceMissing for a path that does not exist, OtherSources for one that is not in this library, and
        Untrusted for a library that others can write.
        """
        trust = Trust.of_reader(trusted)
        found = locate(paths or (), directory, trust, bundled_seeds(), replace_sources=replace_sources)
        return cls(found.opened, found.directory, trust, replace_sources=found.replaces)

    @property
    def directory(self) -> Path:
        """The folder of its index; raises LibraryError for a library in a cluster, which has a `place` only."""
        if isinstance(self.place, Path):
            return self.place
        raise LibraryError(f"{self.place} is no folder: this works only for a library on a disk.")

    def whole(self) -> Library:
        """Return the same library without `within`; the caller closes it."""
        return Library(SourceSet(self.sources), self.place, self.trust)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        with self._newest.lock:
            self._newest.close()
            if self.marks:
                self.marks.close()

    @property
    def _searcher(self) -> Searcher:
        return self._searchers()[0]

    @property
    def _events(self) -> EventSearcher:
        return self._searchers()[1]

    def _searchers(self) -> tuple[Searcher, EventSearcher]:
        """Return what searches articles and events, loaded with the first search: a sync does without it."""
        with self._newest.lock:
            if self._made is None:
                from seedread.index.search.event_searcher import EventSearcher  # noqa: PLC0415 (as above)
                from seedread.index.search.searcher import Searcher  # noqa: PLC0415 (as above)

                searcher = Searcher(self._newest, lambda: self.marks)
                self._made = searcher, EventSearcher(searcher, self._scope)
            return self._made

    @property
    def count(self) -> int:
        """How many articles can be searched."""
        return self._searcher.count

    @property
    def generation(self) -> int:
        """The generation that searches see; 0 before the first sync."""
        return self._newest.serial

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What the last sync could not read."""
        return self._newest.last_manifest.problems

    @property
    def kept(self) -> tuple[KeptArticles, ...]:
        """Articles that the last sync kept although their files no longer contain them; `prune` removes them."""
        return self._newest.last_manifest.kept

    @property
    def keeper(self) -> str | None:
        """The owner of another user's library, else None: only the owner can sync it."""
        return self._writer.keeper

    @property
    def searched(self) -> str:
        """The files and folders that searches are limited to, for display; empty: no limit."""
        return self._scope.title if self._scope else ""

    def share(self, readers: Readers, group: str = "") -> None:
        """Let `readers` read the library, now and after later syncs; `group` says who they are for Readers.GROUP.

        Raises as `sync` does, and LibraryError for a group that does not exist.
        """
        if not isinstance(self.place, Path):
            raise LibraryError("Who may read a library in a cluster is decided there, by its users and roles.")
        with self._writer.writing():
            share(self.place, readers, group)
            self.revisions.settle()

    def refresh(self) -> bool:
        """Check whether a sync, here or in another process, has finished a newer generation."""
        return self._newest.refresh()

    def stamp(self) -> tuple[int, ...] | None:
        """Return what changes when a sync, here or in another process, finishes a step; None before the first sync."""
        return self._newest.stamp()

    @property
    def has_many_files(self) -> bool:
        """Whether there are so many files that a check for changes is better left to a process of its own."""
        return self._newest.last_manifest.has_many_files

    def pending(self) -> bool:
        """Tell whether the files differ from the index, or something must be rebuilt for a new version."""
        try:
            pending = self._writer.pending(self._newest.look(), replace_sources=self.replace_sources)
            return pending or not self._newest.is_readable()
        except LibraryError:
            return True

    def ungrouped(self) -> bool:
        """Tell whether articles changed since they were last grouped by event."""
        try:
            return self._writer.ungrouped(self._newest.look())
        except LibraryError:
            return True

    def sync(
        self,
        progress: Callable[[Progress], None] | None = None,
        *,
        jobs: int = 1,
        rebuild: bool = False,
        prune: bool = False,
    ) -> SyncReport:
        """Update the index from the files; after a kill at any moment the last finished step remains.

        `progress` is called often, in this thread. `jobs` processes read articles. `rebuild` reads all files again.
        If the program has new versions, what depends on them is rebuilt, and the report says so.
        Articles of a source that is missing, unreadable or empty stay, and so does more than half of a library of 50
        articles and more: the report says what was kept. With `prune`, all articles that
        the files no longer contain are removed.

        Raises Locked if another process syncs it, SourceMissing if the sources are not known or a new index
        cannot be built without losing articles, and LibraryError where the place cannot be written.
        """
        self._writer.check_sources()
        with self._writer.writing():
            readable = self._newest.is_readable()
            report = self._writer.sync(progress, jobs, rebuild=rebuild, prune=prune, readable=readable)
        self.replace_sources = False
        return report

    def group(self, progress: Callable[[Progress], None] | None = None) -> tuple[str, ...]:
        """Group the articles by event; only articles that are new since the last grouping cost time.

        Return a message if all articles were grouped again for a new version. Raises as `sync` does.
        """
        if not self.ungrouped():
            return ()
        with self._writer.writing():
            return self._writer.group(progress)

    def search(  # noqa: PLR0913 (the fixed interface; all but the text are named)
        self,
        text: str,
        selection: Selection | None = None,
        sort: Sort = "relevance",
        limit: int = 50,
        offset: int = 0,
        *,
        typing: bool = False,
        partial: bool = False,
        fold_copies: bool = False,
        counting: Collection[str] = (),
        cancelled: Callable[[], bool] | None = None,
    ) -> Results:
        """Return `limit` articles from `offset` that match `text` and `selection`, with the counts of every facet.

        With `typing` the last word may still be growing. With `fold_copies` one hit stands for all copies of a text,
        except in answers to `like:` and in a cluster; all counts are of articles. Facets are counted when they are
        asked for; a cluster counts those of `counting` (with `date` the dates) together with the hits. Where a part of
        the index does not answer, LibraryError is raised, or with `partial` what the rest finds is returned
        (`Results.answered`). Raises QueryError for a text that cannot be understood, Cancelled as soon as `cancelled`
        returns true, Damaged if the index cannot be read.
        """
        page = offset, limit
        return self._searcher.search(
            text, selection, sort, page,
            typing=typing, partial=partial, fold_copies=fold_copies, counting=counting, cancelled=cancelled,
        )  # fmt: skip

    def complete(
        self,
        text: str,
        cursor: int,
        selection: Selection | None = None,
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> Completions:
        """Return the fields, or the values of a field, that complete the word of a query before column `cursor`.

        Each value comes with the number of articles that it would find beside the rest of the query and `selection`; if
        the rest cannot be understood, in the whole library.
        """
        return self._searcher.complete(text, cursor, selection, cancelled)

    def pasted(self, text: str, *, cancelled: Callable[[], bool] | None = None) -> PastedQuery:
        """Return a query for a pasted text of several lines, or an address: for its article, or the nearest title."""
        return self._searcher.pasted(text, cancelled)

    def get(self, article_id: str) -> Article:
        """Return an article; raises NotFound."""
        return self._searcher.article(article_id)

    def raw(self, article_id: str) -> bytes:
        """Return the bytes of an article's document: its file, or its record in a file with several articles.

        Raises NotFound if the file, or the record in it, is gone.
        """
        return self._searcher.raw(article_id, self.roots)

    def file_of(self, article_id: str) -> Path | None:
        """Return the file that an article is from; None if it is gone. Raises NotFound."""
        file = self._searcher.file(article_id, self.roots)
        return file.path if file else None

    def spellings(self, facet: Literal["country", "leader"], value: str, limit: int = 1000) -> list[tuple[str, int]]:
        """Return the surface forms of a facet value with their counts, the most frequent first.

        Only the `limit` newest articles with the value are examined.
        """
        return self._searcher.surface_forms(facet, value, limit)

    def with_texts(self, hashes: Collection[str]) -> list[tuple[str, str]]:
        """Return ID and `content_hash` of the articles whose text has one of these hashes."""
        return self._searcher.with_texts(hashes)

    def unlisted_leaders(self) -> tuple[UnlistedLeader, ...]:
        """Return the rows of leaders in no data file and no rule of the reader, those with most articles first."""
        return self._searcher.unlisted_leaders()

    def similar(self, article_id: str, limit: int = 10) -> tuple[Similar, ...]:
        """Return up to `limit` articles on the same event or topic, the event first; raises NotFound."""
        return self._events.similar(article_id, limit)

    def compare(self, a: str, b: str) -> Comparison:
        """Compare two articles; raises NotFound."""
        return self.compare_articles(self.get(a), self.get(b))

    def compare_articles(self, a: Article, b: Article) -> Comparison:
        """Compare two articles that need not be in this library; word rarity is that of this library."""
        return self._events.compare(a, b)

    def stories(
        self,
        text: str = "",
        selection: Selection | None = None,
        limit: int = 50,
        offset: int = 0,
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> Stories:
        """Return the stories (of the last `group`) that have an article in a result, the newest first.

        Raises QueryError and Cancelled.
        """
        return self._events.stories(text, selection, limit, offset, cancelled)

    def story(self, article_id: str) -> ComparedStory | None:
        """Return the story of an article (of the last `group`) with its reports compared; None if it is in none.

        Raises NotFound.
        """
        return self._events.story(article_id)

    def accounts(self, articles: Iterable[str]) -> dict[str, StorySize]:
        """Return how many accounts and copies the story of each article has, if the last `group` put it in one."""
        return self._events.story_sizes(articles)

    def accounts_beside(self, article_id: str, query: Node) -> tuple[Account, ...]:
        """Return the other articles of an article's story, each with its relation to that one; raises NotFound.

        The first account comes first, copies follow what they copy. Matches of `query`, the tree of a result, are
        marked in titles and passages. The stories are those of the last `group`.
        """
        return self._events.coverage(article_id, query)

    def pairs(
        self,
        text: str = "",
        selection: Selection | None = None,
        facet: Literal["leader", "country"] = "leader",
        limit: int = 12,
        *,
        cancelled: Callable[[], bool] | None = None,
    ) -> Pairs:
        """Return how many articles of a result name both of two leaders or countries; raises QueryError, Cancelled."""
        return self._events.pairs(text, selection, facet, limit, cancelled)
