"""Carries marks over to articles that have moved but have the same text: a moved library or folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Protocol

from seedread.index.shelf.marked import MarkedArticles

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import Literal

    from seedread.index.search.results import Results
    from seedread.index.shelf.shelf import Shelf

__all__ = ["adopt", "attach", "library_name"]

_BATCH_SIZE = 200
"""Articles between two checks for cancellation."""


class MarkedLibrary(Protocol):
    """What the shelf needs of a library (`seedread.index.Library`)."""

    roots: tuple[Path, ...]
    directory: Path
    marks: Any
    """The attached marks (`MarkedArticles`)."""

    @property
    def generation(self) -> int:
        """The generation that searches see."""
        ...

    def whole(self) -> AbstractContextManager[MarkedLibrary]:
        """Return the same library with all of its paths; the caller closes it."""
        ...

    def search(self, text: str, *, sort: Literal["oldest"], limit: int, offset: int) -> Results:
        """Return a page of the articles that match `text`."""
        ...


def library_name(roots: Sequence[Path]) -> str:
    """Return the name of the library of these sources on the shelf."""
    return "\n".join(os.fsencode(root).decode("utf-8", "backslashreplace") for root in roots)


def attach(library: MarkedLibrary, shelf: Shelf) -> str:
    """Make the marks on `shelf` searchable in `library`; return the library's name on the shelf."""
    name = library_name(library.roots or [library.directory])
    library.marks = MarkedArticles(shelf, name)
    return name


def adopt(library: MarkedLibrary, shelf: Shelf, cancelled: Callable[[], bool] = lambda: False) -> int:
    """Carry marks made elsewhere over to the articles of `library` with the same text; return how many.

    Reads every article once if there are marks to carry over. Raises ShelfError and LibraryError.
    """
    name, generation = library_name(library.roots or [library.directory]), library.generation
    if not shelf.to_adopt(name, generation):
        return 0
    with library.whole() as whole:
        return _adopt(whole, shelf, name, generation, cancelled)


def _adopt(library: MarkedLibrary, shelf: Shelf, name: str, generation: int, cancelled: Callable[[], bool]) -> int:
    articles: list[tuple[str, str]] = []
    while not cancelled():
        results = library.search("", sort="oldest", limit=_BATCH_SIZE, offset=len(articles))
        if results.generation != generation:
            return 0
        articles += [(hit.id, hit.content_hash) for hit in results.hits]
        if len(articles) >= results.total or not results.hits:
            return shelf.adopt(name, generation, articles)
    return 0
