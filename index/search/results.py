"""The results of a search, in values that any screen can show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedread.index.article.stored import body_paragraphs, content_hash
from seedread.index.engines.base import WHOLE
from seedread.index.search.date_histogram import Histogram
from seedread.index.search.facet_counts import CountedFacets
from seedread.index.search.snippet import highlighted, snippet

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from seedread.index.engines.base import Answered, ListedDays, Row
    from seedread.index.facets import Facet
    from seedread.index.query import Node, Notice
    from seedread.index.search.highlighter import Highlighter
    from seedread.index.search.snippet import Snippet

__all__ = ["Hit", "Results"]


class Hit:
    """One row of a result; its values are loaded on demand, as most rows are never shown."""

    __slots__ = ("_highlighted", "_highlighter", "_row", "relation", "score")

    def __init__(self, row: Row, score: float, highlighter: Highlighter, relation: str = "") -> None:
        self._row = row
        self._highlighter = highlighter
        self._highlighted: Snippet | None = None
        self.relation = relation
        """How it is related to the article that the query asks for with `like:`; empty without one."""
        self.score = score
        """Higher is better; 0.0 if the order is by date or the query is empty."""

    @property
    def id(self) -> str:
        """The article's id."""
        return self._row.id

    @property
    def title(self) -> str:
        """The title, or the first words of the lead."""
        return self._row.title

    @property
    def source(self) -> str | None:
        """The outlet."""
        return next(iter(self._row.values("source")), None)

    @property
    def date(self) -> str | None:
        """ISO date at the known precision; None for an undated article."""
        return self._row.date

    @property
    def countries(self) -> tuple[str, ...]:
        """Codes; the countries that the article is about come first."""
        return self._row.values("country")

    @property
    def extent(self) -> str:
        """How much of the article is there: full, paywalled or empty (`seedread.index.article.Article.extent`)."""
        return next(iter(self._row.values("extent")), "full")

    @property
    def changed(self) -> bool:
        """Whether its words changed since it was first seen (`seedread.index.article.Article.versions`)."""
        return bool(self._row.values("versions"))

    @property
    def content_hash(self) -> str:
        """The hash of title and body (`seedread.index.article.Article.content_hash`)."""
        return content_hash(self._row.title, body_paragraphs(self._row.body))

    @property
    def highlighted_title(self) -> Snippet:
        """The title with the matches marked."""
        if self._highlighted is None:
            self._highlighted = highlighted(self._row.title, self._highlighter, "title", self._language)
        return self._highlighted

    @property
    def snippet(self) -> Snippet:
        """The passage that matches most of the query, with the matches marked."""
        row = self._row
        return snippet(row.body, self._highlighter, 0 if row.titled else len(row.title) - 1, self._language)

    @property
    def _language(self) -> str | None:
        return next(iter(self._row.values("language")), None)


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits with the counts of the whole result."""

    text: str
    """The query as typed."""
    tree: Node
    """The resolved query."""
    total: int
    """The number of all matching articles, not only of the page."""
    hits: tuple[Hit, ...]
    facets: Mapping[str, Facet]
    """The facets in display order."""
    notices: tuple[Notice, ...]
    generation: int
    """The generation of the library that was searched."""
    folded: int = 0
    """How many of the matches are no hits, as they are copies of one that is."""
    count_dates: Callable[[], Histogram] = field(default=Histogram, repr=False, compare=False)

    list_days: Callable[[], ListedDays | None] = field(default=lambda: None, repr=False, compare=False)

    answers: Callable[[], Answered] = field(default=lambda: WHOLE, repr=False, compare=False)

    remote: bool = field(default=False, repr=False, compare=False)
    """Whether counts come over a network: a screen has those counted that it shows, before it shows them."""

    @property
    def facets_so_far(self) -> Mapping[str, Facet]:
        """The facets without asking over a network: those that were not counted there say so (`Facet.counted`)."""
        return self.facets.so_far if self.remote and isinstance(self.facets, CountedFacets) else self.facets

    def count(self, names: Collection[str]) -> None:
        """Count these facets, and with `date` the dates, now and in few requests."""
        if isinstance(self.facets, CountedFacets):
            self.facets.prepare(names)
        for name in self.facets:
            if name in names:
                self.facets[name]
        if "date" in names:
            _ = self.dates

    @property
    def answered(self) -> Answered:
        """How many parts of the index answered what was asked so far: facets and dates are asked on demand."""
        return self.answers()

    @property
    def dates(self) -> Histogram:
        """The dates of the articles that match the text and all selections except dates; counted on demand."""
        return self.count_dates()

    @property
    def days(self) -> ListedDays | None:
        """The days of the hits by date, counted at each call; None in another order, and in a cluster."""
        return self.list_days()
