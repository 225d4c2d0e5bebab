from __future__ import annotations

import datetime
from contextlib import suppress

import pytest
from cpu_limit import cpu_limit
from hypothesis import given, settings
from hypothesis import strategies as st

from seedread.index.errors import QueryError
from seedread.index.query import (
    All,
    And,
    AnyValue,
    AtLeast,
    FacetName,
    Fuzzy,
    HasValue,
    Leaf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Wildcard,
    Word,
    matches_all,
    nodes,
    parse,
    to_text,
)

TODAY = datetime.date(2024, 10, 16)
IRAN, GAS, OIL, DEAL = Word("iran"), Word("gas"), Word("oil"), Word("deal")
URL = (Word("x", "url"), Word("org", "url"))
CEASE_FIRE = (Word("cease"), Word("fire"))


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
        ('ארה"ב', Word("ארהב")),
        ('"נשיא ארה"ב" צה”ל', And((Phrase((Word("נשיא"), Word("ארהב"))), Word("צהל")))),
        ('"gas"', GAS),
        ('"pres* rouhani"', Phrase((Wildcard("pres*"), Word("rouhani")))),
        ("Al-Jazeera", Or((Phrase((Word("al"), Word("jazeera"))), Word("aljazeera")))),
        ('"cease-fire deal"~3', Or((Near((*CEASE_FIRE, DEAL), 3), Near((Word("ceasefire"), DEAL), 3)))),
        (
            "title:cease-fire*",
            Or((Phrase((Word("cease"), Wildcard("fire*")), "title"), Wildcard("ceasefire*", "title"))),
        ),
        ("atleast2(cease-fire)", Or((AtLeast(2, Phrase(CEASE_FIRE)), AtLeast(2, Word("ceasefire"))))),
        ("2024-10-11", Phrase((Word("2024"), Word("10"), Word("11")))),
        ("don't", Phrase((Word("don"), Word("t")))),
        ("Iran’s", IRAN),
        ("l’Iran", IRAN),
        ("l'ira*", Wildcard("ira*")),
        ("O'Br?en", Wildcard("obr?en")),
        ("U.S.", Word("us")),
        ("1,700", Word("1700")),
        ("Müller", Word("muller", spelling="müller")),
        ("Mu\u0308ller", Word("muller", spelling="müller")),
        ("दिल्ली", Word("दिल्ली")),
        ("दिल्*", Wildcard("दिल्*")),
        ("berdi*", Wildcard("berdi*")),
        ("m?scow", Wildcard("m?scow")),
        ("what next?", And((Word("what"), Word("next")))),
        ("rohani~", Fuzzy("rohani", 2)),
        ("iran~", Fuzzy("iran", 1)),
        ("iran~2", Fuzzy("iran", 2)),
        ("country:iran", FacetName("country", "iran")),
        ("c:iran", FacetName("country", "iran")),
        ("country: iran", FacetName("country", "iran")),
        ("who:putin", FacetName("leader", "putin")),
        ('country:"South Korea"', FacetName("country", "South Korea")),
        ("country:(iran OR turkey)", Or((FacetName("country", "iran"), FacetName("country", "turkey")))),
        ("country:*", AnyValue("country")),
        ("-leader:*", Not(AnyValue("leader"))),
        ("title:gas", Word("gas", "title")),
        ("title:(gas OR oil)", Or((Word("gas", "title"), Word("oil", "title")))),
        ("12:30", Phrase((Word("12"), Word("30")))),
        ("Iran: what", And((IRAN, Word("what")))),
        ("北京", Phrase((Word("北"), Word("京")))),
        ("北京*", Phrase((Word("北"), Word("京")))),
        ('"gas deal"~5', Near((GAS, Word("deal")), 5)),
        ('"gas deal"~0', Near((GAS, Word("deal")), 0)),
        ('"pres* rouhani"~3', Near((Wildcard("pres*"), Word("rouhani")), 3)),
        ('title:"gas deal"~100', Near((GAS, Word("deal")), 100, "title")),
        ('"gas"~5', GAS),
        ('"gas * deal"', Phrase((GAS, Word("deal")))),
        ("atleast3(iran)", AtLeast(3, IRAN)),
        ("ATLEAST3(title:iran*)", AtLeast(3, Wildcard("iran*", "title"))),
        ("title:atleast3(iran~)", AtLeast(3, Fuzzy("iran", 1, "title"))),
        ('-atleast12("gas deal")', Not(AtLeast(12, Phrase((GAS, Word("deal")))))),
        ("atleast3 (iran)", And((Word("atleast3"), IRAN))),
        ("country:ira*", FacetName("country", "ira", unfinished=True)),
        ('country:"south k*"', FacetName("country", "south k", unfinished=True)),
        ('country:"OR"', FacetName("country", "OR")),
    ],
)
def test_understood(text: str, tree: Node) -> None:
    """A query parses to the tree that the query language defines."""
    assert parse(text).tree == tree


