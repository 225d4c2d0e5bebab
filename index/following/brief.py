"""A digest of a period: its stories by the number of outlets, with what differs between reports, then single reports.

It judges nothing and adds nothing: every line names the article that it comes from.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from seedread.index.errors import QueryError, ShelfError
from seedread.index.facets import NONE
from seedread.index.following.versions import changed_headlines
from seedread.index.search.selection_query import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.article import Article
    from seedread.index.compare import Comparison
    from seedread.index.compare.comparison import AnalysedArticle
    from seedread.index.library import Library
    from seedread.index.search.results import Hit
    from seedread.index.shelf import SavedSearch
    from seedread.index.stories import Story, StoryArticle

__all__ = ["Brief", "BriefReport", "BriefStory", "Difference", "make_brief", "with_news"]

_COMPARED = 5
"""Reports of a story that are compared with its first."""
_NAMES = 6
"""Countries and leaders of a story that are listed."""
_DIFFERENCES = 6
_ALL = 100_000


@dataclass(frozen=True, slots=True)
class BriefReport:
    """One article, as a line of the digest."""

    id: str
    title: str
    source: str
    date: str
    url: str
    when: str = ""
    """Of a story: “first”, or how long after the first report it appeared."""
    copies: tuple[BriefReport, ...] = ()
    headlines: tuple[str, ...] = ()
    """Headlines that it had before, the oldest first."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What two reports tell differently, each in its own words."""

    what: str
    """What is counted, or who is quoted."""
    a: BriefReport
    said_a: str
    b: BriefReport
    said_b: str


@dataclass(frozen=True, slots=True)
class BriefStory:
    """A story with who reports it, and what differs."""

    title: str
    outlets: int
    reports: tuple[BriefReport, ...]
    opinions: tuple[BriefReport, ...] = ()
    countries: tuple[str, ...] = ()
    leaders: tuple[str, ...] = ()
    numbers: tuple[Difference, ...] = ()
    quotations: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Brief:
    """The digest."""

    title: str
    articles: int
    """All that the query finds, shown or not."""
    outlets: int
    """Where these come from; those without a source are none."""
    stories: tuple[BriefStory, ...] = ()
    more_stories: int = 0
    """Stories that are left out."""
    singles: tuple[tuple[str, tuple[BriefReport, ...]], ...] = ()
    """Reports in no story, by the saved search that finds them."""
    more_singles: int = 0
    new: frozenset[str] = frozenset()
    """The articles that are new to the reader; empty if all are, and where that is not asked (`with_news`)."""


def make_brief(  # noqa: PLR0913 (what a digest is made of)
    library: Library, query: str, title: str, searches: Sequence[SavedSearch], *, stories: int, singles: int
) -> Brief:
    """Return the digest of what a query finds, with at most so many stories and single reports; raises QueryError."""
    found = library.stories(query, limit=_ALL)
    ordered = sorted(found.shown, key=lambda story: (-story.outlets, -story.articles))
    shown = tuple(_story(library, story) for story in ordered[:stories])
    within = {one.id for story in found.shown for one in _articles_of(story)}
    results = library.search(query, sort="newest", limit=_ALL)
    hits = {hit.id: hit for hit in results.hits if hit.id not in within}
    chosen = dict(islice(hits.items(), singles))
    groups = tuple(_grouped(library, chosen, searches))
    return Brief(
        title,
        results.total,
        sum(source.count > 0 and source.value != NONE for source in results.facets["source"].values),
        shown,
        len(ordered) - len(shown),
        groups,
        len(hits) - len(chosen),
    )


def with_news(brief: Brief, library: Library, query: str) -> Brief:
    """Return the digest of a query with the articles of it that came since the reader's last visit."""
    with suppress(ShelfError):  # reported where the reader marks an article
        found = library.search(f"({query}) is:new" if query.strip() not in ("", "*") else "is:new", limit=_ALL)
        if found.total < brief.articles:
            return replace(brief, new=frozenset(hit.id for hit in found.hits))
    return brief


