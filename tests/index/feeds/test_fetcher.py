"""Feeds are fetched on time, with manners, and whatever a server does costs only its own feed."""

from __future__ import annotations

import datetime
import gzip
import json
import threading
from contextlib import ExitStack
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import pytest
from feed_server import Asked, Server, answer

from seedread.index.feeds.archive import Archive
from seedread.index.feeds.feed import Feed, Login
from seedread.index.feeds.feed_state import FeedState
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.fetcher import FeedResult, Fetcher
from seedread.index.feeds.health import health
from seedread.index.feeds.host_pace import HostPace
from seedread.index.feeds.logins import save_login
from seedread.index.feeds.recording import Recorded
from seedread.index.feeds.schedule import after_failure, after_success, learnt_interval, retry_after

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


NOW = 1_796_040_000.0  # 2026-11-30T12:00:00Z


def rss(*titles: str, extra: str = "") -> bytes:
    items = "".join(
        f"<item><title>{title}</title><link>https://a.example/{title}</link><guid>{title}</guid>"
        f"<description>Words about {title}.</description></item>"
        for title in titles
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>A News</title>{extra}{items}</channel></rss>'.encode()
    )


class World:
    """A server, an archive, a memory and a clock that stands still."""

    def __init__(self, folder: Path, server: Server, opened: ExitStack) -> None:
        self.server = server
        self.archive = Archive(folder / "archive")
        self.state = opened.enter_context(FetchState(folder / "state.sqlite"))
        self.logins = folder / "logins.toml"
        self.now = NOW
        self.slept: list[float] = []

    def feed(self, path: str = "/f", **more: Any) -> Feed:
        return Feed(more.pop("id", "a"), self.server.url + path, allow_private=True, **more)

    def fetcher(self) -> Fetcher:
        pace = HostPace(clock=lambda: self.now, sleep=self.slept.append)
        return Fetcher(
            self.archive, self.state, self.logins, "seedread-test", pace, clock=lambda: self.now, spread=lambda: 0
        )

    def fetch(self, *feeds: Feed) -> list[FeedResult]:
        with self.archive.writing():
            return self.fetcher().run(feeds, lambda _: None)

    def due(self, feed: Feed, *, now: bool = False) -> bool:
        return bool(self.fetcher().due([feed], now=now))

    def of(self, feed: Feed) -> FeedState:
        return self.state.feed(feed.id)

    def titles(self) -> list[str]:
        return [json.loads(line)["title"] for name in self.archive.sizes() for _, line in self.archive.lines(name, 0)]


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with Server() as server, ExitStack() as opened:
        yield World(tmp_path, server, opened)


def test_a_feed_is_fetched_and_told(world: World) -> None:
    """New articles are in the archive, and the state says when the feed is due again."""
    world.server.routes["/f"] = answer(rss("one", "two"), ETag='"1"')
    (result,) = world.fetch(world.feed())
    assert (result.recorded.new, result.recorded.changed) == (2, 0)
    assert sorted(world.titles()) == ["one", "two"]
    state = world.of(world.feed())
    assert (state.title, state.format, state.items, state.short, state.dated) == ("A News", "RSS", 2, 2, 0)
    assert (state.errors, state.last_new, state.due) == (0, NOW, NOW + 36 * 60)
    asked = world.server.asked[0]
    assert asked.headers["user-agent"] == "seedread-test"
    assert "application/rss+xml" in asked.headers["accept"]


