"""Tests every engine against a slow search over the same articles; a new engine needs one line here."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from search_cluster import cluster_engine, forget

from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.errors import Cancelled
from seedread.index.facets import NONE, FacetChoice, Selection
from seedread.index.facets.periods import period
from seedread.index.facets.regions import regions
from seedread.index.query import (
    All,
    And,
    AnyValue,
    AtLeast,
    Dates,
    DocumentSet,
    Fuzzy,
    HasValue,
    MarkValues,
    Near,
    Node,
    Not,
    Numbers,
    Or,
    Phrase,
    Wildcard,
    Word,
    alphabetical,
    any_of,
    parse,
)
from seedread.index.search.highlighter import Highlighter
from seedread.index.text.analysis import Position, fold, positions
from seedread.index.text.stemming import joined_term, query_terms, width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from seedread.index.engines import Engine, Found, Reader
    from seedread.index.facets import Mode
    from seedread.index.facets.periods import DateUnit
    from seedread.index.query import Sort

ENGINES: list[Callable[[Path], Engine]] = [WhooshEngine, cluster_engine]


@dataclass(frozen=True)
class Item:
    id: str
    title: str
    body: str
    facets: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)
    minute: int | None = None

    titled: bool = True
    precision: int = 16
    credits: Mapping[str, str] = field(default_factory=dict)

    @property
    def record(self) -> dict[str, Any]:
        return {"id": self.id, "title": self.title, "text": self.body}


WORDS = ["gas", "deal", "dealing", "ministers", "minister", "iran", "iranian", "turkey", "talks", "oil", "the", "café",
         "cease-fire", "ceasefire", "l'iran", "Häuser", "iran's", "1,700", "U.S.", "deal-gas-oil"]  # fmt: skip


FIRST_DAY = datetime.date(2024, 9, 30)


def made_up() -> list[Item]:
    """Sixty articles with a small vocabulary, generated deterministically."""
    items = []
    state = 1
    for n in range(60):
        drawn = []
        for _ in range(30):
            state = state * 1103515245 + 12345 & 0x7FFFFFFF
            drawn.append(WORDS[state >> 16 & 0xFF][:] if (state >> 16 & 0xFF) < len(WORDS) else WORDS[state >> 8 & 15])
        body = " ".join(drawn[4:17]) + "\n" + " ".join(drawn[17:])
        languages = [("de", "German")] if n % 5 == 1 else [("fr", "French")] if n % 7 == 2 else []
        countries = [(c, c.lower()) for c in ("IR", "TR", "RU") if state >> ord(c[0]) % 7 & 1]
        minute = None if n % 9 == 0 else FIRST_DAY.toordinal() * 1440 + (n * 37) % 50 * 800
        items.append(
            Item(f"a/{n}.txt", " ".join(drawn[:4]), body, {"country": countries, "language": languages}, minute)
        )
    return items


ITEMS = made_up()


def never() -> bool:
    return False


@pytest.fixture(params=ENGINES, ids=lambda engine: engine.__name__)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made: Engine = request.param(tmp_path / "index")
    yield made
    forget()


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
    forget()


def ranked(result: Found, offset: int, limit: int) -> list[tuple[int, float]]:
    return [(row.number, score) for row, score in result.page("relevance", offset, limit)]


def by_date(result: Found, sort: Sort, limit: int) -> list[int]:
    return [row.number for row, _ in result.page(sort, 0, limit)]


def found(reader: Reader, tree: Node) -> set[str]:
    return {reader.kept(n).id for n in reader.numbers(tree)}


def expected(tree: Node) -> set[str]:
    return {item.id for item in ITEMS if matches(item, tree)}


def matches(item: Item, tree: Node) -> bool:  # noqa: C901, PLR0911 (one case for each kind of node)
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
        case Dates():
            return in_range(item.minute, tree)
        case AtLeast():
            child = tree.child
            parts = child.parts if isinstance(child, Phrase) else (child,)
            return sum(phrases_in(line, parts) for line in lines(item, child.field)) >= tree.count
        case Near():
            return any(near_in(line, tree) for line in lines(item, tree.field))
        case Phrase():
            return any(phrases_in(line, tree.parts) for line in lines(item, tree.field))
        case Word() | Wildcard() | Fuzzy():
            return any(phrases_in(line, (tree,)) for line in lines(item, tree.field))
    raise AssertionError(tree)


def in_range(minute: int | None, dates: Dates) -> bool:
    if minute is None:
        return False
    day = datetime.date(1, 1, 1) + datetime.timedelta(minutes=minute)
    return (dates.first or day) <= day <= (dates.last or day)


@cache
def places(text: str, language: str | None) -> list[Position]:
    return list(positions(text, language))


def lines(item: Item, name: str | None) -> list[list[Position]]:
    title, body = [item.title], item.body.split("\n")
    texts = title if name == "title" else body if name == "body" else title + body
    return [places(text, language_of(item)) for text in texts]


Part = Word | Wildcard | Fuzzy


def language_of(item: Item) -> str | None:
    return next((value for value, _ in item.facets.get("language", ())), None)


def phrases_in(line: Sequence[Position], parts: Sequence[Part]) -> int:
    wanted = [stems(part) for part in parts]
    return sum(follow(line, at, wanted) for at in range(len(line)))


def follow(line: Sequence[Position], at: int, wanted: Sequence[frozenset[str]]) -> bool:
    """Tell whether the words follow one another from `at` on; a joined word covers several."""
    if not wanted or at >= len(line):
        return not wanted
    return any(follow(line, at + width_of(term), wanted[1:]) for term in line[at].terms if term in wanted[0])


def near_in(line: Sequence[Position], near: Near) -> bool:
    """Tell whether some choice of different words, one for each part, is near enough."""
    choices = product(
        *([at for at, place in enumerate(line) if not stems(part).isdisjoint(place.terms)] for part in near.parts)
    )
    return any(
        len(set(chosen)) == len(chosen) and max(chosen) - min(chosen) + 1 - len(chosen) <= near.distance
        for chosen in choices
    )


def vocabulary() -> dict[str, set[str]]:
    """Return the terms of every word of the articles."""
    found: dict[str, set[str]] = {}
    for item in ITEMS:
        for line in lines(item, None):
            for place in line:
                for width, word in enumerate(place.words, 1):
                    found.setdefault(word, set()).update(term for term in place.terms if width_of(term) == width)
    return found


def of_word(word: str) -> frozenset[str]:
    own = query_terms(word, frozenset(filter(None, map(language_of, ITEMS))))
    return own.union(joined_term(term, width) for term in own for width in (2, 3))


def stems(part: Part) -> frozenset[str]:
    """Return the stems that a part of a query matches."""
    if isinstance(part, Word):
        return of_word(part.typed)
    if isinstance(part, Fuzzy):
        near = [word for word in VOCABULARY if word[0] == part.text[0] and edits(word, part.text) <= part.edits]
        return of_word(part.text).union(*map(VOCABULARY.__getitem__, near))
    begins = part.pattern.endswith("*") and not {"*", "?"} & set(part.pattern[:-1])
    own = of_word(part.pattern[:-1]) if begins else frozenset[str]()
    return own.union(*(terms for word, terms in VOCABULARY.items() if fnmatchcase(word, part.pattern)))


VOCABULARY = vocabulary()


@cache
def edits(one: str, other: str) -> int:
    """The definition of the distance: the fewest edits of the last letters, and what is left before them."""
    if not one or not other:
        return len(one) + len(other)
    fewest = min(
        edits(one[:-1], other) + 1, edits(one, other[:-1]) + 1, edits(one[:-1], other[:-1]) + (one[-1] != other[-1])
    )
    if len(one) > 1 and len(other) > 1 and one[-2:] == other[-1] + other[-2]:
        fewest = min(fewest, edits(one[:-2], other[:-2]) + 1)
    return fewest


@pytest.mark.parametrize(
    "text",
    [
        "", "gas", "gas deal", "gas OR oil", "-gas", "gas -oil", "-(gas OR oil) iran", '"gas deal"', '"the gas deal"',
        '"iran turkey iran"', '"gas gas"', "title:gas", "body:gas -title:gas", "minist*", "irani*", "de?l", '"gas de*"',
        '"iran* turkey"', "café", "CAFE", "nowhere", "gas nowhere", "gas OR nowhere", '"gas nowhere"', "nowhere*",
        '"gas deal"~0', '"deal gas"~3', '"gas gas"~2', '"gas gas gas"~100', 'title:"gas iran"~1', '"gas nowhere"~5',
        '"minist* gas talks"~2', '"minist* minister"~4', '-"gas deal"~2', '"nowhere* gas"', "*tal?s", "m?n*ter",
        "atleast1(gas)", "atleast3(gas)", "atleast4(minist*)", 'atleast2("gas deal")', 'atleast2("gas gas")',
        "title:atleast2(gas)", "-atleast2(gas)", "atleast2(irna~)", "atleast2(nowhere)",
        "iran~", "irna~", "gsa~1", "dael~", "gas~0", "dealing~0", "minsters~", "title:minsters~2", "talks~2", "zzz~2",
        "date:*", "-date:*", "date:2024", "date:2024-10", "date:2024-10-11", "date:>2024-10-05", "date:>=2024-10-05",
        "date:<2024-10", "date:<=2024-10-05", "date:2024-10-05..2024-10-12", "date:[* TO 2024-10-03]", "date:1999",
        "gas -date:2024-10", "ceasefire", "cease-fire", '"ceasefire gas"', '"the cease-fire"', '"gas ceasefire"~2',
        "atleast2(ceasefire)", "atleast2(cease*)", "haus", "haeuser", "hauses", "ceasfire~", "dealgasoil", "1700",
        '"us iran"', "dealg*", "atleast2(minister)", "atleast1(deal-gas)",
    ],
)  # fmt: skip
def test_hand_written_queries(filled: Reader, text: str) -> None:
    """A query finds the same articles as the slow search."""
    tree = parse(text).tree
    assert found(filled, tree) == expected(tree)
    assert found(filled, filled.expand(tree)) == expected(tree)


def test_the_articles_have_what_the_queries_ask_for() -> None:
    """Words of every kind and language occur."""
    assert {"-ceasefir", "--dealgasoil", "de:haus", "fr:minist", "haeuser"} <= {
        term for terms in VOCABULARY.values() for term in terms
    }


FIELDS = [None, "title", "body"]
ASKED = [*(fold(word) for word in WORDS[:12]), "ceasefire", "cease", "fire", "haus", "hauser", "us", "1700", "dealgas"]
PATTERNS = [Wildcard("mini*"), Wildcard("deal*"), Wildcard("?ran*"), Wildcard("*al*"), Wildcard("nowhere*")]
parts: st.SearchStrategy[Word | Wildcard] = st.sampled_from([*map(Word, ASKED), *PATTERNS])
days = st.one_of(st.none(), st.integers(-2, 30).map(lambda n: FIRST_DAY + datetime.timedelta(days=n)))


def ordered(ends: tuple[datetime.date | None, datetime.date | None]) -> tuple[datetime.date | None, ...]:
    first, last = ends
    return (last, first) if first and last and last < first else ends


leaf = st.one_of(
    st.sampled_from([*map(Word, ASKED)]),
    st.sampled_from([Word("gas", "title"), Word("iran", "body"), Wildcard("mini*"), Wildcard("ir?n"), All()]),
    st.sampled_from([HasValue("country", frozenset({"IR"})), HasValue("country", frozenset({"TR", "RU", "XX"}))]),
    st.sampled_from([AnyValue("country"), Fuzzy("irna", 1), Fuzzy("daeling", 2), Fuzzy("talk", 2, "title")]),
    st.lists(parts, min_size=2, max_size=3).map(lambda parts: Phrase(tuple(parts))),
    st.builds(Near, st.lists(parts, min_size=2, max_size=4).map(tuple), st.integers(0, 6), st.sampled_from(FIELDS)),
    st.builds(AtLeast, st.integers(1, 5), st.one_of(parts, st.just(Phrase((Word("gas"), Word("deal")))))),
    st.tuples(days, days).map(ordered).map(lambda ends: Dates(*ends)),
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
    """Any tree finds the same articles as the slow search; ranking and paging return each of them once."""
    wanted = expected(tree)
    result = filled.search(tree)
    assert (result.total, result.matched) == (len(wanted), bool(wanted))
    numbers = list(filled.numbers(tree))
    assert numbers == sorted(numbers)
    assert {filled.kept(n).id for n in numbers} == wanted
    whole = ranked(result, 0, 100)
    assert sorted(n for n, _ in whole) == numbers
    assert [score for _, score in whole] == sorted((score for _, score in whole), reverse=True)
    assert ranked(result, 0, 7) == whole[:7]
    assert ranked(result, 5, 9) == whole[5:14]


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=leaf)
def test_an_article_found_is_an_article_lit(filled: Reader, tree: Node) -> None:
    """Every article that a leaf finds has a highlight for it, and no other article has."""
    if isinstance(tree, All | HasValue | AnyValue | Dates):
        return
    found_here = found(filled, tree)
    lighter = Highlighter(filled.expand(tree))
    for item in ITEMS:
        texts = [(item.title, "title"), *((line, "body") for line in item.body.split("\n"))]
        lit = sum(len(lighter.spans(text, name, language_of(item))) for text, name in texts)
        assert bool(lit) == (item.id in found_here) or isinstance(tree, AtLeast)
        assert lit or item.id not in found_here


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    word=st.one_of(st.sampled_from(sorted(VOCABULARY)), st.text("adegilnst", min_size=1, max_size=8)),
    most=st.integers(0, 2),
)
def test_suggestions_are_all_words_that_are_near(filled: Reader, word: str, most: int) -> None:
    """Every word within the edits is suggested with its number of articles; another first letter is one edit."""
    near = {}
    for other in VOCABULARY:
        if edits(other, word) <= (most if other[0] == word[0] else 1):
            near[other] = sum(matches(item, Word(other)) for item in ITEMS)
    suggested = filled.suggest(word, most)
    assert dict(suggested) == near
    assert len(suggested) == len(near)


def test_nearness_ends_with_the_paragraph(engine: Engine) -> None:
    """No distance spans two paragraphs, and every distance up to the maximum is exact."""
    writer = engine.writer()
    between = " ".join(["word"] * 100)
    writer.add([Item("over", "", "iran\nturkey\n\nturkey\n?\noil"), Item("wide", "", f"iran {between} turkey")])
    writer.commit(last=True)
    reader = engine.reader()
    two = (Word("iran"), Word("turkey"))
    assert found(reader, Near(two, 100)) == {"wide"}
    assert not found(reader, Near(two, 99))
    assert found(reader, Near((*two, *[Word("word")] * 62), 100)) == {"wide"}


def test_facets_count_every_article(filled: Reader) -> None:
    """Each facet value has exactly its articles, and its label."""
    values = filled.facets()["country"]
    for value in values.labels:
        own = {item.id for item in ITEMS if (value, value.lower()) in item.facets["country"]}
        assert found(filled, HasValue("country", frozenset([value]))) == own
        assert values.count(value) == len(own)
    assert dict(values.labels) == {"IR": "ir", "TR": "tr", "RU": "ru"}
    assert values.count("XX") == 0


STATES = ["off", "off", "include", "exclude"]
CODES = ["IR", "TR", "RU", "XX", NONE]
PERIODS = ["2024", "2024-10", "2024-10-11", "2024-09-30", "1999", NONE]
REGIONS = ["asia", "southern-asia", "europe", NONE]
MARKED = MarkValues(
    {"gas": Word("gas"), "rest": Not(Word("gas")), "none": any_of(())}, {name: name for name in ("gas", "rest", "none")}
)
CHOOSABLE = {"country": CODES, "region": REGIONS, "date": PERIODS, "tag": ["gas", "rest", "none", NONE]}


def choices(values: Sequence[str]) -> st.SearchStrategy[FacetChoice]:
    def make(states: Sequence[str], mode: Mode) -> FacetChoice:
        chosen = dict(zip(values, states, strict=True))
        included, excluded = (
            frozenset(value for value, state in chosen.items() if state == wanted) for wanted in ("include", "exclude")
        )
        return FacetChoice(included, excluded, mode)

    states = st.lists(st.sampled_from(STATES), min_size=len(values), max_size=len(values))
    modes: list[Mode] = ["any", "all"]
    return st.builds(make, states, st.sampled_from(modes))


selections = st.fixed_dictionaries({}, optional={name: choices(values) for name, values in CHOOSABLE.items()}).map(
    lambda chosen: Selection(tuple(sorted(chosen.items())))
)


def has(item: Item, facet: str, value: str) -> bool:
    if value == NONE:
        return not any(has(item, facet, other) for other in POSSIBLE[facet])
    if facet == "date":
        days = period(value)
        return days is not None and in_range(item.minute, Dates(*days))
    if facet == "tag":
        return matches(item, MARKED.meaning(value)) if value != "none" else False
    codes = {code for code, _ in item.facets.get("country", ())}
    return bool(codes & regions()[value].countries) if facet == "region" else value in codes


POSSIBLE = {
    "country": ["IR", "TR", "RU"],
    "region": [region for region, one in regions().items() if one.countries & {"IR", "TR", "RU"}],
    "date": ["2024"],
    "tag": ["gas", "rest"],
}


def included(item: Item, facet: str, choice: FacetChoice) -> bool:
    own = [has(item, facet, value) for value in choice.included]
    return not own or (all(own) if choice.mode == "all" else any(own))


def passes(item: Item, facet: str, choice: FacetChoice) -> bool:
    return included(item, facet, choice) and not any(has(item, facet, value) for value in choice.excluded)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=leaf, selection=selections)
def test_the_result_is_what_every_choice_leaves(filled: Reader, tree: Node, selection: Selection) -> None:
    """R1: an article is found if it matches the query and passes every facet, dates, regions and marks too."""
    left = [item for item in ITEMS if matches(item, tree) and all(passes(item, name, one) for name, one in selection)]
    result = filled.search(tree, selection, {"tag": MARKED})
    assert result.total == len(left)
    assert {row.id for row, _ in result.page("newest", 0, 100)} == {item.id for item in left}
    numbers = filled.documents([item.id for item in ITEMS])
    assert result.among(numbers.values()) == {numbers[item.id] for item in left}
    counts = {code: sum(has(item, "country", code) for item in left) for code in POSSIBLE["country"]}
    assert dict(result.tally("country")) == {code: count for code, count in counts.items() if count}
    assert result.pairs("country", ["IR", "TR"]) == (
        {("IR", "TR"): both} if (both := sum(has(i, "country", "IR") and has(i, "country", "TR") for i in left)) else {}
    )
    others = [
        item
        for item in ITEMS
        if matches(item, tree) and all(passes(item, n, one) for n, one in selection if n != "date")
    ]
    assert result.undated(chosen=True) == sum(item.minute is None for item in left)
    assert result.undated(chosen=False) == sum(item.minute is None for item in others)
    assert sum(result.dates("month", chosen=False)) == sum(item.minute is not None for item in others)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=leaf, selection=selections)
def test_every_value_has_its_count(filled: Reader, tree: Node, selection: Selection) -> None:
    """R2, R3, R5, R7: each value counts what it would leave, an excluded one what it takes away."""
    result = filled.search(tree, selection, {"tag": MARKED})
    for name in ("country", "region", "tag"):
        choice = selection.choice(name)
        base = [
            item for item in ITEMS
            if matches(item, tree) and all(passes(item, other, one) for other, one in selection if other != name)
        ]  # fmt: skip
        kept = [item for item in base if choice.mode == "any" or included(item, name, choice)]
        rest = [item for item in kept if not any(has(item, name, value) for value in choice.excluded)]
        wanted = {value: sum(has(item, name, value) for item in rest) for value in [*POSSIBLE[name], NONE]}
        wanted = {value: count for value, count in wanted.items() if count or value in choice.included}
        wanted |= {value: wanted.get(value, 0) for value in choice.included}
        wanted |= {value: sum(has(item, name, value) for item in kept) for value in choice.excluded}
        rows = result.facet(name).values
        assert {row.value: row.count for row in rows} == wanted
        assert {row.value: row.state for row in rows if row.state != "off"} == {
            value: choice.state(value) for value in (*choice.included, *choice.excluded)
        }
        off = [row.count for row in rows if row.state == "off"]
        assert off == sorted(off, reverse=True)


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_order_by_date(filled: Reader, sort: Sort) -> None:
    """Articles are sorted by date, undated ones last in both orders, and a page is a part of the list."""
    minutes = {item.id: item.minute for item in ITEMS}
    everything = filled.search(All())
    order = by_date(everything, sort, 100)
    dates = [minutes[filled.kept(n).id] for n in order]
    dated = [minute for minute in dates if minute is not None]
    assert dated == sorted(dated, reverse=sort == "newest")
    assert dates[len(dated) :] == [None] * 7
    assert by_date(everything, sort, 9) == order[:9]
    if sort == "oldest":
        assert list(filled.numbers(All(), oldest=True)) == order


def test_heads(filled: Reader) -> None:
    """The heads of all articles are in the order of their dates, and have the ID, date and hash of each."""
    heads = filled.heads()
    assert heads.numbers == list(filled.numbers(All(), oldest=True))
    assert heads.ids == [filled.row(number).id for number in heads.numbers]
    assert heads.minutes == list(map(filled.minute, heads.numbers))
    assert heads.text_sums == list(map(filled.text_sum, heads.numbers))


@pytest.mark.parametrize("ids", [["a", "b.txt"], ["é", "港/1.txt", "z"], []])
def test_heads_of_any_ids(engine: Engine, ids: list[str]) -> None:
    """IDs may have any letters, and there may be none."""
    writer = engine.writer()
    writer.add([Item(one, "title", "body") for one in ids])
    writer.commit(last=True)
    reader = engine.reader()
    assert sorted(reader.heads().ids) == sorted(ids)
    reader.close()


@pytest.mark.parametrize(("sort", "order"), [("source", "deabcf"), ("title", "cbadef")])
def test_order_by_name(engine: Engine, sort: Sort, order: str) -> None:
    """Names come in alphabetical order; case, accents and quotation marks do not count, and empty ones are last."""
    rows = [
        ("a", "elation at the pier", [("Valley Post", "Valley Post")], 3),
        ("b", "“Élan” at the port", [("Valley Post", "Valley Post")], 2),
        ("c", "A ferry sails", [], 9),
        ("d", "Ships in the bay", [("Älvdal News", "Älvdal News")], 4),
        ("e", "Zebras on the quay", [("harbour times", "harbour times")], 5),
        ("f", "“…”", [], 1),
    ]
    writer = engine.writer()
    writer.add([Item(own, title, "gas", {"source": source}, minute) for own, title, source, minute in rows])
    writer.commit(last=True)
    reader = engine.reader()
    result = reader.search(Word("gas"))
    named = "".join(row.id for row, _ in result.page(sort, 0, 10))
    assert named == order
    assert "".join(row.id for row, _ in result.page(sort, 1, 2)) == named[1:3]
    reader.close()


def test_order_by_title(filled: Reader) -> None:
    """Titles come in alphabetical order, those of one title newest first, and pages follow one another."""
    everything, titles = filled.search(All()), {item.id: item for item in ITEMS}
    order = [row.id for row, _ in everything.page("title", 0, 100)]
    assert sorted(order) == sorted(titles)
    keys = [alphabetical(titles[own].title) for own in order]
    assert keys == sorted(keys)
    same = [(titles[a].minute, titles[b].minute) for a, b in pairwise(order) if titles[a].title == titles[b].title]
    assert all(later is None or (newer is not None and newer >= later) for newer, later in same)
    assert [row.id for row, _ in everything.page("title", 7, 9)] == order[7:16]


def test_without_a_word_the_newest_come_first(filled: Reader) -> None:
    """A query without scores is sorted by date."""
    for tree in (All(), AnyValue("country"), Not(Word("gas"))):
        result = filled.search(tree)
        assert [number for number, _ in ranked(result, 0, 30)] == by_date(result, "newest", 30)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chosen=st.sets(st.sampled_from(range(60))), unit=st.sampled_from(["day", "month", "year"]))
def test_dates_are_counted_without_gaps(filled: Reader, chosen: set[int], unit: DateUnit) -> None:
    """Every period from the first article to the last has its number, undated articles have none."""
    documents = filled.documents([ITEMS[n].id for n in chosen]).values()
    result = filled.search(DocumentSet(Numbers.of(documents)))
    minutes = [ITEMS[n].minute for n in chosen]
    dates = [datetime.date(1, 1, 1) + datetime.timedelta(minutes=minute) for minute in minutes if minute is not None]
    assert result.span(chosen=False) == ((min(dates), max(dates)) if dates else None)
    assert result.undated(chosen=False) == len(minutes) - len(dates)

    def place(day: datetime.date) -> int:
        return {"day": day.toordinal(), "month": 12 * day.year + day.month, "year": day.year}[unit]

    places = [place(day) for day in dates]
    wanted = [places.count(at) for at in range(min(places), max(places) + 1)] if places else []
    assert result.dates(unit, chosen=False) == wanted


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_days_are_those_of_the_rows(filled: Reader, order: Sort) -> None:
    """An engine that tells the days of a list by date tells those of its rows, with how many rows each has."""
    result = filled.search(All())
    days = result.days(newest=order == "newest")
    if days is None:
        assert filled.remote
        return
    dates = [row.date for row, _ in result.page(order, 0, 100)]
    shown = [(str(datetime.date.fromordinal(day)), rows) for day, rows in zip(days.days, days.rows, strict=True)]
    assert shown == list(Counter(date[:10] for date in dates if date).items())
    assert days.undated == dates.count(None)


def test_more_of_a_word_and_in_the_title_ranks_higher(engine: Engine) -> None:
    """A word in the title scores higher than in the body, and more occurrences score higher."""
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
    order = [row.id for row, _ in reader.search(tree).page("relevance", 0, 10)]
    assert order.index("title") < order.index("body")
    assert order.index("often") < order.index("body")


def test_an_empty_place_has_no_generation(engine: Engine) -> None:
    """Before the first commit there is nothing to read."""
    assert engine.generation() is None


def test_nothing_is_seen_before_commit(engine: Engine) -> None:
    """Articles appear with the commit, and a reader keeps the generation that it opened."""
    writer = engine.writer()
    writer.add([Item("1", "gas", "gas")])
    first = writer.commit(last=False)
    reader = engine.reader()
    writer.add([Item("2", "gas", "gas")])
    assert engine.reader().count == 1
    second = writer.commit(last=True)
    assert first < second == engine.generation()
    assert reader.count == 1
    assert found(reader, Word("gas")) == {"1"}
    assert found(engine.reader(), Word("gas")) == {"1", "2"}


def test_cancelled_changes_are_gone(engine: Engine) -> None:
    """After cancel the last commit is unchanged, and the next writer works."""
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
    assert [reader.kept(n).title for n in reader.numbers(All())] == ["fourth"]
    assert not found(reader, Word("gas"))
    number = reader.document("1")
    assert number is not None
    assert reader.kept(number).body == "deal"
    assert reader.document("2") is None


def test_a_search_can_be_called_off(filled: Reader) -> None:
    """A cancelled search stops at once."""
    with pytest.raises(Cancelled):
        filled.search(Word("gas"), cancelled=lambda: True)


def test_cancelled_suggestions(filled: Reader) -> None:
    """Words that are spelled alike are looked for no longer, and none are returned as rarer than they are."""
    with pytest.raises(Cancelled):
        filled.suggest("gaz", 1, lambda: True)


def test_no_phrase_reaches_over_a_paragraph(engine: Engine) -> None:
    """Words of two paragraphs are not next to one another."""
    writer = engine.writer()
    writer.add([Item("1", "gas deal", "iran\nturkey")])
    writer.commit(last=True)
    assert not found(engine.reader(), Phrase((Word("iran"), Word("turkey"))))
    assert found(engine.reader(), Phrase((Word("gas"), Word("deal")))) == {"1"}
