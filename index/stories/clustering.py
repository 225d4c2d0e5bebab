"""Groups linked articles into stories: one pass by date, then stories that are one are merged.

As in topic detection and tracking (Allan, Papka and Lavrenko, SIGIR 1998), but by the mean score of the links to the
accounts of a story that are nearest in time, so that no chain of pairs merges two events. The result depends on the
articles and their links only, not on the order in which they arrived. The links have their scores from `pair_score`;
the bounds are in data/bounds.toml.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from seedread.index.stories.bounds import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Link", "Links", "cluster", "follows", "mean_link"]

_DAY = 1440


class Link(NamedTuple):
    """Two articles that were compared."""

    score: float
    """Log odds of being about one event."""
    cosine: float


Links: TypeAlias = "Mapping[str, Mapping[str, Link]]"
"""The links of each article, in both directions."""
_NO_LINKS: Mapping[str, Link] = {}


class _Group:
    """A story in the making."""

    __slots__ = ("articles", "first", "last")

    def __init__(self, articles: list[str], first: int | None, last: int | None) -> None:
        self.articles = articles
        self.first, self.last = first, last

    def may_hold(self, first: int | None, last: int | None) -> bool:
        """Tell whether articles from the minute `first` to `last` are within the span of one story."""
        times = [time for time in (self.first, self.last, first, last) if time is not None]
        return not times or max(times) - min(times) <= bounds("event")["span"] * _DAY

    def take(self, other: _Group) -> None:
        self.articles += other.articles
        firsts = [time for time in (self.first, other.first) if time is not None]
        lasts = [time for time in (self.last, other.last) if time is not None]
        self.first, self.last = min(firsts, default=None), max(lasts, default=None)


def cluster(minutes: Mapping[str, int | None], links: Links) -> list[list[str]]:
    """Return the stories of articles, each a list of two and more; `minutes` says when each was published, or None."""
    order = sorted(minutes, key=lambda article: (minutes[article] is None, minutes[article] or 0, article))
    group_of: dict[str, _Group] = {}
    for article in order:
        own = _Group([article], minutes[article], minutes[article])
        story = _best(article, own, group_of, minutes, links)
        if story is not None:
            story.take(own)
        group_of[article] = story or own
    _merge(group_of, links)
    groups = {id(group): group.articles for group in group_of.values()}
    return [articles for articles in groups.values() if len(articles) > 1]


def _best(
    article: str, own: _Group, group_of: Mapping[str, _Group], minutes: Mapping[str, int | None], links: Links
) -> _Group | None:
    """Return the story that an article joins: that with the best mean score, if it is good enough."""
    near = {id(group): group for other in links.get(article, _NO_LINKS) if (group := group_of.get(other))}
    best: tuple[float, _Group] | None = None
    for group in near.values():
        if not group.may_hold(own.first, own.last):
            continue
        accounts = _nearest(group.articles, minutes, own.first)
        mean = mean_link([article], accounts, links)
        if _is_enough(mean, "dated", own, group) and (best is None or mean.score > best[0]):
            best = mean.score, group
    return best and best[1]


def _is_enough(mean: Link, bound: str, a: _Group, b: _Group) -> bool:
    limits = bounds("event")
    undated = a.first is None or b.first is None
    return bool(mean.score >= limits["undated" if undated else bound] and mean.cosine >= limits["cosine"])


def _nearest(articles: Sequence[str], minutes: Mapping[str, int | None], minute: int | None) -> Sequence[str]:
    """Return the accounts of a story that are nearest in time."""
    most = bounds("event")["accounts"]
    if len(articles) <= most:
        return articles

    def away(article: str) -> tuple[int, str]:
        own = minutes[article]
        return (0 if own is None or minute is None else abs(own - minute), article)

    return heapq.nsmallest(most, articles, key=away)


def mean_link(ours: Iterable[str], theirs: Sequence[str], links: Links) -> Link:
    """Return the mean score and cosine over all pairs; a pair without a link has the score `missing`."""
    missing = bounds("event")["missing"]
    score, cosine, count = 0.0, 0.0, 0
    for article in ours:
        known = links.get(article, _NO_LINKS)
        for other in theirs:
            link = known.get(other)
            score += missing if link is None else max(missing, link.score)
            cosine += 0.0 if link is None else link.cosine
            count += 1
    return Link(score / max(1, count), cosine / max(1, count))


def _merge(group_of: dict[str, _Group], links: Links) -> None:
    """Make one of any two stories whose mean link is good enough, the best pair first."""
    groups = {group.articles[0]: group for group in group_of.values()}
    heap = [pair for name in sorted(groups) for beside in _touching(name, groups, group_of, links)
            if name < beside and (pair := _pair(name, beside, groups, links))]  # fmt: skip
    heapq.heapify(heap)
    while heap:
        _, a, b, *sizes = heapq.heappop(heap)
        if a not in groups or b not in groups or [len(groups[name].articles) for name in (a, b)] != sizes:
            continue
        joined = groups.pop(b)
        group_of.update(dict.fromkeys(joined.articles, groups[a]))
        groups[a].take(joined)
        for beside in _touching(a, groups, group_of, links):
            if pair := _pair(min(a, beside), max(a, beside), groups, links):
                heapq.heappush(heap, pair)


def _pair(a: str, b: str, groups: Mapping[str, _Group], links: Links) -> tuple[float, str, str, int, int] | None:
    """Return two stories that may be one, with their sizes now, to be sorted by mean score; None if they may not."""
    one, other = groups[a], groups[b]
    if not one.may_hold(other.first, other.last):
        return None
    mean = mean_link(one.articles, other.articles, links)
    ours, theirs = len(one.articles), len(other.articles)
    fit = _is_enough(mean, "merge" if min(ours, theirs) > 1 else "dated", one, other)
    return (-mean.score, a, b, ours, theirs) if fit else None


def _touching(name: str, groups: Mapping[str, _Group], group_of: Mapping[str, _Group], links: Links) -> list[str]:
    """Return the stories that have a link to a story, by the names of their first articles."""
    others = {other for article in groups[name].articles for other in links.get(article, _NO_LINKS)}
    return sorted({group_of[other].articles[0] for other in others if other in group_of} - {name})


def follows(story: Sequence[str], earlier: Sequence[str], links: Links) -> float:
    """Return how well a story goes on with an earlier one: the mean of each account's best score in it."""
    missing = bounds("event")["missing"]
    best = [
        max((link.score for other, link in links.get(article, _NO_LINKS).items() if other in earlier), default=missing)
        for article in story
    ]
    return sum(best) / len(best)
