"""The feeds of a site are found from its address."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from feed_server import Server, answer

from seedread.index.feeds.discovery import FoundFeed, find_feeds, links_to_feeds
from seedread.index.feeds.download import Request
from seedread.index.feeds.feed import Login
from seedread.index.feeds.fetch_errors import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator

RSS = b"<rss><channel><title>A News</title><item><title>x</title></item></channel></rss>"
LINK = '<link rel="alternate" type="application/rss+xml" title="All &amp; more" href="{}">'


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        yield server


def find(url: str, login: Login | None = None) -> list[FoundFeed]:
    return find_feeds(Request(url, login=login, allow_private=True), lambda _: nullcontext())


def test_the_address_of_a_feed_is_that_feed(server: Server) -> None:
    """Under the address that permanent redirects lead to."""
    server.routes |= {"/f": answer(RSS), "/old": answer(status="301 Moved", Location="/f")}
    (found,) = find(server.url + "/old")
    assert (found.url, found.title) == (server.url + "/f", "A News")
    assert found.parsed
    assert len(found.parsed.items) == 1


def test_a_page_names_its_feed(server: Server) -> None:
    """The one feed that a page names is fetched, relative to its base."""
    page = f"<!doctype html><head><base href='/news/'>{LINK.format('feed.xml')}</head>"
    server.routes |= {"/": answer(page), "/news/feed.xml": answer(RSS)}
    (found,) = find(server.url + "/")
    assert (found.url, found.title) == (server.url + "/news/feed.xml", "A News")


def test_several_feeds_are_listed_and_not_fetched(server: Server) -> None:
    """The reader chooses."""
    page = "<!doctype html><head>" + LINK.format("/a") + LINK.format("/b") + LINK.format("/a") + "</head>"
    server.routes |= {"/": answer(page)}
    assert [(found.url, found.title) for found in find(server.url + "/")] == [
        (server.url + "/a", "All & more"),
        (server.url + "/b", "All & more"),
    ]
    assert server.paths() == ["/"]


def test_the_usual_places_are_tried(server: Server) -> None:
    """A page that names none may still have a feed where most sites have it."""
    server.routes |= {"/blog/": answer("<!doctype html><p>x"), "/rss.xml": answer(RSS), "/rss": answer("<html>no")}
    (found,) = find(server.url + "/blog/")
    assert found.url == server.url + "/rss.xml"
    assert server.paths()[1] == "/blog/feed"


@pytest.mark.parametrize("path", ["/", "/feed"])
def test_no_address_is_asked_twice(server: Server, path: str) -> None:
    """Of the usual places, neither one that two rules lead to nor the one that the reader gave."""
    server.routes[path] = answer("<!doctype html><p>x")
    with pytest.raises(FetchError):
        find(server.url + path)
    assert len(server.paths()) == len(set(server.paths()))


@pytest.mark.parametrize("page", [answer("<!doctype html><p>x"), answer("hello"), answer(status="404 Not Found")])
def test_a_site_without_a_feed_says_so(server: Server, page: bytes) -> None:
    """After the usual places, or at once if the page is not there."""
    server.routes["/"] = page
    with pytest.raises(FetchError):
        find(server.url + "/")


def test_a_login_stays_with_its_site(server: Server) -> None:
    """A feed that a page names on another host is asked without it, and not at all if it is private."""
    with Server("127.0.0.2") as other:
        other.routes["/f"] = answer(RSS)
        server.routes["/"] = answer(f"<!doctype html><head>{LINK.format(other.url + '/f')}")
        with pytest.raises(FetchError):
            find(server.url + "/", Login("me", "pw"))
        assert other.asked == []


def test_links_of_other_kinds_are_no_feeds() -> None:
    """Style sheets, other languages, comments, scripts and other schemes."""
    page = """<link rel=stylesheet type=text/css href=a><link rel=alternate hreflang=de href=b>
    <!-- <link rel=alternate type=application/rss+xml href=c> --><script>
    '<link rel=alternate type=application/rss+xml href=d>'</script><link rel=alternate type=application/rss+xml>
    <link rel=alternate type=application/rss+xml href="javascript:x">
    <LINK REL="alternate home" TYPE="application/atom+xml; charset=utf-8" HREF="/e">"""
    assert [found.url for found in links_to_feeds(page.encode(), "https://a.example/x")] == ["https://a.example/e"]


def test_a_page_of_links_has_an_end() -> None:
    """Twenty feeds are enough to choose from, and a page made to be slow is not."""
    page = "".join(LINK.format(f"/{n}") for n in range(500)) + "<a " * 50_000
    assert len(links_to_feeds(page.encode(), "https://a.example/")) == 20


@pytest.mark.parametrize(
    "raw",
    [
        b"<!doctype html><html>" + bytes(5000),
        b"<!doctype html><base href='http://[x'>" + LINK.format("/ok").encode(),
        b"<!doctype html>" + LINK.format("/ok").encode() + b"<![odd[ x ]]><![",
        b"<!doctype html>" + LINK.format("http://[x").encode() + LINK.format("/ok").encode(),
    ],
)
def test_a_broken_page_is_read_as_far_as_it_goes(raw: bytes) -> None:
    """Binary data, an address that is none and markup without an end stop nothing."""
    found = [one.url for one in links_to_feeds(raw, "https://a.example/")]
    assert found == ([] if b"/ok" not in raw else ["https://a.example/ok"])


def test_a_feed_that_cannot_be_read_is_told(server: Server) -> None:
    """A server with a broken JSON Feed gets a message, not an error of the program."""
    server.routes["/"] = answer('{"version": "https://jsonfeed.org/version/1", "items": [{"attachments": {"a": 1}}]}')
    (found,) = find(server.url + "/")
    assert found.parsed
    assert found.parsed.items == ()