@pytest.mark.parametrize(
    ("text", "start", "end", "said"),
    [
        ("iran)", 4, 5, "Unmatched"),
        ("iran AND", 5, 8, "AND needs a word"),
        ("OR iran", 0, 2, "OR needs a word"),
        ("iran OR OR gas", 5, 7, "OR needs a word"),
        ("iran NOT", 5, 8, "NOT needs a word"),
        ("country:", 0, 8, "country: needs a name"),
        ("gas contry:iran", 4, 11, "Did you mean country:?"),
        ("xyzzy:1", 0, 6, "Use added, author, body, country"),
        ("b*", 0, 2, "at least 2 letters"),
        ("iran~3", 0, 6, "Use at most ~2"),
        ("al-jazeera~", 0, 11, "single word"),
        ("gaz*~", 0, 5, "single word"),
        ('iran "gas deal"~101', 5, 19, "use at most ~100"),
        ('"gas deal"~', 0, 11, "number of words"),
        ('"gas deal"~x', 0, 12, "number of words"),
        ('country:"south korea"~2', 8, 23, "country: does not accept ~"),
        ("title:body:gas", 0, 6, "title: needs a word"),
        ("atleast(iran)", 0, 7, "number from 1 to 999"),
        ("atleast0(iran)", 0, 8, "number from 1 to 999"),
        ("atleast1000(iran)", 0, 11, "number from 1 to 999"),
        ("atleast3()", 0, 8, "takes one word"),
        ("atleast3(iran gas)", 0, 8, "takes one word"),
        ("atleast3(country:iran)", 0, 8, "takes one word"),
        ("x" * 1001, 1000, 1001, "longer than 1000"),
        ("a " * 65, 128, 129, "More than 64"),
        ("(" * 25 + "a", 24, 25, "more than 24"),
    ],
)
def test_not_understood(text: str, start: int, end: int, said: str) -> None:
    """A query that cannot be parsed raises an error with its columns and advice."""
    with pytest.raises(QueryError, match=said.replace("?", r"\?")) as caught:
        parse(text)
    assert (caught.value.start, caught.value.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "tree", "said"),
    [
        ('"gas deal', Phrase((GAS, Word("deal"))), "not closed"),
        ("(iran gas", And((IRAN, GAS)), "not closed"),
        ("iran —", IRAN, "contains no word"),
        ("iran - gas", And((IRAN, GAS)), "contains no word"),
        ("() iran", IRAN, "Empty brackets"),
        ("atleast2(iran", AtLeast(2, IRAN), "not closed"),
        ('"gas * deal"', Phrase((GAS, Word("deal"))), "alone in a phrase"),
        ("北京*", Phrase((Word("北"), Word("京"))), "without spaces"),
    ],
)
def test_noticed(text: str, tree: Node, said: str) -> None:
    """Ignored parts give a notice, and the query runs."""
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
        ("น้", Word("น้")),
        ("दिल्ल", Wildcard("दिल्ल*")),
        ("l'Éta", Wildcard("eta*")),
        ("cease-fi", Or((Phrase((Word("cease"), Wildcard("fi*"))), Wildcard("ceasefi*")))),
        ("cease-f", Word("cease")),
        ("x" * 70, Wildcard("x" * 64 + "*")),
        ("🔥 -ira", Not(All())),
        ("x.org/ga", Or((Phrase((Word("x"), Word("org"), Wildcard("ga*"))), And((*URL, Wildcard("ga*", "url")))))),
        ('"gas de', Phrase((GAS, Wildcard("de*")))),
        ('"gas deal"', Phrase((GAS, Word("deal")))),
        ("iran AND", IRAN),
        ("iran OR", IRAN),
        ("i", All()),
        ("iran country:", IRAN),
        ("country:ira", FacetName("country", "ira", unfinished=True)),
        ('"gas deal"~', Phrase((GAS, Word("deal")))),
        ('"gas deal"~5', Near((GAS, Word("deal")), 5)),
        ("gas atleast3(", GAS),
        ("gas atleast3(ir", And((GAS, AtLeast(3, Wildcard("ir*"))))),
    ],
)
def test_while_typing(text: str, tree: Node) -> None:
    """While typing, the last word counts as a prefix, and an operator without its word is only a notice."""
    assert parse(text, typing=True).tree == tree


