"""The period of a digest is named in its title as a reader would name it."""

from __future__ import annotations

import datetime

import pytest

from seedread.index.following.brief_period import brief_title, checked_period

NOON = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("since", "title"),
    [
        ("1d", "News: the last day"),
        ("2d", "News: the last 2 days"),
        ("11d", "News: the last 11 days"),
        ("2026-11-28", "News: since 2026-11-28"),
        ("looked", "News: since your last visit"),
    ],
)
def test_a_title_names_the_period(since: str, title: str) -> None:
    """One day is no plural."""
    assert brief_title("", since, NOON) == title


def test_yesterday_is_a_date() -> None:
    """It has the day of the reader's own clock."""
    yesterday = datetime.datetime.now().astimezone().date() - datetime.timedelta(days=1)
    assert checked_period("yesterday") in (str(yesterday), str(yesterday + datetime.timedelta(days=1)))
    with pytest.raises(ValueError, match="yesterday"):
        checked_period("last week")
