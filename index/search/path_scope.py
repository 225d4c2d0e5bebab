"""Searching in a part of a library: a reader limited to the articles of some files and folders."""

from __future__ import annotations

from functools import cached_property
from itertools import compress
from typing import TYPE_CHECKING

from seedread.index.engines.base import NO_MARKS, NOT_CHOSEN, Heads
from seedread.index.facets.fields import INTRODUCED
from seedread.index.files.file_keys import file_key, prefixes
from seedread.index.query import All, And, DocumentSet, HasValue, Marked, Numbers, Word
from seedread.index.storage.manifest import title
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from seedread.index.engines import Found, Reader
    from seedread.index.engines.base import Cancel, Row, StoredArticle
    from seedread.index.facets import FacetValues, Selection
    from seedread.index.query import Marks, Node, Notice
    from seedread.index.storage.file_states import FileState

__all__ = ["PathScope", "ScopedReader"]


class PathScope:
    """Files and folders inside the sources of a library, as keys or key prefixes."""

    def __init__(self, roots: Sequence[Path], paths: Sequence[Path]) -> None:
        self._whole: set[str] = set()
        """Possible keys of single files."""
        self._beginnings: list[str] = []
        self._names = [_name(path, roots) for path in paths]
        for root, prefix in zip(roots, prefixes(roots), strict=True):
            for path in paths:
                if path == root:
                    self._beginnings.append(prefix)
                elif path.is_relative_to(root):
                    key = file_key(prefix, root, path)
                    self._whole.add(key)
                    self._beginnings.append(f"{key}/")

    @property
    def title(self) -> str:
        """The files and folders, for display."""
        return ", ".join(map(safe_line, self._names))

    def covers(self, key: str) -> bool:
        """Tell whether the file with this key is in the scope."""
        return key in self._whole or any(map(key.startswith, self._beginnings))

    def of(self, reader: Reader, files: Mapping[str, FileState]) -> Reader:
        """Return a reader of the articles of `reader` from the `files` in the scope."""
        ids = {own for key, state in files.items() if self.covers(key) for own in state.ids}
        return ScopedReader(reader, Numbers.of(reader.documents(ids).values()))


def _name(path: Path, roots: Sequence[Path]) -> str:
    root = next((root for root in roots if path.is_relative_to(root)), path)
    return file_key("", root, path) if path != root else title((root,))


class _ScopedValues:
    """The values of a facet in a part of the articles (`seedread.index.facets.FacetValues`)."""

    def __init__(self, reader: ScopedReader, name: str, whole: FacetValues) -> None:
        self._reader = reader
        self._name = name
        self._whole = whole

    @cached_property
    def _counts(self) -> dict[str, int]:
        return dict(self._reader.search(All()).tally(self._name))

    @property
    def labels(self) -> Mapping[str, str]:
        """The names of those values that an article here has."""
        return {value: self._whole.labels[value] for value in self._counts}

    def count(self, value: str) -> int:
        """Return how many articles here have `value`, by any of the ways to write it."""
        found = self._counts.get(value)
        return self._reader.search(HasValue(self._name, frozenset((value,)))).total if found is None else found