@pytest.mark.parametrize(
    "text",
    ["🔥", "-🔥", "!🔥", "(🔥)", "((🔥)", "((", "()", "(", "title:🔥", "title:(🔥)", "title:*", '"!!!"', '"', '""',
     '"!!!"~5', 'NOT "…"', "NOT (🔥)", "🔥 OR 🔥", "🔥 AND …", "🔥 🔥", "country:🔥", "-country:🔥", 'tag:"🔥"', "**",
     "?", "***", "-", "…", "🔥 -iran", "-iran 🔥", "🔥 -(iran OR gas)", "-iran OR (🔥 -gas)",
     "· –", "\u200b", "\x1b", "🔥~"],
)  # fmt: skip
def test_nothing_to_search_for(text: str) -> None:
    """A query with nothing to search for is an error at its columns, and finds no article while typing."""
    with pytest.raises(QueryError, match="Nothing to search for") as caught:
        parse(text)
    assert (caught.value.start, caught.value.end) == (0, len(text))
    typed = parse(text, typing=True)
    assert typed.tree == Not(All())
    assert typed.notices


@pytest.mark.parametrize(
    "text", ["autor:smith", "date:", "date:🔥", "atleast3(!)", "atleast3(🔥)", "gas OR", "country:"]
)
def test_no_error_is_passed_over(text: str) -> None:
    """Other errors stay errors while typing."""
    with pytest.raises(QueryError):
        parse(text)


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("🔥 OR gas", GAS),
        ("gas OR 🔥", GAS),
        ("gas -🔥", GAS),
        ("gas AND 🔥", GAS),
        ("🔥 AND gas", GAS),
        ("(🔥) gas", GAS),
        ("gas NOT (🔥 OR oil)", And((GAS, Not(OIL)))),
        ("gas title:🔥", GAS),
        ("gas country:🔥", GAS),
        ("* 🔥", All()),
    ],
)
def test_a_part_that_takes_no_part_is_told(text: str, tree: Node) -> None:
    """Ignored characters next to words give a notice with their columns, and the rest of the query runs."""
    query = parse(text)
    assert query.tree == tree
    places = [text[notice.start : notice.end] for notice in query.notices]
    assert places == ["🔥"]


ADDRESS = Phrase(tuple(map(Word, ["https", "example", "org", "a", "b", "c", "d"])))