def _articles_of(story: Story) -> Iterator[StoryArticle]:
    for account in story.accounts:
        yield account
        yield from account.copies
    yield from story.opinions


def _grouped(
    library: Library, hits: dict[str, Hit], searches: Sequence[SavedSearch]
) -> Iterator[tuple[str, tuple[BriefReport, ...]]]:
    """Yield the single reports by the first saved search that finds each, then the others."""
    left = dict(hits)
    for search in searches if hits else ():
        try:
            text, selection = split(search.query)
            ids = {hit.id for hit in library.search(text, selection, limit=_ALL).hits}
        except QueryError:
            continue
        group = [left.pop(own) for own in list(left) if own in ids]
        if group:
            yield search.name, tuple(_report(library, library.get(hit.id)) for hit in group)
    if left:
        yield (
            "Other reports" if len(left) < len(hits) else "Single reports",
            tuple(_report(library, library.get(own)) for own in left),
        )


def _report(library: Library, article: Article, when: str = "", copies: tuple[BriefReport, ...] = ()) -> BriefReport:
    date = article.published.written if article.published else ""
    headlines = tuple(title for title in changed_headlines(library, article) if title != article.title)
    return BriefReport(
        article.id, article.title, article.source or "", date, article.url or "", when, copies, headlines
    )


def _story(library: Library, story: Story) -> BriefStory:
    first, articles, reports = story.accounts[0], [], []
    for account in story.accounts:
        copies = tuple(_report(library, library.get(copy.id), copy.after(first)) for copy in account.copies)
        articles.append(library.get(account.id))
        reports.append(_report(library, articles[-1], story.timing(account), copies))
    read = articles[: _COMPARED + 1]
    numbers, quotations = _differences(library, read, reports)
    return BriefStory(
        story.title,
        story.outlets,
        tuple(reports),
        tuple(_report(library, library.get(opinion.id)) for opinion in story.opinions),
        _most_named([[country.name for country in article.countries] for article in read]),
        _most_named([[leader.name for leader in article.leaders] for article in read]),
        numbers,
        quotations,
    )


def _differences(
    library: Library, articles: Sequence[Article], reports: Sequence[BriefReport]
) -> tuple[tuple[Difference, ...], tuple[Difference, ...]]:
    """Return the numbers and the quotations in which the first report differs from the others."""
    numbers: list[Difference] = []
    quotations: list[Difference] = []
    for other, report in zip(articles[1:], reports[1:], strict=False):
        compared = library.compare_articles(articles[0], other)
        numbers += _numbers(compared, reports[0], report)
        quotations += _quotations(compared, reports[0], report)
    return tuple(numbers[:_DIFFERENCES]), tuple(quotations[:_DIFFERENCES])


def _most_named(names: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the names in most of the reports first, then in the order of the reports."""
    counts: dict[str, int] = {}
    for report in names:
        for name in dict.fromkeys(report):
            counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts, key=lambda name: -counts[name]))[:_NAMES]


def _numbers(compared: Comparison, a: BriefReport, b: BriefReport) -> Iterator[Difference]:
    for pair in compared.numbers:
        ours, theirs = compared.a.quantities[pair.a], compared.b.quantities[pair.b]
        yield Difference(
            pair.noun, a, _in_sentence(compared.a, ours.sentence, ours.printed),
            b, _in_sentence(compared.b, theirs.sentence, theirs.printed),
        )  # fmt: skip


def _in_sentence(analysed: AnalysedArticle, sentence: int, printed: str) -> str:
    return f"{printed}: “{analysed.sentences[sentence].text}”"


def _quotations(compared: Comparison, a: BriefReport, b: BriefReport) -> Iterator[Difference]:
    """Yield the quotations that both have and one of them shortens."""
    for shared in compared.quotations:
        if shared.trims:
            ours, theirs = compared.a.quotations[shared.a], compared.b.quotations[shared.b]
            speaker = next((one.speaker for one in (ours, theirs) if one.speaker != "?"), "a speaker")
            yield Difference(speaker, a, f"“{ours.text}”", b, f"“{theirs.text}”")
