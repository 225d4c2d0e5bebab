"""Reads a segment: terms, postings, words, lengths, dates, facet values and articles."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.engines.whoosh.dictionary import Dictionary
from seedread.index.engines.whoosh.postings import PostingLists
from seedread.index.engines.whoosh.segment_file import SegmentFile
from seedread.index.engines.whoosh.store import ArticleStore
from seedread.index.text.proximity import PARAGRAPH_GAP

if TYPE_CHECKING:
    from seedread.index.engines.whoosh.segment_file import Array
    from seedread.index.storage.checked_path import Place

__all__ = ["Segment"]

_NO_NUMBERS = np.zeros(0, np.int64)


class Segment:
    """The documents of one segment file, numbered from 0, including deleted ones."""

    def __init__(self, path: Place) -> None:
        self.file = file = SegmentFile(path)
        self.count = int(file.facts["documents"])
        self.terms = Dictionary(file, "terms")
        self.title_lengths = file.array("title_lengths")
        self.body_lengths = file.array("body_lengths")
        self.paragraph_counts = file.array("paragraph_counts")
        self.minutes = file.array("minutes")
        self.precisions = file.array("precisions")

    @cached_property
    def text_sums(self) -> Array:
        """CRC-32 of title and body of every document."""
        return self.file.array("text_sums")

    @cached_property
    def postings(self) -> PostingLists:
        """The postings of every term."""
        return PostingLists(self.file)

    @cached_property
    def paragraph_lengths(self) -> Array:
        """Words of every title and paragraph, document after document."""
        return self.file.array("paragraph_lengths")

    @cached_property
    def _paragraph_ends(self) -> tuple[Array, Array, Array]:
        """Return the end of each paragraph in words, and the first word and first paragraph of each document."""
        words = np.cumsum(self.title_lengths.astype(np.int64) + self.body_lengths)
        paragraphs = np.cumsum(self.paragraph_counts, dtype=np.int64)
        return np.cumsum(self.paragraph_lengths, dtype=np.int64), np.append(0, words), np.append(0, paragraphs)

    def paragraphs(self, documents: Array, positions: Array) -> Array:
        """Return the paragraph number of each word, titles and paragraphs of all documents counted together."""
        ends, first_words, _ = self._paragraph_ends
        paragraphs: Array = np.searchsorted(ends, first_words[documents] + positions, side="right")
        return paragraphs

    def spread(self, documents: Array, positions: Array) -> Array:
        """Return word positions with a gap between paragraphs, so that no phrase spans two paragraphs."""
        paragraph = self.paragraphs(documents, positions) - self._paragraph_ends[2][documents]
        spread: Array = positions + PARAGRAPH_GAP * paragraph
        return spread

    @cached_property
    def words(self) -> Dictionary:
        """The vocabulary: every folded word."""
        return Dictionary(self.file, "words")

    @cached_property
    def word_terms(self) -> Array:
        """The numbers of the terms of every word, word after word."""
        return self.file.array("words.terms")

    @cached_property
    def word_ends(self) -> Array:
        """Where the terms of each word end in `word_terms`."""
        if not self.file.has("words.counts"):
            return np.arange(1, len(self.word_terms) + 1)
        return np.cumsum(self.file.array("words.counts"), dtype=np.int64)

    def terms_of_words(self, first: int, last: int) -> Array:
        """Return the numbers of the terms of the words from `first` up to `last`."""
        start = int(self.word_ends[first - 1]) if first else 0
        found: Array = self.word_terms[start : int(self.word_ends[last - 1])] if last > first else self.word_terms[:0]
        return found

    @cached_property
    def joined(self) -> tuple[int, int]:
        """How many terms are words that are written as two or more, and as three: they come first."""
        return self.terms.with_prefix(b"-").stop, self.terms.with_prefix(b"--").stop

    @cached_property
    def languages(self) -> frozenset[str]:
        """The languages (ISO 639-1) of its articles."""
        return frozenset(value for value, _ in self.file.facts["facets"].get("language", []))

    @cached_property
    def articles(self) -> ArticleStore:
        """The articles themselves."""
        return ArticleStore(self.file)

    def facet(self, name: str) -> tuple[list[list[str]], Array, Array]:
        """Return value and label of every value of a facet, and the (document, value) pairs as two arrays.

        There are none if the file was made before there was such a facet: it can be searched until it is built again.
        """
        if name not in self.file.facts["facets"]:
            return [], _NO_NUMBERS, _NO_NUMBERS
        return (
            self.file.facts["facets"][name],
            self.file.array(f"facet.{name}.documents"),
            self.file.array(f"facet.{name}.values"),
        )
