"""The values of an item in one form: links to compare, dates in ISO, texts without control characters, words."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from seedread.index.feeds.feed import InvalidUrlError, feed_url
from seedread.index.ingest.published import parse_date
from seedread.index.sources.html import without_tags
from seedread.index.sources.plain_values import plain_line
from seedread.index.text.sanitize import one_line, safe_line
from seedread.index.text.urls import canonical_url
from seedread.index.text.word_digest import word_digest

if TYPE_CHECKING:
    from seedread.index.feeds.parsed_feed import Item

__all__ = ["canonical_link", "clean_line", "day_of", "is_page", "is_short", "iso_date", "plain_text", "words_digest"]

_ENTITY = re.compile(r"&(?:#\w{1,8}|\w{1,31});")
_AHEAD = datetime.timedelta(days=1)
_LONGEST_DATE = 100
_SHORT = 400
"""Characters of a text that is only a summary."""


def plain_text(text: object, longest: int) -> str:
    """Return a value on one line without control characters; empty if it is too long."""
    line = one_line(str(text))
    return line if len(line) <= longest else ""


def clean_line(text: object) -> str:
    """Return a title or a name, which may contain markup, as text on one line without control characters."""
    return safe_line(plain_line(text if isinstance(text, str) else "")).strip()


def canonical_link(link: str, base: str) -> str:
    """Return an address without what only counts readers, below `base`; empty if it is none of http or https."""
    try:
        whole = urljoin(base, link.strip()) if link.strip() else ""
        if urlsplit(whole).scheme.lower() not in ("http", "https"):
            return ""
        fragment = urlsplit(whole).fragment
        url = feed_url(whole)[0] + (f"#{fragment}" if fragment.startswith(("!", "/")) else "")
        return canonical_url(url) or ""
    except (InvalidUrlError, ValueError):
        return ""


def is_page(url: str) -> bool:
    """Tell whether an address can be that of one article: it is not the home page of a site."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query or parts.fragment)


def iso_date(written: object, now: datetime.datetime) -> tuple[str | None, bool]:
    """Return a date in ISO with the zone it was written in, as written if it cannot be read so; None if it is none.

    Also tell whether it lies more than a day ahead of `now`, in which case it is none.
    """
    text = plain_text(written or "", _LONGEST_DATE)
    if not text:
        return None, False
    exact = _exact(text)
    if exact is None:
        day = day_of(text)
        if day is None:
            return None, False
        return (None, True) if day > (now + _AHEAD).date() else (text, False)
    if exact.tzinfo is None:
        exact = exact.replace(tzinfo=datetime.UTC)
        ahead = exact > now + _AHEAD
        return (None, True) if ahead else (exact.replace(tzinfo=None).isoformat(timespec="seconds"), False)
    return (None, True) if exact > now + _AHEAD else (exact.isoformat(timespec="seconds"), False)


def day_of(date: str) -> datetime.date | None:
    """Return the day of a date that `iso_date` returned; None if it names none."""
    found = parse_date(date, "metadata")
    if found is None:
        return None
    return found.date.date() if isinstance(found.date, datetime.datetime) else found.date


def _exact(text: str) -> datetime.datetime | None:
    """Return a time in the form of ISO 8601 or of mail headers."""
    for read in (datetime.datetime.fromisoformat, parsedate_to_datetime):
        try:
            date = read(text)
            if date.year > 1900 and len(text) > len("2024-10-11"):
                return date
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return None


def is_short(item: Item) -> bool:
    """Tell whether the text of an item is a summary at most."""
    return len(item.text) < _SHORT or (item.is_html and len(without_tags(item.text).strip()) < _SHORT)


def words_digest(title: str, text: str, *, is_html: bool) -> str:
    """Return a digest of the words of an article: markup, space and punctuation do not count."""
    return word_digest(title, _ENTITY.sub(" ", without_tags(text)) if is_html else text)
