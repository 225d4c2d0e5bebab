"""Finds the feeds of a site: those that its page names, else those at a few usual places."""

from __future__ import annotations

import datetime
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from seedread.index.feeds.download import Answer, Request, download
from seedread.index.feeds.feed import InvalidUrlError, feed_url, origin
from seedread.index.feeds.fetch_errors import FetchError
from seedread.index.feeds.item_values import clean_line
from seedread.index.feeds.parsed_feed import NotAFeedError
from seedread.index.feeds.parsing import parse_feed
from seedread.index.sources.charset import NotText
from seedread.index.sources.html import decode_html, looks_like_html

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from seedread.index.feeds.parsed_feed import ParsedFeed

__all__ = ["FoundFeed", "find_feeds", "links_to_feeds"]

_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
_PLACES = ("feed", "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")
_HEAD = 300_000
"""Characters of a page in which its feeds are looked for."""
_MOST = 20


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed of a site; `parsed` is None for one of several, which were not fetched."""

    url: str
    title: str
    parsed: ParsedFeed | None = None


def find_feeds(request: Request, turn: Callable[[str], AbstractContextManager[None]]) -> list[FoundFeed]:
    """Return the feed at an address, or the feeds of the site there; raises FetchError if there is none.

    Several feeds that a page names are returned without being fetched.
    """
    answer = download(request, turn)
    if answer.status != 200:
        raise FetchError(f"status {answer.status}", f"the server answered with {answer.status}")
    if found := _as_feed(answer, request.url):
        return [found]
    links = links_to_feeds(answer.body, answer.url) if looks_like_html(answer.body[:4096]) else []
    if len(links) > 1:
        return links
    places = [link.url for link in links] or [urljoin(answer.url, place) for place in _PLACES]
    for place in dict.fromkeys(place for place in places if place not in (request.url, answer.url)):
        if found := _try(request, place, turn):
            return [found]
    raise FetchError("no feed", "there is no feed at this address, and the page names none")


def _try(request: Request, url: str, turn: Callable[[str], AbstractContextManager[None]]) -> FoundFeed | None:
    login = request.login if origin(url) == origin(request.url) else None
    private = request.allow_private and urlsplit(url).hostname == urlsplit(request.url).hostname
    try:
        answer = download(Request(url, request.headers, login, private, request.cafile), turn)
    except FetchError:
        return None
    return _as_feed(answer, url) if answer.status == 200 else None


def _as_feed(answer: Answer, asked: str) -> FoundFeed | None:
    """Return the feed in an answer, under the address that permanent redirects lead to."""
    try:
        now = datetime.datetime.now(datetime.UTC)
        parsed = parse_feed(answer.body, answer.headers.get("content-type", ""), now)
    except NotAFeedError:
        return None
    return FoundFeed(answer.moved_to or asked, parsed.title, parsed)


def links_to_feeds(body: bytes, url: str) -> list[FoundFeed]:
    """Return the feeds that a page names, each once; those before what cannot be read of it."""
    page = _Page(url)
    with suppress(NotText, AssertionError):  # the parser asserts that it knows each `<![…`
        page.feed(decode_html(body)[:_HEAD])
    found: dict[str, FoundFeed] = {}
    for one in page.found:
        found.setdefault(one.url, one)
    return list(found.values())[:_MOST]


class _Page(HTMLParser):
    """Collects the links of a page to feeds."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.found: list[FoundFeed] = []
        self._base = url

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        values = {name: (value or "").strip() for name, value in attrs}
        href = values.get("href", "")
        if tag == "base" and href:
            with suppress(ValueError):
                self._base = urljoin(self._base, href)
        kind = values.get("type", "").partition(";")[0].strip().lower()
        if tag == "link" and href and kind in _TYPES and "alternate" in values.get("rel", "").lower().split():
            try:
                url, _ = feed_url(urljoin(self._base, href))
            except (InvalidUrlError, ValueError):
                return
            self.found.append(FoundFeed(url, clean_line(values.get("title", ""))[:200]))
