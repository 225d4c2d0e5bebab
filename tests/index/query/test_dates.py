"""The values of date:, seen from Wednesday, 16 October 2024."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.errors import QueryError
from seedread.index.query import And, Dates, Not, Or, Word, parse, to_text

TODAY = datetime.date(2024, 10, 16)


def days(first: str, last: str | None = None) -> Dates:
    """Return the range of two ISO dates; an empty one is open."""
    ends = [datetime.date.fromisoformat(day) if day else None for day in (first, first if last is None else last)]
    return Dates(*ends)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-10", "2024-10-01", "2024-10-31"),
        ("2024-2", "2024-02-01", "2024-02-29"),
        ("2024-10-11", "2024-10-11", "2024-10-11"),
        ("2024/10/11", "2024-10-11", "2024-10-11"),
        ("20241011", "2024-10-11", "2024-10-11"),
        ("2024-10-11T09:30", "2024-10-11", "2024-10-11"),
        ("11.10.2024", "2024-10-11", "2024-10-11"),
        ("10/2024", "2024-10-01", "2024-10-31"),
        ('"October 2024"', "2024-10-01", "2024-10-31"),
        ('"oct 2024"', "2024-10-01", "2024-10-31"),
        ("“11 October 2024”", "2024-10-11", "2024-10-11"),
        ('"October 11, 2024"', "2024-10-11", "2024-10-11"),
        ('"Friday, 11 Oct 2024"', "2024-10-11", "2024-10-11"),
        ('"Q4 2024"', "2024-10-01", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("today", "2024-10-16", "2024-10-16"),
        ("Yesterday", "2024-10-15", "2024-10-15"),
        ('"this week"', "2024-10-14", "2024-10-20"),
        ('"last week"', "2024-10-07", "2024-10-13"),
        ('"this month"', "2024-10-01", "2024-10-31"),
        ('"last month"', "2024-09-01", "2024-09-30"),
        ('"last quarter"', "2024-07-01", "2024-09-30"),
        ('"last year"', "2023-01-01", "2023-12-31"),
        ('"last 30 days"', "2024-09-17", "2024-10-16"),
        ("1d", "2024-10-16", "2024-10-16"),
        ("30d", "2024-09-17", "2024-10-16"),
        ("2w", "2024-10-03", "2024-10-16"),
        ("3m", "2024-07-17", "2024-10-16"),
        ("1y", "2023-10-17", "2024-10-16"),
        (">2024-10", "2024-11-01", ""),
        (">=2024-10", "2024-10-01", ""),
        ("<2024-10", "", "2024-09-30"),
        ("<=2024-10", "", "2024-10-31"),
        ("> 2024", "2025-01-01", ""),
        ('>"October 2024"', "2024-11-01", ""),
        ('<"last week"', "", "2024-10-06"),
        ("2024-10..2024-12", "2024-10-01", "2024-12-31"),
        ('"October 2024".."December 2024"', "2024-10-01", "2024-12-31"),
        ('"October 2024..December 2024"', "2024-10-01", "2024-12-31"),
        ("2024-10..", "2024-10-01", ""),
        ("..2024-10", "", "2024-10-31"),
        ("[2024 TO *]", "2024-01-01", ""),
        ("[* TO 2024]", "", "2024-12-31"),
        ("[2023 TO 2024-10-11]", "2023-01-01", "2024-10-11"),
        ('["October 2024" to today]', "2024-10-01", "2024-10-16"),
        ("*", "", ""),
        ("[* TO *]", "", ""),
    ],
)
def test_read(typed: str, first: str, last: str) -> None:
    """Each form means its whole period, without a notice, and prints in a form that needs no clock."""
    query = parse(f"date:{typed}", today=TODAY)
    assert query.tree == days(first, last)
    assert query.notices == ()
    assert parse(to_text(query.tree), today=datetime.date(1999, 1, 1)).tree == query.tree


@pytest.mark.parametrize(
    ("typed", "first", "last", "said"),
    [
        ("03/04/2015", "2015-03-04", "2015-03-04", "month first, as 4 March 2015. For 3 April 2015, type 2015-04-03."),
        ("3-4-2015", "2015-03-04", "2015-03-04", "month first"),
        ("October", "2024-10-01", "2024-10-31", "was read as October 2024"),
        ("november", "2023-11-01", "2023-11-30", "was read as November 2023"),
        ('"11 October"', "2024-10-11", "2024-10-11", "was read as 11 October 2024"),
        ('"29 February"', "2024-02-29", "2024-02-29", "was read as 29 February 2024"),
        ("monday", "2024-10-14", "2024-10-14", "was read as 14 October 2024"),
        ("wed", "2024-10-16", "2024-10-16", "was read as 16 October 2024"),
        ("thursday", "2024-10-10", "2024-10-10", "was read as 10 October 2024"),
    ],
)
def test_told(typed: str, first: str, last: str, said: str) -> None:
    """An ambiguous date is parsed, with a notice at its columns."""
    query = parse(f"gas date:{typed}", today=TODAY)
    assert query.tree == And((Word("gas"), days(first, last)))
    assert said in query.notices[0].message
    assert (query.notices[0].start, query.notices[0].end) == (9, 9 + len(typed))


@pytest.mark.parametrize("typed", ["13/04/2015", "04/13/2015", "4/4/2015"])
def test_nothing_is_said_where_a_date_has_one_reading(typed: str) -> None:
    """A day beyond the twelfth, or equal to its month, is not ambiguous."""
    assert parse(f"date:{typed}", today=TODAY).notices == ()


@pytest.mark.parametrize(
    "typed",
    ["foo", "2024-13", "2024-02-30", "20", "03/04/15", "0d", "9999y", ">9999", "<1000", ">2999", "0999", "12:30",
     "..", ">*", "2024...2025", "[2024", "[2024 TO", "2024]", "[2024 2025]", "q5", "31", '"30 February"', "٢٠٢٤x",
     '"October 2024 foo"', '"2024-10-11 2023"', ">>2024", "١", '"October 2024"~5'],
)  # fmt: skip
def test_unreadable(typed: str) -> None:
    """An invalid date is an error at its columns with five examples; while typing it is only a notice."""
    with pytest.raises(QueryError, match=r'2024, 2024-10-11, "October 2024", "last week" or 30d') as caught:
        parse(f"date:{typed} ", today=TODAY)
    assert caught.value.start == 5
    assert caught.value.end <= 5 + len(typed) + 1
    typing = parse(f"gas date:{typed}", typing=True, today=TODAY)
    assert typing.tree == Word("gas")
    assert "is not a date" in typing.notices[0].message


@pytest.mark.parametrize("typed", ["2024-12..2024-10", "[2025 TO 2024]", "today..yesterday"])
def test_backwards(typed: str) -> None:
    """A range that ends before it begins is an error at its columns."""
    with pytest.raises(QueryError, match=r"ends before it begins.* 30d") as caught:
        parse(f"gas date:{typed}", today=TODAY)
    assert (caught.value.start, caught.value.end) == (9, 9 + len(typed))


def test_dates_among_the_rest() -> None:
    """A date can be negated, grouped and joined like anything else."""
    assert parse("-date:*").tree == Not(Dates(None, None))
    both = Or((days("2024-01-01", "2024-12-31"), days("2022-01-01", "2022-12-31")))
    assert parse("date:(2024 OR 2022)").tree == both
    assert parse("date:[2024 TO *] gas").tree == And((days("2024-01-01", ""), Word("gas")))


def test_the_clock_is_the_systems_where_none_is_given() -> None:
    """Without a clock, today is the current date."""
    before, tree, after = datetime.date.today(), parse("date:today").tree, datetime.date.today()  # noqa: DTZ011 (the reader's own day)
    assert tree in (Dates(before, before), Dates(after, after))


some_days = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))


@given(st.lists(some_days, min_size=2, max_size=2).map(sorted), st.booleans(), st.booleans())
def test_any_range_prints_and_reads_the_same(ends: list[datetime.date], has_first: bool, has_last: bool) -> None:  # noqa: FBT001
    """Every range of days, open or not, is written as a query that parses to it."""
    dates = Dates(ends[0] if has_first else None, ends[1] if has_last else None)
    assert parse(to_text(dates)).tree == dates
