"""Brings the stories up to a new state of the library: links new articles and regroups what they touch."""

from __future__ import annotations

from itertools import compress, repeat
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.stories.bounds import bounds
from seedread.index.stories.clustering import cluster, follows, mean_link
from seedread.index.stories.link_finder import LinkFinder
from seedread.index.stories.link_table import LinkTable
from seedread.index.stories.profile import Profiles
from seedread.index.stories.stories_store import load_for_update, save

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from seedread.index.engines import Reader
    from seedread.index.engines.base import Heads
    from seedread.index.storage.places import WritablePlace
    from seedread.index.stories.clustering import Links
    from seedread.index.stories.clusters import StoryClusters

__all__ = ["group", "regroup", "update"]

_DAY = 1440
_ALL_AGAIN = 0.2
"""The share of new articles from which it is quicker to go through all in the order of their dates."""
_STRONG = -2.0
"""The score of links that may change a story."""
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], np.uint64)
"""Odd numbers with bits in all places: their products are spread over 64 bits."""


def update(
    directory: WritablePlace, serial: int, basis: str, reader: Reader, on_progress: Callable[[int, int], None]
) -> StoryClusters:
    """Bring the stories up to `reader`: articles that went are taken out, new and changed ones are grouped.

    All are grouped again where the stories on disk have another `basis` (`Versions.grouped_by`). `on_progress` gets how
    many articles are done, of how many. Raises OSError where nothing can be written.
    """
    clusters, links = load_for_update(directory, basis)
    links = group(clusters, links, reader, on_progress)
    save(directory, serial, basis, clusters, links)
    return clusters


def group(
    clusters: StoryClusters, links: LinkTable, reader: Reader, on_progress: Callable[[int, int], None]
) -> LinkTable:
    """Bring `clusters` up to `reader` and return the links of its articles."""
    heads = reader.heads()
    minutes = dict(zip(heads.ids, heads.minutes, strict=True))
    marks = _marks(heads)
    fresh, gone = _changes(links, heads.ids, marks)
    changed = set[str]()
    if gone:
        orphans = set(clusters.copies_of(gone)) - gone  # they are compared again
        fresh |= np.fromiter(map(orphans.__contains__, heads.ids), bool, len(heads.ids))
        changed = clusters.forget(gone) | links.neighbours(gone)
        links = links.without(gone | orphans)
    whole = fresh.sum() > _ALL_AGAIN * len(fresh)
    if whole:
        fresh[:], links = True, LinkTable()
        clusters.copies.clear()
        clusters.opinions.clear()
    new = np.flatnonzero(fresh).tolist()
    found = _found(clusters, reader, [(heads.numbers[at], heads.minutes[at]) for at in new], on_progress, whole=whole)
    links = links.extended({heads.ids[at]: int(marks[at]) for at in new}, found.links, found.best)
    regroup(clusters, links, minutes, {*(heads.ids[at] for at in new), *changed} & minutes.keys())
    return links


def _marks(heads: Heads) -> NDArray[np.uint32]:
    """Return a checksum of title, body and date of each article, to detect changed ones."""
    sums = np.array(heads.text_sums, np.int64).astype(np.uint64)
    minutes = np.array([-1 if minute is None else minute for minute in heads.minutes], np.int64).astype(np.uint64)
    mixed: NDArray[np.uint64] = sums * _MIX[0] + minutes * _MIX[1]
    return (mixed >> np.uint64(32)).astype(np.uint32)


def _changes(links: LinkTable, ids: Sequence[str], marks: NDArray[np.uint32]) -> tuple[NDArray[np.bool_], set[str]]:
    """Return which of the articles `ids` are new or changed, and the processed ones that changed or went."""
    at = np.fromiter(map(links.place.get, ids, repeat(-1)), np.int64, len(ids))
    same = at >= 0
    same[same] = links.marks[at[same]] == marks[same]
    went = np.ones(len(links.articles), bool)
    went[at[same]] = False
    return ~same, set(compress(links.articles, went.tolist()))


