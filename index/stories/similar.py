"""Similar articles, and the comparison of two: connects candidates, similarity and compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.compare import Comparison, compare, is_copy, shares_wire_text, text_overlap
from seedread.index.stories.bounds import bounds
from seedread.index.stories.candidates import candidates
from seedread.index.stories.idf import IdfTable
from seedread.index.stories.similarity import profile_of, similarity_between
from seedread.index.stories.thresholds import same_event

if TYPE_CHECKING:
    from seedread.index.article import Article
    from seedread.index.compare import ArticleRelation
    from seedread.index.engines import Reader
    from seedread.index.stories.similarity import Profile, Profiles, Similarity

__all__ = ["Similar", "compare_articles", "relation_between", "similar"]


_EXTRA_CANDIDATES = 2
"""Additional candidates to compare."""


@dataclass(frozen=True, slots=True)
class Similar:
    """An article that is similar to another one."""

    id: str
    title: str
    source: str | None
    date: str | None
    """ISO, at the precision that is known."""
    likeness: float
    """0 to 1: similarity of words, leaders and countries; lower if they are days apart."""
    kind: ArticleRelation


def similar(profiles: Profiles, number: int, limit: int) -> tuple[Similar, ...]:
    """Return up to `limit` articles about the same event or topic as a document, the most similar first."""
    profile = profiles.of(number)
    least = bounds("candidates")["least"]
    found = [
        (other, one)
        for other, one in candidates(profiles, profile, most=limit + _EXTRA_CANDIDATES)
        if one.likeness >= least
    ][:limit]
    rows = [
        Similar(
            other.id,
            other.title,
            other.source,
            profiles.reader.row(other.number).date,
            round(one.likeness, 4),
            relation_between(profiles, profile, other, one),
        )
        for other, one in found
    ]
    return tuple(sorted(rows, key=lambda row: (row.kind == "related", -row.likeness, row.id)))


def relation_between(profiles: Profiles, a: Profile, b: Profile, found: Similarity) -> ArticleRelation:
    """Return the relation of two articles, from their similarity and, if it is high, their texts."""
    event = same_event(a, b, found)
    if found.words >= bounds("candidates")["laid_beside"]:
        own, other = profiles.paragraphs(a), profiles.paragraphs(b)
        if a.title == b.title and own == other:
            return "same text"
        common = text_overlap(own, other)
        if is_copy(common):
            return "copy"
        if shares_wire_text(common) and not repeats_form(a, b, found):
            return "shared wire text"
    return "same event" if event else "related"


def repeats_form(a: Profile, b: Profile, found: Similarity) -> bool:
    """Tell whether an outlet repeats a form on another day: its weekly table is not wire text."""
    apart = found.days is not None and found.days > bounds("candidates")["days"]
    return a.source is not None and a.source == b.source and apart


def compare_articles(a: Article, b: Article, reader: Reader | None) -> Comparison:
    """Compare two articles, in a library or not; `reader` supplies the IDFs."""
    counts = IdfTable(reader)
    ours, theirs = profile_of(a, counts), profile_of(b, counts)
    found = similarity_between(ours, theirs, counts.rare)
    return compare(a, b, same_event=same_event(ours, theirs, found), repeat=repeats_form(ours, theirs, found))
