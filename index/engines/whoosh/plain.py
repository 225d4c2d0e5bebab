"""Opens the index of a library with Whoosh alone: for scripts that use Whoosh's own searcher, and for the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedread.index.engines.whoosh.schema import NAME
from seedread.index.errors import NotFound
from seedread.index.storage.manifest import load

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["open_with_whoosh"]


def open_with_whoosh(library: Path) -> Any:
    """Return the newest generation of the library in the folder `library` as a `whoosh.index.FileIndex`.

    The terms of `title` and `body` are stems in UTF-8: English ones, and in articles of other languages also their own
    with the language in front (`seedread.index.text.stemming.index_terms`); words that a text joins by a hyphen have
    one in front. Whoosh loads the pickles in its table of contents, so open only libraries that you made yourself.
    Raises NotFound where there is no library, Damaged where its manifest cannot be read.
    """
    from whoosh.filedb.filestore import FileStorage  # noqa: PLC0415 (reading an index needs no Whoosh)
    from whoosh.index import FileIndex  # noqa: PLC0415

    manifest = load(library)
    if manifest is None:
        raise NotFound(f"There is no library in {library}. Make one: `seedread index PATH --library {library}`.")
    return FileIndex(FileStorage(str(library / manifest.index)), indexname=NAME)
