"""A digest of a period: its stories by the number of outlets, with what differs between reports, then single reports.

It judges nothing and adds nothing: every line names the article that it comes from.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from seedread.index.errors import QueryError
from seedread.index.following.versions import changed_headlines
from seedread.index.search.selection_query import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.compare import Comparison
    from seedread.index.compare.comparison import AnalysedArticle
    from seedread.index.library import Library
    from seedread.index.search.results import Hit
    from seedread.index.shelf import SavedSearch
    from seedread.index.stories import Story, StoryArticle

__all__ = ["Brief", "BriefReport", "BriefStory", "Difference", "make_brief"]

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
    stories: tuple[BriefStory, ...] = ()
    more_stories: int = 0
    """Stories that are left out."""
    singles: tuple[tuple[str, tuple[BriefReport, ...]], ...] = ()
    """Reports in no story, by the saved search that finds them."""
    more_singles: int = 0
    sources: tuple[str, ...] = field(default=())
    """The outlets of the digest."""


def make_brief(  # noqa: PLR0913 (what a digest is made of)
    library: Library, query: str, title: str, searches: Sequence[SavedSearch], *, stories: int, singles: int
) -> Brief:
    """Return the digest of what a query finds, with at most so many stories and single reports; raises QueryError."""
    found = library.stories(query, limit=_ALL)
    ordered = sorted(found.shown, key=lambda story: (-story.outlets, -story.articles))
    shown = tuple(_story(library, story) for story in ordered[:stories])
    within = {one.id for story in found.shown for one in _articles_of(story)}
    hits = {hit.id: hit for hit in library.search(query, sort="newest", limit=_ALL).hits if hit.id not in within}
    chosen = dict(islice(hits.items(), singles))
    groups = tuple(_grouped(library, chosen, searches))
    reports = [report for story in shown for report in story.reports] + [one for _, group in groups for one in group]
    return Brief(
        title,
        found.articles,
        shown,
        len(ordered) - len(shown),
        groups,
        len(hits) - len(chosen),
        tuple(sorted({report.source for report in reports if report.source})),
    )


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
            yield search.name, tuple(_report(library, hit.id) for hit in group)
    if left:
        yield (
            "Other reports" if len(left) < len(hits) else "Single reports",
            tuple(_report(library, own) for own in left),
        )


def _report(library: Library, own: str, when: str = "", copies: tuple[BriefReport, ...] = ()) -> BriefReport:
    article = library.get(own)
    date = article.published.written if article.published else ""
    headlines = tuple(title for title in changed_headlines(library, article) if title != article.title)
    return BriefReport(own, article.title, article.source or "", date, article.url or "", when, copies, headlines)


def _story(library: Library, story: Story) -> BriefStory:
    reports = []
    for account in story.accounts:
        copies = tuple(_report(library, copy.id, copy.after(story.accounts[0])) for copy in account.copies)
        reports.append(_report(library, account.id, story.timing(account), copies))
    articles = [library.get(account.id) for account in story.accounts[: _COMPARED + 1]]
    numbers: list[Difference] = []
    quotations: list[Difference] = []
    for n, other in enumerate(articles[1:], 1):
        compared = library.compare_articles(articles[0], other)
        numbers += _numbers(compared, reports[0], reports[n])
        quotations += _quotations(compared, reports[0], reports[n])
    return BriefStory(
        story.title,
        story.outlets,
        tuple(reports),
        tuple(_report(library, opinion.id) for opinion in story.opinions),
        _most_named([[country.name for country in article.countries] for article in articles]),
        _most_named([[leader.name for leader in article.leaders] for article in articles]),
        tuple(numbers[:_DIFFERENCES]),
        tuple(quotations[:_DIFFERENCES]),
    )


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
