"""Finds the articles most similar to one: candidates that share its most distinctive words, then compared one by one.

The cost grows with the number of candidates: the postings of a few words, the texts of a few articles.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.stories.bounds import bounds
from seedread.index.stories.similarity import similarity_between
from seedread.index.stories.vectors import heaviest

if TYPE_CHECKING:
    from seedread.index.stories.similarity import Profile, Profiles, Similarity

__all__ = ["candidates"]

_DAY = 1440


def candidates(
    profiles: Profiles, profile: Profile, *, most: int | None = None, far: float | None = None
) -> list[tuple[Profile, Similarity]]:
    """Return the articles that are most similar to `profile`, the most similar first.

    `most` limits the number of candidates. `far` is the factor for articles of other days: 0 leaves them out.
    """
    limits = bounds("candidates")
    found = profiles.reader.closest(
        heaviest(profile.vector, limits["terms"]),
        (most or limits["looked_at"]) + 1,
        profile.minute,
        within=limits["days"] * _DAY,
        far=limits["far"] if far is None else far,
    )
    rare = profiles.rare
    others = [profiles.of(number) for number, _ in found if number != profile.number]
    alike = [(other, similarity_between(profile, other, rare)) for other in others]
    return sorted(alike, key=lambda one: (-round(one[1].likeness, 6), one[0].id))