def _found(
    clusters: StoryClusters,
    reader: Reader,
    fresh: Sequence[tuple[int, int | None]],
    on_progress: Callable[[int, int], None],
    *,
    whole: bool,
) -> LinkFinder:
    """Return the finder with the links of new articles, each with its minute; with `whole`, these are all there are."""
    done = 0

    def on_step() -> None:
        nonlocal done
        done += 1
        on_progress(done, len(fresh))

    finder = LinkFinder(Profiles(reader), clusters, on_step)
    if whole:
        finder.all([n for n, minute in fresh if minute is not None], [n for n, minute in fresh if minute is None])
    else:
        finder.new([n for n, _ in fresh])
    return finder


def regroup(
    clusters: StoryClusters, links: LinkTable, minutes: Mapping[str, int | None], changed: Collection[str]
) -> None:
    """Group again the articles that strong links lead to from `changed`, within the days of one story around them."""
    if not changed:
        return
    days = {minute // _DAY for article in changed if (minute := minutes[article]) is not None}
    span = bounds("event")["span"]
    around = {day + n for day in days for n in range(-span, span + 1)}

    def is_within(article: str) -> bool:
        return (minute := minutes[article]) is None or minute // _DAY in around

    region = links.near(changed, _STRONG, is_within)
    before = {story for article in region if (story := clusters.story_of(article))}
    region.update(*(clusters.members(story) for story in before))
    region.update([first for copy, first in clusters.copies.items() if copy in region])
    region.update(clusters.copies_of(region))
    known = links.links(region)
    # An article without links is no story.
    reports = {article: minutes[article] for article in sorted(known)
               if article not in clusters.opinions and article not in clusters.copies}  # fmt: skip
    stories = _with_copies(clusters, cluster(reports, known), region)
    numbers = clusters.regroup(region, [sorted(story, key=lambda one: _when(minutes, one)) for story in stories])
    _attach_opinions(clusters, known, region)
    _find_earlier(clusters, links, minutes, numbers)


def _when(minutes: Mapping[str, int | None], article: str) -> tuple[bool, int, str]:
    minute = minutes[article]
    return minute is None, minute or 0, article


def _with_copies(clusters: StoryClusters, stories: Iterable[Sequence[str]], region: Collection[str]) -> list[list[str]]:
    """Return the stories with the copies of their articles; an article that was only copied is one too."""
    copies: dict[str, list[str]] = {}
    for copy, first in clusters.copies.items():
        if copy in region:
            copies.setdefault(first, []).append(copy)
    found = [[*story, *(copy for article in story for copy in copies.pop(article, ()))] for story in stories]
    return [*found, *([first, *more] for first, more in copies.items())]


def _attach_opinions(clusters: StoryClusters, links: Links, region: Collection[str]) -> None:
    """Note of each opinion piece on which story it is."""
    limits = bounds("event")
    for article in clusters.opinions.keys() & region:
        near = {story for other in links.get(article, {}) if (story := clusters.story_of(other)) is not None}
        scores = {story: mean_link([article], clusters.members(story), links).score for story in near}
        best = max(scores, key=lambda story: (scores[story], -story), default=0)
        clusters.opinions[article] = best if best and scores[best] >= limits["opinion"] else 0


def _find_earlier(
    clusters: StoryClusters, links: LinkTable, minutes: Mapping[str, int | None], stories: Iterable[int]
) -> None:
    """Note with which story of earlier days each of `stories` goes on."""

    def start_of(story: int) -> int | None:
        return min((minute for one in clusters.members(story) if (minute := minutes[one]) is not None), default=None)

    starts = {story: start for story in stories if (start := start_of(story)) is not None}
    own = {member for story in starts for member in clusters.members(story)}
    known = links.links(own | links.neighbours(own))
    for story, start in starts.items():
        members = [member for member in clusters.members(story) if member not in clusters.copies]
        near = {other for member in members for one in known.get(member, {}) if (other := clusters.story_of(one))}
        scores = {
            other: follows(members, clusters.members(other), known)
            for other in near - {story}
            if (begun := start_of(other)) is not None and begun // _DAY < start // _DAY
        }
        best = max(scores, key=lambda other: (scores[other], -other), default=0)
        if best and scores[best] >= bounds("event")["follows"]:
            clusters.earlier[story] = best
