"""Tests dates in other languages and calendars."""

from __future__ import annotations

import datetime

import pytest

from seedread.index.cleaning import clean
from seedread.index.cleaning.date_only_lines import is_date_line
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
        "二〇二四年十月十一日",
        "令和6年10月11日（金）",
        "民國113年10月11日",
        "11 октябри 2024",
        "Хуҷанд, 11 октябри соли 2024",
        "2024-nji ýylyň 11-nji oktýabry",
        "11 Kewçêrê 2024",
        "11ê Cotmehê 2024",
        "Çərşənbə axşamı, 11 oktyabr 2024",
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


@pytest.mark.parametrize(
    "line",
    ["15. 1. 2024", "15-01-2024 10:30", "2024.01.15 10:30", "15 sty 2024", "15 Oca 2024", "15. sij 2024.",
     "二〇二四年一月十五日", "令和6年1月15日"],
)  # fmt: skip
def test_a_line_that_is_only_a_date(line: str) -> None:
    """Lines with a date in figures, or in ASCII with nothing but the month's name, are date lines."""
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["15.1.24.7", "1-2-3", "Zimmer 15 1999 frei", "2024/25", "10:30-11:45-2024", "年会"])
def test_a_line_that_is_more_or_less_than_a_date(line: str) -> None:
    """Other figures are no date, and a year is never guessed."""
    assert not is_date_line(line)
