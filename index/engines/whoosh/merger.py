"""Merges segments without their deleted documents; postings are unpacked for a range of terms at a time."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.engines.whoosh.batch import DocumentColumns, facts_of, pack_columns, pack_facet
from seedread.index.engines.whoosh.postings import Postings, PostingsInOrder, PostingsPacker
from seedread.index.engines.whoosh.segment_file import narrow, write_segment
from seedread.index.engines.whoosh.spool import Spool
from seedread.index.engines.whoosh.store import merge_articles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from seedread.index.engines.whoosh.batch import Facts
    from seedread.index.engines.whoosh.dictionary import Dictionary
    from seedread.index.engines.whoosh.packing import LongList
    from seedread.index.engines.whoosh.segment import Segment
    from seedread.index.engines.whoosh.segment_file import Array, Section

__all__ = ["merge"]

_BATCH_SIZE = 200_000
"""Occurrences unpacked at a time: about 20 MB."""
_PART = 100_000
"""Positions of one term unpacked at a time, an even number."""
_WORDS = 20_000
"""Words of the largest segment that are held at a time."""
_TERMS, _WORD_BYTES = "terms.bytes", "words.bytes"
"""The names of the streams of words."""


def merge(path: Path, segments: Sequence[Segment], alive: Sequence[Array], facets: tuple[str, ...]) -> None:
    """Write to `path` the documents of `segments` that are `alive` (a boolean for each document), in their order."""
    bases = np.cumsum([0, *(int(keep.sum()) for keep in alive)])
    renumbered = [np.where(keep, np.cumsum(keep) - 1 + base, -1) for keep, base in zip(alive, bases, strict=False)]
    columns = DocumentColumns(*(_column(name, segments, alive) for name in DocumentColumns._fields))
    with Spool(path.parent) as spool:
        terms = _Terms(segments, spool)
        packer, kept = _postings(segments, renumbered, terms, spool)
        facts = facts_of(columns)
        sections = chain(
            terms.sections(kept),
            packer.sections(),
            _vocabulary(segments, terms.own, kept, spool),
            pack_columns(columns),
            chain.from_iterable(_facet(name, segments, renumbered, facts) for name in facets),
            merge_articles([segment.articles for segment in segments], list(map(np.flatnonzero, alive))),
        )
        write_segment(path, sections, facts)


def _postings(
    segments: Sequence[Segment], renumbered: Sequence[Array], terms: _Terms, spool: Spool
) -> tuple[PostingsPacker, Array]:
    """Pack the postings of all terms; return the packer, and for each term whether a document is left that has it."""
    packer = PostingsPacker(spool)
    lists = [PostingsInOrder(segment.file) for segment in segments]
    kept = np.zeros(terms.count, bool)
    for first, last, is_long in _ranges(lists, terms):
        if is_long:
            postings = _long(lists, renumbered, terms.own, first)
        else:
            postings = _joined(lists, renumbered, terms.own, first, last)
        used = postings.frequencies > 0
        kept[first:last] = used
        packer.add(replace(postings, frequencies=postings.frequencies[used]))
        for segment in segments:
            segment.file.release()
    return packer, kept


class _Terms:
    """The terms of all segments, sorted."""

    def __init__(self, segments: Sequence[Segment], spool: Spool) -> None:
        self._spool = spool
        self._lengths: list[Array] = []
        """Of the terms of each range."""
        numbers: list[list[Array]] = [[] for _ in segments]
        self.count = 0
        """How many different terms there are."""
        for parts in _word_ranges([segment.terms for segment in segments]):
            union = sorted(set().union(*parts))
            place = {term: n for n, term in enumerate(union, self.count)}
            for own, part in zip(numbers, parts, strict=True):
                own.append(np.fromiter(map(place.__getitem__, part), np.int32, len(part)))
            self._lengths.append(np.fromiter(map(len, union), np.uint32, len(union)))
            spool.write(_TERMS, b"".join(union))
            self.count += len(union)
        self.own = [np.concatenate([np.zeros(0, np.int32), *own]) for own in numbers]
        """The number of each term of each segment."""

    def sections(self, kept: Array) -> Iterator[tuple[str, Section]]:
        """Yield the sections of the terms that are `kept`."""
        lengths = np.concatenate([np.zeros(0, np.uint32), *self._lengths])
        yield "terms.bytes", self._bytes(kept)
        yield "terms.lengths", narrow(lengths[kept])

    def _bytes(self, kept: Array) -> Iterator[bytes]:
        first = 0
        sizes = [int(lengths.sum()) for lengths in self._lengths]
        for lengths, letters in zip(self._lengths, self._spool.take(_TERMS, sizes), strict=True):
            chosen = np.repeat(kept[first : first + len(lengths)], lengths)
            yield np.frombuffer(letters, np.uint8)[chosen].tobytes()
            first += len(lengths)


def _word_ranges(dictionaries: Sequence[Dictionary]) -> Iterator[list[list[bytes]]]:
    """Yield the words of all dictionaries by ranges of the alphabet: of each dictionary those in the range."""
    longest = max(dictionaries, key=len)
    cuts = [longest[n] for n in range(_WORDS, len(longest), _WORDS)]
    firsts = [0] * len(dictionaries)
    for cut in (*cuts, None):
        lasts = [bisect_left(words, cut) if cut is not None else len(words) for words in dictionaries]
        yield [list(words.between(*part)) for words, *part in zip(dictionaries, firsts, lasts, strict=True)]
        firsts = lasts


def _ranges(lists: Sequence[PostingsInOrder], terms: _Terms) -> Iterator[tuple[int, int, bool]]:
    """Split the terms of the union into ranges of about _BATCH_SIZE occurrences; say which are one that has more."""
    load = np.zeros(terms.count, np.int64)
    for one, numbers in zip(lists, terms.own, strict=True):
        load[numbers] += one.occurrences
    is_long = load > _BATCH_SIZE
    long = np.flatnonzero(is_long)
    load[long] = 0
    full = np.flatnonzero(np.diff(np.cumsum(load) // _BATCH_SIZE)) + 1
    cuts = np.unique(np.concatenate(([0, terms.count], full, long, long + 1))).tolist()
    for first, last in pairwise(cuts):
        yield first, last, bool(is_long[first])


def _long(lists: Sequence[PostingsInOrder], renumbered: Sequence[Array], own: Sequence[Array], term: int) -> Postings:
    """Return the postings of a term of the union that has many, without deleted documents; the positions in parts."""
    columns: list[tuple[Array, Array, Array]] = []
    positions = _Positions()
    for one, numbers, terms in zip(lists, renumbered, own, strict=True):
        if (at := int(np.searchsorted(terms, terms.dtype.type(term)))) < len(terms) and terms[at] == term:
            found, places = one.read_long()
            documents = numbers[found.documents]
            keep = documents >= 0
            columns.append((documents[keep], found.counts[keep], found.in_title[keep]))
            positions.add(places, None if keep.all() else np.repeat(keep, found.counts))
    documents, counts, in_title = (np.concatenate(column) for column in zip(*columns, strict=True))
    return Postings(np.array([len(documents)]), documents, counts, in_title, counts[:0], positions)


class _Positions:
    """The positions of one term in all segments, unpacked some at a time, as often as they are asked for."""

    def __init__(self) -> None:
        self._lists: list[tuple[LongList, Array | None]] = []

    def add(self, positions: LongList, keep: Array | None) -> None:
        """Add those of a segment; `keep` says which of them stay, if not all."""
        self._lists.append((positions, keep))

    def __iter__(self) -> Iterator[Array]:
        for positions, keep in self._lists:
            for n, part in enumerate(positions.parts(_PART)):
                yield part if keep is None else part[keep[n * _PART : n * _PART + len(part)]]


def _joined(
    lists: Sequence[PostingsInOrder], renumbered: Sequence[Array], own: Sequence[Array], first: int, last: int
) -> Postings:
    """Return the postings of the union's terms from `first` up to `last`, without deleted documents."""
    columns: list[tuple[Array, Array, Array, Array]] = []
    positions: list[Array] = []
    for one, numbers, terms in zip(lists, renumbered, own, strict=True):
        low, high = (int(n) for n in np.searchsorted(terms, np.array((first, last), terms.dtype)))
        found = one.read(high)
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


