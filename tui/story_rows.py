"""What stands beside an article that is like another, and beside a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedread.index.stories import Similar, Story

__all__ = ["likeness_detail", "story_detail"]


def likeness_detail(one: Similar) -> str:
    """Return what an article is to the other one, with date and source."""
    said = (one.kind, one.date[:10] if one.date else "undated", one.source)
    return " · ".join(part for part in said if part)


def story_detail(story: Story) -> str:
    """Return when, how many accounts, of how many outlets; the dates first, so that they are never cut."""
    first, last = (date[:10] if date else None for date in story.dates)
    when = f"{first} to {last}" if first != last else first
    accounts = _count(len(story.accounts), "account", "accounts")
    copies = story.articles - len(story.accounts)
    said = (accounts, _count(copies, "copy", "copies") if copies else None, _count(story.outlets, "outlet", "outlets"))
    return " · ".join(part for part in (when, *said) if part)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
