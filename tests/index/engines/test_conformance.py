"""What every engine must do, against a slow search over the same articles; another engine needs one line here."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seedread.index.analysis import fold, stem, tokens, words
from seedread.index.bits import numbers
from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.errors import Cancelled
from seedread.index.query import (
    All,
    And,
    AnyValue,
    HasValue,
    Node,
    Not,
    Or,
    Phrase,
    Wildcard,
    Word,
    parse,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from seedread.index.engines import Engine, Reader

ENGINES: list[Callable[[Path], Engine]] = [WhooshEngine]


@dataclass(frozen=True)
class Item:
    id: str
    title: str
    body: str
    facets: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    minute: int | None = None

    @property
    def record(self) -> dict[str, Any]:
        return {"id": self.id, "title": self.title, "text": self.body}


WORDS = ["gas", "deal", "dealing", "ministers", "minister", "iran", "iranian", "turkey", "talks", "oil", "the", "café"]


def made_up() -> list[Item]:
    """Sixty articles of a small vocabulary, drawn by arithmetic so that they are the same everywhere."""
    items = []
    state = 1
    for n in range(60):
        drawn = []
        for _ in range(30):
            state = state * 1103515245 + 12345 & 0x7FFFFFFF
            drawn.append(WORDS[state >> 16 & 0xFF][:] if (state >> 16 & 0xFF) < len(WORDS) else WORDS[state >> 8 & 7])
        body = " ".join(drawn[4:17]) + "\n" + " ".join(drawn[17:])
        countries = [(c, c.lower()) for c in ("IR", "TR", "RU") if state >> ord(c[0]) % 7 & 1]
        minute = None if n % 9 == 0 else (n * 37) % 50
        items.append(Item(f"a/{n}.txt", " ".join(drawn[:4]), body, {"country": countries}, minute))
    return items


ITEMS = made_up()


def never() -> bool:
    return False


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.__name__)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    made: Engine = request.param(tmp_path / "index")
    return made


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.__name__, scope="module")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader over three segments with replaced and removed articles in between."""
    engine: Engine = request.param(tmp_path_factory.mktemp("filled") / "index")
    writer = engine.writer()
    writer.add([*ITEMS[:20], Item("gone.txt", "gas", "gas deal"), Item(ITEMS[1].id, "old title", "old body")])
    writer.commit(last=False)
    writer.add(ITEMS[1:40])
    writer.commit(last=False)
    writer.remove(["gone.txt", "never-there.txt"])
    writer.add(ITEMS[40:])
    writer.commit(last=True)
    reader = engine.reader()
    yield reader
    reader.close()


def found(reader: Reader, tree: Node) -> set[str]:
    return {reader.record(n)["id"] for n in numbers(reader.match(tree, never))}


def expected(tree: Node) -> set[str]:
    return {item.id for item in ITEMS if matches(item, tree)}


def matches(item: Item, tree: Node) -> bool:  # noqa: PLR0911 (one return for each kind of node)
    match tree:
        case All():
            return True
        case And():
            return all(matches(item, child) for child in tree.children)
        case Or():
            return any(matches(item, child) for child in tree.children)
        case Not():
            return not matches(item, tree.child)
        case HasValue():
            return bool(tree.values & {value for value, _ in item.facets.get(tree.facet, ())})
        case AnyValue():
            return bool(item.facets.get(tree.facet))
        case Phrase():
            return any(phrase_in(line, tree.parts) for line in lines(item, tree.field))
        case Word() | Wildcard():
            return any(phrase_in(line, (tree,)) for line in lines(item, tree.field))
    raise AssertionError(tree)


def lines(item: Item, name: str | None) -> list[str]:
    title, body = [item.title], item.body.split("\n")
    return title if name == "title" else body if name == "body" else title + body


def phrase_in(line: str, parts: Sequence[Word | Wildcard]) -> bool:
    terms = [token.term for token in tokens(line)]
    wanted = [stems(part) for part in parts]
    return any(
        all(terms[at + i] in some for i, some in enumerate(wanted)) for at in range(len(terms) - len(wanted) + 1)
    )


VOCABULARY = {word for item in ITEMS for word in words(f"{item.title}\n{item.body}")}


def stems(part: Word | Wildcard) -> set[str]:
    if isinstance(part, Word):
        return {stem(part.text)}
    fixed = {stem(part.pattern[:-1])} if part.pattern.endswith("*") and "?" not in part.pattern else set()
    return fixed | {stem(word) for word in VOCABULARY if fnmatchcase(word, part.pattern)}


@pytest.mark.parametrize(
    "text",
    [
        "", "gas", "gas deal", "gas OR oil", "-gas", "gas -oil", "-(gas OR oil) iran", '"gas deal"', '"the gas deal"',
        '"iran turkey iran"', '"gas gas"', "title:gas", "body:gas -title:gas", "minist*", "irani*", "de?l", '"gas de*"',
        '"iran* turkey"', "café", "CAFE", "nowhere", "gas nowhere", "gas OR nowhere", '"gas nowhere"', "nowhere*",
    ],
)  # fmt: skip
def test_hand_written_queries(filled: Reader, text: str) -> None:
    """A query finds the articles that a slow look at every word finds."""
    tree = parse(text).tree
    assert found(filled, tree) == expected(tree)