def _vocabulary(
    segments: Sequence[Segment], own: Sequence[Array], kept: Array, spool: Spool
) -> Iterator[tuple[str, Section]]:
    """Yield the sections of the words with a kept term."""
    places = np.where(kept, np.cumsum(kept) - 1, -1)
    lengths: list[Array] = []
    counts: list[Array] = []
    terms: list[Array] = []
    firsts = [0] * len(segments)
    for parts in _word_ranges([segment.words for segment in segments]):
        found: dict[bytes, list[int]] = {}
        for n, (segment, words) in enumerate(zip(segments, parts, strict=True)):
            terms_of = places[own[n][segment.terms_of_words(firsts[n], firsts[n] + len(words))]]
            _add_terms(found, segment, words, firsts[n], terms_of.tolist())
            firsts[n] += len(words)
        cleaned = {word: clean for word in sorted(found) if (clean := sorted({n for n in found[word] if n >= 0}))}
        spool.write(_WORD_BYTES, b"".join(cleaned))
        lengths.append(np.fromiter(map(len, cleaned), np.uint32, len(cleaned)))
        counts.append(np.fromiter(map(len, cleaned.values()), np.uint32, len(cleaned)))
        terms.append(np.fromiter(chain.from_iterable(cleaned.values()), np.uint32))
    yield "words.bytes", spool.read(_WORD_BYTES)
    yield "words.lengths", narrow(np.concatenate(lengths))
    yield "words.counts", narrow(np.concatenate(counts))
    yield "words.terms", np.concatenate(terms)


