"""What the screen knows of syncs: what failed, and what the reader was asked."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SyncStatus"]


@dataclass
class SyncStatus:
    """The state behind the sync messages."""

    looked: bool = False
    """Whether the files were checked since the start."""
    problems: tuple[tuple[str, str], ...] = ()
    """Path and reason of each file that the last sync could not read."""
    keeper_shown: bool = False
    """Whether the reader has seen who keeps this library up to date."""
    refused: tuple[str, ...] = ()
    """What the reader wants to keep although the files no longer hold it."""
