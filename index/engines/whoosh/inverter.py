"""Inverts a batch: collects the words of documents as numbers and builds the postings of each term."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from seedread.index.engines.whoosh.postings import Postings
from seedread.index.text.analysis import find_words, fold_word, stem

if TYPE_CHECKING:
    from seedread.index.engines.whoosh.segment_file import Array

__all__ = ["Inverter"]


class _TermNumbers(dict[str, int]):
    """The term number of each word in this batch, computed on first use."""

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, int] = {}
        """The number of each term."""
        self.words: dict[str, str] = {}
        """The term of each folded word: the vocabulary of this batch."""

    def __missing__(self, printed: str) -> int:
        word = fold_word(printed)
        term = stem(word)
        self.words[word] = term
        self[printed] = number = self.numbers.setdefault(term, len(self.numbers))
        return number


class Inverter:
    """One batch of articles; `invert` returns its postings."""

    def __init__(self) -> None:
        self._terms = _TermNumbers()
        self._tokens: list[int] = []
        self.paragraph_lengths: list[int] = []
        """Words of every title and paragraph, in order."""
        self.paragraph_counts: list[int] = []
        """Paragraphs of each document, including its title."""
        self.title_lengths: list[int] = []
        self.body_lengths: list[int] = []

    def __len__(self) -> int:
        """Return the number of words, which decides when a batch is large enough."""
        return len(self._tokens)

    def add(self, title: str, body: str) -> None:
        """Add the next document."""
        tokens, number = self._tokens, self._terms.__getitem__
        lengths = self.paragraph_lengths
        before = len(tokens)
        tokens.extend(map(number, find_words(title)))
        lengths.append(len(tokens) - before)
        after_title = len(tokens)
        paragraphs = body.split("\n")
        for paragraph in paragraphs:
            start = len(tokens)
            tokens.extend(map(number, find_words(paragraph)))
            lengths.append(len(tokens) - start)
        self.paragraph_counts.append(len(paragraphs) + 1)
        self.title_lengths.append(after_title - before)
        self.body_lengths.append(len(tokens) - after_title)

    def vocabulary(self) -> dict[str, str]:
        """Return the term of every folded word of the batch."""
        return self._terms.words

    def invert(self) -> tuple[list[bytes], Postings]:
        """Return the terms sorted by their bytes, and their postings."""
        encoded = [term.encode() for term in self._terms.numbers]
        order = sorted(range(len(encoded)), key=encoded.__getitem__)
        rank = np.empty(len(encoded), np.int32)
        rank[order] = np.arange(len(encoded), dtype=np.int32)
        terms = rank[np.array(self._tokens, np.int32)] if self._tokens else np.zeros(0, np.int32)
        documents, positions, titles = self._places()
        sorted_order = np.argsort(terms, kind="stable")
        terms, documents, positions, titles = (column[sorted_order] for column in (terms, documents, positions, titles))
        return [encoded[n] for n in order], _group(terms, documents, positions, titles, len(encoded))

    def _places(self) -> tuple[Array, Array, Array]:
        """Return document, position and whether it is in the title, for every word."""
        titles = np.array(self.title_lengths, np.int64)
        lengths = titles + np.array(self.body_lengths, np.int64)
        documents = np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)
        positions = np.arange(len(documents)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        return documents, positions.astype(np.int32), positions < np.repeat(titles, lengths)


def _group(terms: Array, documents: Array, positions: Array, titles: Array, count: int) -> Postings:
    """Return the postings of words that are sorted by term, then by document and position."""
    new = np.ones(len(terms), bool)
    new[1:] = (terms[1:] != terms[:-1]) | (documents[1:] != documents[:-1])
    starts = np.flatnonzero(new)
    counts = np.diff(np.append(starts, len(terms)))
    in_title = np.add.reduceat(titles.astype(np.int64), starts) if len(starts) else counts
    frequencies = np.bincount(terms[starts], minlength=count).astype(np.int64)
    return Postings(frequencies, documents[starts].astype(np.int64), counts, in_title, positions.astype(np.int64))
