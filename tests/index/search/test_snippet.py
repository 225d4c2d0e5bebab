from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.query import parse
from seedread.index.search.highlighter import Highlighter, hits
from seedread.index.search.snippet import LENGTH, highlighted, snippet

FILLER = "Nothing of interest stands here, and it goes on like that for a while before anything happens. "


def light(query: str) -> Highlighter:
    return Highlighter(parse(query).tree)


def plain(pieces: tuple[tuple[str, bool], ...]) -> str:
    return "".join(text for text, _ in pieces)


@pytest.mark.parametrize(
    ("query", "text", "lit_words"),
    [
        ("minister", "Ministers met the minister's minister.", ["Ministers", "minister's", "minister"]),
        ("turkiye", "Türkiye’s and TURKIYE", ["Türkiye’s", "TURKIYE"]),
        ('"gas deal"', "gas, the deal: a gas deal", ["gas deal"]),
        ("berdi*", "Berdimuhamedow and Berdyev", ["Berdimuhamedow"]),
        ("rohani~1", "Rouhani, rohanu and tohani", ["Rouhani", "rohanu"]),
        ("gas OR -oil", "gas and oil", ["gas"]),
        ("country:iran", "Iran", []),
        ("title:gas", "gas", []),
        ("北京", "在北京市", ["北京"]),
    ],
)
def test_what_is_lit(query: str, text: str, lit_words: list[str]) -> None:
    """In a body just those words are lit that matched, in every form."""
    assert [text[start:end] for start, end in hits(text, parse(query).tree, "body")] == lit_words


def test_the_best_passage() -> None:
    """The passage with most of the words is shown, whole words, with the matches marked."""
    paragraphs = [f"Gas. {FILLER * 4}", FILLER * 3 + "The gas deal with Iran was signed. " + FILLER * 3]
    shown = snippet("\n".join(paragraphs), light("gas iran deal"))
    assert [text for text, match in shown if match] == ["gas", "deal", "Iran"]
    assert plain(shown).startswith("…")
    assert plain(shown).endswith("…")
    assert len(plain(shown)) <= LENGTH + 2


def test_without_a_match_it_is_the_beginning() -> None:
    """Without anything to show the passage is the beginning, after what the title shows already."""
    assert plain(snippet(FILLER, light(""))) == FILLER
    assert plain(snippet(FILLER, light(""), 30)) == f"…{FILLER[30:]}"
    assert snippet("", light("gas")) == ()


@given(st.lists(st.text(max_size=400), max_size=4), st.sampled_from(["gas", "a*", '"a b"', "e~2", ""]))
def test_a_snippet_is_text_of_the_article(paragraphs: list[str], query: str) -> None:
    """Whatever the text, pieces put together are a part of one paragraph, and a lit text is whole."""
    lighter = light(query) if query != "a*" else light("ab*")
    shown = plain(snippet("\n".join(paragraphs), lighter)).strip("…")
    assert not shown or any(shown in text for text in "\n".join(paragraphs).split("\n"))
    for text in paragraphs:
        assert plain(highlighted(text, lighter, "body")) == text


def test_a_passage_without_spaces_begins_before_its_match() -> None:
    """In scripts without spaces a passage begins behind a comma or at a sign, not with the match itself."""
    for text, first in (
        ("春" * 90 + "，昨日下午大雨", "昨日下午"),
        ("น้ำ" * 60 + "ฝนตก", "น้ำ"),
        ("夏" * 90 + "大雨", "夏"),
    ):
        pieces = snippet(text, Highlighter(parse(text[-2:]).tree))
        assert pieces[0] == ("…", False)
        assert pieces[1][0].startswith(first)
        assert pieces[2] == (text[-2:], True)
