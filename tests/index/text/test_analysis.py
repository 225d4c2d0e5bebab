from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.text import analysis
from seedread.index.text.analysis import find_words, fold, tokens, words


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Ministers’ MINISTER minister's", ["minist", "minist", "minist"]),
        ("Łódź Türkiye İstanbul Đặng", ["lodz", "turkiy", "istanbul", "dang"]),
        ("Al-Jazeera U.S. 12:30", ["al", "jazeera", "u", "s", "12", "30"]),
        ("don't ‘quoted’", ["don't", "quot"]),
        ("北京市 ไทย", ["北", "京", "市", "ไ", "ท", "ย"]),
        ("wｵﾊﾞ㊀", ["w", "オ", "ハ", "ﾞ", "一"]),
        ("Минск Ərdoğan", ["минск", "ardogan"]),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    """Spellings of one word give one term; scripts without spaces are split into characters."""
    assert [token.term for token in tokens(text)] == terms


@given(st.text())
def test_tokens_lie_where_they_say(text: str) -> None:
    """There is one token for each word, in order, with its position."""
    found = list(tokens(text))
    assert len(found) == len(words(text))
    ends = [0, *(token.end for token in found)]
    assert all(end <= token.start < token.end <= len(text) for end, token in zip(ends, found, strict=False))


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    """Folding a folded text changes nothing."""
    assert fold(fold(text)) == fold(text)


def test_every_character_folds_to_what_it_stays() -> None:
    """Folding any character twice is folding it once, and what was one word stays the same word."""
    for char in map(chr, [*range(0xD800), *range(0xE000, 0x110000)]):
        assert fold(fold(char)) == fold(char)
        assert not words(char) or words(fold(char)) == words(char)


@given(st.text() | st.text("ab'’_1é北ก \n-", max_size=30))
def test_quicker_patterns_find_the_same(text: str) -> None:
    """The fast patterns find the same words as the full pattern."""
    assert find_words(text) == analysis._WORD.findall(text)
