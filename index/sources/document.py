"""What a source hands on: one document as found, already text, not yet cleaned."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Document"]


@dataclass(frozen=True, slots=True)
class Document:
    """One article's worth of text with what its container says about it."""

    id: str
    """Stable within a library."""
    text: str
    """As decoded: nothing is taken out yet."""
    title: str | None = None
    date: str | None = None
    """As the container writes it."""
    url: str | None = None
    source: str | None = None
