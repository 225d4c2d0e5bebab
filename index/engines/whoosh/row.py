"""One document in a result list (`seedread.index.engines.base.Row`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.engines.whoosh.columns import Columns, FacetColumn
    from seedread.index.engines.whoosh.store import ArticleStore

__all__ = ["DocumentRow"]


class DocumentRow:
    """Loads fields on demand: most rows of a result are never displayed."""

    __slots__ = ("_articles", "_columns", "_document", "_facets", "_n", "_values")

    def __init__(
        self, document: int, articles: ArticleStore, n: int, columns: Columns, facets: Mapping[str, FacetColumn]
    ) -> None:
        self._document = document
        self._articles = articles
        self._n = n
        self._columns = columns
        self._facets = facets
        self._values: dict[str, tuple[str, ...]] = {}

    @property
    def number(self) -> int:
        """Its document in the generation."""
        return self._document

    @property
    def id(self) -> str:
        """As in the entry."""
        return self._articles.identity(self._n)

    @property
    def title(self) -> str:
        """As in the entry."""
        return self._articles.title(self._n)

    @property
    def titled(self) -> bool:
        """Whether the title is not just the beginning of the body."""
        return bool(self._columns.titled[self._document])

    @property
    def date(self) -> str | None:
        """ISO, at the precision that is known; None for an undated one."""
        return self._columns.date(self._document)

    @property
    def body(self) -> str:
        """As in the entry."""
        return self._articles.text(self._n)

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the values of a facet, in the order of the entry."""
        if facet not in self._values:
            self._values[facet] = self._facets[facet].of_document(self._document)
        return self._values[facet]
