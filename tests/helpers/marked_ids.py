"""What is marked in one library, by the ids of its articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedread.index.shelf import Shelf

__all__ = ["read_ids", "tagged_ids"]


def read_ids(shelf: Shelf, library: str) -> set[str]:
    return _ids(shelf, library, shelf.marked_items().read.tolist())


def tagged_ids(shelf: Shelf, library: str, tag: str) -> set[str]:
    return _ids(shelf, library, shelf.marked_items().tags[tag].tolist())


def _ids(shelf: Shelf, library: str, items: list[int]) -> set[str]:
    wanted = set(items)
    return {own for item, own in shelf.places(library) if item in wanted}
