"""Brings the stories up to a new state of the library: links new articles and regroups what they touch."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from seedread.index.stories.bounds import bounds
from seedread.index.stories.clustering import cluster, follows, mean_link
from seedread.index.stories.link_finder import LinkFinder
from seedread.index.stories.link_table import LinkTable
from seedread.index.stories.profile import Profiles
from seedread.index.stories.stories_store import load_for_update, save

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from seedread.index.engines import Reader
    from seedread.index.storage.places import WritablePlace
    from seedread.index.stories.clustering import Links
    from seedread.index.stories.clusters import StoryClusters

__all__ = ["group", "regroup", "update"]

_DAY = 1440
_ALL_AGAIN = 0.2
"""The share of new articles from which it is quicker to go through all in the order of their dates."""
_STRONG = -2.0
"""The score of links that may change a story."""


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
    documents = dict(zip(heads.ids, heads.numbers, strict=True))
    minutes = dict(zip(heads.ids, heads.minutes, strict=True))
    marks = dict(zip(heads.ids, map(_mark, heads.minutes, heads.text_sums), strict=True))
    gone = {article for article, mark in clusters.articles.items() if marks.get(article) != mark}
    changed = clusters.forget(gone) | links.neighbours(gone)
    fresh = [article for article in documents if article not in clusters.articles]
    if len(fresh) > _ALL_AGAIN * len(documents):
        fresh, links = list(documents), LinkTable()
        clusters.articles.clear()
        clusters.copies.clear()
        clusters.opinions.clear()
    if dropped := set(links.articles).difference(clusters.articles):
        links = links.without(dropped)
    dated = [(documents[article], minutes[article]) for article in fresh]
    found = _found(clusters, reader, dated, on_progress, whole=len(fresh) == len(documents))
    links = links.extended(marks, found.links, found.best)
    clusters.articles.update((article, marks[article]) for article in fresh)
    regroup(clusters, links, minutes, {*fresh, *changed} & documents.keys())
    return links


def _mark(minute: int | None, text_sum: int) -> int:
    """Return a checksum of title, body and date, to detect changed articles."""
    return zlib.crc32(f"{minute} {text_sum}".encode())


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
    within = {article for article, minute in minutes.items() if minute is None or minute // _DAY in around}
    region = links.near(changed, _STRONG, within)
    before = {story for article in region if (story := clusters.story_of(article))}
    region.update(*(clusters.members(story) for story in before))
    region |= {clusters.first_of(article) for article in region}
    region |= set(clusters.copies_of(region))
    known = links.links(region)
    reports = {article: minutes[article] for article in sorted(region)
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
