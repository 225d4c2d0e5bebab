"""seedread itself, measured as its peers are: the index alone, from articles that stand ready, and searches."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from peer_protocol import FACETS

from seedread.index import Library
from seedread.index.article.stored import body_paragraphs, from_stored
from seedread.index.engines import open_engine
from seedread.index.ingest.index_entry import IndexEntry, to_entry
from seedread.index.ingest.rebuild_reasons import made_of
from seedread.index.query import All
from seedread.index.storage.file_states import FileStates
from seedread.index.storage.manifest import Manifest, load, save

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peer_protocol import Kind, Query

__all__ = ["OwnIndex", "OwnSearches", "entries_of", "query_text"]

_INDEX = "index-1"
_JOINTS: dict[Kind, tuple[str, str]] = {
    "any word": (" OR ", "{}"),
    "without": (" -", "{}"),
    "phrase": (" ", '"{}"'),
    "near": (" ", '"{}"~8'),
    "beginning": ("", "{}*"),
    "fuzzy": ("", "{}~"),
}
"""What stands between the words of each kind of query, and around them, where that is more than a space."""


class OwnIndex:
    """Builds a library from articles that stand ready."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.chmod(0o700)
        (folder / _INDEX).mkdir(mode=0o700)
        self._writer = open_engine(folder / _INDEX).writer()

    def add(self, batch: Sequence[IndexEntry]) -> None:
        """Add articles."""
        self._writer.add(batch)

    def finish(self) -> None:
        """Commit, and make it a library."""
        generation = self._writer.commit(last=True)
        self._writer.clean()
        source = (str(self._folder),)  # any folder: nothing is read from it
        manifest = Manifest(made_of(), 0, _INDEX, generation, complete=True, sources=source)
        save(self._folder, manifest, FileStates())


class OwnSearches:
    """Searches a library."""

    def __init__(self, folder: Path) -> None:
        self._library = Library.open(directory=folder)

    def run(self, query: Query) -> int:
        """Return the total of a query, with all that the screen shows looked up."""
        found = self._library.search(query_text(query), limit=50)
        for hit in found.hits[:20]:
            _ = hit.title, hit.date, hit.snippet
        for facet in FACETS:
            _ = found.facets[facet].values
        return found.total


def query_text(query: Query) -> str:
    """Return a query as it is typed."""
    joint, form = _JOINTS.get(query.kind, (" ", "{}"))
    text = form.format(joint.join(query.words))
    return f"country:{query.country} {text}" if query.country else text


def entries_of(library: Path) -> Iterator[IndexEntry]:
    """Go through the articles of a library, with the countries, leaders and sources that it found."""
    manifest = load(library)
    assert manifest is not None
    with closing(open_engine(library / manifest.index).reader(manifest.generation)) as reader:
        for number in reader.numbers(All()):
            one = reader.kept(number)
            yield to_entry(from_stored(one.id, one.title, body_paragraphs(one.body), one.record), one.record["file"])
