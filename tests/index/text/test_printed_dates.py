from __future__ import annotations

import datetime

import pytest

from seedread.index.text.printed_dates import date_in_path, dates_in, day_order, only_date


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("3-5 June 2021", "2021-06-01", "month"),
        ("June 3–5, 2021", "2021-06-01", "month"),
        ("3 to 5 June 2021", "2021-06-01", "month"),
        ("30 May - 2 June 2021", "2021-01-01", "year"),
        ("2021-06-03 to 2021-06-05", "2021-06-01", "month"),
        ("Thu 3 Jun 2021 19.45 BST", "2021-06-03T19:45:00", "minute"),
        ("3.6.2021, 19:45 Uhr", "2021-06-03T19:45:00", "minute"),
        ("Haugesund, 3 June 2021", "2021-06-03", "day"),
        ("Posted on June 3rd, 2021 by Ola Berg", "2021-06-03", "day"),
        ("Last update 3 Jun 2021", "2021-06-03", "day"),
        ("the 3rd of June 2021", "2021-06-03", "day"),
        ("June 3, 2021 at 7:45 p.m. ET", "2021-06-03T19:45:00", "minute"),
        ("7pm, 3 June 2021", "2021-06-03T19:00:00", "minute"),
        ("2021/06/03 07:45", "2021-06-03T07:45:00", "minute"),
        ("25/06/2021", "2021-06-25", "day"),
        ("06/25/2021", "2021-06-25", "day"),
        ("03/06/2021", "2021-01-01", "year"),
        ("03-Jun-21", "2021-06-03", "day"),
        ("1622749500", "2021-06-03T19:45:00", "minute"),
        ("1622749500000", "2021-06-03T19:45:00", "minute"),
        ("20210603", "2021-06-03", "day"),
        ("2021-06", "2021-06-01", "month"),
        ("3. Juni 2021", "2021-06-03", "day"),
        ("3 de junio de 2021", "2021-06-03", "day"),
        ("1er janvier 2011", "2011-01-01", "day"),
        ("1403-03-13", "2024-06-02", "day"),
        ("2564-06-03", "2021-06-03", "day"),
    ],
)
def test_dates_of_many_forms(text: str, iso: str, precision: str) -> None:
    """A date is read at the precision that it is printed in; a range is what its ends have in common."""
    found = only_date(text)
    assert found is not None
    assert (found.date.isoformat(), found.precision) == (iso, precision)


@pytest.mark.parametrize(
    "text",
    [
        "1446-03-13",
        "0001-01-01",
        "3 June 1400",
        "31 June 2021",
        "June 3-5",
        "03/06/21",
        "19:45",
        "12",
        "v 2021",
    ],
)
def test_what_is_no_date(text: str) -> None:
    """Years of other calendars, days that do not exist, and dates without a year are none."""
    assert only_date(text) is None


def test_a_column_shows_the_order_of_its_dates() -> None:
    """One certain date tells how a column prints the others, two-figure years included."""
    column = ["03/06/21", "25/06/21", "04/06/21"]
    order = day_order(column)
    assert order == "day first"
    assert [found.date for text in column if (found := only_date(text, order))] == [
        datetime.date(2021, 6, 3),
        datetime.date(2021, 6, 25),
        datetime.date(2021, 6, 4),
    ]


def test_a_column_that_contradicts_itself_shows_nothing() -> None:
    """If both orders occur, or neither, the order is unknown."""
    assert day_order(["25/06/2021", "06/25/2021"]) is None
    assert day_order(["03/06/2021", "no date"]) is None


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("https://norvik.example/2021/6/3/terminal", "2021-06-03"),
        ("https://norvik.example/2021/06/03/", "2021-06-03"),
        ("https://norvik.example/2021/13/3/terminal", None),
        ("https://norvik.example/item/1999/6/3000", None),
    ],
)
def test_dates_in_addresses(path: str, day: str | None) -> None:
    """Addresses print a date with or without leading zeros."""
    found = date_in_path(path)
    assert (found.date.isoformat() if found else None) == day


def test_dates_within_a_line_keep_their_order() -> None:
    """All dates of a line are found, each once."""
    found = [date.date.isoformat() for date in dates_in("Published 3 June 2021, corrected 5 June 2021")]
    assert found == ["2021-06-03", "2021-06-05"]
