from __future__ import annotations

import pytest

from seedread.index.ingest.published import parse_date


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("2024-10-11", "2024-10-11", "day"),
        ("2024-10", "2024-10", "month"),
        ("2024", "2024", "year"),
        ("2024-10-11T09:30:59", "2024-10-11T09:30", "minute"),
        ("2024-10-11T23:30:00+05:00", "2024-10-11T23:30", "minute"),
        ("Fri, 11 Oct 2024 09:30:00 +0500", "2024-10-11T09:30", "minute"),
        ("11 October 2024", "2024-10-11", "day"),
        ("October 11, 2024", "2024-10-11", "day"),
        ("Oct 2024", "2024-10", "month"),
        ("11 Oct 2024 09:30", "2024-10-11T09:30", "minute"),
        (" 2024-10-11 ", "2024-10-11", "day"),
    ],
)
def test_known_dates(text: str, iso: str, precision: str) -> None:
    """A date is read with just the precision it is printed in, on the outlet's own clock."""
    published = parse_date(text, "metadata")
    assert published is not None
    assert (str(published), published.precision, published.found) == (iso, precision, "metadata")


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "Oct 22-24",
        "Friday",
        "09:30",
        "yesterday",
        "2024-13-01",
        "no date 2024 here",
        "9" * 400,
        "31 Feb 2024",
    ],
)
def test_no_date(text: str | None) -> None:
    """What lacks the year, or is no date, is none: nothing is filled in from today."""
    assert parse_date(text, "text") is None
