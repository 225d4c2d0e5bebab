"""`feed:`, `folder:`, `added:` and `is:new` in queries and facets."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.errors import QueryError
from seedread.index.following.followed import VISIT, follow, look
from seedread.index.query import Dates, Not, parse, to_text
from seedread.index.search.selection_query import split
from seedread.index.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FEEDS = """
[[feed]]
url = "https://a.example/"
name = "A News"
folder = "World/Asia"
[[feed]]
url = "https://b.example/"
name = "B Post"
folder = "World"
[[feed]]
url = "https://c.example/"
name = "C"
"""
DAYS = {"1": "2026-11-27", "2": "2026-11-28", "3": "2026-11-29"}


def line(own: str, *feeds: str, text: str = "The ministers met in Oslo.", day: str = "") -> str:
    record = {"id": own * 16, "url": f"https://a.example/{own}", "title": f"Title {own}", "feeds": feeds, "text": text}
    return json.dumps(record | {"fetched": f"{day or DAYS[own]}T12:00:00Z"}, separators=(",", ":")) + "\n"


class World:
    def __init__(self, folder: Path) -> None:
        self.file = folder / "archive" / "a.example" / "2026-11.jsonl"
        self.file.parent.mkdir(parents=True)
        self.file.write_text(line("1", "a-news") + line("2", "b-post", "a-news") + line("3", "c"))
        self.feeds = folder / "feeds.toml"
        self.feeds.write_text(FEEDS)
        self.shelf = Shelf(folder / "shelf.db")
        self.library = Library.open([folder / "archive"], folder / "library")
        self.library.sync()
        follow(self.library, self.shelf, self.feeds)

    def found(self, query: str) -> str:
        return "".join(sorted(hit.id[0] for hit in self.library.search(query).hits))

    def again(self) -> None:
        """Come back later."""
        self.library.sync()
        follow(self.library, self.shelf, self.feeds)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path)
    yield world
    world.library.close()
    world.shelf.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("feed:a-news", "12"),
        ("feed:post", "2"),
        ("-feed:c", "12"),
        ("feed:*", "123"),
        ("folder:world", "12"),
        ('folder:"World/Asia"', "12"),
        ("-folder:*", "3"),
        ("added:2026-11-28", "2"),
        ("added:>=2026-11-28 ministers", "23"),
        ("added:2026-11-27..2026-11-28", "12"),
        ("-added:2026-11-28", "13"),
        ("added:*", "123"),
        ("-added:*", ""),
        ("added:2020", ""),
        ("is:new", "123"),
        ("is:new feed:c", "3"),
    ],
)
def test_fetched_articles_are_found_by_feed_folder_and_time(world: World, query: str, found: str) -> None:
    """Alone, negated and with words."""
    assert world.found(query) == found


@pytest.mark.parametrize(("typed", "written"), [("added:", 8), ("added:th", 3), ("added:2", 0), ('added:"last m', 1)])
def test_days_of_coming_complete_in_words(world: World, typed: str, written: int) -> None:
    """Each completion keeps its field, and its number is what it finds: figures would be days of publication."""
    with world.file.open("a") as file:
        file.write(line("4", "c", day=f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}"))
    world.again()
    offers = world.library.complete(typed, len(typed)).offers
    assert len(offers) == written
    for offer in offers:
        assert offer.text.startswith("added:")
        assert offer.articles == world.library.search(offer.text).total
    assert not written or any(offer.articles for offer in world.library.complete("added:", 6).offers)


def test_changed_articles_are_found(world: World) -> None:
    """Those with other words than before; one that another feed has too is not changed."""
    assert world.found("is:changed") == ""
    with world.file.open("a") as file:
        file.write(line("1", "a-news", text="They parted.") + line("2", "b-post", "a-news", "c"))
    world.again()
    assert world.found("is:changed") == world.found("versions:2") == "1"
    assert "versions" not in world.library.search("").facets


def test_added_counts_days_of_the_readers_calendar(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Noon in UTC is the next day far in the east."""
    import time  # noqa: PLC0415 (its zone is set here)

    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    try:
        assert world.found("added:2026-11-28") == "1"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_what_came_since_the_last_visit_is_new(world: World) -> None:
    """Nothing after a visit, then what came, until the next; a changed article that was known is not new."""
    look(world.library, world.shelf)
    assert world.found("is:new") == "123"
    world.again()
    assert world.found("is:new") == ""
    with world.file.open("a") as file:
        file.write(line("4", "c", day="2026-11-30") + line("1", "a-news", text="They parted.", day="2026-11-30"))
    world.again()
    assert world.found("is:new") == "4"
    assert world.found("parted") == "1"
    look(world.library, world.shelf, "a search")
    world.again()
    assert world.found("is:new") == "4"


def test_what_comes_in_the_minute_of_a_visit_is_new(world: World) -> None:
    """Times are minutes: what was seen is known, and what came a moment later is not."""
    look(world.library, world.shelf)
    with world.file.open("a") as file:
        file.write(line("4", "c", day=DAYS["3"]))
    world.again()
    assert world.found("is:new") == "4"
    look(world.library, world.shelf)
    world.again()
    assert world.found("is:new") == ""


def test_the_facets_list_feeds_and_folders_and_not_times(world: World) -> None:
    """With exact counts; a folder counts those within it."""
    facets = world.library.search("").facets
    assert {value.value: value.count for value in facets["feed"].values} == {"a-news": 2, "b-post": 1, "c": 1}
    assert {value.value: value.count for value in facets["folder"].values if value.value != "∅"}["World"] == 2
    assert {value.value: value.count for value in facets["is"].values}["new"] == 3
    assert "added" not in facets


def test_a_library_without_feeds_has_none_of_it(tmp_path: Path) -> None:
    """Neither facet nor state; a query for it finds nothing."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Talks in Oslo\n\nThe ministers met.\n")
    with Library.open([tmp_path / "news"], tmp_path / "library") as library, Shelf(tmp_path / "shelf.db") as shelf:
        library.sync()
        follow(library, shelf, tmp_path / "none.toml")
        facets = library.search("").facets
        assert not {"feed", "folder", "added"} & set(facets)
        assert library.search("is:new").total == library.search("feed:a").total == library.search("added:*").total == 0
        look(library, shelf)
        assert shelf.looked(follow(library, shelf, None), VISIT) == ""


def test_a_broken_list_of_feeds_leaves_searching_alone(world: World) -> None:
    """Only folders are missing."""
    world.feeds.write_text("not [toml")
    world.again()
    assert world.found("folder:world") == ""
    assert world.found("feed:a-news") == "12"


def test_added_is_typed_as_a_date_is() -> None:
    """It comes back as it was typed, is no choice of the date facet, and a wrong date is an error."""
    day = datetime.date(2026, 11, 28)
    assert parse("added:2026-11-28").tree == Dates(day, day, field="added")
    assert parse("-added:*").tree == Not(Dates(None, None, field="added"))
    assert to_text(parse("added:>=2026-11-28").tree) == "added:>=2026-11-28"
    text, selection = split("gas added:2026-11")
    assert "added:" in text
    assert not list(selection)
    with pytest.raises(QueryError):
        parse("added:sometimes")


def test_folders_and_news_are_found_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second search of the same generation asks for no feed and no time again."""
    before = world.found("is:new folder:World")

    def fails(*_: object) -> None:
        raise AssertionError("found again")

    monkeypatch.setattr("seedread.index.following.followed._Generation.__init__", fails)
    monkeypatch.setattr("seedread.index.following.followed._Generation._after", fails)
    assert world.found("is:new folder:World") == before == "12"
