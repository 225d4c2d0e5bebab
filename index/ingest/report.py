"""What a sync reports while it runs and when it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedread.index.files.problem import Problem
    from seedread.index.storage.manifest import KeptArticles

__all__ = ["Progress", "SyncReport"]


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of a sync."""

    done: int
    total: int
    """Articles; a file counts as one until it is read and more are found in it."""
    phase: str
    """reading, indexing, stories or done; "reading again", "finding names again" or "grouping again" if the program
    or the rules changed."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """The result of a sync, counted in articles; `problems` lists what could not be read."""

    added: int
    updated: int
    removed: int
    unchanged: int
    problems: tuple[Problem, ...]
    seconds: float
    kept: tuple[KeptArticles, ...] = ()
    """Articles that were kept although the files no longer contain them; `prune` removes them."""
    redone: tuple[str, ...] = ()
    """What was rebuilt although no file changed, and why: one message for each item."""
