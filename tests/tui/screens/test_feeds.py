"""The list of feeds on the screen: what it says of each, and its keys."""

from __future__ import annotations

import json
import time
from threading import Event
from typing import TYPE_CHECKING

import pytest
from screen import SIZES, Reader, settle, using

from seedread.index import Library
from seedread.index.feeds.feed import Feed
from seedread.index.feeds.feed_list import default_list, read_feeds
from seedread.index.feeds.feed_list_edit import add_feeds
from seedread.index.feeds.feed_state import FeedState
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.following.followed import follow
from seedread.index.shelf import Shelf
from seedread.tui.config.feed_places import archive_folder, state_path
from seedread.tui.screens.feeds import FeedScreen
from seedread.tui.workers.adding_feeds import AddedFeeds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("importable")
NOW = time.time()
STATES = {
    "valley": FeedState(
        url="https://valley.example/rss", tried=NOW - 60, succeeded=NOW - 60, due=NOW + 86_400 * 3, items=2, dated=2,
        last_new=NOW - 60, title="Valley", format="RSS",
    ),
    "harbour": FeedState(
        url="https://harbour.example/rss", tried=NOW, due=NOW + 86_400, errors=3, failing_since=1_700_000_000,
        problem="the server has a problem (500)",
    ),
    "gone": FeedState(url="https://gone.example/rss", tried=NOW, errors=1, gone=True, problem="gone for good"),
}  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An archive of three articles of one feed, and three feeds, of which two fail."""
    add_feeds(
        default_list(),
        [
            Feed("valley", "https://valley.example/rss", "Valley Post", "World/Asia", ("gas",)),
            Feed("harbour", "https://harbour.example/rss", "Harbour Times"),
            Feed("gone", "https://gone.example/rss", "Gone Gazette", "World"),
        ],
    )
    path = archive_folder() / "valley.example" / "2026-11.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text("".join(line(n) for n in range(3)), encoding="utf-8")
    with FetchState(state_path()) as states:
        for own, state in STATES.items():
            states.set_feed(own, state)
    with Library.open([archive_folder()], tmp_path / "library") as library:
        library.sync()
        library.group()
        yield library


def line(n: int) -> str:
    url, text = f"https://valley.example/{n}", f"The ministers met {n} times."
    record = {"id": f"{n:016}", "url": url, "title": f"Report {n}", "feeds": ["valley"], "text": text}
    return json.dumps({**record, "fetched": "2026-11-20T12:00:00Z"}, separators=(",", ":")) + "\n"


def feeds(reader: Reader) -> FeedScreen:
    screen = next(screen for screen in reader.app.screen_stack if isinstance(screen, FeedScreen))
    assert isinstance(screen, FeedScreen)
    return screen


def names(reader: Reader) -> list[str]:
    return [one.name for one in feeds(reader).table.feeds]


async def test_every_feed_shows_how_it_is(library: Library) -> None:
    """At 80x24: name, folder, articles, when it was fetched and is next; below, in words, what is wrong."""
    async with using(library, (80, 24)) as reader:
        await reader.press("I")
        heads, first, second, third = (line.split() for line in reader.lines()[:4])
        assert heads[1:6] == ["Feed", "Folder", "Articles", "New", "Fetched"]
        assert first[:4] == ["Valley", "Post", "World/Asia", "3"]
        assert second[:4] == ["!", "Harbour", "Times", "0"]
        assert second[4] == "failing"
        assert third[-1] == "gone"
        await reader.press("j")
        text = reader.text()
        assert "the server has a problem (500); failing since 2023-11-14" in text
        assert "failed 3 times in a row" in text
        assert "never, failing since 2023-11-14" in text
        assert "https://harbour.example/rss" in text
        assert "Enter articles" in reader.lines()[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_it_fits_every_screen(library: Library, size: tuple[int, int]) -> None:
    """Names and a line of keys are there at every size, and moving keeps the row in sight."""
    async with using(library, size) as reader:
        await reader.press("I")
        assert "Valley" in reader.lines()[1]
        assert "back" in reader.lines()[-1]
        await reader.press("G")
        assert feeds(reader).table.here
        assert "Gone" in reader.text()


async def test_a_higher_screen_shows_more_feeds(library: Library) -> None:
    """A screen that becomes higher is filled with feeds, not with blank rows, though the cursor is on the last."""
    async with using(library, (80, 4)) as reader:
        await reader.press("I", "G")
        assert "Valley Post" not in reader.text()
        await reader.pilot.resize_terminal(80, 24)
        await settle(reader.pilot)
        assert "Valley Post" in reader.lines()[1]


async def test_a_feed_leads_to_its_articles(library: Library) -> None:
    """Enter closes the list and searches for the articles of the feed, the newest first."""
    async with using(library) as reader:
        await reader.press("I", "enter")
        assert reader.app.screen is reader.main
        assert reader.main.request.text == "feed:valley"
        assert reader.main.request.order == "newest"
        assert reader.main.rows.pages.total == 3


async def test_problems_are_found(library: Library) -> None:
    """`!` leaves only feeds with problems, `/` those with the typed words; Esc brings all back, then closes."""
    async with using(library) as reader:
        await reader.press("I")
        assert "! problems" in reader.lines()[-1]
        await reader.press("exclamation_mark")
        assert reader.lines()[-1].startswith(" Only feeds with problems.")
        assert names(reader) == ["Harbour Times", "Gone Gazette"]
        await reader.press("slash", *"world", "enter")
        assert names(reader) == ["Gone Gazette"]
        await reader.press("escape")
        assert len(names(reader)) == 3
        await reader.press("slash", *"gas", "escape")
        assert len(names(reader)) == 3
        await reader.press("escape")
        assert reader.app.screen is reader.main


async def test_a_feed_is_dropped_only_after_a_question(library: Library) -> None:
    """n keeps it; y removes it from the list, and its articles stay."""
    async with using(library) as reader:
        await reader.press("I", "D", "n")
        assert len(read_feeds(default_list()).feeds) == 3
        await reader.press("D", "y")
        await reader.until(lambda: names(reader) == ["Harbour Times", "Gone Gazette"])
        assert "Valley Post is no longer followed; its articles stay." in reader.lines()[-1]
        assert [feed.id for feed in read_feeds(default_list()).feeds] == ["harbour", "gone"]
        assert reader.main.rows.pages.total == 3


async def test_folders_follow_the_list(library: Library) -> None:
    """`folder:` finds the articles of a folder until its feed is dropped."""
    follow(library, Shelf(), default_list())
    async with using(library, query="folder:World/Asia") as reader:
        assert reader.main.rows.pages.total == 3
        await reader.press("I", "D", "y")
        await reader.until(lambda: names(reader) == ["Harbour Times", "Gone Gazette"])
        await reader.press("escape")
        reader.main.search_again()
        await reader.until(lambda: reader.main.rows.pages.total == 0)


async def test_feeds_are_added_from_a_file(library: Library, tmp_path: Path) -> None:
    """The feeds of an OPML file join the list at once."""
    opml = tmp_path / "in.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="New" xmlUrl="http://127.0.0.1:9/a"/></body></opml>', encoding="utf-8"
    )
    async with using(library) as reader:
        await reader.press("I")
        feeds(reader)._add(str(opml))
        await reader.until(lambda: len(names(reader)) == 4)
        assert names(reader)[-1] == "New"


async def test_a_feed_that_is_followed_already_is_no_failure(library: Library) -> None:
    """`a` says so, although the child process ends with exit code 1."""
    async with using(library) as reader:
        await reader.press("I")
        feeds(reader)._add("https://valley.example/rss", unchecked=True)
        await reader.until(lambda: not reader.main.message.startswith("Looking"))
        assert reader.main.message == "You follow this already."
        assert not reader.main.error


async def test_what_cannot_be_added_is_told_whole(library: Library) -> None:
    """The reason stands above the last line, where there is room for all of it."""
    async with using(library, (80, 24)) as reader:
        await reader.press("I", "a", *"127.0.0.1", "enter")
        await reader.until(lambda: "Nothing was added" in reader.text())
        assert "allow_private" in reader.text()
        assert len(names(reader)) == 3
        await reader.press("j")
        assert "Harbour Times" in reader.lines()[-8]


@pytest.mark.parametrize("names", [(), ("Late Post",)])
async def test_an_answer_after_the_list_was_closed_is_told(
    library: Library, monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    """Whether a feed could be added is told on the main screen if the list is closed by then."""
    closed = Event()

    def add(target: str, *, unchecked: bool = False) -> AddedFeeds:
        del target, unchecked
        closed.wait(60)
        return AddedFeeds(names, problem="" if names else "No answer.")

    monkeypatch.setattr("seedread.tui.screens.feeds.add_feeds", add)
    async with using(library) as reader:
        await reader.press("I")
        await reader.pilot.press("a", *"a.example", "enter", "q")
        assert reader.app.screen is reader.main
        closed.set()
        await reader.until(lambda: ("Added: Late Post." if names else "No answer.") in reader.text())


async def test_a_new_password_of_a_feed_is_told(library: Library) -> None:
    """A feed that is followed already gets it; the same one again is none."""
    async with using(library) as reader:
        await reader.press("I")
        feeds(reader)._add("https://me:s3cret@harbour.example/rss", unchecked=True)
        await reader.until(lambda: "The new password will be used from now on." in reader.lines()[-1])
        feeds(reader)._add("https://me:s3cret@harbour.example/rss", unchecked=True)
        await reader.until(lambda: "You follow this already." in reader.lines()[-1])


async def test_one_of_several_feeds_is_chosen(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site with several feeds offers them; the chosen address is followed as it is."""
    asked: list[tuple[str, bool]] = []

    def add(target: str, *, unchecked: bool = False) -> AddedFeeds:
        asked.append((target, unchecked))
        found = () if unchecked else (("https://a.example/1", "First"), ("https://a.example/2", "Second"))
        return AddedFeeds(("Second",) if unchecked else (), found=found, problem="" if unchecked else "2 feeds")

    monkeypatch.setattr("seedread.tui.screens.feeds.add_feeds", add)
    async with using(library) as reader:
        await reader.press("I", "a", *"a.example", "enter")
        await reader.press("down", "enter")
        assert asked == [("a.example", False), ("https://a.example/2", True)]
        assert "Added: Second." in reader.lines()[-1]


async def test_a_list_that_cannot_be_read_says_why(library: Library) -> None:
    """An error in feeds.toml is told on this screen, and nothing is waited for any more."""
    default_list().write_text("[[feed]\n", encoding="utf-8")
    async with using(library) as reader:
        await reader.press("I")
        assert "is not valid TOML" in reader.lines()[-1]
        assert "Your feeds cannot be read." in reader.text()
        assert "Looking at your feeds" not in reader.text()
