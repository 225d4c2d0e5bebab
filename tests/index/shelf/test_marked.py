"""Tests marks in queries and facets."""

from __future__ import annotations

import json
import os
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seedread.index import Library, Selection, ShelfError
from seedread.index.query import DocumentSet, Not, parse, to_text
from seedread.index.shelf import MarkedArticles, Ref, Shelf, adopt, attach

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedread.index.query import Node

TITLES = ("Iran sells gas", "Turkey buys gas", "Egypt buys grain", "France sells grain")


def news(folder: Path, name: str = "news.jsonl") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    records = [{"id": str(n), "title": title, "text": f"{title} this year."} for n, title in enumerate(TITLES)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf(tmp_path / "shelf.db") as shelf:
        yield shelf


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open([news(tmp_path / "a")], tmp_path / "library") as library:
        library.sync()
        yield library


def refs(library: Library, query: str) -> list[Ref]:
    return [Ref(hit.id, hit.content_hash, hit.title) for hit in library.search(query).hits]


def found(library: Library, query: str, selection: Selection | None = None) -> list[str]:
    return sorted(hit.title for hit in library.search(query, selection).hits)


def test_marks_are_searched(library: Library, shelf: Shelf) -> None:
    """`is:` and `tag:` join, exclude and group like any other field, and follow every mark at once."""
    name = attach(library, shelf)
    assert library.search("is:unread").total == 4
    shelf.mark(name, refs(library, "gas"), "read")
    shelf.mark(name, refs(library, "sells"), "starred")
    shelf.mark(name, refs(library, "egypt"), "tag", tag="harvest")
    shelf.note(name, refs(library, "turkey")[0], "ask about the price")
    assert found(library, "is:unread") == ["Egypt buys grain", "France sells grain"]
    assert found(library, "is:read -is:starred") == ["Turkey buys gas"]
    assert found(library, "is:(starred OR noted) gas") == ["Iran sells gas", "Turkey buys gas"]
    assert found(library, "tag:harvest") == found(library, "tag:*") == ["Egypt buys grain"]
    assert len(found(library, "-tag:*")) == 3
    shelf.undo()
    assert found(library, "is:noted") == []


def test_marks_are_facets(library: Library, shelf: Shelf) -> None:
    """Marks are counted, chosen and excluded like countries."""
    name = attach(library, shelf)
    shelf.mark(name, refs(library, "gas"), "read")
    shelf.mark(name, refs(library, "iran"), "tag", tag="deals")
    facets = library.search("sells").facets
    assert {row.value: row.count for row in facets["is"].values} == {"unread": 1, "read": 1}
    assert {row.value: row.count for row in facets["tag"].values} == {"deals": 1, "∅": 1}
    assert found(library, "", Selection().set("is", "unread", "include")) == ["Egypt buys grain", "France sells grain"]
    assert found(library, "", Selection().set("tag", "deals", "exclude").set("is", "read", "include")) == [
        "Turkey buys gas"
    ]


def test_without_tags_there_is_no_facet_of_them(library: Library, shelf: Shelf) -> None:
    """A facet without values is not shown."""
    attach(library, shelf)
    assert "tag" not in library.search("").facets


def test_what_ran_can_be_typed_again(library: Library, shelf: Shelf) -> None:
    """The query that ran has unfinished words completed."""
    name = attach(library, shelf)
    shelf.mark(name, refs(library, "iran"), "tag", tag="deals")
    assert to_text(library.search("is:unr", typing=True).tree) == "is:unread"
    assert to_text(library.search("gas tag:deals -tag:*").tree) == "gas tag:deals -tag:*"
    assert library.search("is:unr", typing=True).total == 4
    assert to_text(parse('is:starred tag:"a b"').tree) == 'is:starred tag:"a b"'


def test_an_unknown_mark_says_what_there_is(library: Library, shelf: Shelf) -> None:
    """An unknown mark finds nothing, and the notice lists the existing ones."""
    attach(library, shelf)
    results = library.search("is:funny")
    assert results.total == 0
    assert "starred" in results.notices[0].message
    assert library.search("tag:none").total == 0


def test_without_a_shelf_nothing_is_marked(library: Library) -> None:
    """A library without a shelf gives a notice for marks, and a choice of them matches nothing."""
    assert library.search("is:unread").total == 0
    assert library.search("is:unread").notices
    assert found(library, "", Selection().set("is", "unread", "include")) == []


def test_a_broken_shelf_does_not_stop_the_search(library: Library, tmp_path: Path) -> None:
    """If marks cannot be read, searches without them work, and searches with them say why."""
    path = tmp_path / "broken.db"
    path.write_text("not a database at all, and long enough to be looked at " * 40)
    attach(library, Shelf(path))
    assert library.search("gas").total == 2
    with pytest.raises(ShelfError):
        library.search("gas is:unread")
    with pytest.raises(ShelfError):
        library.search("gas", Selection().set("is", "unread", "include"))
    path.unlink()
    sqlite3.connect(path).close()
    assert library.search("gas is:unread").total == 2


def test_marks_outlive_the_library(library: Library, shelf: Shelf, tmp_path: Path) -> None:
    """A library that is rebuilt, moved or read as part of another folder keeps its marks."""
    name = attach(library, shelf)
    shelf.mark(name, refs(library, "gas"), "read")
    library.sync(rebuild=True)
    assert library.search("is:read").total == 2
    news(tmp_path / "moved", "other.jsonl")
    with Library.open([tmp_path / "moved"], tmp_path / "second") as moved:
        moved.sync()
        attach(moved, shelf)
        assert moved.search("is:read").total == 0
        assert adopt(moved, shelf) == 2
        assert adopt(moved, shelf) == 0
        assert found(moved, "is:read") == found(library, "is:read")


def test_articles_are_found_by_the_hash_of_their_text(library: Library) -> None:
    """Each hash finds the articles with just that text; another hash finds none."""
    hashes = {hit.id: hit.content_hash for hit in library.search("").hits}
    assert dict(library.with_texts(list(hashes.values()))) == hashes
    one = next(iter(hashes))
    assert [own for own, _ in library.with_texts([hashes[one]])] == [one]
    assert library.with_texts([hashes[one][:16] + "0" * 16, "0" * 32]) == []


class Generation:
    """A minimal reader without one of the marked articles."""

    def __init__(self, ids: list[str]) -> None:
        self.ids = ids

    def documents(self, ids: list[str]) -> dict[str, int]:
        return {own: self.ids.index(own) for own in ids if own in self.ids}

    def ids_of(self, found: Node) -> list[str]:
        """Return the IDs of marked articles, or of all others."""
        marked = set(found.articles if isinstance(found, DocumentSet) else self.ids_left(found))
        return [own for n, own in enumerate(self.ids) if n in marked]

    def ids_left(self, found: Node) -> list[int]:
        assert isinstance(found, Not)
        assert isinstance(found.child, DocumentSet)
        return [n for n in range(len(self.ids)) if n not in set(found.child.articles)]


IDS = [f"{n}.txt" for n in range(30)]
marks = st.tuples(
    st.sampled_from(["/news", "/news", "/other"]),
    st.lists(st.sampled_from(IDS), min_size=1, max_size=9, unique=True),
    st.sampled_from(["read", "starred", "tag"]),
    st.booleans(),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(marks, st.just("undo"), st.just("adopt"), st.just("rebuild")), max_size=12))
