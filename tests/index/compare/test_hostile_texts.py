"""Comparing very long texts costs no more than in proportion to their length, however they are made."""

from __future__ import annotations

import numpy as np
import pytest
from growth import grows_in_proportion

from seedread.index.article import Article
from seedread.index.compare.alignment import _few, align
from seedread.index.compare.article_comparison import analyse_article, compare
from seedread.index.compare.quotations import quoted_spans
from seedread.index.compare.shared_quotations import _affordable
from seedread.index.text.analysis import tokens
from seedread.index.text.sentences import split_sentences


def test_long_sentence() -> None:
    """A sentence without an end is cut at blanks, and nothing of it is lost."""
    text = "word " * 10_000 + "end"
    spans = split_sentences(text)
    assert max(end - start for start, end in spans) <= 2000
    assert " ".join(text[start:end] for start, end in spans) == text
    assert {text[end] for _, end in spans[:-1]} == {" "}


@pytest.mark.parametrize("piece", ["“a ", "\u2018a "])
def test_open_quotation_marks(piece: str) -> None:
    """Quotation marks that nothing closes are looked behind for a bounded stretch."""
    assert grows_in_proportion(quoted_spans, lambda size: [piece * (size // len(piece))], 30_000)


@pytest.mark.parametrize(
    "piece",
    [
        "Ann Lee met Bo Rey. ",
        "said Ann, the head of ",
        "“Yes,” he said. ",
        "Mr. Lee’s claim that ",
        "Ann, as he puts, and ",
    ],
)
def test_speakers(piece: str) -> None:
    """However many names, verbs of speech and pronouns a text has, each is read for a bounded stretch around it."""
    assert grows_in_proportion(analyse_article, lambda size: Article("a", "", (piece * (size // len(piece)),)), 2500)


def test_one_sentence_over_and_over() -> None:
    """Of millions of pairs of equal sentences those equally far down are taken, and each still finds its own."""
    alike = np.ones((1500, 1500), np.float32)
    assert np.count_nonzero(_few(alike > 0)) <= 1_000_000
    assert [(pair.a, pair.b) for pair in align(alike, alike.astype(np.uint16) * 9, alike.astype(np.uint16))] == [
        (n, n) for n in range(1500)
    ]


def test_quotations_of_one_word() -> None:
    """Quotations that say one word over and over are held against one another only while that is affordable."""
    words = [list(tokens("we " * 1000))] * 20
    assert len(list(_affordable(words, words))) == 5


def test_beginning_of_a_very_long_article() -> None:
    """Of an article of millions of characters the beginning is compared, and it says so."""
    compared = compare(Article("a", "Talks", ("x" * 1_000_000,)), Article("b", "Talks", ("It is so.",)))
    assert (compared.a.complete, compared.b.complete) == (False, True)
    assert sum(len(sentence.text) for sentence in compared.a.sentences) == 300_000
