"""Linked pages are read where the reader asks for it, as robots.txt allows, and what stands before a text is none."""

from __future__ import annotations

import json
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest
from feed_server import Server, answer, reports

from seedread.index.feeds.archive import Archive
from seedread.index.feeds.feed import Feed
from seedread.index.feeds.feed_list import parse_feeds
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.fetcher import FeedResult, Fetcher
from seedread.index.feeds.host_pace import HostPace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BODY = [
    "The ministers of Norway and Sweden met in Oslo on Monday and agreed that a new bridge will be built by 2031.",
    "It will carry two tracks and a road, and it will cost about four billion crowns, the ministry of transport said.",
    "Drivers who cross the border every day welcomed the plan, and so did the companies that move timber and fish.",
    "Critics asked who would pay for the tunnels on the Swedish side, which the agreement does not mention at all.",
    "Work is to begin after the elections of next year, if both of the parliaments agree to the plan in the spring.",
]


def page(topic: str = "", title: str = "A bridge") -> bytes:
    text = "".join(f"<p>{sentence} {topic}</p>" for sentence in BODY)
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><nav><a href='/'>Home</a></nav><article>"
        f"<h1>{title}</h1>{text}</article><footer>About us</footer></body></html>"
    ).encode()


class World:
    def __init__(self, folder: Path, server: Server, opened: ExitStack) -> None:
        self.server = server
        self.archive = Archive(folder / "archive")
        self.state = opened.enter_context(FetchState(folder / "state.sqlite"))
        self.slept: list[float] = []

    def publish(self, *paths: str, description: str = "A bridge is planned.") -> None:
        self.server.routes["/f"] = reports(self.server.url, paths, description)

    def fetch(self, full: str = "when short") -> FeedResult:
        feed = Feed("a", self.server.url + "/f", full=full, allow_private=True)  # type: ignore[arg-type]  # of the file
        pace = HostPace(clock=lambda: 0.0, sleep=self.slept.append)
        fetcher = Fetcher(self.archive, self.state, self.archive.folder / "none", "seedread-test", pace)
        with self.archive.writing():
            (result,) = fetcher.run([feed], lambda _: None)
        return result

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for name in self.archive.sizes() for _, line in self.archive.lines(name, 0)]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with Server() as server, ExitStack() as opened:
        yield World(tmp_path, server, opened)


def test_the_text_of_a_page_is_kept(world: World) -> None:
    """Only its text, marked as such, with the feed's own as the summary; a host is asked a second apart."""
    world.publish("/1")
    world.server.routes["/1"] = answer(page(), Content_Type="text/html; charset=utf-8")
    assert world.fetch().recorded.new == 1
    (record,) = world.lines()
    assert all(sentence in record["text"] for sentence in BODY)
    assert "About us" not in record["text"]
    assert (record["from"], record["summary"], "html" in record) == ("page", "A bridge is planned.", False)
    assert world.server.paths() == ["/f", "/robots.txt", "/1"]
    assert world.slept == [1.0, 1.0]
    assert world.server.asked[2].headers["user-agent"] == "seedread-test"


def test_only_new_and_changed_items_are_looked_up(world: World) -> None:
    """A known item is not, whatever its page says now; one whose words changed is, and is a version."""
    world.publish("/1")
    world.server.routes["/1"] = answer(page())
    world.fetch()
    world.server.asked.clear()
    world.server.routes["/1"] = answer(page("Another day."))
    assert world.fetch().recorded.changed == 0
    assert world.server.paths() == ["/f"]
    world.publish("/1", description="A bridge is cancelled.")
    assert world.fetch().recorded.changed == 1
    assert "Another day." in world.lines()[-1]["text"]


def test_full_texts_are_not_looked_up_unless_always(world: World) -> None:
    """A long text of the feed is enough; `always` reads the page all the same; `no` never does."""
    world.publish("/1", description="Words of a long text. " * 40)
    world.server.routes["/1"] = answer(page())
    assert world.fetch("no").recorded.new == 1
    assert "/1" not in world.server.paths()
    world.publish("/2", description="Words of a long text. " * 40)
    world.fetch("when short")
    assert "/2" not in world.server.paths()
    world.publish("/3", description="Words. " * 60)
    world.server.routes["/3"] = answer(page())
    world.fetch("always")
    assert world.lines()[-1]["from"] == "page"


