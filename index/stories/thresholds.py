"""Decides whether two articles are about one event: several features must agree, to avoid false merges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.stories.bounds import bounds

if TYPE_CHECKING:
    from seedread.index.stories.similarity import Profile, Similarity

__all__ = ["same_event"]


def same_event(a: Profile, b: Profile, found: Similarity) -> bool:
    """Tell whether two articles are similar enough to be about one event."""
    limits = bounds("event")
    if min(a.vector.words, b.vector.words) < limits["least_words"]:
        return False
    if _may_be_forms(a, b) and found.words < limits["words_repeat"]:
        return False
    if found.days is None:
        return _undated(found)
    if found.days > bounds("candidates")["days"] or (found.names is not None and found.names < limits["names"]):
        return False
    if found.title >= 2:
        return bool(found.words >= limits["words_titled"])
    return bool(found.words >= (limits["words"] if found.title else limits["words_sure"]))


def _undated(found: Similarity) -> bool:
    """Decide without dates: by the leaders that both name, and some of their words."""
    limits = bounds("event")
    return (
        found.leaders >= limits["undated_leaders"]
        and (found.names or 0.0) >= limits["undated_names"]
        and found.words >= limits["undated_words"]
        and found.title >= 1
    )


def _may_be_forms(a: Profile, b: Profile) -> bool:
    """Tell whether two articles may be instances of one form: tables, or titles that differ in a number or date."""
    titles = a.vector.figures, b.vector.figures
    return max(a.vector.numbers, b.vector.numbers) > bounds("event")["numbers"] or (
        all(titles) and not titles[0] & titles[1]
    )
