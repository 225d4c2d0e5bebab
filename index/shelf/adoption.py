"""Carries marks over to articles that have moved but have the same text: a moved library or folder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from seedread.index.shelf.marked import MarkedArticles
from seedread.index.storage.source_set import library_name

if TYPE_CHECKING:
    from collections.abc import Collection
    from contextlib import AbstractContextManager
    from pathlib import Path

    from seedread.index.shelf.shelf import Shelf
    from seedread.index.storage.places import WritablePlace

__all__ = ["adopt", "attach", "library_name", "name_of"]


class MarkedLibrary(Protocol):
    """What the shelf needs of a library (`seedread.index.Library`)."""

    roots: tuple[Path, ...]
    place: WritablePlace
    marks: Any
    """The attached marks (`MarkedArticles`)."""

    @property
    def generation(self) -> int:
        """The generation that searches see."""
        ...

    def whole(self) -> AbstractContextManager[MarkedLibrary]:
        """Return the same library with all of its paths; the caller closes it."""
        ...

    def with_texts(self, hashes: Collection[str]) -> list[tuple[str, str]]:
        """Return ID and hash of the articles whose text has one of these hashes."""
        ...


def name_of(library: MarkedLibrary) -> str:
    """Return the name of an open library on the shelf."""
    return library_name(library.roots or [library.place])


def attach(library: MarkedLibrary, shelf: Shelf) -> str:
    """Make the marks on `shelf` searchable in `library`; return the library's name on the shelf."""
    name = name_of(library)
    library.marks = MarkedArticles(shelf, name)
    return name


def adopt(library: MarkedLibrary, shelf: Shelf) -> int:
    """Carry marks made elsewhere over to the articles of `library` with the same text; return how many.

    Reads only the articles that have such a text. Raises ShelfError and LibraryError.
    """
    name, generation = name_of(library), library.generation
    hashes = shelf.to_adopt(name, generation)
    if not hashes:
        return 0
    with library.whole() as whole:
        found = whole.with_texts(hashes)
        return shelf.adopt(name, generation, found) if whole.generation == generation else 0
