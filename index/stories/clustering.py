"""Groups articles into stories by single-pass clustering, as in topic detection and tracking.

Allan, Papka and Lavrenko, On-line new event detection and tracking (SIGIR 1998). An article joins a story if it is
similar to enough of its latest articles, not only to one, so that no chain of pairs merges two events.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.compare import is_copy, text_overlap
from seedread.index.stories.bounds import bounds
from seedread.index.stories.candidates import candidates
from seedread.index.stories.similarity import similarity_between
from seedread.index.stories.thresholds import same_event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seedread.index.stories.clusters import StoryClusters
    from seedread.index.stories.similarity import Profile, Profiles

__all__ = ["assign"]

_DAY = 1440


def assign(
    groups: StoryClusters, profiles: Profiles, fresh: Iterable[tuple[int, int]], on_progress: Callable[[int], None]
) -> None:
    """Assign every document of `fresh`, sorted by date, to a story of `groups` or to none.

    Each document comes with its mark (`StoryClusters.articles`). `on_progress` is called often with the number of
    articles done.
    """
    for n, (number, mark) in enumerate(fresh, 1):
        profile = profiles.of(number)
        alike = [
            (other, found)
            for other, found in candidates(profiles, profile, far=0.0)
            if other.id in groups.articles and same_event(profile, other, found)
        ]
        groups.add(profile.id, mark)
        first = _find_copy(
            profiles, profile, [other for other, found in alike if found.words >= bounds("candidates")["laid_beside"]]
        )
        if first is not None:
            groups.mark_copy(profile.id, groups.first_of(first.id))
        _join(groups, profiles, profile, [other for other, _ in alike])
        on_progress(n)


def _find_copy(profiles: Profiles, profile: Profile, others: Iterable[Profile]) -> Profile | None:
    """Return an article that is a copy of this one, or of which this one is a copy."""
    own = profiles.paragraphs(profile)
    return next((other for other in others if is_copy(text_overlap(own, profiles.paragraphs(other)))), None)


def _join(groups: StoryClusters, profiles: Profiles, profile: Profile, alike: Iterable[Profile]) -> None:
    for other in alike:
        story = groups.story_of(other.id)
        if story is None:
            groups.create(other.id, profile.id)
            return
        if _belongs(profiles, profile, [profiles.by_id(member) for member in groups.members(story)]):
            groups.join(story, profile.id)
            return


def _belongs(profiles: Profiles, profile: Profile, members: Iterable[Profile | None]) -> bool:
    """Tell whether an article is similar to enough of the story's articles that are nearest in time."""
    limits = bounds("story")
    known = [member for member in members if member is not None]
    dated = [member.minute for member in (*known, profile) if member.minute is not None]
    if len(known) >= limits["most"] or (dated and max(dated) - min(dated) > limits["span"] * _DAY):
        return False
    nearest = sorted(known, key=lambda member: (_minutes_between(member, profile), member.id))[: limits["latest"]]
    like = sum(same_event(profile, member, similarity_between(profile, member, profiles.rare)) for member in nearest)
    return bool(like >= limits["agree"] * len(nearest))


def _minutes_between(a: Profile, b: Profile) -> int:
    return abs(a.minute - b.minute) if a.minute is not None and b.minute is not None else 0