leaf = st.one_of(
    st.sampled_from([Word(fold(word)) for word in WORDS]),
    st.sampled_from([Word("gas", "title"), Word("iran", "body"), Wildcard("mini*"), Wildcard("ir?n"), All()]),
    st.sampled_from([HasValue("country", frozenset({"IR"})), HasValue("country", frozenset({"TR", "RU", "XX"}))]),
    st.just(AnyValue("country")),
    st.lists(st.sampled_from([Word(fold(word)) for word in WORDS]), min_size=2, max_size=3).map(
        lambda parts: Phrase(tuple(parts))
    ),
)
trees = st.recursive(
    leaf,
    lambda child: st.one_of(
        st.lists(child, min_size=2, max_size=3).map(lambda children: And(tuple(children))),
        st.lists(child, min_size=2, max_size=3).map(lambda children: Or(tuple(children))),
        child.map(Not),
    ),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees)
def test_random_trees(filled: Reader, tree: Node) -> None:
    """Any tree finds what a slow look finds, and ranking and paging give just these articles, each once."""
    within = filled.match(tree, never)
    assert {filled.record(n)["id"] for n in numbers(within)} == expected(tree)
    whole = filled.rank(tree, within, 100)
    assert sorted(n for n, _ in whole) == list(numbers(within))
    assert [score for _, score in whole] == sorted((score for _, score in whole), reverse=True)
    assert filled.rank(tree, within, 7) == whole[:7]


def test_facets_count_every_article(filled: Reader) -> None:
    """Each value has exactly the articles that carry it, with its label."""
    values = filled.facets()["country"]
    for value, bits in values.bits.items():
        own = {item.id for item in ITEMS if (value, value.lower()) in item.facets["country"]}
        assert {filled.record(n)["id"] for n in numbers(bits)} == own
    assert dict(values.labels) == {"IR": "ir", "TR": "tr", "RU": "ru"}


@pytest.mark.parametrize("newest", [True, False])
def test_order_by_date(filled: Reader, newest: bool) -> None:  # noqa: FBT001
    """By date the order is that of the dates, undated articles last either way, and a page is a part of the whole."""
    minutes = {item.id: item.minute for item in ITEMS}
    order = filled.by_date(filled.everything, 100, newest=newest)
    dates = [minutes[filled.record(n)["id"]] for n in order]
    dated = [minute for minute in dates if minute is not None]
    assert dated == sorted(dated, reverse=newest)
    assert dates[len(dated) :] == [None] * 7
    assert filled.by_date(filled.everything, 9, newest=newest) == order[:9]


def test_more_of_a_word_and_in_the_title_ranks_higher(engine: Engine) -> None:
    """A word in the title weighs more than in the body, and more of it more than less."""
    writer = engine.writer()
    rest = " ".join(["word"] * 10)
    writer.add(
        [
            Item("body", "other words", f"gas {rest}"),
            Item("title", "gas words", f"other {rest}"),
            Item("often", "other words", f"gas gas gas {rest}"),
            *(Item(f"none{n}", "other", rest) for n in range(5)),
        ]
    )
    writer.commit(last=True)
    reader = engine.reader()
    tree = Word("gas")
    ranked = [reader.record(n)["id"] for n, _ in reader.rank(tree, reader.match(tree, never), 10)]
    assert ranked.index("title") < ranked.index("body")
    assert ranked.index("often") < ranked.index("body")


def test_an_empty_place_has_no_generation(engine: Engine) -> None:
    """Before the first commit there is nothing to read."""
    assert engine.generation() is None


def test_nothing_is_seen_before_commit(engine: Engine) -> None:
    """Articles show with the commit, and a reader keeps the generation that it opened."""
    writer = engine.writer()
    writer.add([Item("1", "gas", "gas")])
    first = writer.commit(last=False)
    reader = engine.reader()
    writer.add([Item("2", "gas", "gas")])
    assert engine.reader().everything.bit_count() == 1
    second = writer.commit(last=True)
    assert first < second == engine.generation()
    assert reader.everything.bit_count() == 1
    assert found(reader, Word("gas")) == {"1"}
    assert found(engine.reader(), Word("gas")) == {"1", "2"}


def test_cancelled_changes_are_gone(engine: Engine) -> None:
    """After cancel the last commit stands, and the next writer can work."""
    writer = engine.writer()
    writer.add([Item("1", "gas", "gas")])
    writer.commit(last=True)
    writer.add([Item("2", "gas", "gas")])
    writer.remove(["1"])
    writer.cancel()
    assert found(engine.reader(), All()) == {"1"}
    again = engine.writer()
    again.add([Item("3", "gas", "gas")])
    again.commit(last=True)
    assert found(engine.reader(), All()) == {"1", "3"}


def test_one_article_for_each_id(engine: Engine) -> None:
    """An id given twice, in one batch or over commits, is one article: the last one."""
    writer = engine.writer()
    writer.add([Item("1", "first", "gas"), Item("1", "second", "oil")])
    writer.add([Item("1", "third", "oil")])
    writer.commit(last=False)
    writer.add([Item("1", "fourth", "deal")])
    writer.commit(last=True)
    reader = engine.reader()
    assert [reader.record(n)["title"] for n in numbers(reader.everything)] == ["fourth"]
    assert not found(reader, Word("gas"))
    number = reader.document("1")
    assert number is not None
    assert reader.record(number)["text"] == "deal"
    assert reader.document("2") is None


def test_a_search_can_be_called_off(filled: Reader) -> None:
    """A search stops as soon as nobody waits."""
    with pytest.raises(Cancelled):
        filled.match(Word("gas"), lambda: True)


def test_no_phrase_reaches_over_a_paragraph(engine: Engine) -> None:
    """Words of two paragraphs are not next to one another."""
    writer = engine.writer()
    writer.add([Item("1", "gas deal", "iran\nturkey")])
    writer.commit(last=True)
    assert not found(engine.reader(), Phrase((Word("iran"), Word("turkey"))))
    assert found(engine.reader(), Phrase((Word("gas"), Word("deal")))) == {"1"}
