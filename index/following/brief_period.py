"""The period of a digest, as its reader gives it: its query and its title."""

from __future__ import annotations

import datetime
import re

__all__ = ["brief_query", "brief_title", "checked_period"]

_DAYS = re.compile(r"([1-9]\d{0,2})d\Z")


def checked_period(text: str) -> str:
    """Return a period: today, looked, all, a number of days, or a date; raises ValueError with what to use.

    Yesterday is a date.
    """
    if text in ("today", "looked", "all") or _DAYS.match(text):
        return text
    if text == "yesterday":
        return (datetime.datetime.now().astimezone().date() - datetime.timedelta(days=1)).isoformat()
    try:
        return datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("use today, yesterday, looked, all, days such as 7d, or a date such as 2026-11-30.") from None


def brief_query(query: str, since: str) -> str:
    """Return the query for the articles of a period that `query` finds; undated articles count by when they came."""
    found = f"({query})" if query.strip() not in ("", "*") else ""
    return " ".join(filter(None, (found, _period(since))))


def _period(since: str) -> str:
    if since in ("looked", "all"):
        return "is:new" if since == "looked" else ""
    days = f">={since}" if "-" in since else since
    return f"(date:{days} OR (-date:* added:{days}))"


def brief_title(query: str, since: str, now: datetime.datetime) -> str:
    """Return the title of a digest."""
    words = {"today": now.strftime("%A, %-d %B %Y"), "looked": "since your last visit", "all": "all articles"}
    period = words.get(since) or (f"since {since}" if "-" in since else _last(since.removesuffix("d")))
    return f"News: {period}{f' · {query}' if query else ''}"


def _last(days: str) -> str:
    return "the last day" if days == "1" else f"the last {days} days"
