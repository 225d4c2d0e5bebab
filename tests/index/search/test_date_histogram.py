"""R9: when the articles appeared, as bars that can be chosen."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from dated_index import dated_index
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seedread.index.facets import NONE, FacetChoice, Selection
from seedread.index.facets.periods import period, period_label
from seedread.index.query import DocumentSet, Numbers
from seedread.index.search.date_histogram import Histogram, histogram

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.engines import Found, Reader

DAYS = [
    "2022-12-31", "2023-01-01", "2023-01-31", "2023-02-28", "2024-02-29", "2024-03", "2024", "2024-10-11",
    "2024-10-11", "2024-10-12", "2027-12-31", "2028-01-01", None, None,
]  # fmt: skip
ANY = FacetChoice()
EVERYTHING = frozenset(range(len(DAYS)))
LABELS = ["2022", "2023", "2023-01", "2023-01-31", "2024", "2024-02", "2024-10-11", "2024-10", "2030", NONE]


def first_day(date: str) -> datetime.date:
    return datetime.date.fromisoformat(date + "-01" * (2 - date.count("-")))


def last_minute(date: str) -> int:
    """Return the last minute of the first day of a period."""
    return (first_day(date).toordinal() - 1) * 1440 + 1439


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with dated_index(tmp_path_factory.mktemp("dated") / "index", DAYS, last_minute, 5) as opened:
        yield opened


def published(base: frozenset[int]) -> list[datetime.date]:
    return [first_day(date) for n, date in enumerate(DAYS) if date and n in base]


def found(reader: Reader, base: frozenset[int], choice: FacetChoice = ANY) -> Found:
    return reader.search(DocumentSet(Numbers.of(base)), Selection((("date", choice),)))


def counted_in(reader: Reader, base: frozenset[int], choice: FacetChoice = ANY) -> Histogram:
    return histogram(found(reader, base, choice), choice)


bases = st.frozensets(st.sampled_from(sorted(EVERYTHING)))
states = st.lists(st.sampled_from(["off", "include", "exclude"]), min_size=len(LABELS), max_size=len(LABELS))
choices = st.builds(
    lambda chosen: FacetChoice(
        frozenset(label for label, state in zip(LABELS, chosen, strict=True) if state == "include"),
        frozenset(label for label, state in zip(LABELS, chosen, strict=True) if state == "exclude"),
    ),
    states,
)
of_a_reader = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@of_a_reader
@given(bases, choices)
def test_buckets_and_undated_are_the_base(reader: Reader, base: frozenset[int], choice: FacetChoice) -> None:
    """Every article stands in one bar, the undated in one of their own, whatever is chosen of the dates."""
    counted = counted_in(reader, base, choice)
    assert sum(bucket.count for bucket in counted.buckets) + counted.undated == len(base)
    for bucket in counted.buckets:
        assert bucket.count == sum(bucket.first <= day <= bucket.last for day in published(base))


@of_a_reader
@given(bases)
def test_buckets_have_no_gaps(reader: Reader, base: frozenset[int]) -> None:
    """They run from the first article to the last, in days to 62 days, in months to five years, else in years."""
    counted, dates = counted_in(reader, base), published(base)
    if not dates:
        assert counted.buckets == ()
        return
    buckets = counted.buckets
    assert buckets[0].first <= min(dates) <= buckets[0].last
    assert buckets[-1].first <= max(dates) <= buckets[-1].last
    for one, following in pairwise(buckets):
        assert following.first - one.last == datetime.timedelta(days=1)
    for bucket in buckets:
        assert period(bucket.label) == (bucket.first, bucket.last)
    months = 12 * (max(dates).year - min(dates).year) + max(dates).month - min(dates).month + 1
    wanted = "day" if (max(dates) - min(dates)).days < 62 else "month" if months <= 60 else "year"
    assert counted.unit == wanted


@of_a_reader
@given(bases)
def test_choosing_a_bar_gives_its_number(reader: Reader, base: frozenset[int]) -> None:
    """A bar chosen leaves as many articles as it shows, excluded it takes as many away; so for the undated."""
    counted = counted_in(reader, base)
    for label, number in [(NONE, counted.undated), *((bucket.label, bucket.count) for bucket in counted.buckets)]:
        assert found(reader, base, FacetChoice(frozenset([label]))).total == number
        assert found(reader, base, FacetChoice(excluded=frozenset([label]))).total == len(base) - number


@of_a_reader
@given(bases, choices)
def test_any_of_the_periods(reader: Reader, base: frozenset[int], choice: FacetChoice) -> None:
    """Chosen periods add up, excluded ones are taken from them."""

    def has(date: str | None, label: str) -> bool:
        days = period(label)
        return label == NONE if date is None else bool(days and days[0] <= first_day(date) <= days[1])

    left = found(reader, base, choice).among(EVERYTHING)
    wanted = [
        n
        for n, date in enumerate(DAYS)
        if n in base
        and (not choice.included or any(has(date, label) for label in choice.included))
        and not any(has(date, label) for label in choice.excluded)
    ]
    assert left == set(wanted)


def test_the_chosen_range_is_drawn(reader: Reader) -> None:
    """Bars in a chosen period are chosen, also where it is finer or coarser than they are."""

    def drawn(selection: Selection) -> dict[str, str]:
        counted = counted_in(reader, EVERYTHING, selection.choice("date"))
        assert counted.choice == selection.choice("date")
        return {bucket.label: bucket.state for bucket in counted.buckets if bucket.state != "off"}

    assert drawn(Selection().set("date", "2024", "include")) == {"2024": "include"}
    assert drawn(Selection().set("date", "2024-10-11", "include")) == {"2024": "include"}
    assert drawn(Selection().set("date", "2024-10-11", "exclude")) == {}
    assert drawn(Selection().set("date", "2023", "exclude").set("date", NONE, "include")) == {"2023": "exclude"}
    buckets = counted_in(reader, EVERYTHING, FacetChoice(frozenset(["2024"]))).buckets
    assert [bucket.label for bucket in buckets if bucket.chosen] == ["2024"]


@pytest.mark.parametrize("label", ["", "24", "2024-13", "2024-02-30", "2024-1", "2024-10-11T09:30", "2024-10 ", "٢٠٢٤"])
def test_other_texts_are_no_periods(label: str) -> None:
    """A label is ISO, at the precision of a year, a month or a day, and names a period of the calendar."""
    assert period(label) is None


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_label_names_its_period(day: datetime.date, length: int) -> None:
    """Label and period belong together, from the first day of the calendar to the last."""
    label = day.isoformat()[:length]
    days = period(label)
    assert days
    assert days[0] <= day <= days[1]
    assert period_label(*days) == label
    assert period_label(days[0], days[0] + (days[1] - days[0]) / 2) in (None, str(days[0]))
