"""What could not be read, as a sync reports it and the manifest keeps it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Problem"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that could not be read, and why."""

    path: str
    reason: str
