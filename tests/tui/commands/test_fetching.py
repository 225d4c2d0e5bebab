"""Fetching feeds under the running screen, from a server on loopback."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from feed_server import Asked, Server, answer, rss
from screen import eventually, records, settle, using, write

from seedread.index import Library
from seedread.index.feeds import host_pace
from seedread.index.feeds.archive import Archive
from seedread.index.feeds.feed import Feed
from seedread.index.feeds.feed_list import default_list
from seedread.index.feeds.feed_list_edit import add_feeds
from seedread.index.feeds.fetch_state import FetchState
from seedread.tui.cli import main
from seedread.tui.commands.feeds import after_fetch
from seedread.tui.config import parse_settings
from seedread.tui.config.feed_places import archive_folder, state_path
from seedread.tui.workers import feeds
from seedread.tui.workers.child_process import ChildProcess
from seedread.tui.workers.feeds import FeedFetcher, Fetched

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def on_demand(importable: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fetch nothing but when a test wants it."""
    del importable
    monkeypatch.setattr(feeds, "FIRST", 3600)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        server.routes["/a"] = answer(rss("Talks on gas", "Grain for all"))
        yield server


@pytest.fixture
def at_once(on_demand: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at what is due as the screen opens."""
    del on_demand
    monkeypatch.setattr(feeds, "FIRST", 0.01)


@pytest.fixture
def library(server: Server, tmp_path: Path) -> Iterator[Library]:
    """A library of five articles and the archive, with one feed that was never fetched."""
    add_feeds(default_list(), [Feed("a-news", f"{server.url}/a", "A News", "World", allow_private=True)])
    archive_folder().mkdir(parents=True)
    write(tmp_path, list(records())[:5])
    with Library.open([tmp_path / "news.jsonl", archive_folder()], tmp_path / "library") as library:
        library.sync()
        library.group()
        yield library


async def test_a_key_fetches_and_the_row_stays(library: Library, server: Server) -> None:
    """New articles join the list by themselves, the cursor keeps its article, and a sentence has the counts."""
    async with using(library, (80, 24)) as reader:
        await reader.press("j", "j")
        read = reader.row_id
        await reader.pilot.press("p")
        await eventually(reader, lambda: reader.main.rows.pages.total == 7)
        await eventually(reader, lambda: not reader.main.fetcher.fetching and not reader.main.syncer.syncing)
        await settle(reader.pilot)
        assert reader.main.message == "1 feed fetched: 2 new."
        assert not reader.main.error
        assert reader.main.progress is None
        assert reader.row_id == read
        assert server.paths() == ["/a"]


@pytest.mark.usefixtures("at_once")
async def test_due_feeds_are_fetched_in_the_background(library: Library, server: Server) -> None:
    """Nobody presses a key; what is fetched is not due again, so a second screen asks the server nothing."""
    async with using(library) as reader:
        await eventually(reader, lambda: reader.main.rows.pages.total == 7)
        await eventually(reader, lambda: not reader.main.fetcher.fetching and not reader.main.syncer.syncing)
        assert reader.main.fetcher.status.summary == ""
    async with using(library) as reader:
        await reader.pilot.pause(0.1)
        await settle(reader.pilot)
        assert server.paths() == ["/a"]
        await reader.press("ctrl+r")
        await eventually(reader, lambda: not reader.main.fetcher.fetching and not reader.main.syncer.syncing)
        assert server.paths() == ["/a"]


@pytest.mark.usefixtures("at_once")
async def test_the_setting_turns_the_background_off(library: Library, server: Server) -> None:
    """Then only the keys fetch: Ctrl-R what is due."""
    async with using(library, settings=parse_settings("[feeds]\nbackground = false\n")) as reader:
        await reader.pilot.pause(0.1)
        await settle(reader.pilot)
        assert server.asked == []
        await reader.pilot.press("ctrl+r")
        await eventually(reader, lambda: reader.main.rows.pages.total == 7)


@pytest.mark.usefixtures("at_once")
async def test_a_library_without_the_archive_fetches_nothing_by_itself(
    library: Library, server: Server, tmp_path: Path
) -> None:
    """Who reads other files is left alone; a key fetches all the same, and the message says where the articles are."""
    library.close()
    with Library.open([tmp_path / "news.jsonl"], tmp_path / "other") as other:
        other.sync()
        other.group()
        async with using(other) as reader:
            await reader.pilot.pause(0.1)
            await settle(reader.pilot)
            assert server.asked == []
            await reader.pilot.press("p")
            await eventually(reader, lambda: "fetched" in reader.main.message)
            assert reader.main.message == "1 feed fetched: 2 new. `seedread` without a PATH shows them."


async def test_another_fetcher_is_no_error(library: Library, server: Server) -> None:
    """While another process fetches, the background does nothing and says nothing; the key says it, not as an error."""
    with ExitStack() as held:
        held.enter_context(Archive(archive_folder()).writing())
        async with using(library) as reader:
            reader.main.fetcher.fetch_due()
            await settle(reader.pilot)
            assert reader.main.message == ""
            await reader.pilot.press("p")
            await eventually(reader, lambda: reader.main.message.startswith("Another seedread"))
            assert not reader.main.error
            assert server.asked == []
            held.close()
            await reader.pilot.press("p")
            await eventually(reader, lambda: reader.main.message == "1 feed fetched: 2 new.")


@pytest.mark.usefixtures("at_once")
async def test_pages_that_are_due_are_read_in_the_background(
    library: Library, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The screen reads the pages of a feed with `watch` again at their time, though the feed is not due."""
    monkeypatch.setattr(host_pace, "PAUSE", 0)
    text = "".join(f"<p>On day {n} the ministers of Norway met in Oslo and talked of gas.</p>" for n in range(9))
    server.routes["/a"] = answer(rss("Talks").replace(b"https://a.example", server.url.encode()))
    server.routes["/Talks"] = answer(f"<!doctype html><article>{text}</article>")
    listed = default_list().read_text("utf-8")
    default_list().write_text(f'{listed}full = "always"\nwatch = true\n', encoding="utf-8")
    assert main(["fetch", "--no-index"]) == 0
    with FetchState(state_path()) as state:
        (watch,) = state.watches.due("a-news", time.time() + 3600, 9)
        state.watches.change(replace(watch, due=0))
        state.set_feed("a-news", replace(state.feed("a-news"), errors=1, problem="the server has a problem"))
    server.routes["/Talks"] = answer(f"<!doctype html><article>{text.replace('gas', 'oil')}</article>")
    server.asked.clear()
    async with using(library) as reader:
        await eventually(reader, lambda: [hit.changed for hit in library.search("oil").hits] == [True])
        await eventually(reader, lambda: not reader.main.fetcher.fetching and not reader.main.syncer.syncing)
        assert server.paths() == ["/robots.txt", "/Talks"]
        assert not reader.main.fetcher.status.failing  # that it failed in an earlier run is no news


@pytest.mark.usefixtures("at_once")
async def test_a_feed_that_begins_to_fail_is_told_once(library: Library, server: Server) -> None:
    """Not as an error, and not again at the next fetch in the background."""
    server.routes["/a"] = answer(status="500 Oops")
    async with using(library) as reader:
        await eventually(reader, lambda: reader.main.message.startswith("1 feed could not be fetched."))
        assert not reader.main.error
        await reader.press("j")
        await reader.pilot.press("p")
        await eventually(reader, lambda: reader.main.message == "0 of 1 feed fetched: 1 failed. Press I to see why.")
        assert reader.main.fetcher.status.failing == {"a-news"}


async def test_a_failing_feed_is_not_told_after_others(library: Library) -> None:
    """What is due differs from time to time: a failing feed begins to fail again only once it was fetched."""
    failed, other, fetched = (
        Fetched(asked=False, feeds=1, failing=frozenset(("a-news",))),
        Fetched(asked=False, feeds=1, fine=frozenset(("b-news",))),
        Fetched(asked=False, feeds=1, fine=frozenset(("a-news",))),
    )
    async with using(library) as reader:
        told = []
        for result in (failed, other, failed, fetched, failed):
            reader.main.say("")
            after_fetch(reader.main.context, result)
            told.append(bool(reader.main.message))
        assert told == [True, False, False, False, True]


async def test_a_feed_that_works_again_fails_no_more(library: Library, server: Server) -> None:
    """The fetch that brings it says so."""
    works, server.routes["/a"] = server.routes["/a"], answer(status="500 Oops")
    async with using(library) as reader:
        await reader.pilot.press("p")
        await eventually(reader, lambda: reader.main.fetcher.status.failing == {"a-news"})
        server.routes["/a"] = works
        await reader.pilot.press("p")
        await eventually(reader, lambda: reader.main.message == "1 feed fetched: 2 new.")
        assert not reader.main.fetcher.status.failing


async def test_keys_do_not_wait_for_a_server(library: Library, server: Server) -> None:
    """While a server takes its time, keys move the cursor, and leaving ends the fetch."""
    go = threading.Event()

    def slowly(_: Asked) -> bytes:
        go.wait(20)
        return answer(rss("Late"))

    server.routes["/a"] = slowly
    async with using(library) as reader:
        await reader.pilot.press("p")
        await eventually(reader, lambda: server.paths() == ["/a"])
        first = reader.row_id
        await reader.pilot.press("j")
        await eventually(reader, lambda: reader.row_id != first)
        await reader.pilot.press("p")
        await eventually(reader, lambda: reader.main.message == "Feeds are being fetched already.")
        assert reader.main.fetcher.fetching
    go.set()


async def test_a_fetch_waits_for_the_one_before(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who asks for feeds while what is due is looked up gets them after that: two children never run at once."""
    looked, others = threading.Event(), threading.Barrier(2)
    alone: list[bool] = []

    class Child(ChildProcess):
        def run(self) -> Iterator[dict[str, Any]]:
            with suppress(threading.BrokenBarrierError):
                others.wait(0.3)
            alone.append(others.broken)
            yield {"report": "fetch"}

    def due(fetcher: FeedFetcher) -> list[Feed]:
        looked.wait(20)
        return fetcher._wanted("")

    monkeypatch.setattr(feeds, "ChildProcess", Child)
    monkeypatch.setattr(FeedFetcher, "_due", due)
    async with using(library) as reader:
        fetcher = reader.main.fetcher
        fetcher.fetch_due()
        await reader.pilot.press("p")
        looked.set()
        await eventually(reader, lambda: len(alone) == 2)
        assert alone == [True, True]
        await eventually(reader, lambda: not fetcher.fetching)


async def test_nothing_is_fetched_once_the_screen_ends(library: Library, server: Server) -> None:
    """A look at what is due that is not finished when the reader leaves starts no process."""
    async with using(library) as reader:
        reader.main.fetcher.stop()
        await reader.press("p")
        reader.main.fetcher.fetch_due()
        await settle(reader.pilot)
        assert server.asked == []
        assert not reader.main.fetcher.fetching


async def test_a_name_limits_the_fetch(library: Library, server: Server) -> None:
    """`:fetch` takes a folder; one that does not exist is named, and nothing is asked."""
    async with using(library) as reader:
        await reader.press("colon", *"fetch Sport", "enter")
        assert reader.main.message == "No feed, folder or tag “Sport”."
        assert server.asked == []
        await reader.pilot.press("colon", *"fetch world", "enter")
        await eventually(reader, lambda: reader.main.message == "1 feed fetched: 2 new.")


async def test_who_just_followed_a_feed_is_told_the_key(library: Library, tmp_path: Path) -> None:
    """An archive without articles opens, says how to fetch, and shows what comes."""
    library.close()
    with Library.open([archive_folder()], tmp_path / "empty") as empty:
        async with using(empty, (80, 24)) as reader:
            await eventually(reader, lambda: "Press p to fetch your feeds." in reader.text())
            assert "I lists them, with what is wrong." in reader.text()
            await reader.pilot.press("p")
            await eventually(reader, lambda: reader.main.rows.pages.total == 2)
