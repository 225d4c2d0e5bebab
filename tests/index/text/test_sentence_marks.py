"""Tests that every module knows the same marks at the end of sentences."""

from __future__ import annotations

import pytest

from seedread.index.cleaning.orthography import ends_sentence
from seedread.index.sources.not_articles import why_no_article
from seedread.index.text.sentence_marks import FINAL_MARKS
from seedread.index.text.sentences import split_sentences

_LONG = "Лодки ушли из порта в полдень, когда ветер стих и волны больше не били о старый причал"
_CODE = ["import os", "from a import b", "def f(x):", "    return x", "class A:", "    def g(self):", "        pass"]


@pytest.mark.parametrize("mark", FINAL_MARKS)
def test_a_mark_of_any_script_ends_a_sentence(mark: str) -> None:
    """A line ends with it, a text is cut behind it, and code with such lines is an article about code."""
    assert ends_sentence(f"Лодки ушли{mark}")
    assert len(split_sentences(f"Лодки ушли{mark} Порт пуст.", "ru")) == 2
    assert why_no_article("\n".join([*_CODE, *[_LONG] * 2])) is not None
    assert why_no_article("\n".join([*_CODE, *[_LONG + mark] * 2])) is None