def test_what_is_followed_is_what_is_there(tmp_path_factory: pytest.TempPathFactory, steps: list[Any]) -> None:
    """After any sequence of steps, in this library or another with the same texts, all marks are found."""
    path = tmp_path_factory.mktemp("shelf") / "shelf.db"
    with Shelf(path) as shelf, Shelf(path) as other:
        marked, reader = MarkedArticles(shelf, "/news"), Generation(IDS[:-1])
        for step in steps:
            match step:
                case "undo":
                    other.undo()
                case "adopt":
                    other.adopt("/news", 1, [(own, f"hash of {own[0]}") for own in IDS[::3]])
                case "rebuild":
                    reader = Generation(IDS[::-1])
                case library, ids, field, on:
                    refs = [Ref(own, f"hash of {own[0]}", own) for own in ids]
                    other.mark(library, refs, field, on=on, tag="x" if field == "tag" else "")
            values = marked.values(reader)  # type: ignore[arg-type]  # it is asked for no more than this
            there = shelf.marks("/news", reader.ids)
            for name, wanted in (
                ("read", [own for own in reader.ids if own in there and there[own].read]),
                ("starred", [own for own in reader.ids if own in there and there[own].starred]),
                ("unread", [own for own in reader.ids if own not in there or not there[own].read]),
            ):
                assert reader.ids_of(values["is"].meaning(name)) == wanted
            tagged = [own for own in reader.ids if own in there and there[own].tags]
            assert reader.ids_of(values["tag"].meaning("x")) == tagged


def test_stubs_are_found_and_excluded(tmp_path: Path, shelf: Shelf) -> None:
    """`is:paywalled` and `is:empty` find what is not whole, with and without marks, and count as facets beside them."""
    body = "The ferry sails again after nine weeks, as the harbour was dredged in the meantime, the port said."
    texts = {"Whole": body, "Ended": f"{body}\n\nThis article is for subscribers only.", "None": ""}
    records = [{"id": title, "title": title, "text": text} for title, text in texts.items()]
    path = tmp_path / "stubs.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    with Library.open([path], tmp_path / "stubs") as library:
        library.sync()
        assert {hit.title: hit.extent for hit in library.search("*").hits} == {
            "Whole": "full", "Ended": "paywalled", "None": "empty",
        }  # fmt: skip
        assert found(library, "is:paywalled") == ["Ended"]
        name = attach(library, shelf)
        shelf.mark(name, refs(library, "is:paywalled"), "read")
        assert found(library, "is:(paywalled OR empty)") == ["Ended", "None"]
        assert found(library, "-is:paywalled -is:empty") == ["Whole"]
        assert found(library, "is:empty is:unread") == ["None"]
        facet = library.search("*").facets["is"]
        assert {row.value: row.count for row in facet.values} == {"unread": 2, "read": 1, "paywalled": 1, "empty": 1}
        assert found(library, "*", Selection().set("is", "empty", "exclude")) == ["Ended", "Whole"]
        assert "extent" not in library.search("*").facets


def test_a_library_from_before_there_were_stubs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that another version made without this facet can be searched until it is built again."""
    with monkeypatch.context() as before:
        before.setattr("seedread.index.engines.whoosh.index_writer.FACETS", ("country", "leader", "source", "language"))
        with Library.open([news(tmp_path / "a")], tmp_path / "library") as library:
            library.sync()
    with Library.open([tmp_path / "a" / "news.jsonl"], tmp_path / "library") as library:
        assert {hit.extent for hit in library.search("gas").hits} == {"full"}
        assert library.search("is:empty").total == 0
        assert library.search("-is:paywalled").total == 4
