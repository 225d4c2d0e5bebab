"""What the heading of a day says."""

from __future__ import annotations

import datetime

import pytest

from seedread.tui.render.day_heading import day_heading


@pytest.mark.parametrize(
    ("day", "known", "rows", "text"),
    [
        ("2026-11-30", (10,), 41, "Mon 30 November 2026 · 41"),
        ("1802-05-06", (10,), 1234, "Thu 6 May 1802 · 1,234"),
        ("2024-03-01", (7,), 2, "March 2024 · 2"),
        ("2024-01-01", (4,), 1, "2024 · 1"),
        ("2024-01-01", (4, 7, 10), 9, "Mon 1 January 2024 or January 2024 or 2024 · 9"),
    ],
)
def test_heading(day: str, known: tuple[int, ...], rows: int, text: str) -> None:
    """A heading names the day with its weekday, or no more than is known of the dates below it."""
    assert day_heading(datetime.date.fromisoformat(day).toordinal(), known, rows) == text


def test_undated_rows() -> None:
    """The rows without a date have a heading too."""
    assert day_heading(0, (), 3) == "Undated · 3"
