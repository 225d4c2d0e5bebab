"""Answers about events: articles like one, two compared, the stories of a result, and co-mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.storage.manifest import load_files
from seedread.index.storage.stories_file import account_counts, stories_file, stories_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Literal, TypeAlias

    from seedread.index.article import Article
    from seedread.index.compare import Comparison
    from seedread.index.facets import Selection
    from seedread.index.query import Node
    from seedread.index.search.coverage import Account
    from seedread.index.search.path_scope import PathScope
    from seedread.index.search.searcher import Searcher
    from seedread.index.storage.places import ReadablePlace
    from seedread.index.storage.stories_file import StorySize
    from seedread.index.stories import ComparedStory, Pairs, Similar, Stories

    Cancelled: TypeAlias = Callable[[], bool] | None

__all__ = ["EventSearcher"]

# `stories` loads word lists, which reading and searching do not need: it is imported where it is used.


class EventSearcher:
    """Finds events in the results of a `Searcher`; stories are those of the last grouping."""

    def __init__(self, searcher: Searcher, scope: PathScope | None = None) -> None:
        """Use the articles of `searcher`, limited to `scope`."""
        self._searcher = searcher
        self._newest = searcher.newest
        self._scope = scope
        self._sizes: tuple[ReadablePlace, dict[str, StorySize]] | None = None
        """The size of each article's story, with the file that it was read from."""

    def similar(self, article_id: str, limit: int) -> tuple[Similar, ...]:
        """Return up to `limit` articles on the same event or topic, the event first; raises NotFound."""
        from seedread.index.stories.similar import similar  # noqa: PLC0415

        with self._newest.lock:
            opened, number = self._searcher.document(article_id)
            return similar(opened.profiles, number, limit)

    def compare(self, a: Article, b: Article) -> Comparison:
        """Compare two articles; word rarity is that of this library."""
        from seedread.index.stories import compare_articles  # noqa: PLC0415

        with self._newest.lock:
            opened = self._newest.generation()
            return compare_articles(a, b, opened.reader if opened else None)

    def stories(
        self, text: str, selection: Selection | None, limit: int, offset: int, cancelled: Cancelled = None
    ) -> Stories:
        """Return the stories that have an article in a result, the newest first; raises QueryError and Cancelled."""
        from seedread.index.stories import Stories, list_stories, load  # noqa: PLC0415

        with self._newest.lock:
            searched = self._searcher.found(text, selection, cancelled)
            if searched is None:
                return Stories(0, 0, ())
            opened, found = searched
            groups = load(opened.place, opened.manifest.serial)
            if groups is None:
                return Stories(0, found.total, ())
            return list_stories(groups, opened.reader, found, limit, offset)

    def story(self, article_id: str) -> ComparedStory | None:
        """Return the story of an article with its reports compared; None if it is in none. Raises NotFound."""
        from seedread.index.stories import compare_story, load  # noqa: PLC0415

        with self._newest.lock:
            opened, _ = self._searcher.document(article_id)
            groups = load(opened.place, opened.manifest.serial)
            return compare_story(groups, opened.reader, article_id, self._searcher.article) if groups else None

    def story_sizes(self, articles: Iterable[str]) -> dict[str, StorySize]:
        """Return how many accounts and copies the story of each article has, if it is in one."""
        with self._newest.lock:
            manifest = self._newest.manifest
            if manifest is None:
                return {}
            path = stories_file(self._newest.place(), manifest.serial)
            if self._sizes is None or self._sizes[0] != path:
                path = path if path.exists() else next(iter(stories_files(self._newest.place())), path)
                if self._sizes is None or self._sizes[0] != path:
                    self._sizes = path, account_counts(path, self._ids_in_scope())
            sizes = self._sizes[1]
        return {article: sizes[article] for article in articles if article in sizes}

    def _ids_in_scope(self) -> frozenset[str] | None:
        """Return the articles that searches are limited to; None: no limit."""
        if self._scope is None or self._newest.manifest is None:
            return None
        files = load_files(self._newest.place(), self._newest.manifest)
        return frozenset(own for key, state in files.items() if self._scope.covers(key) for own in state.ids)

    def coverage(self, article_id: str, query: Node) -> tuple[Account, ...]:
        """Return the other articles of an article's story, with the matches of `query` marked; raises NotFound."""
        from seedread.index.search.coverage import coverage  # noqa: PLC0415
        from seedread.index.stories import load  # noqa: PLC0415

        with self._newest.lock:
            opened, number = self._searcher.document(article_id)
            groups = load(opened.place, opened.manifest.serial)
            return coverage(groups, opened.profiles, number, query) if groups else ()

    def pairs(
        self,
        text: str,
        selection: Selection | None,
        facet: Literal["leader", "country"],
        limit: int,
        cancelled: Cancelled = None,
    ) -> Pairs:
        """Return how many articles of a result name both of two leaders or countries; raises QueryError, Cancelled."""
        from seedread.index.stories import Pairs, count_pairs  # noqa: PLC0415

        with self._newest.lock:
            searched = self._searcher.found(text, selection, cancelled)
            if searched is None:
                return Pairs(facet, 0, (), ())
            opened, found = searched
            return count_pairs(facet, opened.reader.facets()[facet].labels, found, limit)
