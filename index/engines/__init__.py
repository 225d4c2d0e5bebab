"""What searches: the protocol every engine keeps, one package per engine, and the one place that chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.engines.base import Engine, Found, Reader, Writer

if TYPE_CHECKING:
    from seedread.index.storage.checked_path import Place

__all__ = ["Engine", "Found", "Reader", "Writer", "open_engine"]


def open_engine(place: Place) -> Engine:
    """Return the engine of the index in the folder `place`, which need not exist yet."""
    from seedread.index.engines.whoosh import WhooshEngine  # noqa: PLC0415 (0.1 s: NumPy and Whoosh)

    return WhooshEngine(place)
