"""What stands beside an article that is like another, and beside a story."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from seedread.index.search.coverage import Account
    from seedread.index.storage.stories_file import StorySize
    from seedread.index.stories import Similar, Story

__all__ = ["StoryBadge", "report_badge", "similarity_detail", "story_badge", "story_detail"]


_SHORT = {"same text": "same", "shared wire text": "wire", "same event": "event"}
"""What an article is to another one, where there is little room."""


class StoryBadge(NamedTuple):
    """What a row says of the event that its article tells of."""

    long: str
    """Empty: nothing."""
    short: str
    """The same where there is little room."""


def story_badge(size: StorySize, *, opened: bool) -> StoryBadge:
    """Return how many accounts and copies there are, in short the accounts; a colon where the others stand beneath."""
    accounts, copies = size
    said = [_count(accounts, "account", "accounts")] if accounts > 1 else []
    said += [_count(copies, "copy", "copies")] if copies else []
    if not said:
        return StoryBadge("", "")
    colon = ":" if opened else ""
    return StoryBadge(f"{', '.join(said)}{colon}", f"({accounts}){colon}" if accounts > 1 else "")


def report_badge(account: Account) -> StoryBadge:
    """Return what an account is to the article of the row above it."""
    return StoryBadge(account.kind, f"({_SHORT.get(account.kind, account.kind)})")


def similarity_detail(one: Similar) -> str:
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