def _add_terms(
    found: dict[bytes, list[int]], segment: Segment, words: Sequence[bytes], first: int, terms: Sequence[int]
) -> None:
    """Add the new numbers of the terms of the words of a segment, which are its words from `first` on."""
    ends = segment.word_ends[first : first + len(words)]
    start = int(segment.word_ends[first - 1]) if first else 0
    for word, (low, high) in zip(words, pairwise([0, *(ends - start).tolist()]), strict=True):
        found.setdefault(word, []).extend(terms[low:high])


def _column(name: str, segments: Sequence[Segment], alive: Sequence[Array]) -> Array:
    kept = []
    for segment, keep in zip(segments, alive, strict=True):
        of_paragraph = np.repeat(keep, segment.paragraph_counts) if name == "paragraph_lengths" else keep
        kept.append(getattr(segment, name)[of_paragraph])
    return np.concatenate(kept)


def _facet(
    name: str, segments: Sequence[Segment], renumbered: Sequence[Array], facts: Facts
) -> Iterator[tuple[str, Section]]:
    """Yield the sections of a facet; its values get numbers in the order in which they come, and go into `facts`."""
    known: dict[tuple[str, str], int] = {}
    documents, values = [np.zeros(0, np.uint32)], [np.zeros(0, np.uint32)]
    for segment, numbers in zip(segments, renumbered, strict=True):
        pairs, of_documents, of_values = segment.facet(name)
        moved = numbers[of_documents]
        found = of_values[moved >= 0]
        used, firsts = np.unique(found, return_index=True)
        number_of = np.zeros(len(pairs), np.uint32)
        for value in used[np.argsort(firsts)].tolist():
            number_of[value] = known.setdefault(tuple(pairs[value]), len(known))
        documents.append(moved[moved >= 0].astype(np.uint32))
        values.append(number_of[found])
    yield from pack_facet(name, np.concatenate(documents), np.concatenate(values))
    facts["facets"][name] = list(known)
