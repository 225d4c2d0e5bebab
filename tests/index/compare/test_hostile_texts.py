"""Comparing very long texts costs no more than in proportion to their length, however they are made."""

from __future__ import annotations

import time

import pytest
from growth import grows_in_proportion

from seedread.index.article import Article
from seedread.index.compare.compare import compare
from seedread.index.compare.quotations import quoted_spans
from seedread.index.compare.sentences import split_sentences


def test_long_sentence() -> None:
    """A sentence without an end is cut at blanks, and nothing of it is lost."""
    text = "word " * 10_000 + "end"
    spans = split_sentences(text)
    assert max(end - start for start, end in spans) <= 2000
    assert " ".join(text[start:end] for start, end in spans) == text
    assert {text[end] for _, end in spans[:-1]} == {" "}


@pytest.mark.parametrize("piece", ["“a ", "‘a ", "dogs’ ‘a ", "“a\"b‘c'd«e "])
def test_open_quotation_marks(piece: str) -> None:
    """Quotation marks that nothing closes are looked behind for a bounded stretch."""
    assert grows_in_proportion(quoted_spans, lambda size: [piece * (size // len(piece))], 20_000)


@pytest.mark.parametrize(
    "piece", ["“Yes we will go on,” he said. ", "5% of the ", "5 men and ", "It is so. ", "“" + "we " * 400 + "”. "]
)
def test_one_thing_over_and_over(piece: str) -> None:
    """Two texts that say one thing over and over are compared in bounded time."""
    text = piece * (16_000 // len(piece))
    start = time.process_time()
    compared = compare(Article("a", "Talks", (text,)), Article("b", "Talks", (text, "The end of it.")))
    assert time.process_time() - start < 10
    assert compared.kind == "copy"


def test_beginning_of_a_very_long_article() -> None:
    """Of an article of millions of characters the beginning is compared, and it says so."""
    compared = compare(Article("a", "Talks", ("x" * 1_000_000,)), Article("b", "Talks", ("It is so.",)))
    assert (compared.a.complete, compared.b.complete) == (False, True)
    assert sum(len(sentence.text) for sentence in compared.a.sentences) == 300_000
