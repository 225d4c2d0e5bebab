"""Articles like one, the most likely to be on the same event first, and the comparison of two."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.compare import Comparison, compare, is_copy, shares_wire_text, text_overlap
from seedread.index.stories.bounds import bounds
from seedread.index.stories.neighbours import closest
from seedread.index.stories.pair_score import compare_each, least_best, pair_model
from seedread.index.stories.profile import profiles_of
from seedread.index.stories.vocabulary import Vocabulary

if TYPE_CHECKING:
    from seedread.index.article import Article
    from seedread.index.compare import ArticleRelation
    from seedread.index.engines import Reader
    from seedread.index.stories.pair_score import Pair
    from seedread.index.stories.profile import Profile, Profiles

__all__ = ["Similar", "compare_articles", "is_one_event", "relation_between", "similar"]


@dataclass(frozen=True, slots=True)
class Similar:
    """An article that is similar to another one."""

    id: str
    title: str
    source: str | None
    date: str | None
    """ISO, at the precision that is known."""
    likeness: float
    """How likely it is that both are about one event, 0 to 1."""
    kind: ArticleRelation


def similar(profiles: Profiles, number: int, limit: int) -> tuple[Similar, ...]:
    """Return up to `limit` articles on the event or topic of a document: copies, then the most likely ones."""
    limits = bounds("candidates")
    profiles.renew()
    profile = profiles.of(number)
    most = max(limit, limits["looked_at"])
    near = profiles.of_each(closest(profiles, profile, most, far=limits["far"]))
    (pairs,) = compare_each([(profile, near)], len(profiles.vocabulary))
    best = max((pair.cosine for pair in pairs if pair.cosine < _SAME), default=0.0)
    best = max(best, least_best(profiles.reader.count))
    rows = [_row(profiles, profile, pair, best) for pair in pairs]
    listed = [row for row in rows if row.kind != "related" or row.likeness >= limits["least"]]
    return tuple(sorted(listed, key=lambda row: (row.kind not in _COPIES, -row.likeness, row.id))[:limit])


_SAME = 0.9
"""The cosine from which articles are left out where the best one is sought, as copies are."""
_COPIES = ("same text", "copy")


def _row(profiles: Profiles, profile: Profile, pair: Pair, best: float) -> Similar:
    return Similar(
        pair.other.id,
        pair.other.title,
        pair.other.source,
        profiles.reader.row(pair.other.number).date,
        round(1 / (1 + math.exp(-pair_model().score(pair, best))), 4),
        relation_between(profiles, profile, pair, best),
    )


def relation_between(profiles: Profiles, a: Profile, pair: Pair, best: float = 0.0) -> ArticleRelation:
    """Return the relation of an article to another, from what both have in common and, if it is much, from their texts.

    `best` is the best cosine of the first with any article, 0 if it is not known.
    """
    if pair.cosine >= bounds("copy")["compared"]:
        own, other = profiles.paragraphs(a), profiles.paragraphs(pair.other)
        if a.title == pair.other.title and own == other:
            return "same text"
        common = text_overlap(own, other)
        if is_copy(common) and not pair.is_form:
            return "copy"
        if shares_wire_text(common) and not pair.is_form:
            return "shared wire text"
    return "same event" if is_one_event(a, pair, best) else "related"


def is_one_event(a: Profile, pair: Pair, best: float = 0.0) -> bool:
    """Tell whether two articles are about one event, by what they have in common alone."""
    limits, b = bounds("event"), pair.other
    if a.kind or b.kind or min(a.length, b.length) < limits["least_words"] or pair.cosine < limits["cosine"]:
        return False
    best = best or max(pair.cosine, limits["usual_best"])
    undated = a.minute is None or b.minute is None
    return bool(pair_model().score(pair, best) >= limits["undated" if undated else "dated"])


def compare_articles(a: Article, b: Article, reader: Reader | None) -> Comparison:
    """Compare two articles, in a library or not; `reader` supplies the rarities."""
    vocabulary = Vocabulary()
    ours, theirs = profiles_of([a, b], vocabulary, reader)
    ((pair,),) = compare_each([(ours, [theirs])], len(vocabulary))
    return compare(a, b, same_event=is_one_event(ours, pair), repeat=pair.is_form)
