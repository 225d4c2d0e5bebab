"""Searching in a part of a library: a reader limited to the articles of some files and folders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.files.file_keys import file_key, prefixes
from seedread.index.query import Word
from seedread.index.storage.manifest import title
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from seedread.index.engines import Reader
    from seedread.index.engines.base import Cancel, DateUnit, Row, StoredArticle
    from seedread.index.facets import Bitset, Values
    from seedread.index.query import Node, Notice
    from seedread.index.storage.manifest import FileState

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
        count = reader.everything.bit_count()
        if len(ids) > count // 10:
            # faster than looking up each file
            alive = f"{reader.everything:b}"[::-1]
            numbers = [n for n, bit in enumerate(alive) if bit == "1" and reader.row(n).id in ids]
        else:
            numbers = [number for own in ids if (number := reader.document(own)) is not None]
        mask = bytearray((max(numbers, default=0) >> 3) + 1)
        for number in numbers:
            mask[number >> 3] |= 1 << (number & 7)
        return ScopedReader(reader, int.from_bytes(mask, "little") & reader.everything)


def _name(path: Path, roots: Sequence[Path]) -> str:
    root = next((root for root in roots if path.is_relative_to(root)), path)
    return file_key("", root, path) if path != root else title((root,))


@dataclass(frozen=True)
class _ScopedValues:
    """The values of a facet in a part of the articles."""

    whole: Values
    scope: Bitset

    @property
    def labels(self) -> Mapping[str, str]:
        """The names of those values that an article here has."""
        return {value: self.whole.labels[value] for value, _ in self.whole.tally(self.scope)}

    @property
    def some(self) -> Bitset:
        """The articles that have any value."""
        return self.whole.some & self.scope

    def articles(self, value: str) -> Bitset:
        """Return the articles that have `value`."""
        return self.whole.articles(value) & self.scope

    def tally(self, base: Bitset) -> list[tuple[str, int]]:
        """Return every value of `base` with its count, the most frequent first, then by label."""
        return self.whole.tally(base & self.scope)


class ScopedReader:
    """A reader (`seedread.index.engines.base.Reader`) limited to the articles of a scope.

    Ranking uses the word rarity of the whole library.
    """

    def __init__(self, reader: Reader, scope: Bitset) -> None:
        self._reader = reader
        self.generation = reader.generation
        self.everything = scope

    def verify(self) -> None:
        """Raise Damaged if the open files can no longer be read."""
        self._reader.verify()

    def match(self, tree: Node, cancelled: Cancel) -> Bitset:
        """Return the documents that match; raises Cancelled."""
        return self._reader.match(tree, cancelled) & self.everything

    def rank(
        self, tree: Node, within: Bitset, limit: int, cancelled: Cancel = lambda: False
    ) -> list[tuple[int, float]]:
        """Return the `limit` best documents of `within` with their scores, best first."""
        return self._reader.rank(tree, within & self.everything, limit, cancelled)

    def by_date(self, within: Bitset, limit: int, *, newest: bool) -> list[int]:
        """Return the first `limit` documents of `within` by date, undated ones last."""
        return self._reader.by_date(within & self.everything, limit, newest=newest)

    def facets(self) -> Mapping[str, Values]:
        """Return every facet's values with their documents."""
        return {name: _ScopedValues(values, self.everything) for name, values in self._reader.facets().items()}

    def introduced(self) -> Values:
        """Return the leaders in no data file whom articles of the scope introduce."""
        return _ScopedValues(self._reader.introduced(), self.everything)

    def span(self, within: Bitset) -> tuple[datetime.date, datetime.date] | None:
        """Return the first and the last day on which an article of `within` was published."""
        return self._reader.span(within & self.everything)

    def tally_dates(self, within: Bitset, unit: DateUnit) -> list[int]:
        """Return how many of `within` were published in each period."""
        return self._reader.tally_dates(within & self.everything, unit)

    def row(self, document: int) -> Row:
        """Return the list row of a document."""
        return self._reader.row(document)

    def kept(self, document: int) -> StoredArticle:
        """Return the document that the writer stored."""
        return self._reader.kept(document)

    def document(self, article_id: str) -> int | None:
        """Return the number of the article with this id, if it is in the scope."""
        number = self._reader.document(article_id)
        return number if number is not None and self.everything >> number & 1 else None

    def expand(self, tree: Node, cancelled: Cancel = lambda: False) -> Node:
        """Return `tree` with the stems that its wildcards and fuzzy words match."""
        return self._reader.expand(tree, cancelled)

    def notices(self, tree: Node) -> list[Notice]:
        """Return notices about what the engine could not do completely."""
        return self._reader.notices(tree)

    def suggest(self, word: str, edits: int, cancelled: Cancel = lambda: False) -> list[tuple[str, int]]:
        """Return words of the articles in the scope with a spelling similar to `word`, each with its article count."""
        words = (other for other, _ in self._reader.suggest(word, edits, cancelled))
        counted = [(other, self.match(Word(other), cancelled).bit_count()) for other in words]
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
            here = [one for one in found if self.everything >> one[0] & 1]
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
        return [number for number in self._reader.with_text_sums(sums) if self.everything >> number & 1]

    def close(self) -> None:
        """Close the files."""
        self._reader.close()