def test_validators_go_back_byte_for_byte(world: World) -> None:
    """Odd quotation marks and dates too; a 304 may bring newer ones, and counts as a success without news."""
    odd = 'W/"a\'b" '
    world.server.routes["/f"] = answer(rss("one"), ETag=odd, Last_Modified="Sun, 06 Nov 94")
    world.fetch(world.feed())
    world.server.routes["/f"] = answer(status="304 Not Modified", ETag='"new"')
    (result,) = world.fetch(world.feed())
    asked = world.server.asked[1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == (odd.strip(), "Sun, 06 Nov 94")
    assert (result.recorded, result.state.errors) == (Recorded(), 0)
    assert (result.state.etag, result.state.modified) == ('"new"', "Sun, 06 Nov 94")
    assert result.state.interval > 36


def test_validators_are_dropped_after_a_week(world: World) -> None:
    """So a server that says "not modified" for ever is asked for the whole feed once."""
    world.server.routes["/f"] = answer(rss("one"), ETag='"1"')
    world.fetch(world.feed())
    world.now += 8 * 86_400
    world.fetch(world.feed())
    assert "if-none-match" not in world.server.asked[1].headers


def test_a_cut_answer_brings_whole_items_and_no_validators(world: World) -> None:
    """The next fetch asks for all of it, and nothing is written twice."""
    whole = rss("one", "two", "three")
    world.server.routes["/f"] = answer(whole[:-60], Content_Length=str(len(whole)), ETag='"1"')
    (result,) = world.fetch(world.feed())
    assert (result.recorded.new, result.state.etag, result.state.errors) == (2, "", 0)
    world.server.routes["/f"] = answer(whole, ETag='"1"')
    (result,) = world.fetch(world.feed())
    assert "if-none-match" not in world.server.asked[1].headers
    assert (result.recorded.new, sorted(world.titles())) == (1, ["one", "three", "two"])


def test_validators_of_another_address_are_not_sent(world: World) -> None:
    """A feed whose entry was changed is new."""
    world.server.routes |= {"/f": answer(rss("one"), ETag='"1"'), "/g": answer(rss("one"))}
    world.fetch(world.feed())
    assert not world.due(world.feed())
    assert world.due(world.feed("/g"))
    world.fetch(world.feed("/g"))
    assert "if-none-match" not in world.server.asked[1].headers


def test_not_modified_without_a_question_is_an_error(world: World) -> None:
    """A server that says so to a first request has no feed for us."""
    world.server.routes["/f"] = answer(status="304 Not Modified")
    assert "nothing changed" in world.fetch(world.feed())[0].state.problem


def test_errors_double_the_wait_and_end_with_a_success(world: World) -> None:
    """Half an hour, an hour, …, a day; it never stops for good, and the first success forgets them."""
    world.server.routes["/f"] = answer(status="500 Oops")
    results, waits = [], []
    for _ in range(8):
        results += world.fetch(world.feed())
        waits.append((results[-1].state.due - world.now) / 60)
    assert waits == [30, 60, 120, 240, 480, 960, 1440, 1440]
    assert (results[-1].state.errors, results[-1].state.failing_since) == (8, NOW)
    world.server.routes["/f"] = answer(rss("one"))
    (result,) = world.fetch(world.feed())
    assert (result.state.errors, result.state.failing_since, result.state.problem) == (0, 0, "")


@pytest.mark.parametrize(
    "written", ["7200", format_datetime(datetime.datetime(2026, 11, 30, 14, tzinfo=datetime.UTC), usegmt=True)]
)
def test_a_server_that_asks_to_wait_is_left_alone(world: World, written: str) -> None:
    """In seconds or as a date, also for `--now`; a host that was asked too often is asked more slowly from then on."""
    world.server.routes["/f"] = answer(status="429 Too Many Requests", Retry_After=written)
    world.fetch(world.feed())
    assert world.state.slow_hosts() == {"127.0.0.1"}
    world.now += 7100
    assert not world.due(world.feed(), now=True)
    world.now += 200
    assert world.due(world.feed())
    world.server.routes |= {"/f": answer(rss("one")), "/g": answer(rss("two"))}
    world.fetch(world.feed(), world.feed("/g", id="b"))
    assert world.slept == [60.0]


def test_a_feed_that_is_gone_is_not_asked_again(world: World) -> None:
    """410 is for good, until its entry has another address."""
    world.server.routes["/f"] = answer(status="410 Gone")
    (result,) = world.fetch(world.feed())
    assert result.state.gone
    world.now += 365 * 86_400
    assert not world.due(world.feed(), now=True)
    assert world.due(world.feed("/other"))


def test_permanent_redirects_are_counted(world: World) -> None:
    """In a row, to one address; a temporary redirect or an answer without one starts again."""
    world.server.routes |= {"/new": answer(rss("one")), "/f": answer(status="301 Moved", Location="/new")}
    for times in (1, 2, 3):
        (result,) = world.fetch(world.feed())
        assert (result.state.moved_times, result.state.moved_to) == (times, world.server.url + "/new")
    world.server.routes["/f"] = answer(status="302 Found", Location="/new")
    (result,) = world.fetch(world.feed())
    assert (result.state.moved_times, result.state.moved_to) == (0, "")


def test_feeds_of_one_host_take_turns(world: World) -> None:
    """One after the other, a second apart."""
    world.server.routes["*"] = answer(rss("one"))
    world.fetch(*(world.feed(f"/{n}", id=f"f{n}") for n in range(4)))
    assert world.slept == [1.0, 1.0, 1.0]
    assert world.server.paths() == ["/0", "/1", "/2", "/3"]


def test_passwords_are_sent_and_never_told(world: World) -> None:
    """They are in the request and in nothing that is written."""
    feed = world.feed()
    save_login(world.logins, feed, Login("me", "s3cret"))
    world.server.routes["/f"] = lambda asked: (
        answer(rss("one")) if asked.headers.get("authorization") == "Basic bWU6czNjcmV0" else answer(status="401 No")
    )
    (result,) = world.fetch(feed)
    assert result.recorded.new == 1
    written = b"".join(line for name in world.archive.sizes() for _, line in world.archive.lines(name, 0))
    assert b"s3cret" not in written + result.state.to_json().encode()


def test_a_password_command_that_fails_is_told(world: World) -> None:
    """The feed is not asked without it."""
    (result,) = world.fetch(world.feed(password_command=("false",)))
    assert "printed no password" in result.state.problem
    assert world.server.asked == []


def test_what_the_reader_wants_counts_more_than_what_was_learnt() -> None:
    """`every` before all; else the longest of interval, ttl and freshness, up to a day."""
    fresh = {"cache-control": "public, max-age=7200"}
    assert after_success(60, 10, 90, fresh, 0) == 600
    assert after_success(60, None, 90, {}, 0) == 90 * 60
    assert after_success(60, None, None, fresh, 0) == 7200
    assert after_success(60, None, None, {"cache-control": "max-age=99999999"}, 0) == 86_400
    assert after_success(60, None, None, {"cache-control": "no-cache, max-age=7200"}, 0) == 3600
    expires = {"date": "Mon, 30 Nov 2026 12:00:00 GMT", "expires": "Mon, 30 Nov 2026 15:00:00 GMT"}
    assert after_success(60, None, None, expires, 0) == 3 * 3600
    assert after_success(100, None, None, {"expires": "-1", "cache-control": "max-age=x"}, -5) == 50 * 60


def test_the_interval_is_learnt() -> None:
    """Shorter with news, longer without, between half an hour and a day."""
    assert (learnt_interval(60, 3), learnt_interval(60, 0)) == (36, 78)
    assert (learnt_interval(30, 1), learnt_interval(1440, 0)) == (30, 1440)
    assert after_failure(1) == 1800


@pytest.mark.parametrize(("written", "seconds"), [("", 0), ("soon", 0), ("-5", 0), ("1e9", 0), ("9" * 14, 30 * 86_400),
                                                  ("Mon, 30 Nov 2020 12:00:00 GMT", 0), ("\u0663", 0)])  # fmt: skip
def test_odd_waits_are_none(written: str, seconds: float) -> None:
    """What is no time does not count, and a month is the most."""
    assert retry_after({"retry-after": written}, NOW) == seconds


def test_ids_of_all_feeds_are_remembered(world: World, tmp_path: Path) -> None:
    """With their addresses; without them if the memory was deleted and learnt again from the archive."""
    world.server.routes["/f"] = answer(rss("one"))
    world.fetch(world.feed(id="a"), world.feed("/none", id="b"))
    assert world.state.feed_ids() == {"a": world.server.url + "/f", "b": world.server.url + "/none"}
    with FetchState(tmp_path / "other.sqlite") as learnt:
        learnt.learn(world.archive)
        assert learnt.feed_ids() == {"a": ""}


def test_an_archive_that_was_edited_stops_no_feed(world: World) -> None:
    """Where a remembered line is not found, the archive is learnt again, and the new version is written."""
    world.server.routes |= {"/f": answer(rss("one", "two")), "/g": answer(rss("three"))}
    world.fetch(world.feed(), world.feed("/g", id="b"))
    (name,) = world.archive.sizes()
    path = world.archive.folder / name
    path.write_bytes(b"".join(reversed(path.read_bytes().splitlines(keepends=True))))
    for route in ("/f", "/g"):
        world.server.routes[route] = world.server.routes[route].replace(b"Words", b"Other")  # type: ignore[union-attr]
    results = world.fetch(world.feed(), world.feed("/g", id="b"))
    assert [(result.recorded.changed, result.state.problem) for result in results] == [(2, ""), (1, "")]
    assert sorted(world.titles()) == ["one", "one", "three", "three", "two", "two"]


LONG = b"x" * 70_000
ODD: dict[str, bytes] = {
    "nothing": b"",
    "no http": b"hello",
    "half a status": b"HTTP/1.1 ",
    "a status in words": b"HTTP/1.1 two hundred OK\r\n\r\n",
    "an old protocol": b"ICY 200 OK\r\n\r\n",
    "too many headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 150 + b"\r\n",
    "a long header": b"HTTP/1.1 200 OK\r\nX: " + LONG + b"\r\n\r\n",
    "a long status": b"HTTP/1.1 200 " + LONG + b"\r\n\r\n",
    "an empty body": answer(),
    "spaces": answer("  \n\n"),
    "a byte order mark alone": answer(b"\xef\xbb\xbf"),
    "a page": answer("<!doctype html><html><body><h1>Welcome</h1></body></html>"),
    "a cookie wall": answer("<html><head><title>Before you continue</title></head></html>"),
    "a bot wall": answer("<!DOCTYPE html><title>Just a moment...</title>", status="403 Forbidden"),
    "plain text": answer("Service temporarily unavailable"),
    "a picture": answer(b"\x89PNG\r\n\x1a\n" + bytes(500)),
    "a pdf": answer(b"%PDF-1.7 ..."),
    "json of another kind": answer('{"error": {"code": 403}}'),
    "a json list": answer("[1, 2, 3]"),
    "broken json": answer('{"version": "https://jsonfeed.org/version/1", "it'),
    "deep json": answer("{" + '"a":{' * 50_000),
    "xml of another kind": answer("<?xml version='1.0'?><note><to>you</to></note>"),
    "a sitemap index": answer("<sitemapindex></sitemapindex>"),
    "a sitemap without news": answer("<urlset><url><loc>https://a.example/</loc></url></urlset>"),
    "zeros": answer(bytes(10_000)),
    "noise": answer(bytes(range(256)) * 40),
    "gzip that is none": answer("plain", Content_Encoding="gzip"),
    "deflate that is none": answer("plain", Content_Encoding="deflate"),
    "brotli": answer(b"\x0b\x02\x80", Content_Encoding="br"),
    "zstd": answer(b"(\xb5/\xfd", Content_Encoding="zstd"),
    "two encodings": answer(gzip.compress(gzip.compress(rss("x"))), Content_Encoding="gzip, gzip"),
    "gzip within gzip": answer(gzip.compress(gzip.compress(rss("x"))), Content_Encoding="gzip"),
    "chunks that are none": answer(Transfer_Encoding="chunked") + b"hello\r\n",
    "a chunk of negative size": answer(Transfer_Encoding="chunked") + b"-5\r\nabc\r\n",
    "an endless chunk size": answer(Transfer_Encoding="chunked") + b"f" * 70_000,
    "204": answer(status="204 No Content"),
    "206": answer(rss("x"), status="206 Partial Content"),
    "300": answer(status="300 Multiple Choices"),
    "301 without a place": answer(status="301 Moved"),
    "302 to nothing": answer(status="302 Found", Location=""),
    "a loop": answer(status="302 Found", Location="/odd"),
    "a redirect to a file": answer(status="301 Moved", Location="file:///etc/passwd"),
    "a redirect to ftp": answer(status="301 Moved", Location="ftp://127.0.0.1/"),
    "a redirect to a private address": answer(status="301 Moved", Location="http://127.0.0.77:1/"),
    "a redirect to metadata": answer(status="307 Moved", Location="http://169.254.169.254/latest"),
    "a redirect to noise": answer(status="301 Moved", Location="http://\x01\x02"),
    "a redirect to a bad port": answer(status="301 Moved", Location="http://a.example:port/"),
    "a redirect to a long address": answer(status="301 Moved", Location="/" + "y" * 9000),
    "304": answer(status="304 Not Modified"),
    "400": answer(status="400 Bad Request"),
    "401": answer(status="401 Unauthorized", WWW_Authenticate="Basic"),
    "402": answer(status="402 Payment Required"),
    "404": answer(status="404 Not Found"),
    "406": answer(status="406 Not Acceptable"),
    "410": answer(status="410 Gone"),
    "418": answer(status="418 Teapot"),
    "429": answer(status="429 Slow Down"),
    "451": answer(status="451 Unavailable"),
    "500": answer(status="500 Oops"),
    "502": answer(status="502 Bad Gateway"),
    "503": answer(status="503 Busy", Retry_After="never"),
    "522": answer(status="522"),
    "999": answer(status="999 Denied"),
    "a fold in a header": b"HTTP/1.1 200 OK\r\n X: y\r\n\r\n",
    "a colon missing": b"HTTP/1.1 200 OK\r\nnonsense\r\n\r\n",
    "a doctype alone": answer("<!DOCTYPE rss [<!ENTITY x 'y'>]>"),
    "a bomb": answer(gzip.compress(bytes(40_000_000)), Content_Encoding="gzip"),
}


@pytest.mark.parametrize("case", ODD)
def test_an_odd_answer_costs_only_its_own_feed(world: World, case: str) -> None:
    """Each is told in words, also by `feeds`, tried again later (but for 410), and the feed beside it is fetched."""
    world.server.routes |= {"/odd": ODD[case], "/good": answer(rss("good"))}
    odd, good = world.fetch(world.feed("/odd", id="odd"), world.feed("/good", id="good"))
    assert odd.state.errors == 1
    assert odd.state.problem.isprintable()
    assert health(odd.state, world.now)[0].startswith(odd.state.problem)
    assert 5 < len(odd.state.problem) < 300
    assert odd.state.due > world.now
    assert odd.state.gone == (case == "410")
    assert (good.recorded.new, world.titles()) == (1, ["good"])


def test_there_are_enough_odd_answers() -> None:
    """At least sixty."""
    assert len(ODD) >= 60


FINE: dict[str, bytes] = {
    "http 1.0 without a length": b"HTTP/1.0 200 OK\r\n\r\n" + rss("x"),
    "the wrong type": answer(rss("x"), Content_Type="text/html"),
    "no type": answer(rss("x")),
    "space before": answer(b"\n\n  " + rss("x")),
    "a byte order mark": answer(b"\xef\xbb\xbf" + rss("x")),
    "a control character": answer(rss("x").replace(b"Words", b"Wo\x08rds")),
    "an unknown entity": answer(rss("x").replace(b"Words", b"Wo&nosuch;rds")),
    "a bare ampersand": answer(rss("x").replace(b"Words", b"A & B")),
    "a tag that nothing closes": answer(rss("x").replace(b"Words", b"<b>Words")),
    "bytes that are not utf-8": answer(rss("x").replace(b"Words", b"W\xf6rds")),
    "a script after the end": answer(rss("x") + b"<script>alert(1)</script>"),
    "a comment after the end": answer(rss("x") + b"<!-- cached -->"),
    "a header twice": answer(rss("x"), ETag='"1"').replace(b"ETag", b'ETag: "0"\r\nETag'),
    "a header without a value": answer(rss("x")).replace(b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nX:\r\n"),
    "a length that is none": answer(rss("x"), Content_Length="many"),
    "an uncompressed identity": answer(rss("x"), Content_Encoding="identity"),
    "capitals": answer(rss("x").replace(b"<rss", b"<RSS").replace(b"</rss", b"</RSS")),
}


@pytest.mark.parametrize("case", FINE)
def test_small_faults_are_forgiven(world: World, case: str) -> None:
    """What every reader forgives: the article is there."""
    world.server.routes["/f"] = FINE[case]
    (result,) = world.fetch(world.feed())
    assert (result.state.problem, world.titles()) == ("", ["x"])


def test_a_host_that_cannot_be_reached_is_told(world: World) -> None:
    """A port where nobody listens, and a name that nobody has."""
    with Server() as other:
        port = other.port
    dead = Feed("dead", f"http://127.0.0.1:{port}/", allow_private=True)
    unknown = Feed("unknown", "http://no-such-host.invalid/")
    results = {result.feed.id: result.state.problem for result in world.fetch(dead, unknown)}
    assert results["dead"].startswith("127.0.0.1 cannot be reached (")
    assert results["unknown"].startswith("no-such-host.invalid is not known (")


def test_a_private_feed_needs_its_permission(world: World) -> None:
    """Without `allow_private` the server is not asked, and the message says what to set."""
    (result,) = world.fetch(Feed("a", world.server.url + "/f"))
    assert "allow_private" in result.state.problem
    assert world.server.asked == []


def test_a_run_can_be_stopped(world: World) -> None:
    """What is under way ends, the rest stays due."""
    feeds = [world.feed(f"/{n}", id=f"f{n}") for n in range(5)]
    fetcher = world.fetcher()

    def reply(_: Asked) -> bytes:
        fetcher.stopped.set()
        return answer(rss("one"))

    world.server.routes["*"] = reply
    with world.archive.writing():
        results = fetcher.run(feeds, lambda _: None)
    assert len(results) == 1
    assert all(fetcher.due([feed]) for feed in feeds[1:])


def test_an_interrupted_request_is_no_failure(world: World) -> None:
    """A feed whose request is cut by the reader stays as it was."""
    waiting = threading.Event()

    def endless(_: Asked) -> Iterator[bytes]:
        yield answer(rss("one"))[:60]
        waiting.set()
        other.stopping.wait(20)

    def interrupt(_: FeedResult) -> None:
        raise KeyboardInterrupt

    with Server("127.0.0.2") as other:
        other.routes["*"] = endless
        world.server.routes["*"] = lambda _: answer(rss("two")) if waiting.wait(20) else answer()
        slow = Feed("slow", other.url + "/f", allow_private=True)
        with world.archive.writing(), pytest.raises(KeyboardInterrupt):
            world.fetcher().run([world.feed(), slow], interrupt)
    assert world.of(slow) == FeedState()


def test_a_stopped_run_asks_nobody_more(world: World) -> None:
    """A request that waits for its turn when the run is stopped is not made, and its feed stays due."""
    world.server.routes["*"] = answer(rss("one"))
    feeds = [world.feed(f"/{n}", id=f"f{n}") for n in range(2)]
    fetcher = world.fetcher()
    fetcher.pace = HostPace(clock=lambda: world.now, sleep=lambda _: fetcher.stopped.set())
    with world.archive.writing():
        results = fetcher.run(feeds, lambda _: None)
    assert [result.feed.id for result in results] == ["f0"]
    assert world.server.paths() == ["/0"]
    assert world.of(feeds[1]) == FeedState()


def test_a_run_that_stops_among_pages_records_nothing(world: World) -> None:
    """Articles whose pages were not read yet are new at the next fetch."""
    fetcher = world.fetcher()

    def page(_: Asked) -> bytes:
        fetcher.stopped.set()
        return answer(status="404 Not Found")

    world.server.routes |= {"/f": answer(rss("one", "two").replace(b"https://a.example", world.server.url.encode()))}
    world.server.routes["*"] = page
    feed = world.feed(full="always")
    with world.archive.writing():
        assert fetcher.run([feed], lambda _: None) == []
    assert (world.titles(), world.of(feed)) == ([], FeedState())
