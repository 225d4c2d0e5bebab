"""Short descriptions of stories and of similar articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from seedread.index.storage.stories_file import StorySize
    from seedread.index.stories import Similar, Story

__all__ = ["StoryBadge", "relation_badge", "similarity_detail", "story_badge", "story_detail"]


_SHORT = {"same text": "same", "shared wire text": "wire", "same event": "event", "this article": "this"}
"""Short forms of how two articles are related."""


class StoryBadge(NamedTuple):
    """The size of a story, or a relation, as a row shows it."""

    long: str
    """Empty if there is nothing to tell."""
    short: str
    """The short form."""


def story_badge(size: StorySize, *, opened: bool) -> StoryBadge:
    """Return the number of reports and copies; with a colon if they are listed below."""
    reports, copies = size
    parts = [_count(reports, "report", "reports")] if reports > 1 else []
    parts += [_count(copies, "copy", "copies")] if copies else []
    if not parts:
        return StoryBadge("", "")
    colon = ":" if opened else ""
    short = f"({reports})" if reports > 1 else f"(+{copies})"
    return StoryBadge(f"{', '.join(parts)}{colon}", f"{short}{colon}")


def relation_badge(relation: str, *, opened: bool = False) -> StoryBadge:
    """Return how an article is related to another one; with a colon if its reports are listed below."""
    colon = ":" if opened else ""
    return StoryBadge(f"{relation}{colon}", f"({_SHORT.get(relation, relation)}){colon}")


def similarity_detail(one: Similar) -> str:
    """Return how an article is related to another one, with its source and date."""
    parts = (one.kind, one.source, one.date[:10] if one.date else "undated")
    return " · ".join(part for part in parts if part)


def story_detail(story: Story) -> str:
    """Return dates, reports, copies and outlets; dates first, so that they are never cut."""
    first, last = (date[:10] if date else None for date in story.dates)
    when = f"{first} to {last}" if first != last else first
    reports = _count(len(story.accounts), "report", "reports")
    copies = story.articles - len(story.accounts)
    outlets = _count(story.outlets, "outlet", "outlets") if story.outlets else None
    sizes = (reports, _count(copies, "copy", "copies") if copies else None, outlets)
    return " · ".join(part for part in (when, *sizes) if part)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
