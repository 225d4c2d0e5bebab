"""Compares all reports on one event: what each alone tells, and which have text in common."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING

from seedread.index.compare.alignment import term_weights
from seedread.index.compare.article_comparison import (
    ComparedText,
    relation_of,
    similar_sentences,
    unique_sentences,
)
from seedread.index.compare.novelty import new_words, novelties
from seedread.index.compare.number_context import numbered_article
from seedread.index.compare.number_differences import unmatched_figures
from seedread.index.compare.shingles import text_overlap
from seedread.index.compare.terms import low_weight_stems
from seedread.index.compare.wording_data import threshold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.article import Article
    from seedread.index.compare.comparison import ArticleRelation
    from seedread.index.compare.number_context import NumberedArticle

__all__ = ["Report", "SharedText", "compare_reports"]

_COPIED: tuple[ArticleRelation, ...] = ("same text", "copy", "shared wire text")


@dataclass(frozen=True, slots=True)
class Report:
    """What one report tells that no other report on the event does."""

    article: Article
    countries: tuple[str, ...]
    """Names of countries, the most mentioned first."""
    leaders: tuple[str, ...]
    numbers: tuple[str, ...]
    """As printed, with their units, in the order of the article."""
    sentences: tuple[str, ...]
    """Those with new names and numbers first."""
    places: tuple[int, ...] = ()
    """The number of each of these sentences in the article."""


@dataclass(frozen=True, slots=True)
class SharedText:
    """Two reports with text in common."""

    a: int
    """Index of the report."""
    b: int
    kind: ArticleRelation
    contained: float
    """Share of the shorter report's 5-grams that the other has too."""


def compare_reports(articles: Sequence[Article]) -> tuple[tuple[Report, ...], tuple[SharedText, ...]]:
    """Return what each of the articles alone tells, in their order, and which of them have text in common."""
    stops = low_weight_stems(*articles)
    texts = [ComparedText.of(article) for article in articles]
    numbers = [numbered_article(text.analysed, text.terms, stops) for text in texts]
    reports = [_report(texts, numbers, n, stops) for n in range(len(texts))]
    return tuple(reports), tuple(_shared(articles))


def _report(texts: Sequence[ComparedText], numbers: Sequence[NumberedArticle], n: int, stops: frozenset[str]) -> Report:
    own, others = texts[n], [*texts[:n], *texts[n + 1 :]]
    told = [sentence for other in others for sentence in other.words]
    weights = term_weights(own.words, told, stops)
    words = new_words(own.words, told)
    new = novelties(own.words, words, weights, stops)
    figures = _figures(numbers[n], [*numbers[:n], *numbers[n + 1 :]])
    # A sentence that is similar to one of another report is not only here, unless it tells much more than all others.
    only_here: dict[int, bool] = {}
    for pair in (pair for other in others for pair in similar_sentences(own, other, weights, stops)):
        more = pair.wording == "related" and new[pair.a].share >= threshold("more")
        only_here[pair.a] = more and only_here.get(pair.a, True)
    _, sentences = unique_sentences(own, words, only_here, new, figures)
    return Report(
        own.article,
        _only_here(
            [(country.name, country.code) for country in own.article.countries],
            {country.code for other in others for country in other.article.countries},
        ),
        _only_here(
            [(person.name, person.id) for person in own.article.leaders],
            {person.id for other in others for person in other.article.leaders},
        ),
        tuple(dict.fromkeys(own.analysed.quantities[figure].printed for figure in figures)),
        tuple(own.analysed.sentences[sentence].text for sentence in sentences),
        sentences,
    )


def _figures(own: NumberedArticle, others: Sequence[NumberedArticle]) -> list[int]:
    """Return the quantities that agree with none of any other report."""
    unmatched = Counter(chain.from_iterable(unmatched_figures(own, other, ()) for other in others))
    return sorted(figure for figure, count in unmatched.items() if count == len(others))


def _only_here(own: Sequence[tuple[str, str]], others: set[str]) -> tuple[str, ...]:
    return tuple(name for name, value in own if value not in others)


def _shared(articles: Sequence[Article]) -> Iterator[SharedText]:
    for a, b in combinations(range(len(articles)), 2):
        common = text_overlap(articles[a].paragraphs, articles[b].paragraphs)
        kind = relation_of(articles[a], articles[b], common)
        if kind in _COPIED:
            yield SharedText(a, b, kind, common.contained)
