"""The pages of a feed with `watch` are read again at their times: other words are a version, and nothing else is."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from feed_server import Server, answer, reports

from seedread.index import Library
from seedread.index.feeds import page_rereading
from seedread.index.feeds.archive import Archive
from seedread.index.feeds.download import Answer
from seedread.index.feeds.feed import Feed
from seedread.index.feeds.feed_list import parse_feeds, read_feeds
from seedread.index.feeds.feed_list_edit import add_feeds, move_feed
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.fetcher import FeedResult, Fetcher
from seedread.index.feeds.full_text import PageReader
from seedread.index.feeds.health import health
from seedread.index.feeds.host_pace import HostPace
from seedread.index.feeds.page_watches import PageWatches
from seedread.index.following.versions import versions_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from feed_server import Asked

START = 1_796_040_000.0  # 2026-11-30T12:00:00Z
BODY = [
    "The ministers of Norway and Sweden met in Oslo on Monday and agreed that a new bridge will be built by 2031.",
    "It will carry two tracks and a road, and it will cost about four billion crowns, the ministry of transport said.",
    "Drivers who cross the border every day welcomed the plan, and so did the companies that move timber and fish.",
    "Critics asked who would pay for the tunnels on the Swedish side, which the agreement does not mention at all.",
]


def page(more: str = "", around: str = "Home", **headers: str) -> bytes:
    """Return the page of an article, of which only `more` and what stands around it differ."""
    text = "".join(f"<p>{sentence}</p>" for sentence in (*BODY, more))
    return answer(
        f"<!doctype html><html lang='en'><head><title>A bridge</title></head><body><nav><a href='/'>{around}</a></nav>"
        f"<article><h1>A bridge</h1>{text}</article><footer>About us</footer></body></html>",
        Content_Type="text/html; charset=utf-8",
        **headers,
    )


class World:
    """A server, an archive, a memory and a clock that the test sets; the feed itself is fetched once a week."""

    def __init__(self, folder: Path, server: Server, opened: ExitStack) -> None:
        self.server = server
        self.place = folder / "state.sqlite"
        self.archive = Archive(folder / "archive")
        self.state = FetchState(self.place)
        self.feed = Feed("a", server.url + "/f", every=7 * 1440, full="when short", watch=True, allow_private=True)
        self.library = opened.enter_context(Library.open([folder / "archive"], folder / "library"))
        self.slept: list[float] = []

    def publish(self, *paths: str, description: str = "A bridge is planned.") -> None:
        self.server.routes["/f"] = reports(self.server.url, paths, description)

    def fetcher(self, hours: float) -> Fetcher:
        pace = HostPace(clock=lambda: 0.0, sleep=self.slept.append)
        logins = self.archive.folder / "none"
        return Fetcher(
            self.archive,
            self.state,
            logins,
            "seedread-test",
            pace,
            clock=lambda: START + hours * 3600,
            spread=lambda: 0,
        )

    def fetch(self, hours: float, *, now: bool = False) -> FeedResult | None:
        """Fetch what is due some hours after the start; return what came of the feed, None if nothing was due."""
        fetcher = self.fetcher(hours)
        with self.archive.writing():
            due = fetcher.due([self.feed], now=now)
            results = fetcher.run(due, lambda _: None, fetcher.with_due_pages([self.feed]))
        return results[0] if results else None

    def restart(self, *, forgetting: bool = False) -> None:
        """Close the memory, delete it if the reader does, and open it again."""
        self.state.__exit__()
        if forgetting:
            self.place.unlink()
        self.state = FetchState(self.place)

    def asked(self, path: str = "/1") -> int:
        return self.server.paths().count(path)

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for name in self.archive.sizes() for _, line in self.archive.lines(name, 0)]

    def health(self, hours: float) -> list[str]:
        now = START + hours * 3600
        unread = self.state.unread_pages([self.feed], now)
        return [one for one in health(self.state.feed("a"), now, unread["a"]) if "watched" in one]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    (tmp_path / "archive").mkdir()
    with Server() as server, ExitStack() as opened:
        world = World(tmp_path, server, opened)
        world.publish("/1")
        server.routes["/1"] = page()
        yield world
        world.state.__exit__()


def hours_of_readings(world: World, hours: range | list[int]) -> list[int]:
    """Return the hours, of those at which something is fetched, at which the page was read."""
    found = []
    for hour in hours:
        before = world.asked()
        world.fetch(hour)
        found += [hour] * (world.asked() - before)
    return found


def test_a_page_is_read_at_four_times(world: World) -> None:
    """After 1, 6, 24 and 48 hours from the first fetch of its item, and then never again; the feed is left alone."""
    assert hours_of_readings(world, range(100)) == [0, 1, 6, 24, 48]
    assert world.asked("/f") == 1
    assert len(world.lines()) == 1


def test_the_times_survive_a_restart(world: World) -> None:
    """Each run is a process of its own; a deleted memory learns the times from the archive."""
    found = []
    for hour in range(60):
        world.restart(forgetting=hour == 3)
        found += hours_of_readings(world, [hour])
    assert found == [0, 1, 3, 6, 24, 48]  # that one was read at 1 h is forgotten


def test_missed_readings_are_one(world: World) -> None:
    """After a night without a run the page is read once; after three days it is too late."""
    assert hours_of_readings(world, [0, 2, 30, 31, 50, 51]) == [0, 2, 30, 50]
    world.publish("/2")
    world.server.routes["/2"] = page("Another one.")
    world.fetch(200)
    assert world.asked("/2") == 1
    world.fetch(273)
    assert world.asked("/2") == 1


def test_other_words_are_a_version(world: World) -> None:
    """Of the same article, with the title and the date of the feed; the feed's own text makes no other one."""
    world.fetch(0)
    world.server.routes["/1"] = page("The bridge will not be built after all, the minister said later.")
    result = world.fetch(1)
    assert result
    assert (result.recorded.new, result.recorded.changed) == (0, 1)
    world.fetch(1.5, now=True)
    first, second = world.lines()
    assert (second["id"], second["title"], second["guid"]) == (first["id"], "Report /1", "/1")
    assert (first["updated"], second["updated"], second["summary"]) == (None, "2026-11-30T13:00:00Z", first["summary"])
    world.library.sync()
    (hit,) = world.library.search("*").hits
    assert hit.changed
    texts = [" ".join(version.article.paragraphs) for version in versions_of(world.library, hit.id)]
    assert ["after all" in text for text in texts] == [False, True]


