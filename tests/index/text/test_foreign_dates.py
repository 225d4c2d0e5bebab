"""Tests dates in other languages and calendars."""

from __future__ import annotations

import datetime

import pytest

from seedread.index.cleaning import clean
from seedread.index.ingest.published import parse_date
from seedread.index.text.foreign_dates import foreign_date, from_persian

DAY = datetime.date(2024, 10, 11)


@pytest.mark.parametrize(
    "text",
    [
        "11 Ekim 2024 Cuma",
        "11 października 2024",
        "пятница, 11 октября 2024 г.",
        "11 жовтня 2024 року",
        "2024 ж. 11 қазан",
        "2024 оны аравдугаар сарын 11",
        "11 Οκτωβρίου 2024, 18:30",
        "2024. október 11.",
        "11. lokakuuta 2024",
        "١١ أكتوبر ٢٠٢٤",
        "11 تشرين الأول 2024",
        "جمعه ۲۰ مهر ۱۴۰۳",
        "تاریخ انتشار: ۲۰ مهر ۱۴۰۳ - ۰۸:۱۵",
        "11 באוקטובר 2024",
        "11 अक्टूबर 2024",
        "11 ตุลาคม 2567",
        "2024年10月11日",
        "2024년 10월 11일 (금)",
        "11 tháng 10, 2024",
        "1403-07-20",
        "1403/07/20",
        "2567-10-11T08:00:00+07:00",
    ],
)
def test_the_same_day_everywhere(text: str) -> None:
    """Neither order, weekdays, times nor labels matter; Persian and Thai years are converted."""
    assert foreign_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "in may 2024 11 people died",
        "октябрь 2024",
        "11 октября",
        "1446-04-08",
        "0001-01-01T00:00:00",
        "31 Şubat 2024",
        "11 ekim 2024 ve 12 kasım 2024",
        "الجمعة",
        "",
        "9" * 200,
    ],
)
def test_no_day(text: str) -> None:
    """Sentences, months alone, several dates, days that do not exist and other calendars are no date."""
    assert foreign_date(text) is None


@pytest.mark.parametrize(("language", "month"), [("hr", 10), ("pl", 11), (None, None)])
def test_one_name_of_two_months(language: str | None, month: int | None) -> None:
    """Listopad is October or November by the language, and nothing without it."""
    found = foreign_date("11. listopada 2024", language)
    assert (found and found.month) == month


@pytest.mark.parametrize(
    ("persian", "gregorian"),
    [
        ((1403, 1, 1), "2024-03-20"),
        ((1399, 12, 30), "2021-03-20"),
        ((1404, 1, 1), "2025-03-21"),
        ((1357, 11, 22), "1979-02-11"),
        ((1403, 7, 31), None),
        ((1403, 13, 1), None),
    ],
)
def test_the_persian_calendar(persian: tuple[int, int, int], gregorian: str | None) -> None:
    """Leap years fall where the calendar has them."""
    found = from_persian(*persian)
    assert (found.isoformat() if found else None) == gregorian


def test_fields_and_lines() -> None:
    """Dates of records and lines of a text are read alike; the line leaves the body."""
    found = parse_date("11 أكتوبر 2024", "metadata")
    assert found is not None
    assert (found.date, found.precision) == (DAY, "day")
    body = "Городской совет решил, что старая мельница на реке не будет продана никому до следующего года."
    cleaned = clean(f"Мельница остаётся\n\n11 октября 2024 года\n\n{body}\n\n{body.replace('мельница', 'пристань')}\n")
    assert cleaned.published is not None
    assert cleaned.published.date == DAY
    assert not any("2024" in paragraph for paragraph in cleaned.paragraphs)
