"""How times of fetches are written: in UTC for programs, in local time for readers."""

from __future__ import annotations

import datetime

__all__ = ["local_day", "local_minute", "utc_minute"]


def utc_minute(seconds: float) -> str:
    """Return a time as ISO in UTC, such as 2026-11-30T12:00Z."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")


def local_minute(seconds: float) -> str:
    """Return a time as the reader's clock has it, such as 2026-11-30 13:00."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def local_day(seconds: float) -> str:
    """Return the day that the reader's calendar had."""
    return local_minute(seconds)[:10]