@pytest.mark.parametrize("again", [page(), page(around="Weather"), page("") + b"\n"])
def test_the_same_words_write_nothing(world: World, again: bytes) -> None:
    """Neither the same page nor other menus around the text touch the archive."""
    world.fetch(0)
    sizes = world.archive.sizes()
    world.server.routes["/1"] = again
    result = world.fetch(1)
    assert world.asked() == 2
    assert result
    assert result.recorded.changed == 0
    assert world.archive.sizes() == sizes


def test_only_what_changed_is_asked_for(world: World) -> None:
    """The validators of each whole answer go back with the next request, and a 304 is no problem."""
    world.server.routes["/1"] = page(ETag='"1"', Last_Modified="Mon, 30 Nov 2026 11:00:00 GMT")
    world.fetch(0)
    world.server.routes["/1"] = page("The bridge will be built by 2035, the minister said later.", ETag='"2"')
    world.fetch(1)
    world.server.routes["/1"] = answer(status="304 Not Modified")
    world.fetch(6)
    world.fetch(24)
    sent = [one.headers for one in world.server.asked if one.path == "/1"]
    assert [headers.get("if-none-match") for headers in sent] == [None, '"1"', '"2"', '"2"']
    assert [headers.get("if-modified-since") is None for headers in sent] == [True, False, True, True]
    assert world.health(24) == []
    assert len(world.lines()) == 2


@pytest.mark.parametrize(
    "gone",
    [answer(status="404 Not Found"), answer(status="410 Gone"), answer(status="302 Found", Location="/")],
)
def test_a_page_that_is_gone_is_read_no_more(world: World, gone: bytes) -> None:
    """Nor is one in whose place its site shows the home page; the article stays as it was."""
    world.server.routes["/"] = page("Welcome to our home page, which has news from all over the world each day.")
    world.fetch(0)
    world.server.routes["/1"] = gone
    assert hours_of_readings(world, range(1, 60)) == [1]
    assert len(world.lines()) == 1
    assert world.health(60) == []


