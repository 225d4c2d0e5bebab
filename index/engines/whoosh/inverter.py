"""Inverts a batch: collects the words of documents as numbers and builds the postings of each term."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.engines.whoosh.postings import Postings
from seedread.index.text.analysis import LINE_BREAK, find_lines, parts_of_piece, plain_piece, positions
from seedread.index.text.stemming import LONGEST, STEMMED, credit_term, joined_term, stem, terms_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.engines.whoosh.segment_file import Array
    from seedread.index.text.chunks import Part

__all__ = ["Inverter"]


_NO_FIELDS: Mapping[str, str] = {}
_PARAGRAPH = -1
"""The number of the end of a paragraph, a piece without words."""
_WORD_BITS = 32
"""Bits of a number for the word in its batch; above them is its term, so that sorted numbers are postings in order."""
_TOGETHER = 200_000
"""Occurrences of which the postings are made at a time: about 15 MB."""


class _Numbers:
    """The numbers of the terms of a batch, and of its pieces.

    A piece that is one word with one term has the number of the term; others have negative numbers.
    """

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        """The number of each term."""
        self.words: dict[str, int] = {}
        """The first term of each folded word."""
        self.more: dict[str, list[int]] = {}
        """The other terms of words that have several."""
        self.lengths = [0]
        """The number of words of each piece with a negative number, from `_PARAGRAPH` down."""
        self.sizes = [0]
        """The number of terms of each such piece."""
        self.made_of: list[int] = []
        """The terms of all such pieces, one after the other."""
        self.offsets: list[int] = []
        """Which word of its piece each of these is of."""

    def add(self, word: str, term: str) -> int:
        """Return the number of a term of a word."""
        number = self.terms.setdefault(term, len(self.terms))
        if self.words.setdefault(word, number) != number:
            more = self.more.setdefault(word, [])
            if number not in more:
                more.append(number)
        return number

    def several(self, words: int, terms: Sequence[tuple[int, int]]) -> int:
        """Return the number of a new piece of some words with these terms, each with which word it is of."""
        self.lengths.append(words)
        self.sizes.append(len(terms))
        for term, offset in terms:
            self.made_of.append(term)
            self.offsets.append(offset)
        return -len(self.sizes)


class _Pieces(dict[str, int]):
    """The number of each piece in the articles of one language, given on first use."""

    def __init__(self, numbers: _Numbers, language: str | None) -> None:
        super().__init__({LINE_BREAK: _PARAGRAPH})
        self._numbers = numbers
        self._stemmed = language in STEMMED
        self._terms_in = terms_in(language)

    def __missing__(self, piece: str) -> int:
        plain = plain_piece(piece)
        if plain and plain != piece:
            number = self[plain]
        elif plain and not self._stemmed:
            word = plain[:LONGEST]
            number = self._numbers.add(word, stem(word))
        else:
            parts = parts_of_piece(piece)
            terms = [(term, n) for n, part in enumerate(parts) for term in self._terms_of(part)]
            number = terms[0][0] if len(parts) == len(terms) == 1 else self._numbers.several(len(parts), terms)
        self[piece] = number
        return number

    def _terms_of(self, part: Part) -> list[int]:
        """Return the numbers of the terms of a word, and of those that it makes with the next ones."""
        add = self._numbers.add
        if not self._stemmed and part.printed.isascii() and part.word.isalnum():
            own = [self[part.word]]
        else:
            own = [add(part.word, term) for term in self._terms_in[part.printed]]
        for joined in part.joined:
            own += [add(joined.word, joined_term(term, joined.width)) for term in self._terms_in[joined.printed]]
        return own


class Inverter:
    """One batch of articles; all is asked for after the last `add`."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._languages: dict[str | None, _Pieces] = {}
        self._pieces: list[int] = []
        """Of the last texts; those of the texts before are in the next one."""
        self._earlier: list[Array] = []
        self._count = 0
        self._credits: list[tuple[int, int]] = []
        """Term and document of each word of the further fields; its position is 0."""
        self.paragraph_counts: list[int] = []
        """Paragraphs of each document, including its title."""

    def __len__(self) -> int:
        """Return the number of pieces, which decides when a batch is large enough."""
        return self._count

    def add(self, title: str, body: str, language: str | None = None, fields: Mapping[str, str] = _NO_FIELDS) -> None:
        """Add the next document; `language` is its ISO 639-1 code, `fields` the text of each further field."""
        for field, text in fields.items():
            for term in sorted({credit_term(field, word) for word in _words_of(text)}):
                self._credits.append((self._numbers.add(term, term), len(self.paragraph_counts)))
        if language not in self._languages:
            self._languages[language] = _Pieces(self._numbers, language)
        pieces = find_lines("\n".join((title.replace("\n", " "), body, "")))
        self._pieces.extend(map(self._languages[language].__getitem__, pieces))
        self._count += len(pieces)
        if len(self._pieces) > _TOGETHER:
            self._pack()
        self.paragraph_counts.append(body.count("\n") + 2)

    def vocabulary(self) -> dict[bytes, list[int]]:
        """Return the terms of every folded word of the batch, by their number in the order of their bytes."""
        rank, more = self._rank.tolist(), self._numbers.more
        found = {word.encode(): [rank[number]] for word, number in self._numbers.words.items()}
        for word, numbers in more.items():
            own = found[word.encode()]
            own.extend(map(rank.__getitem__, numbers))
            own.sort()
        return found

    @cached_property
    def _encoded(self) -> list[bytes]:
        """The bytes of each term."""
        return list(map(str.encode, self._numbers.terms))

    @cached_property
    def _order(self) -> list[int]:
        """The terms in the order of their bytes."""
        return sorted(range(len(self._encoded)), key=self._encoded.__getitem__)

    @cached_property
    def _rank(self) -> Array:
        """The place of each term in the order of their bytes."""
        rank = np.empty(len(self._order), np.int64)
        rank[self._order] = np.arange(len(rank))
        return rank

    def _pack(self) -> None:
        """Hold the pieces of the last texts in half of the memory."""
        if self._pieces or not self._earlier:
            self._earlier.append(np.array(self._pieces, np.int32))
            self._pieces.clear()

    def _placed(self) -> Iterator[tuple[Array, Array]]:
        """Yield the pieces of all texts in order, and the number of the first word of each, some at a time."""
        self._pack()
        lengths_of = np.array(self._numbers.lengths, np.int32)
        words = 0
        for pieces in self._earlier:
            lengths = np.ones(len(pieces), np.int64)
            several = pieces < 0
            lengths[several] = lengths_of[~pieces[several]]
            ends = words + np.cumsum(lengths)
            yield pieces, ends - lengths
            words = int(ends[-1]) if len(ends) else words

    @cached_property
    def paragraph_lengths(self) -> Array:
        """The words of every title and paragraph, in order."""
        ends = [firsts[pieces == _PARAGRAPH] for pieces, firsts in self._placed()]
        return np.diff(np.concatenate(ends), prepend=0)

    def field_lengths(self) -> tuple[Array, Array]:
        """Return the words of the title and of the body of each document."""
        lengths = self.paragraph_lengths
        counts = np.array(self.paragraph_counts, np.int64)
        firsts = np.cumsum(counts) - counts
        titles = lengths[firsts]
        return titles, (np.add.reduceat(lengths, firsts) if len(counts) else titles) - titles

    @property
    def terms(self) -> list[bytes]:
        """The terms, sorted by their bytes."""
        return [self._encoded[number] for number in self._order]

    def postings(self) -> Iterator[Postings]:
        """Yield the postings of the terms in their order, for some of them at a time."""
        titles, bodies = self.field_lengths()
        places = _Places(titles, titles + bodies)
        occurrences = self._occurrences(places.words)
        occurrences.sort()
        first = start = 0
        while start < len(occurrences):
            last = 1 + int(occurrences[min(start + _TOGETHER, len(occurrences)) - 1] >> _WORD_BITS)
            stop = int(np.searchsorted(occurrences, last << _WORD_BITS))
            yield places.postings(occurrences[start:stop], first, last)
            first, start = last, stop

    def _occurrences(self, count: int) -> Array:
        """Return the term of every term of every word, and the number of the word in the lower bits.

        The words of the texts are `count`; those of the further fields have the numbers after them, one a document.
        """
        credits_ = np.array(self._credits, np.int64).reshape(-1, 2)
        sizes = np.array(self._numbers.sizes)
        several = sum(int(sizes[~pieces[pieces < 0]].sum()) - int((pieces < 0).sum()) for pieces, _ in self._placed())
        found = np.empty(len(self) + several + len(credits_), np.int64)
        found[: len(credits_)] = (self._rank[credits_[:, 0]] << _WORD_BITS) + count + credits_[:, 1]
        start = len(credits_)
        for pieces, firsts in self._placed():
            single = pieces >= 0
            own = (self._rank[pieces[single]] << _WORD_BITS) + firsts[single]
            more = self._of_several(~pieces[~single], firsts[~single])
            found[start : start + len(own)] = own
            found[start + len(own) : start + len(own) + len(more)] = more
            start += len(own) + len(more)
        return found

    def _of_several(self, pieces: Array, firsts: Array) -> Array:
        """Return the same for pieces of several words or terms, of which the first words are given."""
        numbers = self._numbers
        sizes = np.array(numbers.sizes, np.int64)
        made_of, offsets = np.array(numbers.made_of, np.int64), np.array(numbers.offsets, np.int64)
        # The terms of a piece are consecutive in `made_of`: where each occurrence of a piece has them.
        own = sizes[pieces]
        begins = (np.cumsum(sizes) - sizes)[pieces] - (np.cumsum(own) - own)
        places = np.repeat(begins, own) + np.arange(int(own.sum()))
        terms = (self._rank[made_of] << _WORD_BITS) + offsets
        found: Array = terms[places] + np.repeat(firsts, own)
        return found


