"""Tests who reported first, and how much later the others."""

from __future__ import annotations

import pytest

from seedread.index.stories.listing import Story, StoryArticle


def told(name: str, date: str | None, *copies: StoryArticle) -> StoryArticle:
    return StoryArticle(name, name, name, date, copies)


@pytest.mark.parametrize(
    ("first", "later", "after"),
    [
        ("2024-05-06T09:00", "2024-05-06T09:40", "+40 min"),
        ("2024-05-06T09:00", "2024-05-06T12:10", "+3 h"),
        ("2024-05-06T22:00", "2024-05-07T01:00", "+3 h"),
        ("2024-05-06T09:00", "2024-05-06T09:00", "same time"),
        ("2024-05-06T09:00", "2024-05-08T12:00", "+2 days"),
        ("2024-05-06", "2024-05-06T12:00", "same day"),
        ("2024-05-06", "2024-05-06", "same day"),
        ("2024-05-06", "2024-05-07", "+1 day"),
        ("2024-05", "2024-05-07", ""),
        (None, "2024-05-07", ""),
        ("2024-05-07", None, ""),
    ],
)
def test_how_much_later(first: str | None, later: str | None, after: str) -> None:
    """Hours and minutes are told where both times are known, days where both days are; else nothing."""
    assert told("b", later).after(told("a", first)) == after


@pytest.mark.parametrize(
    ("accounts", "first"),
    [
        ([told("a", "2024-05-06"), told("b", "2024-05-07")], "a"),
        ([told("a", "2024-05-06T08:00"), told("b", "2024-05-06T08:01")], "a"),
        ([told("a", "2024-05-06"), told("b", "2024-05-06T08:01")], None),
        ([told("a", "2024-05-06"), told("b", None)], None),
        ([told("a", "2024-05-06", told("c", "2024-05-06"))], None),
        ([told("a", "2024-05-06", told("c", "2024-05-07"))], "a"),
    ],
)
def test_who_was_first(accounts: list[StoryArticle], first: str | None) -> None:
    """An article was first only if its date is before all others, those of its copies too."""
    found = Story(1, tuple(accounts), 2).first
    assert (found.id if found else None) == first
