"""Collects a batch of articles in memory and writes it as a segment file."""

from __future__ import annotations

from array import array
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from seedread.index.article.stored import body_paragraphs, content_hash, hash_number
from seedread.index.engines.whoosh.dictionary import pack_words
from seedread.index.engines.whoosh.inverter import Inverter
from seedread.index.engines.whoosh.postings import PostingsPacker
from seedread.index.engines.whoosh.segment_file import narrow, write_segment
from seedread.index.engines.whoosh.store import PackedArticle, pack_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from seedread.index.engines.base import Entry
    from seedread.index.engines.whoosh.segment_file import Array, Section

__all__ = ["UNDATED", "Batch", "DocumentColumns", "Facts", "facts_of", "pack_columns", "pack_facet", "pack_vocabulary"]

UNDATED = -1


Facts: TypeAlias = "dict[str, Any]"


class DocumentColumns(NamedTuple):
    """Columns with one value per document."""

    title_lengths: Array
    """In words."""
    body_lengths: Array
    paragraph_counts: Array
    """Title and paragraphs of each document."""
    paragraph_lengths: Array
    """Words of each of these, document after document."""
    minutes: Array
    """Since the first day of the year 1; `UNDATED` if unknown."""
    precisions: Array
    """Characters of the ISO form of the date that are known."""
    text_sums: Array
    """The hash of title and body (`seedread.index.article.stored.hash_number`)."""


class FacetTable:
    """The values of one facet for the documents of a batch."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        """The number of each value and label."""
        self._documents, self._values = array("I"), array("I")

    def add(self, document: int, values: Any) -> None:
        """Add the (value, label) pairs of a document, each once."""
        for pair in dict.fromkeys(values):
            self._documents.append(document)
            self._values.append(self._numbers.setdefault(tuple(pair), len(self._numbers)))

    def sections(self, name: str, facts: Facts) -> Iterator[tuple[str, Section]]:
        """Yield its sections; its values go into `facts`."""
        yield from pack_facet(name, np.array(self._documents), np.array(self._values))
        facts["facets"][name] = list(self._numbers)


class Batch:
    """Articles in memory; `write` writes them as a segment."""

    def __init__(self, facets: tuple[str, ...]) -> None:
        self._inverter = Inverter()
        self._articles: list[PackedArticle] = []
        self._minutes: list[int] = []
        self._precisions: list[int] = []
        self._text_sums: list[int] = []
        self._facets = {name: FacetTable() for name in facets}
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._articles)

    @property
    def size(self) -> int:
        """The approximate memory of the batch in bytes."""
        return self._bytes + 12 * len(self._inverter)

    def add(self, entry: Entry) -> int:
        """Add an article and return its number in the segment."""
        number = len(self._articles)
        language = next((value for value, _ in entry.facets.get("language", ())), None)
        self._inverter.add(entry.title if entry.titled else "", entry.body, language, entry.credits)
        article = PackedArticle.of(entry)
        self._articles.append(article)
        self._bytes += 2 * (len(article.text) + len(article.record)) + 400
        self._minutes.append(UNDATED if entry.minute is None else entry.minute)
        self._precisions.append(entry.precision)
        self._text_sums.append(hash_number(content_hash(entry.title, body_paragraphs(entry.body))))
        for name, table in self._facets.items():
            table.add(number, entry.facets.get(name, ()))
        return number

    def write(self, path: Path, dictionaries: Mapping[str, bytes]) -> None:
        """Write the segment; `dictionaries` are the compression dictionaries of existing segments."""
        packer = PostingsPacker()
        for postings in self._inverter.postings():
            packer.add(postings)
        columns = DocumentColumns(
            *self._inverter.field_lengths(),
            np.array(self._inverter.paragraph_counts, np.int64),
            self._inverter.paragraph_lengths,
            np.array(self._minutes, np.int64),
            np.array(self._precisions, np.int64),
            np.array(self._text_sums, np.int64),
        )
        facts = facts_of(columns)
        sections = chain(
            pack_words("terms", self._inverter.terms).items(),
            packer.sections(),
            pack_vocabulary(self._inverter.vocabulary()).items(),
            pack_columns(columns),
            chain.from_iterable(table.sections(name, facts) for name, table in self._facets.items()),
            pack_articles(self._articles, dictionaries),
        )
        write_segment(path, sections, facts)


def pack_vocabulary(vocabulary: Mapping[bytes, Sequence[int]]) -> dict[str, Array | bytes]:
    """Return the sections of the words of a segment with the numbers of their terms."""
    words = sorted(vocabulary)
    own = [vocabulary[word] for word in words]
    return {
        **pack_words("words", words),
        "words.counts": narrow(np.fromiter(map(len, own), np.int64, len(own))),
        "words.terms": np.fromiter(chain.from_iterable(own), np.uint32),
    }


def pack_columns(columns: DocumentColumns) -> Iterator[tuple[str, Section]]:
    """Yield the sections of the document columns."""
    for name, column in columns._asdict().items():
        if name != "minutes":
            yield name, narrow(column)
    yield "minutes", columns.minutes.astype(np.int32)


def pack_facet(name: str, documents: Array, values: Array) -> Iterator[tuple[str, Section]]:
    """Yield the sections of a facet: the number of each value that a document has, and the document."""
    yield f"facet.{name}.documents", narrow(documents)
    yield f"facet.{name}.values", narrow(values)


def facts_of(columns: DocumentColumns) -> Facts:
    """Return the metadata needed to read a segment; the values of each facet are added as it is written."""
    return {"documents": len(columns.minutes), "facets": {}}