@pytest.mark.parametrize(
    ("robots", "read"),
    [
        (answer("User-agent: *\nDisallow: /private/\n"), ["/open"]),
        (answer("User-agent: seedread\nDisallow: /\n\nUser-agent: *\nAllow: /\n"), []),
        (answer("User-agent: other\nDisallow: /\n"), ["/open", "/private/1"]),
        (answer("User-agent: *\nDisallow: /*1$\n"), ["/open"]),
        (answer("User-agent: *\nDisallow: /\nAllow: /open\n"), ["/open"]),
        (answer(status="404 Not Found"), ["/open", "/private/1"]),
        (answer(status="403 Forbidden"), ["/open", "/private/1"]),
        (answer(status="500 Oops"), []),
        (b"", []),
        (answer(b"\xff\xfe\x00garbage"), ["/open", "/private/1"]),
    ],
)
def test_pages_obey_robots_txt(world: World, robots: bytes, read: list[str]) -> None:
    """Its rules for us, else for all; without one all may be read, with one that cannot be had nothing."""
    world.publish("/open", "/private/1")
    world.server.routes |= {"/robots.txt": robots, "/open": answer(page("One.")), "/private/1": answer(page("Two."))}
    assert world.fetch().recorded.new == 2
    assert sorted(path for path in world.server.paths() if path not in ("/f", "/robots.txt")) == read
    assert world.server.paths().count("/robots.txt") == 1


@pytest.mark.parametrize(
    "wall",
    [
        answer(page(title="Just a moment...")),
        answer(page(title="Before you continue to A News")),
        answer("<!doctype html><title>A News</title><p>Please enable JavaScript and cookies to read on.</p>"),
        answer(page(), status="403 Forbidden"),
        answer(page(), status="404 Not Found"),
        answer(page(), Content_Length="9999"),
        answer("not a page"),
        answer(b"%PDF-1.4 ..."),
        b"",
        answer(status="302 Found", Location="http://127.0.0.99:1/"),
        answer(status="302 Found", Location="http://169.254.169.254/"),
    ],
)
def test_what_stands_before_a_text_is_no_text(world: World, wall: bytes) -> None:
    """The article has the text of the feed then, and the feed is not at fault."""
    world.publish("/1")
    world.server.routes["/1"] = wall
    result = world.fetch()
    assert (result.recorded.new, result.state.problem) == (1, "")
    (record,) = world.lines()
    assert (record["text"], record["from"]) == ("A bridge is planned.", "entry")


def test_a_text_that_several_pages_have_is_a_wall(world: World) -> None:
    """As a notice about cookies is, however long."""
    world.publish("/1", "/2", "/3")
    world.server.routes |= {"/1": answer(page()), "/2": answer(page()), "/3": answer(page("The third."))}
    world.fetch()
    assert sorted(record["from"] for record in world.lines()) == ["entry", "entry", "page"]


def test_a_page_on_a_private_host_is_not_read(world: World) -> None:
    """A feed that may be private itself opens no other private host."""
    with Server("127.0.0.9") as canary:
        items = f"<item><title>x</title><link>{canary.url}/1</link><description>Short.</description></item>"
        world.server.routes["/f"] = answer(f"<rss><channel>{items}</channel></rss>")
        assert world.fetch().recorded.new == 1
        assert canary.asked == []


def test_the_key_has_three_values() -> None:
    """Others are refused with the choice."""
    entry = '[[feed]]\nurl = "https://a.example/"\nfull = "{}"\n'
    assert [parse_feeds(entry.format(full)).feeds[0].full for full in ("no", "when short", "always")] == [
        "no",
        "when short",
        "always",
    ]
    assert "no, when short, always" in parse_feeds(entry.format("yes")).wrong[0]


def test_a_page_that_is_no_text_costs_only_itself(world: World) -> None:
    """Its article keeps the text of the feed, and the page after it is read."""
    world.publish("/1", "/2")
    world.server.routes |= {"/1": answer(b"<!doctype html><html>" + bytes(2000)), "/2": answer(page())}
    assert world.fetch().recorded.new == 2
    assert {record["guid"]: record["from"] for record in world.lines()} == {"/1": "entry", "/2": "page"}
