"""Matches one leaf of a query in one segment: documents, with counts in title and body."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from seedread.index.engines.whoosh.dictionary import runs
from seedread.index.errors import stop_if
from seedread.index.query import AtLeast, Fuzzy, Near, Phrase, Wildcard, Word
from seedread.index.text.proximity import near_places

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from seedread.index.engines.base import Cancel
    from seedread.index.engines.whoosh.segment import Segment
    from seedread.index.engines.whoosh.segment_file import Array

__all__ = ["Matches", "TermsOf", "TextLeaf", "joined", "match_any", "match_leaf"]

TextLeaf: TypeAlias = Word | Wildcard | Fuzzy | Phrase | Near | AtLeast


class Occurrences(NamedTuple):
    """Document and position of each occurrence, in ascending order."""

    documents: Array
    positions: Array
    widths: Array
    """How many words the text has there: more than one for cease-fire as ceasefire."""


class Matches(NamedTuple):
    """Documents in ascending order, with the number of occurrences in title and body."""

    documents: Array
    in_title: Array
    in_body: Array

    def where(self, keep: Array) -> Matches:
        """Return only the matches for which `keep` is true."""
        return Matches(self.documents[keep], self.in_title[keep], self.in_body[keep])


_NOTHING = Matches(np.zeros(0, np.int32), np.zeros(0, np.int32), np.zeros(0, np.int32))


def joined(matches: Sequence[Matches]) -> Matches:
    """Return the matches of several segments as one."""
    if len(matches) == 1:
        return matches[0]
    return Matches(*map(np.concatenate, zip(_NOTHING, *matches, strict=True)))


TermsOf: TypeAlias = "Callable[[Word | Wildcard | Fuzzy], Array]"
"""Returns the numbers of the terms that a word or pattern matches in the segment, ascending."""


_BATCH_SIZE = 64
"""Terms read between two checks for cancellation."""


def match_leaf(segment: Segment, leaf: TextLeaf, terms_of: TermsOf, cancelled: Cancel) -> Matches:
    """Return the matches of `leaf`; raises Cancelled."""
    match leaf:
        case Word():
            return _in_field(_of_word(segment, terms_of(leaf), cancelled), leaf.field)
        case Wildcard() | Fuzzy():
            return _in_field(_of_terms(segment, terms_of(leaf), cancelled), leaf.field)
        case Phrase() | Near():
            terms = [terms_of(part) for part in leaf.parts]
            near = partial(_near, segment, leaf.distance, cancelled) if isinstance(leaf, Near) else None
            return _match_positions(segment, terms, leaf.field, near or partial(_phrases, segment), cancelled)
        case AtLeast():
            return _at_least(segment, leaf, terms_of, cancelled)


def _at_least(segment: Segment, leaf: AtLeast, terms_of: TermsOf, cancelled: Cancel) -> Matches:
    child = leaf.child
    found = match_leaf(segment, child, terms_of, cancelled)
    found = found.where(found.in_title + found.in_body >= leaf.count)
    if isinstance(child, Phrase) or len(terms := terms_of(child)) < 2 or not len(found.documents):
        return found
    # One word of the text may have several of the terms.
    lists = list(_documents(segment, terms, cancelled))
    places = _places(_occurrences(segment, terms, lists, found.documents, cancelled))
    found = _counted(segment, places, child.field)
    return found.where(found.in_title + found.in_body >= leaf.count)


def _in_field(found: Matches, field: str | None) -> Matches:
    if field == "title":
        found = found._replace(in_body=np.zeros_like(found.in_body))
    elif field == "body":
        found = found._replace(in_title=np.zeros_like(found.in_title))
    else:
        return found
    return found.where(found.in_title + found.in_body > 0)


def _of_word(segment: Segment, terms: Array, cancelled: Cancel) -> Matches:
    """Return the matches of a query word: an article in another language has both its English stem and its own."""
    if len(terms) < 2:
        return _of_terms(segment, terms, cancelled)
    tagged = np.array([b":" in segment.terms[term] for term in terms.tolist()], bool)
    plain, own = (_of_terms(segment, group, cancelled) for group in (terms[~tagged], terms[tagged]))
    if not len(own.documents):
        return plain
    columns = np.zeros((2, 2, segment.count), np.int32)
    for group, found in enumerate((plain, own)):
        columns[group, :, found.documents] = np.stack((found.in_title, found.in_body), axis=1)
    most = columns.max(axis=0)
    documents = np.flatnonzero(most.any(axis=0)).astype(np.int32)
    return Matches(documents, most[0, documents], most[1, documents])


def _of_terms(segment: Segment, terms: Array, cancelled: Cancel) -> Matches:
    if len(terms) == 1:
        return _of_term(segment, int(terms[0]))
    if not len(terms):
        return _NOTHING
    total = np.zeros(segment.count, np.int32)
    in_title = np.zeros(segment.count, np.int32)
    # Terms with one prefix are consecutive: each run of them is read at once.
    for n, (first, last) in enumerate(runs(terms)):
        if not n % _BATCH_SIZE:
            stop_if(cancelled)
        counts = segment.postings.counts_between(first, last)
        total += np.bincount(segment.postings.documents_between(first, last), counts, segment.count).astype(np.int32)
        documents, counts = segment.postings.title_between(first, last)
        in_title += np.bincount(documents, counts, segment.count).astype(np.int32)
    documents = np.flatnonzero(total).astype(np.int32)
    return Matches(documents, in_title[documents], (total - in_title)[documents])


def match_any(segment: Segment, terms: Array) -> Matches:
    """Return the documents with any of `terms`, counted once in the body and once in a title with any of them."""
    found, in_title = np.zeros(segment.count, bool), np.zeros(segment.count, np.int32)
    for first, last in runs(terms):
        found[segment.postings.documents_between(first, last)] = True
        in_title[segment.postings.title_between(first, last)[0]] = 1
    documents = np.flatnonzero(found).astype(np.int32)
    return Matches(documents, in_title[documents], np.ones(len(documents), np.int32))


def _of_term(segment: Segment, term: int) -> Matches:
    documents = segment.postings.documents(term)
    counts = segment.postings.counts(term).astype(np.int32)
    in_title = np.zeros(len(documents), np.int32)
    titled, title_counts = segment.postings.title(term)
    if len(titled):
        in_title[documents.searchsorted(titled)] = title_counts
    return Matches(documents, in_title, counts - in_title)


def _match_positions(
    segment: Segment,
    terms: Sequence[Array],
    field: str | None,
    places: Callable[[list[Occurrences]], Occurrences],
    cancelled: Cancel,
) -> Matches:
    """Return the matches of a phrase or nearby words; each part is given by its terms.

    `places` gets all occurrences of each part in documents with all parts, in ascending order, and returns those that
    match.
    """
    documents = [list(_documents(segment, of_part, cancelled)) for of_part in terms]
    common = _common(documents)
    if not len(common):
        return _NOTHING
    parts = zip(terms, documents, strict=True)
    found = places([_occurrences(segment, of_part, own, common, cancelled) for of_part, own in parts])
    return _counted(segment, found, field)


def _counted(segment: Segment, found: Occurrences, field: str | None) -> Matches:
    """Return the documents of occurrences, with their numbers in title and body."""
    titled = found.positions < segment.title_lengths[found.documents]
    counts = np.bincount(found.documents, minlength=segment.count)
    kept = np.flatnonzero(counts).astype(np.int32)
    in_title = np.bincount(found.documents[titled], minlength=segment.count)[kept].astype(np.int32)
    return _in_field(Matches(kept, in_title, counts[kept].astype(np.int32) - in_title), field)


def _documents(segment: Segment, terms: Array, cancelled: Cancel) -> Iterator[Array]:
    for n, term in enumerate(terms.tolist()):
        if not n % _BATCH_SIZE:
            stop_if(cancelled)
        yield segment.postings.documents(term)


def _common(parts: Sequence[Sequence[Array]]) -> Array:
    """Return the documents that contain every part, ascending."""
    common: Array | None = None
    for lists in sorted(parts, key=lambda lists: sum(map(len, lists))):
        if not lists:
            return _NOTHING.documents
        documents = lists[0] if len(lists) == 1 else np.unique(np.concatenate(lists))
        common = documents if common is None else common[_is_in(common, documents)]
    assert common is not None, "a phrase has parts"
    return common


def _is_in(wanted: Array, documents: Array) -> Array:
    """Return for each of `wanted` whether it is in `documents`; both are sorted."""
    at = np.minimum(documents.searchsorted(wanted), len(documents) - 1)
    among: Array = documents[at] == wanted
    return among


def _occurrences(
    segment: Segment, terms: Array, lists: Sequence[Array], common: Array, cancelled: Cancel
) -> Occurrences:
    """Return every occurrence of the terms in the documents `common`."""
    stop_if(cancelled)
    if len(lists) == 1:
        positions, which = segment.postings.positions(int(terms[0]), lists[0].searchsorted(common))
        widths = np.full(len(positions), _width(segment, int(terms[0])), np.int64)
        return Occurrences(common[which].astype(np.int64), positions, widths)
    found: list[Occurrences] = []
    for n, (term, documents) in enumerate(zip(terms.tolist(), lists, strict=True)):
        if not n % _BATCH_SIZE:
            stop_if(cancelled)
        at = np.minimum(documents.searchsorted(common), len(documents) - 1)
        has = documents[at] == common
        positions, which = segment.postings.positions(term, at[has])
        widths = np.full(len(positions), _width(segment, term), np.int64)
        found.append(Occurrences(common[has][which].astype(np.int64), positions, widths))
    documents, positions, widths = (np.concatenate(columns) for columns in zip(*found, strict=True))
    order = np.lexsort((widths, positions, documents))
    return _each_once(Occurrences(documents[order], positions[order], widths[order]))


def _width(segment: Segment, term: int) -> int:
    """Return how many words of the text a term is written as."""
    two, three = segment.joined
    return 1 + (term < two) + (term < three)


def _each_once(found: Occurrences) -> Occurrences:
    """Leave out repeated occurrences: one word may have several terms that were asked for."""
    new = np.ones(len(found.documents), bool)
    new[1:] = np.any([column[1:] != column[:-1] for column in found], axis=0)
    return found if new.all() else Occurrences(*(column[new] for column in found))


_WIDE = 1 << 40


def _places(found: Occurrences) -> Occurrences:
    """Return where a part occurs, each place once."""
    return _each_once(found._replace(widths=np.ones_like(found.widths)))


def _phrases(segment: Segment, parts: list[Occurrences]) -> Occurrences:
    """Return the occurrences of the first part that the other parts follow in the same paragraph."""
    starts = parts[0].documents * _WIDE + parts[0].positions
    ends = starts + parts[0].widths
    for part in parts[1:]:
        starts, ends = _followed(starts, ends, part)
    # Checked only for the few candidates that are adjacent.
    documents, positions = starts // _WIDE, starts % _WIDE
    together = segment.paragraphs(documents, positions) == segment.paragraphs(documents, ends % _WIDE - 1)
    found = np.unique(starts[together])
    return Occurrences(found // _WIDE, found % _WIDE, np.ones_like(found))


def _followed(starts: Array, ends: Array, part: Occurrences) -> tuple[Array, Array]:
    """Return where the rows of words that end at `ends` begin and end with one more part."""
    keys = part.documents * _WIDE + part.positions
    longer = []
    for width in np.unique(part.widths).tolist():
        follows = _is_in(ends, keys[part.widths == width])
        longer.append((starts[follows], ends[follows] + width))
    if len(longer) == 1:
        return longer[0]
    if not longer:
        return starts[:0], ends[:0]
    starts, ends = (np.concatenate(columns) for columns in zip(*longer, strict=True))
    rows = np.unique(np.stack((starts, ends)), axis=1)
    return rows[0], rows[1]


def _near(segment: Segment, distance: int, cancelled: Cancel, parts: list[Occurrences]) -> Occurrences:
    """Return the occurrences that are near the other parts; positions include the gaps between paragraphs.

    A joined word counts as its first word. All windows are tried at once. If two parts match at one position, as in
    `"oil oil* price"~5`, each part needs its own position: `near_places` checks those documents.
    """
    own = [np.unique(part.documents * _WIDE + segment.spread(part.documents, part.positions)) for part in parts]
    places = np.concatenate(own)
    order = np.argsort(places, kind="stable")
    places, of_part = places[order], np.repeat(np.arange(len(parts)), [len(one) for one in own])[order]
    ends = places.searchsorted(places + len(parts) + distance)
    together = np.ones(len(places), bool)
    for part in range(len(parts)):
        stop_if(cancelled)
        before = np.append(0, np.cumsum(of_part == part))
        together &= before[ends] > before[:-1]
    opened = np.bincount(np.flatnonzero(together), minlength=len(places) + 1)
    closed = np.bincount(ends[together], minlength=len(places) + 1)
    found = places[np.cumsum(opened - closed)[:-1] > 0]
    shared = np.unique(places[1:][places[1:] == places[:-1]] // _WIDE)
    if len(shared):
        found = found[~np.isin(found // _WIDE, shared)]
        found = np.sort(np.append(found, _near_one_by_one(own, shared, distance, cancelled)))
    return Occurrences(found // _WIDE, found % _WIDE, np.ones_like(found))


def _near_one_by_one(parts: list[Array], documents: Array, distance: int, cancelled: Cancel) -> Array:
    found: list[int] = []
    for document in documents.tolist():
        bounds = document * _WIDE, (document + 1) * _WIDE
        places = [part[slice(*part.searchsorted(bounds))].tolist() for part in parts]
        found += near_places(places, distance, cancelled)
    return np.array(found, np.int64)
