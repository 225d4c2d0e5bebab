"""What a sync says while it runs and when it has ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedread.index.files.problem import Problem
    from seedread.index.storage.manifest import KeptArticles

__all__ = ["Progress", "SyncReport"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync has come."""

    done: int
    total: int
    """Articles; a file counts for one until it is read and more are found in it."""
    phase: str
    """reading, indexing, stories or done; "reading again", "finding names again" or "grouping again" where the program
    or the rules changed."""


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a sync did, counted in articles; `problems` lists what could not be read."""

    added: int
    updated: int
    removed: int
    unchanged: int
    problems: tuple[Problem, ...]
    seconds: float
    kept: tuple[KeptArticles, ...] = ()
    """What was not removed although the files do not hold it now; `prune` removes it."""
    redone: tuple[str, ...] = ()
    """What was made again although no file changed, and why: a sentence for each."""