class ScopedReader:
    """A reader (`seedread.index.engines.base.Reader`) limited to the articles of a scope.

    Ranking uses the word rarity of the whole library.
    """

    def __init__(self, reader: Reader, scope: Numbers) -> None:
        self._reader = reader
        self._scope = Marked(DocumentSet(scope))
        self._numbers = frozenset(scope)
        self.generation = reader.generation
        self.remote = reader.remote

    @property
    def count(self) -> int:
        """How many documents the scope has."""
        return len(self._numbers)

    def verify(self) -> None:
        """Raise Damaged if the open files can no longer be read."""
        self._reader.verify()

    def _inside(self, tree: Node) -> Node:
        return And((tree, self._scope))

    def search(
        self,
        tree: Node,
        selection: Selection = NOT_CHOSEN,
        marks: Marks = NO_MARKS,
        cancelled: Cancel = lambda: False,
        *,
        partial: bool = False,
    ) -> Found:
        """Return what matches `tree` and `selection`; raises Cancelled."""
        return self._reader.search(self._inside(tree), selection, marks, cancelled, partial=partial)

    def numbers(self, tree: Node, *, oldest: bool = False) -> Iterator[int]:
        """Go through the documents that match `tree`."""
        return self._reader.numbers(self._inside(tree), oldest=oldest)

    def heads(self) -> Heads:
        """Return what is known of the documents of the scope without their texts."""
        heads = self._reader.heads()
        kept = [number in self._numbers for number in heads.numbers]
        return Heads(
            list(compress(heads.numbers, kept)),
            list(compress(heads.ids, kept)),
            list(compress(heads.minutes, kept)),
            list(compress(heads.text_sums, kept)),
        )

    def facets(self) -> Mapping[str, FacetValues]:
        """Return every facet's values."""
        return self._facets

    @cached_property
    def _facets(self) -> Mapping[str, FacetValues]:
        return {name: _ScopedValues(self, name, values) for name, values in self._reader.facets().items()}

    def introduced(self) -> FacetValues:
        """Return the leaders in no data file whom articles of the scope introduce."""
        return _ScopedValues(self, INTRODUCED, self._reader.introduced())

    def row(self, document: int) -> Row:
        """Return the list row of a document."""
        return self._reader.row(document)

    def kept(self, document: int) -> StoredArticle:
        """Return the document that the writer stored."""
        return self._reader.kept(document)

    def document(self, article_id: str) -> int | None:
        """Return the number of the article with this id, if it is in the scope."""
        number = self._reader.document(article_id)
        return number if number in self._numbers else None

    def documents(self, article_ids: Collection[str]) -> dict[str, int]:
        """Return the number of each of these articles that is in the scope."""
        found = self._reader.documents(article_ids)
        return {own: number for own, number in found.items() if number in self._numbers}

    def expand(self, tree: Node, cancelled: Cancel = lambda: False) -> Node:
        """Return `tree` with the stems that its wildcards and fuzzy words match."""
        return self._reader.expand(tree, cancelled)

    def notices(self, tree: Node) -> list[Notice]:
        """Return notices about what the engine could not do completely."""
        return self._reader.notices(tree)

    def suggest(self, word: str, edits: int, cancelled: Cancel = lambda: False) -> list[tuple[str, int]]:
        """Return words of the articles in the scope with a spelling similar to `word`, each with its article count."""
        words = (other for other, _ in self._reader.suggest(word, edits, cancelled))
        counted = [(other, self.search(Word(other), cancelled=cancelled).total) for other in words]
        return [(other, count) for other, count in counted if count]

    def frequencies(self, terms: Sequence[str]) -> list[int]:
        """Return the number of documents of the whole library with each of the stems."""
        return self._reader.frequencies(terms)

    def closest(
        self, weights: Mapping[str, float], limit: int, minute: int | None, *, within: int, far: float
    ) -> list[tuple[int, float]]:
        """Return the `limit` documents in the scope with the highest sum of stem weights, best first."""
        wanted = limit
        while True:
            found = self._reader.closest(weights, wanted, minute, within=within, far=far)
            here = [one for one in found if one[0] in self._numbers]
            if len(here) >= limit or len(found) < wanted:
                return here[:limit]
            wanted *= 4

    def minute(self, document: int) -> int | None:
        """Return when a document was published."""
        return self._reader.minute(document)

    def text_sum(self, document: int) -> int:
        """Return the hash of title and body as a number."""
        return self._reader.text_sum(document)

    def with_text_sums(self, sums: Collection[int]) -> list[int]:
        """Return the documents in the scope whose hash is one of these."""
        return [number for number in self._reader.with_text_sums(sums) if number in self._numbers]

    def close(self) -> None:
        """Close the files."""
        self._reader.close()
