"""The days of a list by date: those that its rows show, in their order and with their number of rows."""

from __future__ import annotations

import datetime
import json
import os
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from dated_index import dated_index
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seedread.index import Library
from seedread.index.facets import Selection
from seedread.index.query import DocumentSet, Numbers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from seedread.index.engines import Reader
    from seedread.index.search.results import Results

DATES = [
    "2022-12-31", "2022-12-31T23:59", "2023-01-01T00:01", "2023-01-01", "2023", "2023-01", "2024-02-29", "2024-03",
    "2024-03-01T10:00", "2024-03-02", "1802-05-06", "2027-12-31", None, "2024-03-02T00:01", None,
]  # fmt: skip


def minute(date: str) -> int:
    """Return the minute in which a period begins."""
    moment = datetime.datetime.fromisoformat(f"{date}-01-01"[:10] if len(date) < 10 else date)
    return (moment.toordinal() - 1) * 1440 + moment.hour * 60 + moment.minute


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with dated_index(tmp_path_factory.mktemp("dated") / "index", DATES, minute, 6) as opened:
        yield opened


def shown(dates: Sequence[str | None]) -> list[tuple[int, tuple[int, ...], int]]:
    """Return day, known lengths and number of rows of each day in a list with these dates."""
    found = []
    for day, of_day in groupby(dates, lambda date: f"{date}-01-01"[:10] if date else None):
        rows = list(of_day)
        if day:
            known = sorted({min(len(date or ""), 10) for date in rows})
            found.append((datetime.date.fromisoformat(day).toordinal(), tuple(known), len(rows)))
    return found


documents = st.sets(st.integers(0, len(DATES) - 1))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=documents, without=documents, newest=st.booleans())
def test_days_are_those_of_the_rows(reader: Reader, chosen: set[int], without: set[int], *, newest: bool) -> None:
    """Whatever is found and folded, the days are those of the dates that the rows show, one after the other."""
    found = reader.search(DocumentSet(Numbers.of(chosen)))
    rows = [row for row, _ in found.page("newest" if newest else "oldest", 0, 100, without=without)]
    days = found.days(newest=newest, without=without)
    assert days
    dates = [row.date for row in rows]
    assert list(zip(days.days, days.known, days.rows, strict=True)) == shown(dates)
    assert days.undated == dates.count(None)


TEXT = (
    "The harbour of Oslo in Norway will close for nine weeks, the port authority said on Monday evening.",
    "Ferries to Denmark and Sweden leave from a quay outside of the town until the repair of the old pier has ended.",
    "Drivers were told to come two hours before their ship leaves, as the road to the quay has one lane only.",
    "The repair costs forty million crowns, of which the town pays a third and the owners of the ferries the rest.",
)
RECORDS = [
    *({"id": f"wire-{n}", "source": f"Post {n}", "title": "Oslo harbour closes", "date": f"2024-05-0{n}",
       "text": "\n\n".join(TEXT)} for n in (1, 2, 3)),
    {"id": "late", "title": "Bakers want flour", "date": "2024-05-01T23:30:00-05:00", "text": "Bakers in France met."},
    {"id": "early", "title": "A bridge opens", "date": "2024-05-03T00:30:00+09:00", "text": "It opened in Japan."},
]  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("copies")
    news = folder / "news.jsonl"
    news.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    os.utime(news, (1_700_000_000, 1_700_000_000))
    with Library.open([news], folder / "library") as opened:
        opened.sync()
        opened.group()
        yield opened


def days(results: Results) -> list[tuple[str, int]]:
    found = results.days
    assert found
    return [(str(datetime.date.fromordinal(day)), rows) for day, rows in zip(found.days, found.rows, strict=True)]


def test_folded_copies_count_on_no_day(library: Library) -> None:
    """A copy without a row is on no day of the list; where each copy has a row, it is on its own."""
    folded = library.search("", sort="oldest", fold_copies=True)
    assert days(folded) == [("2024-05-01", 2), ("2024-05-03", 1)]
    assert [hit.id for hit in folded.hits] == ["wire-1", "late", "early"]
    each = library.search("", sort="oldest")
    assert days(each) == [("2024-05-01", 2), ("2024-05-02", 1), ("2024-05-03", 2)]


def test_a_day_is_that_of_the_outlet(library: Library) -> None:
    """An hour before or after midnight with a zone is on the day that its outlet printed, as its row is."""
    for query, day in (("bakers", "2024-05-01"), ("bridge", "2024-05-03")):
        results = library.search(query, sort="newest")
        assert days(results) == [(day, 1)]
        assert (results.hits[0].date or "").startswith(day)


def test_days_are_of_all_pages_and_choices(library: Library) -> None:
    """The days are those of the whole list, whichever page is asked for, and of no more than is chosen."""
    assert days(library.search("", sort="newest", offset=3, limit=1)) == days(library.search("", sort="newest"))
    chosen = Selection().set("date", "2024-05-02", "include")
    assert days(library.search("", chosen, "newest")) == [("2024-05-02", 1)]


@pytest.mark.parametrize("sort", ["relevance", "source", "title"])
def test_other_orders_have_no_days(library: Library, sort: Literal["relevance", "source", "title"]) -> None:
    """A list in another order than that of dates has no days."""
    assert library.search("", sort=sort).days is None
