"""Which lines occur in many documents of one site or folder, found in a sample before any document is cleaned.

The sample depends on the files alone, not on what was read before: an article is cleaned the same in every sync, as
long as its neighbours are the same.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from seedread.index.sources import ParsedDocument, files_beside, parts
from seedread.index.text.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from seedread.index.sources import Document, SourceFile

__all__ = ["SiteRepeats"]

_FILES, _RECORDS = 60, 300
"""The sample size: files of a folder, and records of a file with several articles."""
_FEW = 20
"""The number of records below which a file is sampled together with the others of its folder."""


class SiteRepeats:
    """The repeated lines of each folder, and of each site in a file with several articles, found on first use."""

    def __init__(self, roots: Sequence[Path]) -> None:
        """Find them in the files of `roots`."""
        self._roots = roots
        self._looked_at: set[str] = set()
        self._sampled: str | None = None
        self._sample: list[tuple[str, str, str]] = []
        self._known: dict[tuple[str, str], frozenset[str]] = {}

    def marked(self, document: Document, file: SourceFile) -> Document:
        """Return a document of a file with the lines that its neighbours contain too."""
        if document.markup:
            return document
        looked_at = _folder(file.key) if document.path else file.key
        if looked_at not in self._looked_at:
            self._looked_at.add(looked_at)
            self._known.update(self._in_folder(file) if document.path else self._in_file(file))
        repeated = self._known.get((looked_at, "" if document.path else host_of(document.url)))
        return replace(document, repeated=repeated) if repeated else document

    def _in_folder(self, file: SourceFile) -> dict[tuple[str, str], frozenset[str]]:
        sample = (next(_documents(one), None) for one in files_beside(file, self._roots, _FILES))
        repeated = _in_many(one.text for one in sample if one and one.path and not one.markup)
        return {(_folder(file.key), ""): repeated}

    def _in_file(self, file: SourceFile) -> dict[tuple[str, str], frozenset[str]]:
        records = list(islice(_documents(file), _RECORDS))
        texts: dict[str, list[str]] = {}
        for one in records:
            if not one.markup:
                texts.setdefault(host_of(one.url), []).append(one.text)
        if len(records) < _FEW:
            for other, host, text in self._in_files_beside(file):
                if other != file.key and host in texts:
                    texts[host].append(text)
        return {(file.key, host): _in_many(own) for host, own in texts.items()}

    def _in_files_beside(self, file: SourceFile) -> list[tuple[str, str, str]]:
        """Return the first records of the files in the folder of a file: the key of the file, the host, and the text.

        They are read once for all of these files, and kept for one folder, because a sync takes one after the other.
        """
        if self._sampled != _folder(file.key):
            self._sampled = _folder(file.key)
            self._sample = [
                (other.key, host_of(one.url), one.text)
                for other in files_beside(file, self._roots, _FILES)
                for one in islice(_documents(other), _FEW)
                if not one.path and not one.markup
            ]
        return self._sample


def _in_many(texts: Iterable[str]) -> frozenset[str]:
    from seedread.index.cleaning.repeated_lines import lines_in_many  # noqa: PLC0415 (0.1 s that a library up to date does not need)

    return lines_in_many(texts)


def _documents(file: SourceFile) -> Iterator[Document]:
    return (part.document for part in parts(file) if isinstance(part, ParsedDocument))


def _folder(key: str) -> str:
    return str(PurePosixPath(key).parent)
