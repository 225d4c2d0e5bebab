"""Reads the date from a line that holds only a date. Never reads a date from a sentence, never guesses a year."""

from __future__ import annotations

import re

from seedread.index.article import Published
from seedread.index.cleaning.word_lists import word_list
from seedread.index.text.foreign_dates import foreign_date
from seedread.index.text.lazy_pattern import lazy_pattern
from seedread.index.text.printed_dates import dates_in, month_names

__all__ = ["DATE", "is_date_line", "published_in", "says_updated"]

_OTHER_MONTHS = "|".join(sorted((name for name in month_names() if len(name) > 3), key=len, reverse=True))
_MONTH = rf"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|{_OTHER_MONTHS})"
_TIME = r"(?:[ ,T|·@-]{1,4}(?:at )?\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?)?"
DATE = (
    r"(?:\d{4}-\d{2}-\d{2}"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\.?[ -]{_MONTH}\.?,?(?:[ -]\d{{4}})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
"""Matches a printed date, with IGNORECASE; the year may be missing."""
_DATED = lazy_pattern(rf"\b{DATE}{_TIME}", re.IGNORECASE)
_IN_FIGURES = lazy_pattern(
    r"\W*(?:\d{1,2}([./-]) ?\d{1,2}\1 ?(?:19|20)\d\d|(?:19|20)\d\d([./-]) ?\d{1,2}\2 ?\d{1,2})\.?"
    r"(?:[ ,T|·-]{1,4}\d{1,2}[:.]\d{2}(?::\d{2})?)?\W*"
)
"""A line with nothing but a date in figures, and perhaps the time."""
_WORD = re.compile(r"[^\W\d_]+")
_UPDATED = re.compile(r"updat|modifi|edited|revis", re.IGNORECASE)
_DATE_WORDS = word_list("date") | month_names()
LONGEST = 110
"""Characters of the longest line that can be a date line."""


def is_date_line(text: str) -> bool:
    """Return whether `text` holds a date or a time, and otherwise only words that go with one."""
    if len(text) > LONGEST or not ("年" in text or any(map(str.isdigit, text))):
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    # A line in ASCII may be English: there the name of the month must be its only word.
    if (len(words) == 1 or not text.isascii()) and foreign_date(text):
        return True
    if not words and _IN_FIGURES.fullmatch(text):
        return True
    if not all(word in _DATE_WORDS for word in words):
        return False
    return bool(_DATED.search(text)) or bool(words and _has_time(text))


def _has_time(text: str) -> bool:
    return bool(re.search(r"\b\d{1,2}[:.]\d{2}\b", text))


def says_updated(text: str) -> bool:
    """Return whether the line dates an update rather than the first publication."""
    return bool(_UPDATED.search(text))


def published_in(text: str) -> Published | None:
    """Return the first unambiguous date in `text` that is printed with its year."""
    for found in dates_in(text):
        if found.precision in ("minute", "day"):
            return Published(found.date, found.precision, "text")
    day = foreign_date(text)
    return Published(day, "day", "text") if day else None