def _words_of(text: str) -> set[str]:
    """Return the folded words of a text, also those that it writes as several."""
    return {word for place in positions(text) for word in place.words}


class _Places:
    """Where in which document a word is, by its number in the batch."""

    def __init__(self, titles: Array, lengths: Array) -> None:
        self.words = int(lengths.sum())
        """Of all texts; behind these comes one of each document, at position 0, for its further fields."""
        self._titles = titles
        self._firsts = np.cumsum(lengths) - lengths
        numbers = np.arange(len(lengths), dtype=np.int32)
        self._documents = np.append(np.repeat(numbers, lengths), numbers)

    def postings(self, occurrences: Array, first: int, last: int) -> Postings:
        """Return the postings of the terms from `first` up to `last`, given their sorted occurrences."""
        terms, words = (occurrences >> _WORD_BITS) - first, occurrences & ((1 << _WORD_BITS) - 1)
        documents = self._documents[words]
        in_text = words < self.words
        positions = np.where(in_text, words - self._firsts[documents], 0)
        in_title = in_text & (positions < self._titles[documents])
        return _group(terms, documents, positions, in_title, last - first)


def _group(terms: Array, documents: Array, positions: Array, titles: Array, count: int) -> Postings:
    """Return the postings of words that are sorted by term, then by document and position."""
    new = np.ones(len(terms), bool)
    new[1:] = (terms[1:] != terms[:-1]) | (documents[1:] != documents[:-1])
    starts = np.flatnonzero(new)
    counts = np.diff(np.append(starts, len(terms)))
    in_title = np.add.reduceat(titles.astype(np.int64), starts) if len(starts) else counts
    frequencies = np.bincount(terms[starts], minlength=count).astype(np.int64)
    return Postings(frequencies, documents[starts].astype(np.int64), counts, in_title, positions)
