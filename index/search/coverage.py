"""The other articles of an article's story, in the order of the list below it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.search.highlighter import Highlighter
from seedread.index.search.results import Hit
from seedread.index.stories.listing import story_of
from seedread.index.stories.pair_score import compare_each
from seedread.index.stories.similar import relation_between

if TYPE_CHECKING:
    from seedread.index.compare import ArticleRelation
    from seedread.index.query import Node
    from seedread.index.stories.clusters import StoryClusters
    from seedread.index.stories.profile import Profile, Profiles

__all__ = ["Account", "coverage"]

_COMPARED = 60
"""Accounts that are compared one by one: more are rarely read, and other searches must wait."""


@dataclass(frozen=True, slots=True)
class Account:
    """Another article on the same event."""

    hit: Hit
    kind: ArticleRelation
    """Its relation to the article below which it is listed."""


def coverage(groups: StoryClusters, profiles: Profiles, number: int, query: Node) -> tuple[Account, ...]:
    """Return the other articles of the story of document `number`, the first account first, copies after the original.

    Matches of `query` are marked in titles and passages.
    """
    profiles.renew()
    own = profiles.of(number)
    story = story_of(groups, profiles.reader, own.id)
    if story is None:
        return ()
    highlighter = Highlighter(query)
    found: list[Account] = []
    for member in (one for account in story.accounts for one in (account, *account.copies)):
        other = profiles.reader.document(member.id)
        if other is not None and other != number:
            kind = _kind(groups, profiles, own, other) if len(found) < _COMPARED else "same event"
            found.append(Account(Hit(profiles.reader.row(other), 0.0, highlighter), kind))
    return tuple(found)


def _kind(groups: StoryClusters, profiles: Profiles, own: Profile, number: int) -> ArticleRelation:
    other = profiles.of(number)
    ((pair,),) = compare_each([(own, [other])], len(profiles.vocabulary))
    kind = relation_between(profiles, own, pair)
    if kind == "related":
        # The story has more information than the two articles alone.
        return "copy" if groups.first_of(own.id) == groups.first_of(other.id) else "same event"
    return kind
