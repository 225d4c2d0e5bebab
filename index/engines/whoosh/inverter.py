"""Inverts a batch: collects the words of documents as numbers and builds the postings of each term."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from seedread.index.engines.whoosh.postings import Postings
from seedread.index.text.analysis import find_lines, find_pieces, parts_of_piece, plain_piece, positions
from seedread.index.text.stemming import LONGEST, STEMMED, credit_term, index_terms, joined_term, stem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.engines.whoosh.segment_file import Array
    from seedread.index.text.chunks import Part

__all__ = ["Inverter"]


_NO_FIELDS: Mapping[str, str] = {}


class _Numbers:
    """The numbers of the terms of a batch, and of its pieces: what each is made of."""

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        """The number of each term."""
        self.vocabulary: dict[str, list[int]] = {}
        """The terms of each folded word."""
        self.lengths: list[int] = []
        """The number of words of each piece."""
        self.sizes: list[int] = []
        """The number of terms of each piece."""
        self.made_of: list[int] = []
        """The terms of all pieces, one after the other."""
        self.offsets: list[int] = []
        """Which word of its piece each of these is of."""

    def number(self, parts: tuple[Part, ...], language: str | None) -> int:
        """Return the number of a new piece."""
        before = len(self.made_of)
        for n, part in enumerate(parts):
            self._add(n, part.word, index_terms(part.printed, language))
            for joined in part.joined:
                terms = index_terms(joined.printed, language)
                self._add(n, joined.word, tuple(joined_term(term, joined.width) for term in terms))
        self.lengths.append(len(parts))
        self.sizes.append(len(self.made_of) - before)
        return len(self.sizes) - 1

    def add_alone(self, term: str) -> int:
        """Return the number of a term that is its own word."""
        number = self.terms.setdefault(term, len(self.terms))
        self.vocabulary.setdefault(term, [number])
        return number

    def plain(self, word: str) -> int:
        """Return the number of a new piece that is one word with one term, its English stem."""
        term = self.terms.setdefault(stem(word), len(self.terms))
        known = self.vocabulary.setdefault(word, [term])
        if term not in known:
            known.append(term)
        self.made_of.append(term)
        self.offsets.append(0)
        self.lengths.append(1)
        self.sizes.append(1)
        return len(self.sizes) - 1

    def _add(self, offset: int, word: str, terms: tuple[str, ...]) -> None:
        numbers = [self.terms.setdefault(term, len(self.terms)) for term in terms]
        known = self.vocabulary.setdefault(word, numbers)
        if known != numbers:
            known += [number for number in numbers if number not in known]
        self.made_of += numbers
        self.offsets += [offset] * len(numbers)


class _Pieces(dict[str, int]):
    """The number of each piece in the articles of one language, given on first use."""

    def __init__(self, numbers: _Numbers, language: str | None) -> None:
        super().__init__()
        self._numbers = numbers
        self._language = language

    def __missing__(self, piece: str) -> int:
        plain = plain_piece(piece)
        if plain and plain != piece:
            number = self[plain]
        elif plain and self._language not in STEMMED:
            number = self._numbers.plain(plain[:LONGEST])
        else:
            number = self._numbers.number(parts_of_piece(piece), self._language)
        self[piece] = number
        return number


class Inverter:
    """One batch of articles; `invert` returns its postings."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._languages: dict[str | None, _Pieces] = {}
        self._pieces: list[int] = []
        self._paragraph_pieces: list[int] = []
        """Pieces of every title and paragraph, in order."""
        self._credits: list[tuple[int, int]] = []
        """Term and document of each word of the further fields; its position is 0."""
        self.paragraph_counts: list[int] = []
        """Paragraphs of each document, including its title."""

    def __len__(self) -> int:
        """Return the number of pieces, which decides when a batch is large enough."""
        return len(self._pieces)

    def add(self, title: str, body: str, language: str | None = None, fields: Mapping[str, str] = _NO_FIELDS) -> None:
        """Add the next document; `language` is its ISO 639-1 code, `fields` the text of each further field."""
        for field, text in fields.items():
            for term in sorted({credit_term(field, word) for word in _words_of(text)}):
                self._credits.append((self._numbers.add_alone(term), len(self.paragraph_counts)))
        if language not in self._languages:
            self._languages[language] = _Pieces(self._numbers, language)
        pieces, number = self._pieces, self._languages[language].__getitem__
        paragraphs = [find_pieces(title), *find_lines(body)]
        for paragraph in paragraphs:
            pieces.extend(map(number, paragraph))
        self._paragraph_pieces.extend(map(len, paragraphs))
        self.paragraph_counts.append(len(paragraphs))

    def vocabulary(self) -> dict[bytes, list[int]]:
        """Return the terms of every folded word of the batch, by their number in the order of their bytes."""
        rank = self._rank.tolist()
        return {
            word.encode(): sorted(map(rank.__getitem__, numbers)) for word, numbers in self._numbers.vocabulary.items()
        }

    @property
    def _rank(self) -> Array:
        """The place of each term in the order of their bytes."""
        encoded = list(map(str.encode, self._numbers.terms))
        rank = np.empty(len(encoded), np.int32)
        rank[sorted(range(len(encoded)), key=encoded.__getitem__)] = np.arange(len(encoded), dtype=np.int32)
        return rank

    def paragraph_lengths(self) -> Array:
        """Return the words of every title and paragraph, in order."""
        lengths = np.array(self._numbers.lengths, np.int64)[np.array(self._pieces, np.int64)]
        ends = np.cumsum(self._paragraph_pieces, dtype=np.int64)
        return np.diff(np.append(0, np.cumsum(lengths))[np.append(0, ends)])

    def field_lengths(self) -> tuple[Array, Array]:
        """Return the words of the title and of the body of each document."""
        lengths = self.paragraph_lengths()
        counts = np.array(self.paragraph_counts, np.int64)
        firsts = np.cumsum(counts) - counts
        titles = lengths[firsts]
        return titles, (np.add.reduceat(lengths, firsts) if len(counts) else titles) - titles

    def invert(self) -> tuple[list[bytes], Postings]:
        """Return the terms sorted by their bytes, and their postings."""
        encoded = sorted(term.encode() for term in self._numbers.terms)
        terms, documents, positions, titles = self._occurrences()
        # A word may have several terms, but each only once: the order within a position does not matter.
        sorted_order = np.argsort(terms, kind="stable")
        terms, documents, positions, titles = (column[sorted_order] for column in (terms, documents, positions, titles))
        return encoded, _group(terms, documents, positions, titles, len(encoded))

    def _occurrences(self) -> tuple[Array, Array, Array, Array]:
        """Return term, document, position and whether it is in the title, for every term of every word."""
        pieces = np.array(self._pieces, np.int32)
        lengths, sizes, offsets, made_of = (
            np.array(column, np.int32)
            for column in (self._numbers.lengths, self._numbers.sizes, self._numbers.offsets, self._numbers.made_of)
        )
        # The terms of a piece are consecutive in `made_of`: where each occurrence of a piece has them.
        own = sizes[pieces]
        begins = (np.cumsum(sizes, dtype=np.int32) - sizes)[pieces] - (np.cumsum(own, dtype=np.int32) - own)
        places = np.repeat(begins, own) + np.arange(int(own.sum()), dtype=np.int32)
        terms = self._rank[made_of][places]
        firsts = np.cumsum(lengths[pieces], dtype=np.int32) - lengths[pieces]
        words = np.repeat(firsts, own) + offsets[places]
        titles, bodies = self.field_lengths()
        both = titles + bodies
        documents = np.repeat(np.arange(len(both), dtype=np.int32), both)[words]
        positions = words - (np.cumsum(both) - both).astype(np.int32)[documents]
        text = terms, documents, positions, positions < titles[documents]
        credits_ = self._rank[np.array([term for term, _ in self._credits], np.int32)]
        of_documents = np.array([document for _, document in self._credits], np.int32)
        none = np.zeros(len(credits_), np.int32)
        joined = map(np.concatenate, zip(text, (credits_, of_documents, none, none.astype(bool)), strict=True))
        terms, documents, positions, in_title = joined
        return terms, documents, positions, in_title


def _words_of(text: str) -> set[str]:
    """Return the folded words of a text, also those that it writes as several."""
    return {word for place in positions(text) for word in place.words}


def _group(terms: Array, documents: Array, positions: Array, titles: Array, count: int) -> Postings:
    """Return the postings of words that are sorted by term, then by document and position."""
    new = np.ones(len(terms), bool)
    new[1:] = (terms[1:] != terms[:-1]) | (documents[1:] != documents[:-1])
    starts = np.flatnonzero(new)
    counts = np.diff(np.append(starts, len(terms)))
    in_title = np.add.reduceat(titles.astype(np.int64), starts) if len(starts) else counts
    frequencies = np.bincount(terms[starts], minlength=count).astype(np.int64)
    return Postings(frequencies, documents[starts].astype(np.int64), counts, in_title, positions.astype(np.int64))
