"""What is lit of a text, against the query that found it."""

from __future__ import annotations

import pytest

from seedread.index.query import Phrase, Wildcard, Word, parse
from seedread.index.search.highlighter import Highlighter, hits

TEXT = "The gas deal was signed; a deal on Iranian gas, said ministers of Iran, is no gas pipeline deal."


@pytest.mark.parametrize(
    ("query", "lit"),
    [
        ('"gas deal"', ["gas deal"]),
        ('"gas deal"~0', ["gas", "deal"]),
        ('"deal gas"~1', ["gas", "deal", "gas", "deal"]),
        ('"deal gas"~2', ["gas", "deal", "deal", "gas", "gas", "deal"]),
        ('"gas gas"~2', []),
        ('"gas gas"~6', ["gas", "gas"]),
        ('"gas minist* iran*"~1', ["Iranian", "gas", "ministers"]),
        ("atleast2(gas)", ["gas", "gas", "gas"]),
        ('atleast1("gas deal")', ["gas deal"]),
        ("irna~", ["Iran"]),
        ("-gas date:2024 minister", ["ministers"]),
        ("title:gas", []),
        ('title:"gas deal"~2', []),
    ],
)
def test_lit(query: str, lit: list[str]) -> None:
    """Phrases are lit as a whole, words near one another one by one, and nothing else."""
    assert [TEXT[start:end] for start, end in hits(TEXT, parse(query).tree, "body")] == lit


def test_a_joined_word_near_others_is_lit_whole() -> None:
    """A word that the text writes with a hyphen is lit to its end, also where only nearness is asked for."""
    text = "The air-lift to the north-east began."
    query = parse('"airlift northeast"~3').tree
    for language in (None, "de"):
        assert [text[start:end] for start, end in hits(text, query, "body", language)] == ["air-lift", "north-east"]


def test_a_word_near_itself_needs_two_places() -> None:
    """A word that fits a part of the query alone and joined with the next one is one place."""
    query = parse('"gas deal deal*"~0').tree
    for language in (None, "de"):
        assert hits("A deal-gas gas.", query, "body", language) == []
        assert len(hits("A deal-gas deal.", query, "body", language)) == 2


def test_an_expanded_tree_lights_what_it_found() -> None:
    """Where a reader has told the stems of a pattern, every word with such a stem is lit, and no other."""
    tree = Wildcard("dealin*", stems=frozenset(["deal"]))
    assert [TEXT[start:end] for start, end in hits(TEXT, tree)] == ["deal", "deal", "deal"]
    phrase = Phrase((Wildcard("gasl*", stems=frozenset(["gas"])), Word("deals")))
    assert [TEXT[start:end] for start, end in hits(TEXT, phrase)] == ["gas deal"]


def test_each_span_tells_its_leaf() -> None:
    """A word asked for twice is one leaf, and every span says which leaf it belongs to."""
    lighter = Highlighter(parse("gas OR iran OR (gas signed)").tree)
    assert [number for _, _, number in lighter.spans(TEXT)] == [0, 2, 0, 1, 0]
