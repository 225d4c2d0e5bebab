"""A story with what each of its reports alone tells, and which reports have text in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.compare import Report, SharedText, compare_reports
from seedread.index.stories.listing import story_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.index.article import Article
    from seedread.index.engines import Reader
    from seedread.index.stories.clusters import StoryClusters
    from seedread.index.stories.listing import Story

__all__ = ["ComparedStory", "compare_story"]

_COMPARED = 12
"""Reports that are compared with each other; the time grows with the square."""


@dataclass(frozen=True, slots=True)
class ComparedStory:
    """A story whose reports were compared with each other."""

    story: Story
    reports: tuple[Report, ...]
    """Of the first accounts of the story, in their order; copies are no reports of their own."""
    shared: tuple[SharedText, ...]
    """Pairs of these reports with text in common."""


def compare_story(
    groups: StoryClusters, reader: Reader, article: str, get: Callable[[str], Article]
) -> ComparedStory | None:
    """Return the story of an article with its reports compared; None if it is in none."""
    story = story_of(groups, reader, article)
    if story is None:
        return None
    reports, shared = compare_reports([get(account.id) for account in story.accounts[:_COMPARED]])
    return ComparedStory(story, reports, shared)
