"""R11: what is chosen writes itself as a query, reads back the same, and finds the same."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seedread.index import NONE, FacetChoice, Library, QueryError, Selection
from seedread.index.query import All, parse, to_text
from seedread.index.search.selection_query import join, selection_text, split, to_selection

if TYPE_CHECKING:
    from collections.abc import Iterator

VALUES = {
    "country": ["IR", "TR", "RU", "FR", "XX", NONE],
    "region": ["asia", "southern-asia", "western-europe", "eastern-africa", NONE],
    "leader": ["vladimir-putin.ru", "emmanuel-macron.fr", NONE],
    "source": ["Valley Post", 'The "Post" *', "Or", "100%25", " AND  so", "«—»", "***", NONE],
    "language": ["en", "de", NONE],
    "date": ["2024", "2024-10", "2024-10-11", "2023", "1999-02-28", NONE],
}
ARTICLES = (
    ("2024-10-11", "Valley Post", "President Vladimir Putin flew from Russia to Iran to speak about gas and railways."),
    ("2024-10-12", 'The "Post" *', "Iran and Turkey opened a railway, and the first train left in the morning."),
    ("2024-10", "Or", "President Emmanuel Macron of France said that the talks on gas were over."),
    ("2024", "100%25", "Kenya built a port, and ships from France came to it on the first day."),
    ("2023-05-01", None, "A storm is expected along the coast, and the harbours will be closed."),
    (None, "***", "Die Türkei und der Iran haben sich auf eine Bahn geeinigt, und das ist nicht das erste Mal."),
    (None, None, "The train to Turkey was late, and nobody could say when it would be there."),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    place = tmp_path_factory.mktemp("library")
    file = place / "news.jsonl"
    with file.open("w", encoding="utf-8") as out:
        for n, (date, source, text) in enumerate(ARTICLES):
            given = {"id": f"a{n}", "title": f"Title {n}", "text": f"{text}\n\nMore was not said.", "date": date}
            out.write(json.dumps({**given, "source": source}) + "\n")
    with Library.open([file], place / "index") as opened:
        opened.sync()
        yield opened


def choices(facet: str) -> st.SearchStrategy[FacetChoice]:
    values = VALUES[facet]
    states = st.lists(st.sampled_from(["off", "off", "include", "exclude"]), min_size=len(values), max_size=len(values))

    def make(chosen: list[str], mode: str) -> FacetChoice:
        having = {
            state: frozenset(value for value, own in zip(values, chosen, strict=True) if own == state)
            for state in ("include", "exclude")
        }
        return FacetChoice(having["include"], having["exclude"], "all" if mode == "all" else "any")

    return st.builds(make, states, st.sampled_from(["any", "all"]))


def selection_of(chosen: dict[str, FacetChoice]) -> Selection:
    return Selection(tuple(sorted((name, choice) for name, choice in chosen.items() if choice != FacetChoice())))


selections = st.fixed_dictionaries({}, optional={facet: choices(facet) for facet in VALUES}).map(selection_of)
texts = st.sampled_from(["", "gas", "gas OR train", '"the first', "-gas", "(gas) (train)", "country:iran", "(gas", "*"])
on_a_library = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def said(selection: Selection) -> Selection:
    """Return the selection without the facets that wait in "all" mode for their first value."""
    kept = {name: choice if choice.included else replace(choice, mode="any") for name, choice in selection}
    return selection_of(kept)


@given(selections)
def test_what_is_chosen_reads_back_the_same(selection: Selection) -> None:
    """Included and excluded values of every facet, none among them, and the mode; no library is needed."""
    text = selection_text(selection)
    query = parse(text)
    assert not query.notices
    assert to_selection(query.tree) == said(selection)
    assert to_text(query.tree) == text


@on_a_library
@given(selections, texts)
def test_searching_for_the_text_is_searching_with_the_choice(library: Library, selection: Selection, text: str) -> None:
    """The same articles, chosen or typed, alone and beside what stands in the box."""
    wanted = library.search(text, selection)
    found = library.search(join(text, selection))
    assert {hit.id for hit in found.hits} == {hit.id for hit in wanted.hits}
    assert found.total == wanted.total


@given(selections, texts)
def test_box_and_choice_can_be_taken_apart(selection: Selection, text: str) -> None:
    """Joined to one query and split again, the choice is the same and the text means the same."""
    before, chosen = split(join(text, selection))
    assert chosen == said(selection)
    assert parse(before).tree == parse(text).tree or (isinstance(parse(text).tree, All) and not before)


@on_a_library
@given(selections)
def test_what_is_shown_adds_up(library: Library, selection: Selection) -> None:
    """On a real library too: picking a value that is off gives its number, and the bars are all articles but dates'."""
    results = library.search("", selection)
    apart = library.search("", Selection(tuple((name, c) for name, c in selection if name != "date")))
    assert sum(bucket.count for bucket in results.dates.buckets) + results.dates.undated == apart.total
    for name, facet in results.facets.items():
        if selection.choice(name).included:
            continue
        for row in facet.values:
            if row.state == "off":
                assert library.search("", selection.set(name, row.value, "include")).total == row.count


