"""What one leaf of a query matches in one segment: documents, and how often in title and body."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from seedread.index.proximity import near_places
from seedread.index.query import AtLeast, Fuzzy, Near, Phrase, Wildcard, Word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .segment import Segment
    from .segment_file import Array

__all__ = ["Matches", "TermsOf", "TextLeaf", "match_leaf"]

TextLeaf: TypeAlias = Word | Wildcard | Fuzzy | Phrase | Near | AtLeast


class Matches(NamedTuple):
    """Documents in ascending order, each with how often the leaf stands in its title and in its body."""

    documents: Array
    in_title: Array
    in_body: Array

    def where(self, keep: Array) -> Matches:
        """Return only the matches for which `keep` is true."""
        return Matches(self.documents[keep], self.in_title[keep], self.in_body[keep])


_NOTHING = Matches(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int32))


TermsOf: TypeAlias = "Callable[[Word | Wildcard | Fuzzy], Array]"
"""Gives the numbers of the terms that a word or pattern stands for in the segment, ascending."""


def match_leaf(segment: Segment, leaf: TextLeaf, terms_of: TermsOf) -> Matches:
    """Return what `leaf` matches."""
    match leaf:
        case Word() | Wildcard() | Fuzzy():
            return _in_field(_of_terms(segment, terms_of(leaf)), leaf.field)
        case Phrase():
            return _together(segment, [terms_of(part) for part in leaf.parts], leaf.field, _phrase_starts)
        case Near():
            width = leaf.distance
            terms = [terms_of(part) for part in leaf.parts]
            return _together(segment, terms, leaf.field, lambda places: _near(places, width))
        case AtLeast():
            found = match_leaf(segment, leaf.child, terms_of)
            return found.where(found.in_title + found.in_body >= leaf.count)


def _in_field(found: Matches, field: str | None) -> Matches:
    if field == "title":
        found = found._replace(in_body=np.zeros_like(found.in_body))
    elif field == "body":
        found = found._replace(in_title=np.zeros_like(found.in_title))
    else:
        return found
    return found.where(found.in_title + found.in_body > 0)


def _of_terms(segment: Segment, terms: Array) -> Matches:
    if len(terms) == 1:
        return _of_term(segment, int(terms[0]))
    if not len(terms):
        return _NOTHING
    total = np.zeros(segment.count, np.int32)
    in_title = np.zeros(segment.count, np.int32)
    # Terms with one prefix lie side by side: each run of them is read at once.
    for run in np.split(terms, np.flatnonzero(np.diff(terms) != 1) + 1):
        first, last = int(run[0]), int(run[-1]) + 1
        documents, counts = segment.postings.documents_between(first, last)
        total += np.bincount(documents, counts, segment.count).astype(np.int32)
        documents, counts = segment.postings.title_between(first, last)
        in_title += np.bincount(documents, counts, segment.count).astype(np.int32)
    documents = np.flatnonzero(total).astype(np.int32)
    return Matches(documents, in_title[documents], (total - in_title)[documents])


def _of_term(segment: Segment, term: int) -> Matches:
    documents = segment.postings.documents(term)
    counts = segment.postings.counts(term).astype(np.int32)
    in_title = np.zeros(len(documents), np.int32)
    titled, title_counts = segment.postings.title(term)
    in_title[np.searchsorted(documents, titled)] = title_counts
    return Matches(documents, in_title, counts - in_title)


def _together(
    segment: Segment, terms: Sequence[Array], field: str | None, places: Callable[[list[tuple[Array, Array]]], Array]
) -> Matches:
    """Return where all parts, given by their terms, stand together; `places` finds it from where each part stands.

    `places` is given, for each part, document and position of every occurrence in the documents that have all parts,
    in ascending order, and returns the rows of document and position that count.
    """
    documents = [[segment.postings.documents(term) for term in of_part.tolist()] for of_part in terms]
    common = _common(documents)
    if not len(common):
        return _NOTHING
    parts = zip(terms, documents, strict=True)
    found = places([_occurrences(segment, of_part, own, common) for of_part, own in parts])
    chosen, positions = common[found[0]], found[1]
    titled = positions < segment.title_lengths[chosen]
    kept, places_of = np.unique(chosen, return_inverse=True)
    in_title = np.bincount(places_of, titled, len(kept)).astype(np.int32)
    in_body = np.bincount(places_of, ~titled, len(kept)).astype(np.int32)
    return _in_field(Matches(kept.astype(np.int32), in_title, in_body), field)


def _common(parts: Sequence[Sequence[Array]]) -> Array:
    """Return the documents that are in some list of every part, ascending."""
    common: Array | None = None
    for lists in sorted(parts, key=lambda lists: sum(map(len, lists))):
        if not lists:
            return _NOTHING.documents
        documents = lists[0] if len(lists) == 1 else np.unique(np.concatenate(lists))
        common = documents if common is None else common[_among(common, documents)]
    assert common is not None, "a phrase has parts"
    return common


def _among(wanted: Array, documents: Array) -> Array:
    """Return for each of `wanted` whether it is in `documents`; both ascend."""
    at = np.minimum(np.searchsorted(documents, wanted), len(documents) - 1)
    among: Array = documents[at] == wanted
    return among


def _occurrences(segment: Segment, terms: Array, lists: Sequence[Array], common: Array) -> tuple[Array, Array]:
    """Return place in `common` and position of every occurrence of the terms there, in ascending order."""
    places: list[Array] = []
    positions: list[Array] = []
    for term, documents in zip(terms.tolist(), lists, strict=True):
        at = np.minimum(np.searchsorted(documents, common), len(documents) - 1)
        has = documents[at] == common
        found, which = segment.postings.positions(term, at[has])
        place = np.flatnonzero(has)[which]
        positions.append(segment.spread(common[place], found))
        places.append(place)
    place, position = np.concatenate(places), np.concatenate(positions)
    if len(terms) > 1:
        order = np.lexsort((position, place))
        place, position = place[order], position[order]
    return place, position


_WIDE = 1 << 40


def _phrase_starts(parts: list[tuple[Array, Array]]) -> Array:
    """Return where all parts follow one another: rows of place and first position."""
    starts = parts[0][0] * _WIDE + parts[0][1]
    for offset, (place, position) in enumerate(parts[1:], 1):
        keys = place * _WIDE + position - offset
        starts = starts[_among(starts, keys)] if len(keys) else starts[:0]
    return np.stack((starts // _WIDE, starts % _WIDE))


def _near(parts: list[tuple[Array, Array]], distance: int) -> Array:
    """Return the positions that stand near the other parts, document by document."""
    rows: list[tuple[int, int]] = []
    cuts = [np.flatnonzero(np.diff(place)) + 1 for place, _ in parts]
    columns = [np.split(position, cut) for (_, position), cut in zip(parts, cuts, strict=True)]
    for place, of_parts in enumerate(zip(*columns, strict=True)):
        together = near_places([positions.tolist() for positions in of_parts], distance)
        rows += [(place, position) for position in together]
    return np.array(rows, np.int64).reshape(-1, 2).T
