"""Merges segments without their deleted documents; postings are unpacked for a range of terms at a time."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.engines.whoosh.batch import DocumentColumns, FacetTable, pack_columns, pack_vocabulary
from seedread.index.engines.whoosh.dictionary import pack_words
from seedread.index.engines.whoosh.postings import Postings, PostingsPacker
from seedread.index.engines.whoosh.segment_file import write_segment
from seedread.index.engines.whoosh.store import merge_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from seedread.index.engines.whoosh.segment import Segment
    from seedread.index.engines.whoosh.segment_file import Array

__all__ = ["merge"]

_BATCH_SIZE = 2_000_000
"""Occurrences unpacked at a time: about 100 MB."""


def merge(path: Path, segments: Sequence[Segment], alive: Sequence[Array], facets: tuple[str, ...]) -> None:
    """Write to `path` the documents of `segments` that are `alive` (a boolean for each document), in their order."""
    bases = np.cumsum([0, *(int(keep.sum()) for keep in alive)])
    renumbered = [np.where(keep, np.cumsum(keep) - 1 + base, -1) for keep, base in zip(alive, bases, strict=False)]
    union = sorted(set().union(*(segment.terms for segment in segments)))
    number = {term: n for n, term in enumerate(union)}
    own = [np.fromiter((number[term] for term in segment.terms), np.int64, len(segment.terms)) for segment in segments]
    packer = PostingsPacker()
    kept = np.zeros(len(union), bool)
    for first, last in _ranges(segments, own, len(union)):
        postings = _joined(segments, renumbered, own, first, last)
        used = postings.frequencies > 0
        kept[first:last] = used
        packer.add(replace(postings, frequencies=postings.frequencies[used]))
    columns = DocumentColumns(*(_column(name, segments, alive) for name in DocumentColumns._fields))
    column_sections, facts = pack_columns(columns, {name: _facet(name, segments, renumbered) for name in facets})
    sections = {
        **pack_words("terms", [term for term, keep in zip(union, kept.tolist(), strict=True) if keep]),
        **packer.sections(),
        **pack_vocabulary(_vocabulary(segments, own, kept)),
        **column_sections,
    }
    chosen = [np.flatnonzero(keep).tolist() for keep in alive]
    articles = merge_articles([segment.articles for segment in segments], chosen)
    write_segment(path, chain(sections.items(), articles), facts)


def _ranges(segments: Sequence[Segment], own: Sequence[Array], count: int) -> Iterator[tuple[int, int]]:
    """Split the terms of the union into ranges of about _AT_ONCE occurrences."""
    load = np.zeros(count, np.int64)
    for segment, numbers in zip(segments, own, strict=True):
        load[numbers] += segment.postings.occurrences
    piece = np.cumsum(load) // _BATCH_SIZE
    cuts = [0, *(np.flatnonzero(np.diff(piece)) + 1).tolist(), count]
    yield from pairwise(cuts)


def _joined(
    segments: Sequence[Segment], renumbered: Sequence[Array], own: Sequence[Array], first: int, last: int
) -> Postings:
    """Return the postings of the union's terms from `first` up to `last`, without deleted documents."""
    columns: list[tuple[Array, Array, Array, Array]] = []
    positions: list[Array] = []
    for segment, numbers, terms in zip(segments, renumbered, own, strict=True):
        low, high = (int(n) for n in np.searchsorted(terms, (first, last)))
        found = segment.postings.between(low, high)
        documents = numbers[found.documents]
        keep = documents >= 0
        term = np.repeat(terms[low:high] - first, found.frequencies)
        columns.append((term[keep], documents[keep], found.counts[keep], found.in_title[keep]))
        positions.append(found.positions[np.repeat(keep, found.counts)])
    term, documents, counts, in_title = (np.concatenate(column) for column in zip(*columns, strict=True))
    flat = np.concatenate(positions)
    # Segments come in the order of their documents: a stable sort by term keeps documents ascending.
    order = np.argsort(term, kind="stable")
    ends = np.cumsum(counts)
    sizes = counts[order]
    begins = np.repeat((ends - counts)[order] - (np.cumsum(sizes) - sizes), sizes)
    return Postings(
        np.bincount(term, minlength=last - first).astype(np.int64),
        documents[order],
        sizes,
        in_title[order],
        flat[begins + np.arange(len(flat))],
    )


def _vocabulary(segments: Sequence[Segment], own: Sequence[Array], kept: Array) -> dict[bytes, list[int]]:
    """Return the words with a kept term, and the numbers of their terms."""
    places = np.where(kept, np.cumsum(kept) - 1, -1)
    found: dict[bytes, list[int]] = {}
    for segment, numbers in zip(segments, own, strict=True):
        terms = places[numbers[segment.word_terms]].tolist()
        ends = segment.word_ends.tolist()
        for word, first, last in zip(segment.words, [0, *ends], ends, strict=False):
            found.setdefault(word, []).extend(terms[first:last])
    cleaned = ((word, sorted({term for term in terms if term >= 0})) for word, terms in found.items())
    return {word: terms for word, terms in cleaned if terms}


def _column(name: str, segments: Sequence[Segment], alive: Sequence[Array]) -> Array:
    kept = []
    for segment, keep in zip(segments, alive, strict=True):
        of_paragraph = np.repeat(keep, segment.paragraph_counts) if name == "paragraph_lengths" else keep
        kept.append(getattr(segment, name)[of_paragraph].astype(np.int64))
    return np.concatenate(kept)


def _facet(name: str, segments: Sequence[Segment], renumbered: Sequence[Array]) -> FacetTable:
    table = FacetTable()
    for segment, numbers in zip(segments, renumbered, strict=True):
        pairs, documents, values = segment.facet(name)
        for document, value in zip(numbers[documents].tolist(), values.tolist(), strict=True):
            if document >= 0:
                table.add(document, [tuple(pairs[value])])
    return table
