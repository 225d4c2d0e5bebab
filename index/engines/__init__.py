"""What searches: the protocol every engine keeps, one package per engine, and the one place that chooses."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.engines.base import Engine, Found, Heads, Reader, Writer
from seedread.index.storage.checked_path import CheckedPath

if TYPE_CHECKING:
    from seedread.index.storage.places import ReadablePlace

__all__ = ["Engine", "Found", "Heads", "Reader", "Writer", "open_engine"]


def open_engine(place: ReadablePlace) -> Engine:
    """Return the engine of the index at `place`, a folder or an index of a cluster, which need not exist yet."""
    if not isinstance(place, Path | CheckedPath):
        from seedread.index.engines.opensearch import OpenSearchEngine  # noqa: PLC0415 (HTTP and TLS, which folders do not need)

        return OpenSearchEngine(place.client, place.index)
    from seedread.index.engines.whoosh import WhooshEngine  # noqa: PLC0415 (0.1 s: NumPy and Whoosh)

    return WhooshEngine(place)
