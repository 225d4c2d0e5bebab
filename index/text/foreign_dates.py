"""Reads dates in other languages and calendars, where a text is nothing but a date.

The names of months are in data/months.tsv (CLDR). The order of day, month and year does not matter: a text has one name
of a month, one year and one day. Years of the Persian calendar (1370 to 1410) and of the Thai one (2400 to 2600) become
Gregorian; other calendars are not read.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from seedread.index.text.data_files import read_table
from seedread.index.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

__all__ = ["foreign_date", "from_persian", "month_number"]

_LONGEST = 80
_SHORT = 3
"""Letters of the words that go with dates: of, year, hour."""
_LONG_WORDS = 1
"""The most longer words beside a date: the weekday."""
_LABEL = lazy_pattern(r"\A[^\d:：]{1,40}[:：]\s*(?=\D|\d{1,2}\D)")
"""What comes before a date: "published:"."""
_FIRST_YEAR, _LAST_YEAR = 1700, 2099
_PERSIAN = range(1370, 1411)
_THAI = range(2400, 2601)
_THAI_AHEAD = 543
_IN_FIGURES = lazy_pattern(r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]?")
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+(?:thang|thg)\s+(\d{1,2}),?\s*(?:nam\s*)?(\d{4})(?!\d)")
_SIGNS = "〇一二三四五六七八九零"
_CHINESE = lazy_pattern(
    f"(?:[{_SIGNS}]{{4}}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])(?=[年月日])"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
"""The years before the first one of Japanese eras and of the calendar of Taiwan."""
_ERA = lazy_pattern(r"(令和|平成|昭和|民國|民国)\s*(\d{1,3})\s*年")
_BESIDE = re.compile("bazar ertəsi|cərsənbə axsamı|соли")
"""Words that go with dates: Azeri weekdays of two words, and "of the year" in Tajik."""
_ISO = lazy_pattern(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[t ](\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?\Z"
)
_TIME = re.compile(r"(?<!\d)(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?(?!\d)")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")


def foreign_date(text: str, language: str | None = None) -> datetime.date | None:
    """Return the day that all of `text` says, None if it says none or leaves doubt.

    `language` decides between months of one name: listopad is October in Croatian and November in Czech.
    """
    text = _in_digits(text[: _LONGEST + 1])
    if len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    plain = _LABEL.sub("", _plain(text), count=1)
    if found := _ISO.match(plain):
        return _day(int(found[1]), int(found[3]), int(found[4]), persian=True)
    if found := _IN_FIGURES.search(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _VIETNAMESE.search(plain):
        return _day(int(found[3]), int(found[2]), int(found[1]))
    return _by_name(plain, language)


def _in_digits(text: str) -> str:
    """Return a date of East Asia with its numbers in figures: 二〇二四年, 令和6年, 民國113年."""
    if "年" not in text:
        return text
    text = _CHINESE.sub(lambda number: _figures(number.group()), text.replace("元年", "1年"))
    return _ERA.sub(lambda era: f"{_ERAS[era[1]] + int(era[2])}年", text)


def _figures(number: str) -> str:
    """Return a number in Chinese signs, a row of digits or at most 99, in figures."""
    if "十" not in number:
        return "".join(str(_SIGNS.index(sign) % 10) for sign in number)
    tens, _, ones = number.partition("十")
    return str(10 * (_SIGNS.index(tens) if tens in _SIGNS[1:] and tens else 1) + (_SIGNS.index(ones) if ones else 0))


def month_number(name: str, languages: Collection[str]) -> int | None:
    """Return the number of the month that a name means in some languages; None for no month, or several."""
    meant = {number for language, number in _months().get(_plain(name), {}).items() if language in languages}
    return meant.pop() if len(meant) == 1 else None


def _by_name(plain: str, language: str | None) -> datetime.date | None:
    names = list(_names_pattern().finditer(plain))
    if len(names) != 1:
        return None
    rest = _TIME.sub(" ", plain[: names[0].start()] + " " + plain[names[0].end() :])
    rest = _BESIDE.sub(" ", rest)
    numbers = _NUMBER.findall(rest)
    years = [int(number) for number in numbers if len(number) == 4]
    days = [int(number) for number in numbers if len(number) < 3]
    if len(years) != 1 or len(days) != 1 or len(numbers) != 2:
        return None
    if sum(len(word) > _SHORT for word in _WORD.findall(rest)) > _LONG_WORDS:
        return None
    months = _months()[names[0][0]]
    meant = {months[language]} if language and language in months else set(months.values())
    if len(meant) != 1:
        return None
    persian = set(months) == {"fa-x-jalali"} or (years[0] in _PERSIAN and "fa-x-jalali" in months)
    return _day(years[0], meant.pop(), days[0], persian=persian)


def _day(year: int, month: int, day: int, *, persian: bool = False) -> datetime.date | None:
    if year in _THAI:
        year -= _THAI_AHEAD
    if persian and year in _PERSIAN:
        return from_persian(year, month, day)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def from_persian(year: int, month: int, day: int) -> datetime.date | None:
    """Return the Gregorian date of a day in the solar Hijri calendar; None if there is no such day.

    By the 33-year cycle of leap years, which holds from 1206 to 1498 (Heydari, Iranian calendar, 2004).
    """
    longest = 31 if month <= 6 else 30
    if not 1 <= month <= 12 or not 1 <= day <= longest:
        return None
    since = year - 979
    days = 365 * since + since // 33 * 8 + (since % 33 + 3) // 4
    days += 31 * (month - 1) - max(0, month - 7) + day - 1
    return datetime.date(1600, 3, 20) + datetime.timedelta(days)


def _plain(text: str) -> str:
    """Return the text casefolded, with figures of any script as ASCII, and without accents."""
    return "".join(map(_plain_char, text.casefold()))


@cache
def _plain_char(char: str) -> str:
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(char) == "Cf" or char == "ـ":
        return ""
    if "\u0900" <= char <= "\u0eff" or "\uac00" <= char <= "\ud7af":
        return char
    parts = unicodedata.normalize("NFKD", char)
    return "".join(part for part in parts if not unicodedata.combining(part)).replace("ي", "ی").replace("ك", "ک")


@cache
def _months() -> Mapping[str, Mapping[str, int]]:
    """Return the plain name of each month → language → its number."""
    found: dict[str, dict[str, int]] = {}
    for language, *months in read_table("text", "months.tsv"):
        for number, forms in enumerate(months, 1):
            for form in forms.split("|"):
                if form:
                    short = language if language == "fa-x-jalali" else language.partition("-x-")[0]
                    found.setdefault(_plain(form), {})[short] = number
    return found


@cache
def _names_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    # In Hebrew and Mongolian a letter is joined to the name.
    return re.compile(rf"(?:(?<![^\W\d_])|(?<=(?<!\w)ב))(?:{names})(?![^\W\d_])|(?<!\w)(?:{names})(?=ын\b|у\b)")