def at(words: str) -> Node:
    return And(tuple(Word(word, "url") for word in words.split()))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("https://example.org/a?b=c*d", Or((ADDRESS, at("example org a b c d")))),
        ('"https://example.org/a?b=c*d"', ADDRESS),
        ("https://x.org/?q=*", Or((Phrase(tuple(map(Word, ["https", "x", "org", "q"]))), at("x org q")))),
        ("https://x.org/~5", Or((Phrase(tuple(map(Word, ["https", "x", "org", "5"]))), at("x org 5")))),
        ("www.x.org?q=gas*", Or((Phrase(tuple(map(Word, ["www", "x", "org", "q", "gas"]))), at("x org q gas")))),
        ("x.org/gas*", Or((Phrase(tuple(map(Word, ["x", "org", "gas"]))), at("x org gas")))),
        ("url:https://x.org/gas?utm_source=a", at("https x org gas utm_source a")),
        ("author:smith", Word("smith", "author")),
        (
            'author:"Jane Smith" -url:gas*',
            And((Word("jane", "author"), Word("smith", "author"), Not(Wildcard("gas*", "url")))),
        ),
        ("Who won? What we", And(tuple(map(Word, ["who", "won", "what", "we"])))),
        ("Is gas a* or oil", And(tuple(map(Word, ["is", "gas", "a", "or", "oil"])))),
        ("Is gas ? or oil", And(tuple(map(Word, ["is", "gas", "or", "oil"])))),
        ("Is gas berdi* or m?scow", And((Word("is"), GAS, Wildcard("berdi*"), Word("or"), Wildcard("m?scow")))),
        ("x.org*", Phrase((Word("x"), Wildcard("org*")))),
    ],
)
def test_addresses_and_headlines_are_text(text: str, tree: Node) -> None:
    """In a URL ? and * are literal, and in a headline those that cannot be wildcards are."""
    assert parse(text).tree == tree


@pytest.mark.parametrize(
    ("tree", "every"),
    [
        (All(), True),
        (Not(All()), False),
        (Not(Not(All())), True),
        (And((All(), Not(HasValue("country", frozenset())))), True),
        (Or((IRAN, All())), True),
        (Or((IRAN, Not(All()))), False),
        (And((All(), IRAN)), False),
        (Not(IRAN), False),
        (AnyValue("country"), False),
    ],
)
def test_what_leaves_nothing_out(tree: Node, every: bool) -> None:  # noqa: FBT001
    """A tree that finds every article of any library is recognized."""
    assert matches_all(tree) is every


@pytest.mark.parametrize(
    "text",
    ["date:[" + " " * 980 + "x", "date:[" + " " * 480 + "TO" + " " * 480 + "x", "date:[" + "TO " * 300 + "x",
     "date:>" + " " * 980 + "x", "a" + "~1" * 490 + "x", "-" * 990 + "a", "'" * 990 + "a", "a" + "*a" * 490,
     "x." * 490 + "/", "date:" + "1 " * 490, 'country:"' + "a" * 980 + '"', "(" * 990, "NOT " * 240 + "gas"],
)  # fmt: skip
def test_no_text_is_slow_to_read(text: str) -> None:
    """Any text is parsed, or refused, quickly: no pattern backtracks."""
    with cpu_limit(5), suppress(QueryError):
        parse(text)


pieces = st.sampled_from(
    ["iran", "gas*", "x", '"', "“", "(", ")", " ", " OR ", " AND ", "NOT ", "-", "!", "*", "?", "~", "~2", "country:",
     "c:", "who:", "title:", "foo:", ":", "'", "’", "İ", "京", "🙂", "\x1b", "\u202e", "-é-", "12:30", "AND", "OR",
     '"~5', '"gas deal"~', "atleast2(", "date:", "2024", "-10", "..", ">", "<=", "[", "]", " TO ", "last week", "30d",
     "october", "03/04/2015", "q4", "0", "9999"]
)  # fmt: skip


@settings(max_examples=1000)
@given(st.lists(pieces, max_size=24).map("".join) | st.text(max_size=60), st.booleans())
def test_anything_typed_is_a_tree_or_a_positioned_error(text: str, typing: bool) -> None:  # noqa: FBT001
    """Any text gives a tree that prints and parses to itself, or an error inside the text."""
    try:
        query = parse(text, typing=typing, today=TODAY)
    except QueryError as error:
        assert 0 <= error.start < error.end <= len(text)  # noqa: PT017 (either outcome is good)
        return
    assert parse(to_text(query.tree)).tree == query.tree
    for notice in query.notices:
        assert 0 <= notice.start < notice.end <= len(text)


def test_every_leaf_knows_where_it_was_typed() -> None:
    """Each leaf has the columns of its own text."""
    text = 'gas -"oil deal"~3 title:(iran OR tur*) date:2024 country:fr atleast2(talks)'
    typed = [text[node.start : node.end] for node in nodes(parse(text).tree) if isinstance(node, Leaf)]
    assert typed == ["gas", '"oil deal"~3', "iran", "tur*", "2024", "fr", "talks"]