@pytest.mark.parametrize(
    ("selection", "text"),
    [
        (Selection(), ""),
        (Selection().set("country", "IR", "include"), "country:IR"),
        (Selection().set("country", "IR", "exclude"), "-country:IR"),
        (Selection().set("leader", NONE, "include"), "-leader:*"),
        (Selection().set("leader", NONE, "exclude"), "leader:*"),
        (Selection().set("date", "2024-10", "include").set("date", NONE, "exclude"), "date:2024-10 date:*"),
        (Selection().set("country", "IR", "include").set("country", "TR", "include"), "country:IR OR country:TR"),
        (
            Selection().set("country", "IR", "include").set("country", "TR", "include").switch_mode("country"),
            "country:IR country:TR",
        ),
        (Selection().set("country", "IR", "include").switch_mode("country"), "country:IR country:IR"),
        (Selection().set("source", 'The "Post"', "include"), 'source:"The %22Post%22"'),
    ],
)
def test_how_it_is_written(selection: Selection, text: str) -> None:
    """As a person would type it."""
    assert selection_text(selection) == text


@pytest.mark.parametrize(
    "text",
    [
        "gas", "country:IR gas", "country:IR OR leader:x", "country:ir*", "(country:IR OR country:TR) country:FR",
        "country:IR -country:IR", "date:>2024", "date:2024-10-01..2024-10-07", "(country:IR OR gas)",
        "(country:IR OR country:TR) (country:FR OR country:RU) gas", "-(country:IR leader:x)",
    ],
)  # fmt: skip
def test_other_queries_are_no_choice(text: str) -> None:
    """Whatever facets cannot show stays in the box."""
    assert to_selection(parse(text).tree) is None
    assert split(f"(gas) ({text})") == (f"(gas) ({text})", Selection())
    assert split(text) == (text, Selection())


def test_a_text_that_looks_joined_stays_in_the_box() -> None:
    """What somebody typed in two brackets comes back as it was typed."""
    typed = "(gas) (country:IR)"
    assert split(typed) == ("gas", Selection().set("country", "IR", "include"))
    assert join(typed, Selection()) == f"({typed}) (*)"
    assert split(join(typed, Selection())) == (typed, Selection())


def test_a_text_that_cannot_be_understood_is_not_joined() -> None:
    """The error is that of the text."""
    with pytest.raises(QueryError):
        join("gas )", Selection().set("country", "IR", "include"))


@pytest.mark.parametrize("text", ["((", "🔥", "contry:iran", "gas OR"])
@pytest.mark.parametrize("selection", [Selection(), Selection().set("country", "IR", "include")])
def test_a_wrong_query_is_not_written(text: str, selection: Selection) -> None:
    """What cannot be searched for cannot be saved either, with or without choices."""
    with pytest.raises(QueryError):
        join(text, selection)