WALL = "<!doctype html><title>A News</title><p>Please enable JavaScript and cookies to read on.</p>"
NOTICE = f"<!doctype html><title>A</title><p>{'We and our partners use cookies. ' * 20}</p><p>Accept all</p>"


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (answer(status="500 Oops"), "the server answers with status 500"),
        (answer(status="403 Forbidden"), "the server answers with status 403"),
        (b"", "not a valid answer"),
        (answer(WALL), "no text, or a notice or a check for robots in its place"),
        (answer(NOTICE), "no text, or a notice or a check for robots in its place"),
        (page("Cut.")[:-150], "the answer was cut short"),
        (page("This article is for subscribers only. Subscribe now to continue reading."), "above a paywall"),
        (answer(b"<!doctype html><html>" + bytes(2000)), "the answer is no text"),
        (answer(status="302 Found", Location="http://169.254.169.254/"), "private"),
        (answer(status="304 Not Modified"), "the server answers with status 304"),
    ],
)
def test_a_failure_is_told_and_is_no_version(world: World, trouble: bytes, told: str) -> None:
    """The feed itself does not fail; the page is read again at its next time, and then all is well."""
    world.fetch(0)
    world.server.routes["/1"] = trouble
    result = world.fetch(1)
    assert result
    assert (result.state.errors, result.state.problem) == (0, "")
    assert world.health(80) == []  # nobody can read it again then
    (clause,) = world.health(1)
    assert clause.startswith("1 watched page could not be read again: ")
    assert told in clause
    world.server.routes["/1"] = page()
    assert hours_of_readings(world, [2, 6]) == [6]
    assert world.health(6) == []
    assert len(world.lines()) == 1


def test_a_failure_is_told_until_its_own_page_is_read(world: World) -> None:
    """Another page that is read well does not hide it; after the last reading it is told until three days are over."""
    world.publish("/1")
    world.fetch(0)
    world.publish("/1", "/3")
    world.server.routes["/3"] = page("The third.")
    world.fetch(0.6, now=True)
    world.server.routes["/1"] = answer(status="500 Oops")
    world.fetch(1)
    told = ["1 watched page could not be read again: the server answers with status 500"]
    assert world.health(1) == told
    world.fetch(1.6)
    assert world.asked("/3") == 2
    assert world.health(1.6) == told
    world.server.routes["/1"] = page()
    world.fetch(6)
    assert world.health(6) == []
    world.server.routes["/1"] = answer(status="500 Oops")
    assert hours_of_readings(world, range(7, 80)) == [24, 48]
    assert world.health(71) == told
    assert world.health(72) == []


def test_pages_obey_robots_txt_each_time(world: World) -> None:
    """A site that forbids its pages later is asked for none of them."""
    world.fetch(0)
    world.server.routes["/robots.txt"] = answer("User-agent: *\nDisallow: /1\n")
    world.fetch(1)
    assert world.asked() == 1
    assert "robots.txt of 127.0.0.1" in world.health(1)[0]


def test_a_server_that_asks_to_wait_is_left_alone(world: World) -> None:
    """Past the next time if it wants that, and a host that says that requests are too many has long pauses."""
    world.fetch(0)
    world.server.routes["/1"] = answer(status="429 Too Many Requests", Retry_After=str(8 * 3600))
    assert hours_of_readings(world, [1, 6, 8, 9, 10]) == [1, 9]
    assert world.state.slow_hosts() == {"127.0.0.1"}


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Busy"])
def test_one_page_that_asks_to_wait_speaks_for_its_server(world: World, status: str) -> None:
    """Its other pages and its feed are not asked for before that time, and are after it; no reading is lost."""
    world.publish("/1", "/2", "/3")
    world.server.routes |= {"/2": page("The second."), "/3": page("The third.")}
    world.fetch(0)
    pages = {path: world.server.routes[path] for path in ("/1", "/2", "/3")}
    world.server.routes |= dict.fromkeys(pages, answer(status=status, Retry_After="7200"))
    world.server.asked.clear()
    world.fetch(1)
    assert len([path for path in world.server.paths() if path != "/robots.txt"]) == 1
    world.server.routes |= pages
    assert world.fetch(2, now=True) is None
    assert len([path for path in world.server.paths() if path != "/robots.txt"]) == 1
    world.server.asked.clear()
    world.fetch(3, now=True)
    assert len([path for path in world.server.paths() if path not in {"/robots.txt", "/f"}]) == 2
    assert world.asked("/f") == 1


