"""What a library answers about events: articles like one, two compared, stories of a result. All thin joints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.compare import Comparison, compare, is_copy, shares_wire_text, text_overlap
from seedread.index.stories.bounds import bounds
from seedread.index.stories.candidates import candidates
from seedread.index.stories.idf import Rarities
from seedread.index.stories.similarity import profile_of, signs
from seedread.index.stories.thresholds import same_event

if TYPE_CHECKING:
    from seedread.index.article import Article
    from seedread.index.compare import ArticleRelation
    from seedread.index.engines import Reader
    from seedread.index.stories.similarity import Profile, Profiles, Signs

__all__ = ["Similar", "compare_articles", "kind_of", "similar"]


_MORE = 2
"""Candidates looked at beyond those that are wanted."""


@dataclass(frozen=True, slots=True)
class Similar:
    """An article like another one."""

    id: str
    title: str
    source: str | None
    date: str | None
    """ISO, at the precision that is known."""
    likeness: float
    """0 to 1: words, and whom and what countries both name; less where they are days apart."""
    kind: ArticleRelation


def similar(profiles: Profiles, number: int, limit: int) -> tuple[Similar, ...]:
    """Return up to `limit` articles that tell of the same event as a document or of its topic, the likest first."""
    profile = profiles.of(number)
    least = bounds("candidates")["least"]
    found = [(other, one) for other, one in candidates(profiles, profile, most=limit + _MORE) if one.likeness >= least][
        :limit
    ]
    rows = [
        Similar(
            other.id,
            other.title,
            other.source,
            profiles.reader.row(other.number).date,
            round(one.likeness, 4),
            kind_of(profiles, profile, other, one),
        )
        for other, one in found
    ]
    return tuple(sorted(rows, key=lambda row: (row.kind == "related", -row.likeness, row.id)))


def kind_of(profiles: Profiles, a: Profile, b: Profile, found: Signs) -> ArticleRelation:
    """Return what two articles of a library are to one another, by their signs and, where near, their texts."""
    event = same_event(a, b, found)
    if found.words >= bounds("candidates")["laid_beside"]:
        own, other = profiles.paragraphs(a), profiles.paragraphs(b)
        if a.title == b.title and own == other:
            return "same text"
        common = text_overlap(own, other)
        if is_copy(common):
            return "copy"
        if shares_wire_text(common) and not repeats(a, b, found):
            return "shared wire text"
    return "same event" if event else "related"


def repeats(a: Profile, b: Profile, found: Signs) -> bool:
    """Tell whether one outlet prints the same form again on another day: its weekly table is no wire text."""
    apart = found.days is not None and found.days > bounds("candidates")["days"]
    return a.source is not None and a.source == b.source and apart


def compare_articles(a: Article, b: Article, reader: Reader | None) -> Comparison:
    """Compare two articles, in a library or not; words are as rare as `reader` says."""
    counts = Rarities(reader)
    ours, theirs = profile_of(a, counts), profile_of(b, counts)
    found = signs(ours, theirs, counts.rare)
    return compare(a, b, same_event=same_event(ours, theirs, found), repeat=repeats(ours, theirs, found))
