"""A Whoosh codec for our segments: terms, postings with positions, lengths and stored fields.

Only plain Whoosh uses it to open the index; searches of seedread use `query_execution`.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from seedread.index.engines.whoosh.schema import FACETS, facet_term
from seedread.index.engines.whoosh.segment import Segment
from seedread.index.engines.whoosh.whoosh_schema import POSITIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Codec"]

_TEXT = ("body", "title")
# Whoosh has no type hints, and the types inferred from its abstract methods are wrong.
_PerDocumentReader: Any = base.PerDocumentReader
_TermsReader: Any = base.TermsReader


class Codec(base.Codec):
    """Reads segments; `index_writer` writes them without Whoosh."""

    def per_document_reader(self, storage: Any, segment: Any) -> PerDocumentReader:
        """Return lengths and stored fields."""
        return PerDocumentReader(_opened(storage, segment), segment)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """Return terms and postings."""
        return TermsReader(_opened(storage, segment))


def _opened(storage: Any, info: Any) -> Segment:
    return Segment(info.entry().path(Path(storage.folder)))


class PerDocumentReader(_PerDocumentReader):
    """Lengths and stored fields of each document."""

    def __init__(self, segment: Segment, info: Any) -> None:
        self._segment = segment
        self._info = info

    def close(self) -> None:
        """Do nothing: the memory map is freed with the last array."""

    def doc_count(self) -> int:
        """Return the number of documents that are not deleted."""
        return self._segment.count - len(self._info.deleted)

    def doc_count_all(self) -> int:
        """Return the number of documents."""
        return self._segment.count

    def has_deletions(self) -> bool:
        """Tell whether any document is deleted."""
        return bool(self._info.deleted)

    def is_deleted(self, docnum: int) -> bool:
        """Tell whether a document is deleted."""
        return docnum in self._info.deleted

    def deleted_docs(self) -> frozenset[int]:
        """Return the deleted documents."""
        deleted: frozenset[int] = self._info.deleted
        return deleted

    def all_doc_ids(self) -> Iterator[int]:
        """Yield the documents that are not deleted."""
        return (n for n in range(self._segment.count) if n not in self._info.deleted)

    def supports_columns(self) -> bool:
        """Return False: there are no Whoosh columns."""
        return False

    def has_column(self, fieldname: str) -> bool:  # noqa: ARG002 (Whoosh's signature)
        """Return False: there are no Whoosh columns."""
        return False

    def _lengths(self, fieldname: str) -> Any:
        if fieldname == "title":
            return self._segment.title_lengths
        return self._segment.body_lengths if fieldname == "body" else np.zeros(self._segment.count, np.int64)

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return how many words a field of a document has."""
        return int(self._lengths(fieldname)[docnum]) if fieldname in _TEXT else default

    def field_length(self, fieldname: str) -> int:
        """Return how many words a field has in all documents."""
        return int(self._lengths(fieldname).sum())

    def min_field_length(self, fieldname: str) -> int:
        """Return the fewest words that a field has."""
        return int(self._lengths(fieldname).min())

    def max_field_length(self, fieldname: str) -> int:
        """Return the most words that a field has."""
        return int(self._lengths(fieldname).max())

    def has_vector(self, docnum: int, fieldname: str) -> bool:  # noqa: ARG002 (Whoosh's signature)
        """Return False: there are no vectors."""
        return False

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        """Return a stored document, as it was added."""
        return self._segment.articles.kept(docnum)._asdict()


class TermsReader(_TermsReader):
    """Terms of every field, and their postings."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment

    def close(self) -> None:
        """Do nothing: the memory map is freed with the last array."""

    def indexed_field_names(self) -> list[str]:
        """Return the fields that can be searched."""
        return sorted((*_TEXT, *FACETS, "id"))

    @cached_property
    def _exact(self) -> dict[str, dict[bytes, list[int]]]:
        """The documents of every facet term and every id."""
        fields: dict[str, dict[bytes, list[int]]] = {}
        for name in FACETS:
            pairs, documents, values = self._segment.facet(name)
            terms = [facet_term(value, label) for value, label in pairs]
            found: dict[bytes, list[int]] = {}
            fields[name] = found
            for document, value in zip(documents.tolist(), values.tolist(), strict=True):
                found.setdefault(terms[value], []).append(document)
        articles = self._segment.articles
        fields["id"] = {articles.identity(n).encode(): [n] for n in range(len(articles))}
        return fields

    def _postings(self, fieldname: str, text: bytes) -> tuple[list[int], list[int], list[bytes]]:
        """Return documents, counts and encoded positions of a term; raises TermNotFound if there are none."""
        if fieldname not in _TEXT:
            exact = self._exact.get(fieldname, {}).get(text)
            if not exact:
                raise TermNotFound(f"{fieldname}:{text!r}")
            return exact, [1] * len(exact), [b""] * len(exact)
        term = self._segment.terms.find(text)
        if term < 0:
            raise TermNotFound(f"{fieldname}:{text!r}")
        ids: list[int] = []
        counts: list[int] = []
        values: list[bytes] = []
        documents = self._segment.postings.documents(term)
        found, places = self._segment.postings.positions(term, np.arange(len(documents)))
        titled = found < self._segment.title_lengths[documents[places]]
        spread = self._segment.spread(documents[places], found)
        for place, document in enumerate(documents.tolist()):
            own = (places == place) & (titled == (fieldname == "title"))
            if own.any():
                ids.append(document)
                counts.append(int(own.sum()))
                values.append(POSITIONS.encode(spread[own].tolist()))
        if not ids:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return ids, counts, values

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        fieldname, text = term
        if fieldname not in _TEXT:
            return text in self._exact.get(fieldname, {})
        try:
            self._postings(fieldname, text)
        except TermNotFound:
            return False
        return True

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield field and term of all searchable terms, in order."""
        for fieldname in self.indexed_field_names():
            yield from self.terms_from(fieldname, b"", only=True)

    def terms_from(self, fieldname: str, prefix: bytes, *, only: bool = False) -> Iterator[tuple[str, bytes]]:
        """Yield the terms from `prefix` on; also those of later fields, unless `only`."""
        if fieldname in _TEXT:
            words = iter(self._segment.terms)
            yield from ((fieldname, word) for word in words if word >= prefix and (fieldname, word) in self)
        else:
            found = sorted(self._exact.get(fieldname, {}))
            yield from ((fieldname, term) for term in found if term >= prefix)
        if not only:
            for later in self.indexed_field_names():
                if later > fieldname:
                    yield from self.terms_from(later, b"", only=True)

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield all terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        """Yield the terms from `prefix` on with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term; raises TermNotFound."""
        ids, counts, _ = self._postings(fieldname, text)
        lengths = [1]
        if fieldname in _TEXT:
            column = self._segment.title_lengths if fieldname == "title" else self._segment.body_lengths
            lengths = column[ids].tolist()
        return TermInfo(sum(counts), len(ids), min(lengths), max(lengths), max(counts), ids[0], ids[-1])

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return how often a term occurs in all documents."""
        try:
            return float(self.term_info(fieldname, text).weight())
        except TermNotFound:
            return 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return in how many documents a term occurs."""
        try:
            return len(self._postings(fieldname, text)[0])
        except TermNotFound:
            return 0

    def matcher(self, fieldname: str, termbytes: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """Return Whoosh's matcher over the postings of a term."""
        ids, counts, values = self._postings(fieldname, termbytes)
        weights = [float(count) for count in counts]
        info = self.term_info(fieldname, termbytes)
        return ListMatcher(ids, weights, values, format_, scorer, term=(fieldname, termbytes), terminfo=info)
