"""What is wrong with a feed is told in clauses."""

from __future__ import annotations

import time

import pytest

from seedread.index.feeds.feed import Feed
from seedread.index.feeds.feed_state import FeedState
from seedread.index.feeds.health import health, health_of

NOW = 1_796_040_000.0
DAY = 86_400
GOOD = {"tried": NOW, "succeeded": NOW, "items": 10, "dated": 10, "last_new": NOW - DAY}


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ({}, ["never fetched"]),
        (GOOD, []),
        (GOOD | {"errors": 3, "failing_since": NOW - 4 * DAY, "problem": "x"}, ["x; failing since 2026-11-26"]),
        (GOOD | {"errors": 1, "gone": True, "problem": "gone"}, ["gone"]),
        (GOOD | {"moved_times": 1, "moved_to": "https://b.example/"}, ["has moved to https://b.example/"]),
        (GOOD | {"dated": 0}, ["no dates"]),
        (GOOD | {"future": 2}, ["2 of 10 dates lie in the future"]),
        (GOOD | {"short": 6}, ["summaries only"]),
        (GOOD | {"short": 5}, []),
        (GOOD | {"notes": ("item 3: bad",)}, ["item 3: bad"]),
        (GOOD | {"last_new": NOW - 40 * DAY}, ["silent since 2026-10-21"]),
        (GOOD | {"items": 0, "dated": 0, "last_new": 0}, ["no items"]),
        (GOOD | {"format": "page", "dated": 0, "last_new": NOW - 40 * DAY}, []),
    ],
)
def test_each_fault_has_its_clause(state: dict[str, object], says: list[str]) -> None:
    """And a feed that is well has none."""
    assert health(FeedState(**state), NOW) == says  # type: ignore[arg-type]  # the cases of the table


def test_days_are_those_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """Noon in UTC is the next day far in the east."""
    monkeypatch.setenv("TZ", "Etc/GMT-14")
    time.tzset()
    try:
        state = FeedState(tried=NOW, errors=1, failing_since=NOW, problem="x")
        assert health(state, NOW) == ["x; failing since 2026-12-01"]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_feeds_that_lead_to_another_are_named() -> None:
    """A feed whose redirect leads to the address of another one."""
    a, b = Feed("a", "https://a.example/"), Feed("b", "https://b.example/", "B")
    assert health_of([(a, FeedState(moved_to=b.url)), (b, FeedState())], NOW) == [
        ["never fetched", "the same as B"],
        ["never fetched"],
    ]


def test_a_state_of_another_version_is_read() -> None:
    """Unknown fields are left out, missing ones have their default."""
    assert FeedState.from_json('{"etag": "1", "colour": "red", "notes": ["x"]}') == FeedState(etag="1", notes=("x",))
