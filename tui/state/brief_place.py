"""The screen's state of digests: from which one an article was opened."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BriefPlace"]


@dataclass
class BriefPlace:
    """Where the reader left a digest; the next one begins there."""

    query: str = ""
    """What the digest was about, without its period."""
    whole: str = ""
    """The query with the period: that of the list in which the article was opened."""
    article: str = ""
    since: str = ""
    """The period, as the reader gave it."""
