"""Which matches are copies of another match: a list shows one row for all of them (rule R12 of the facets)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from seedread.index.errors import Damaged
from seedread.index.storage.stories_file import read_stories, stories_file, stories_files
from seedread.index.text.folding import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.engines import Reader
    from seedread.index.engines.base import Found
    from seedread.index.search.open_generation import OpenGeneration
    from seedread.index.storage.places import ReadablePlace

__all__ = ["CopyFolds"]


class CopyFolds:
    """The copies that the last grouping found, read once for each generation and grouping."""

    def __init__(self) -> None:
        self._of: tuple[OpenGeneration, ReadablePlace | None] | None = None
        self._groups: Sequence[Sequence[int]] = ()

    def hidden(self, opened: OpenGeneration, found: Found) -> frozenset[int]:
        """Return the documents of a result that are copies of another one there.

        Of each group the original stays, or else the first copy.
        """
        groups = self._current(opened)
        there = found.among([n for group in groups for n in group]) if groups else frozenset()
        shown = [[n for n in group if n in there] for group in groups]
        return frozenset(n for group in shown for n in group[1:])

    def _current(self, opened: OpenGeneration) -> Sequence[Sequence[int]]:
        path = stories_file(opened.place, opened.manifest.serial)
        known = path if path.exists() else next(iter(stories_files(opened.place)), None)
        if self._of != (opened, known):
            self._of, self._groups = (opened, known), _read(opened.reader, known) if known else ()
        return self._groups


def _read(reader: Reader, path: ReadablePlace) -> list[list[int]]:
    """Return the documents of each group of copies, the original first; none if the file is damaged or missing."""
    groups: dict[str, list[int]] = {}
    with suppress(Damaged):  # reported where stories are asked for
        for copy, first in ((read_stories(path) or {}).get("copies") or {}).items():
            for article in (copy,) if first in groups else (first, copy):
                if (n := reader.document(article)) is not None:
                    groups.setdefault(first, []).append(n)
    return [alike for group in groups.values() for alike in _alike(reader, group) if len(alike) > 1]


def _alike(reader: Reader, group: Sequence[int]) -> list[list[int]]:
    """Part a group into articles with the same title or text: no row may hide one that differs in both."""
    parts: list[tuple[set[str], list[int]]] = []
    for n in group:
        row = reader.row(n)
        signs = {_plain(row.title), _plain(row.body)}
        known = next((part for part in parts if part[0] & signs), None)
        if known:
            known[0].update(signs)
            known[1].append(n)
        else:
            parts.append((signs, [n]))
    return [documents for _, documents in parts]


def _plain(text: str) -> str:
    """Return a text without case, accents, punctuation and spaces."""
    return "".join(filter(str.isalnum, fold(text)))
