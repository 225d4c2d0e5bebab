"""The screen's state of syncs: failed files, and questions to the reader."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SyncStatus"]


@dataclass
class SyncStatus:
    """The state behind the sync messages."""

    looked: bool = False
    """Whether the files were checked since the start."""
    asked: bool = False
    """Whether the reader asked for the check that is running, and waits for its result."""
    touched: bool = False
    """Whether files changed that no check has seen yet."""
    problems: tuple[tuple[str, str], ...] = ()
    """Path and reason of each file that the last sync could not read."""
    busy: str = ""
    """What was said of another process that updates the library; empty once none does."""
    keeper_shown: bool = False
    """Whether the reader was informed who maintains this library."""
    refused: tuple[str, ...] = ()
    """The articles that the reader keeps although the files no longer contain them."""