def test_a_server_that_asks_to_wait_holds_up_no_other(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the feed nor the pages of other hosts; a redirect to it counts for all pages of the host that has it."""
    urls = ["https://b.example/1", "https://b.example/2", world.server.url + "/1"]
    items = "".join(
        f"<item><title>{url}</title><guid>{url}</guid><link>{url}</link><description>A bridge.</description></item>"
        for url in urls
    )
    world.server.routes["/f"] = answer(f"<rss><channel><title>A</title>{items}</channel></rss>")
    asked: list[str] = []

    def answered(_: PageReader, __: Feed, url: str, ___: object = None) -> Answer:
        asked.append(url)
        if len(asked) > len(urls) and "b.example" in url:
            return Answer(503, "https://c.example/1", {"retry-after": "7200"}, b"")
        html = page(url).split(b"\r\n\r\n", 1)[1]
        return Answer(200, url, {"content-type": "text/html; charset=utf-8"}, html)

    monkeypatch.setattr(PageReader, "answer", answered)
    world.fetch(0)
    assert sorted(asked) == sorted(urls)
    world.fetch(1)
    assert len(asked) == len(urls) + 2
    assert urls[2] in asked[len(urls) :]
    assert world.state.feed("a").held_until == 0


def test_pages_of_a_feed_that_must_wait_are_left_alone_too(world: World) -> None:
    """Its server is asked for nothing before the time that it named."""
    world.fetch(0)
    world.server.routes["/f"] = answer(status="503 Busy", Retry_After=str(4 * 3600))
    world.fetch(0.5, now=True)
    world.publish("/1")
    assert hours_of_readings(world, [1, 2, 3, 5]) == [5]


def test_a_text_that_several_pages_have_now_is_a_wall(world: World) -> None:
    """However long it is, no article gets it."""
    world.publish("/1", "/2", "/3")
    world.server.routes |= {"/2": page("The second."), "/3": page("The third.")}
    world.fetch(0)
    world.server.routes |= {"/1": page("Subscribe."), "/2": page("Subscribe."), "/3": page("The third one changed.")}
    result = world.fetch(1)
    assert result
    assert result.recorded.changed == 1
    assert world.lines()[-1]["guid"] == "/3"
    assert world.health(1)[0].startswith("2 watched pages could not be read again: no text")


def test_requests_are_a_second_apart_and_capped(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is above the cap of a run is read in the next one."""
    world.publish("/1", "/2", "/3")
    world.server.routes |= {"/2": page("The second."), "/3": page("The third.")}
    world.fetch(0)
    world.server.asked.clear()
    world.slept.clear()
    monkeypatch.setattr(page_rereading, "MOST_PAGES", 2)
    world.fetch(1)
    assert len(world.server.paths()) == 3  # with robots.txt
    assert world.slept == [1.0, 1.0]
    world.fetch(1.1)
    assert sorted(path for path in world.server.paths() if path != "/robots.txt") == ["/1", "/2", "/3"]


@pytest.mark.parametrize("forgetting", [False, True])
def test_a_feed_without_watch_costs_nothing_more(world: World, *, forgetting: bool) -> None:
    """Its pages are read once, nothing is remembered of them, and nothing is asked in the hours after."""
    world.feed = replace(world.feed, watch=False)
    world.fetch(0)
    world.restart(forgetting=forgetting)
    world.server.asked.clear()
    world.state.learn(world.archive)
    assert hours_of_readings(world, range(1, 50)) == []
    assert world.asked("/robots.txt") == 0
    assert world.state.watches.due("a", START + 50 * 3600, 9) == []


def test_only_pages_that_were_read_are_watched(world: World) -> None:
    """An item with a long text of its own, and one whose page could not be read, are not looked up again."""
    world.publish("/1", description="Words of a long text. " * 40)
    world.fetch(0)
    world.publish("/2")
    world.fetch(0.1, now=True)
    assert len(world.lines()) == 2
    world.server.asked.clear()
    for hour in range(1, 50):
        world.fetch(hour)
    assert world.server.asked == []


def test_an_article_with_the_text_of_its_feed_again_is_not_watched(world: World) -> None:
    """If its item changes and its page cannot be read then, the watch ends."""
    world.fetch(0)
    world.publish("/1", description="A bridge is cancelled.")
    world.server.routes["/1"] = answer(status="500 Oops")
    world.fetch(0.5, now=True)
    assert world.lines()[-1]["from"] == "entry"
    world.server.routes["/1"] = page("Another text.")
    assert hours_of_readings(world, range(1, 50)) == []


def test_a_run_that_is_stopped_leaves_the_pages_due(world: World) -> None:
    """Nothing is written and no failure is told, though connections were shut; the next run reads them."""
    world.fetch(0)
    fetcher = world.fetcher(1)

    def stops(_: Asked) -> bytes:
        fetcher.stopped.set()
        return b""

    world.server.routes["/1"] = stops
    with world.archive.writing():
        fetcher.run([], lambda _: None, [world.feed])
    assert world.health(1) == []
    world.server.routes["/1"] = page("Another text.")
    result = world.fetch(1.1)
    assert result
    assert result.recorded.changed == 1


def test_a_kill_after_a_version_writes_it_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """If the program dies before it remembers the reading, the page is read again and has no other words."""
    world.fetch(0)
    world.server.routes["/1"] = page("Another text.")

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr(PageWatches, "change", dies)
        with pytest.raises(KeyboardInterrupt):
            world.fetch(1)
    assert len(world.lines()) == 2
    world.restart()
    world.fetch(1.1)
    assert world.asked() == 3
    assert len(world.lines()) == 2


def test_an_archive_that_was_changed_is_learnt_again(world: World) -> None:
    """Lines that are elsewhere than remembered cost no version."""
    world.fetch(0)
    (name,) = world.archive.sizes()
    path = world.archive.folder / name
    path.write_text("{}\n" + path.read_text())
    world.server.routes["/1"] = page("Another text.")
    result = world.fetch(1)
    assert result
    assert result.recorded.changed == 1


def test_the_key_needs_pages_that_are_read() -> None:
    """Without `full` those of short items are; an entry with "no", or a value that is not true or false, is wrong."""
    entry = '[[feed]]\nurl = "https://a.example/"\n{}\n'
    (feed,) = parse_feeds(entry.format("watch = true")).feeds
    assert (feed.watch, feed.full) == (True, "when short")
    (feed,) = parse_feeds(entry.format('watch = true\nfull = "always"')).feeds
    assert feed.full == "always"
    assert "`watch` needs `full`" in parse_feeds(entry.format('watch = true\nfull = "no"')).wrong[0]
    assert "true or false" in parse_feeds(entry.format('watch = "yes"')).wrong[0]


def test_the_key_is_not_for_a_page() -> None:
    """A page has no items: its entry with both keys is wrong, in words that say which key to take out."""
    listed = parse_feeds('[[feed]]\nurl = "https://a.example/"\npage = true\nwatch = true\n')
    assert listed.feeds == ()
    (told,) = listed.wrong
    assert "entry 1: `watch` is for the pages of a feed" in told
    assert told.endswith("`page = true` watches a page already: remove one of the two")


def test_later_edits_keep_the_key(tmp_path: Path) -> None:
    """An entry that is added has it, and a feed that moves keeps it."""
    path = tmp_path / "feeds.toml"
    feed = Feed("a", "https://a.example/rss", full="always", watch=True)
    add_feeds(path, [feed])
    assert read_feeds(path).feeds == (feed,)
    move_feed(path, feed, "https://b.example/rss")
    assert read_feeds(path).feeds == (replace(feed, url="https://b.example/rss"),)
