"""The screen's state of fetches: what the reader was told."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["FetchStatus"]


@dataclass
class FetchStatus:
    """The state behind the messages about feeds."""

    failing: frozenset[str] = frozenset()
    """The feeds that could not be fetched, as the reader was told."""
    problem: str = ""
    """Why nothing could be fetched, as the reader was told."""
    summary: str = ""
    """The last message about a fetch that was more than an error."""
