from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seedread.index.errors import QueryError
from seedread.index.query import (
    All,
    And,
    AnyValue,
    Fuzzy,
    Named,
    Node,
    Not,
    Or,
    Phrase,
    Wildcard,
    Word,
    parse,
    to_text,
)

IRAN, GAS, OIL = Word("iran"), Word("gas"), Word("oil")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", All()),
        ("   ", All()),
        ("*", All()),
        ("iran gas", And((IRAN, GAS))),
        ("iran AND gas", And((IRAN, GAS))),
        ("iran OR gas oil", Or((IRAN, And((GAS, OIL))))),
        ("(iran OR gas) oil", And((Or((IRAN, GAS)), OIL))),
        ("NOT iran", Not(IRAN)),
        ("-iran", Not(IRAN)),
        ("!iran", Not(IRAN)),
        ("NOT NOT iran", IRAN),
        ("-(iran gas)", Not(And((IRAN, GAS)))),
        ("and or not", And((Word("and"), Word("or"), Word("not")))),
        ('"gas deal"', Phrase((GAS, Word("deal")))),
        ("“gas deal”", Phrase((GAS, Word("deal")))),
        ("«gas deal»", Phrase((GAS, Word("deal")))),
        ('"gas"', GAS),
        ('"pres* rouhani"', Phrase((Wildcard("pres*"), Word("rouhani")))),
        ("Al-Jazeera", Phrase((Word("al"), Word("jazeera")))),
        ("don't", Word("don't")),
        ("Iran’s", Word("iran's")),
        ("berdi*", Wildcard("berdi*")),
        ("m?scow", Wildcard("m?scow")),
        ("what next?", And((Word("what"), Word("next")))),
        ("rohani~", Fuzzy("rohani", 2)),
        ("iran~", Fuzzy("iran", 1)),
        ("iran~2", Fuzzy("iran", 2)),
        ("country:iran", Named("country", "iran")),
        ("c:iran", Named("country", "iran")),
        ("country: iran", Named("country", "iran")),
        ("who:putin", Named("leader", "putin")),
        ('country:"South Korea"', Named("country", "South Korea")),
        ("country:(iran OR turkey)", Or((Named("country", "iran"), Named("country", "turkey")))),
        ("country:*", AnyValue("country")),
        ("-leader:*", Not(AnyValue("leader"))),
        ("title:gas", Word("gas", "title")),
        ("title:(gas OR oil)", Or((Word("gas", "title"), Word("oil", "title")))),
        ("12:30", Phrase((Word("12"), Word("30")))),
        ("Iran: what", And((IRAN, Word("what")))),
        ("北京", Phrase((Word("北"), Word("京")))),
    ],
)
def test_understood(text: str, tree: Node) -> None:
    """What is typed means what the query language says."""
    assert parse(text).tree == tree


@pytest.mark.parametrize(
    ("text", "start", "end", "said"),
    [
        ("iran)", 4, 5, "closes nothing"),
        ("iran AND", 5, 8, "AND needs a word"),
        ("OR iran", 0, 2, "OR needs a word"),
        ("iran OR OR gas", 5, 7, "OR needs a word"),
        ("iran NOT", 5, 8, "NOT needs a word"),
        ("country:", 0, 8, "country: needs a word"),
        ("gas contry:iran", 4, 11, "did you mean country:?"),
        ("xyzzy:1", 0, 6, "there are body, country"),
        ("b*", 0, 2, "at least 2 letters"),
        ("iran~3", 0, 6, "At most ~2"),
        ("al-jazeera~", 0, 11, "single word"),
        ("x" * 1001, 1000, 1001, "longer than 1000"),
        ("a " * 65, 128, 129, "More than 64"),
        ("(" * 25 + "a", 24, 25, "More than 24"),
    ],
)
def test_not_understood(text: str, start: int, end: int, said: str) -> None:
    """What cannot be understood is told with its columns and a way out."""
    with pytest.raises(QueryError, match=said.replace("?", r"\?")) as caught:
        parse(text)
    assert (caught.value.start, caught.value.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "tree", "said"),
    [
        ('"gas deal', Phrase((GAS, Word("deal"))), "still open"),
        ("(iran gas", And((IRAN, GAS)), "still open"),
        ("iran —", IRAN, "holds no word"),
        ("iran - gas", And((IRAN, GAS)), "holds no word"),
        ("() iran", IRAN, "Empty brackets"),
    ],
)
def test_noticed(text: str, tree: Node, said: str) -> None:
    """What is passed over is told, and the query runs."""
    query = parse(text)
    assert query.tree == tree
    assert any(said in notice.message for notice in query.notices)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("iran ga", And((IRAN, Wildcard("ga*")))),
        ("iran ga ", And((IRAN, Word("ga")))),
        ("iran g", IRAN),
        ("京", Word("京")),
        ('"gas de', Phrase((GAS, Wildcard("de*")))),
        ('"gas deal"', Phrase((GAS, Word("deal")))),
        ("iran AND", IRAN),
        ("iran OR", IRAN),
        ("-", All()),
        ("iran country:", IRAN),
        ("country:ira", Named("country", "ira", unfinished=True)),
    ],
)
def test_while_typing(text: str, tree: Node) -> None:
    """The word that is being typed is taken as the beginning of a word, and what still lacks its word is waited for."""
    assert parse(text, typing=True).tree == tree


pieces = st.sampled_from(
    ["iran", "gas*", "x", '"', "“", "(", ")", " ", " OR ", " AND ", "NOT ", "-", "!", "*", "?", "~", "~2", "country:",
     "c:", "who:", "title:", "foo:", ":", "'", "’", "İ", "京", "🙂", "\x1b", "\u202e", "-é-", "12:30", "AND", "OR"]
)  # fmt: skip


@settings(max_examples=600)
@given(st.lists(pieces, max_size=24).map("".join) | st.text(max_size=60), st.booleans())
def test_anything_typed_is_a_tree_or_a_positioned_error(text: str, typing: bool) -> None:  # noqa: FBT001
    """Whatever is typed gives a tree that prints and parses to itself, or an error inside the text."""
    try:
        tree = parse(text, typing=typing).tree
    except QueryError as error:
        assert 0 <= error.start < error.end <= len(text)  # noqa: PT017 (either outcome is good)
        return
    if not any(isinstance(leaf, Named) and leaf.unfinished for leaf in _walk(tree)):
        assert parse(to_text(tree)).tree == tree


def _walk(node: Node) -> list[Node]:
    if isinstance(node, And | Or):
        return [leaf for child in node.children for leaf in _walk(child)]
    return _walk(node.child) if isinstance(node, Not) else [node]
