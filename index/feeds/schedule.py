"""When a feed is due again, from what the server says, what was learnt, and what went wrong."""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.feeds.feed_state import FeedState

__all__ = ["after_failure", "after_success", "is_due", "learnt_interval", "retry_after"]

_SHORTEST, _LONGEST = 30.0, 1440.0
"""Minutes between two fetches that are learnt."""
_FASTER, _SLOWER = 0.6, 1.3
_HOLD = 30 * 86_400
"""Seconds that a server may ask to wait."""
_MAX_AGE = re.compile(r"(?:\A|[\s,])max-age\s*=\s*\"?(\d{1,9})")
_UNCACHED = re.compile(r"no-cache|no-store")


def is_due(state: FeedState, url: str, now: float, *, asked: bool = False) -> bool:
    """Tell whether the feed at `url` is to be fetched.

    If the reader `asked` for it, every feed is but one that is gone or whose server asked to wait.
    """
    if state.url != url:
        return True  # new, or with a new address
    return not state.gone and state.held_until <= now and (asked or state.due <= now)


def learnt_interval(interval: float, new: int) -> float:
    """Return the next interval in minutes: shorter after new articles, longer after none."""
    return min(_LONGEST, max(_SHORTEST, interval * (_FASTER if new else _SLOWER)))


def after_success(
    interval: float, every: int | None, ttl: int | None, headers: Mapping[str, str], spread: float
) -> float:
    """Return the seconds until the next fetch; `spread`, from -1 to 1, keeps feeds from coming due all at once.

    What the reader wants (`every`, in minutes) counts more than what was learnt and what the server says.
    """
    if every:
        return every * 60.0
    minutes = max(interval * (1 + spread / 10), ttl or 0, _fresh_for(headers) / 60)
    return min(_LONGEST, minutes) * 60


def after_failure(errors: int) -> float:
    """Return the seconds until the next attempt after so many failures in a row; they double up to a day."""
    return min(_LONGEST, _SHORTEST * 2.0 ** min(errors - 1, 10)) * 60


def retry_after(headers: Mapping[str, str], now: float) -> float:
    """Return the seconds that a server asks to wait, 0 if it does not."""
    written = headers.get("retry-after", "").strip()
    is_number = written.isdecimal() and written.isascii()
    seconds = float(written[:12]) if is_number else _time_of(written) - now
    return min(_HOLD, max(0.0, seconds))


def _fresh_for(headers: Mapping[str, str]) -> float:
    """Return for how many seconds an answer is fresh by its headers."""
    control = headers.get("cache-control", "").lower()
    if _UNCACHED.search(control):
        return 0.0
    if found := _MAX_AGE.search(control):
        return float(found[1])
    date, expires = _time_of(headers.get("date", "")), _time_of(headers.get("expires", ""))
    return max(0.0, expires - date) if date and expires else 0.0


def _time_of(written: str) -> float:
    try:
        return parsedate_to_datetime(written).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0.0
