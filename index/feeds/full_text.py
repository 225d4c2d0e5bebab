"""Reads the page that an item links to, for feeds that give only summaries and whose reader asks for it.

Pages obey robots.txt (RFC 9309), unlike the feed itself, which its reader asked for. Only the text of a page is kept,
and what is a cookie or bot wall is no text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from seedread.index.feeds.download import Answer, Request, download
from seedread.index.feeds.fetch_errors import FetchError
from seedread.index.feeds.item_values import is_short
from seedread.index.feeds.outcome import validators_of
from seedread.index.sources.charset import NotText, named_charset
from seedread.index.sources.document import Document
from seedread.index.sources.html import decode_html, looks_like_html
from seedread.index.sources.pages import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from contextlib import AbstractContextManager

    from protego import Protego

    from seedread.index.feeds.feed import Feed
    from seedread.index.feeds.parsed_feed import Item

__all__ = ["MOST_PAGES", "PageReader", "PageText", "page_of", "text_of"]

_AGENT = "seedread"
"""The name that robots.txt may have rules for."""
MOST_PAGES = 50
"""Pages of one feed in one run."""
_LEAST = 400
"""Characters of a text that is more than a notice."""
_LARGEST_ROBOTS = 500_000
_ACCEPT = "text/html, application/xhtml+xml"
_NO_HEADERS: Mapping[str, str] = MappingProxyType({})
_FORBIDDEN = "robots.txt of {host} does not let seedread read this page, or cannot be read itself"
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_WALL = re.compile(
    r"just a moment|attention required|access denied|are you (?:a )?(?:human|robot)|captcha|before you continue|"
    r"verify(?:ing)? you are|security check|cookie (?:consent|wall|settings)|enable (?:cookies|javascript)",
    re.IGNORECASE,
)
"""Titles of pages that stand before an article."""


def page_of(answer: Answer) -> Document | None:
    """Return the text and the metadata of a page; None for what is no whole page, or stands before one."""
    if answer.status != 200 or not answer.complete or not looks_like_html(answer.body[:4096]):
        return None
    page = decode_html(answer.body, named_charset(answer.headers.get("content-type", "")))
    title = _TITLE.search(page)
    if title and _WALL.search(title[1]):
        return None
    return as_text(Document("", page, url=answer.url, markup="page"))


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page; empty if it has none."""

    text: str = ""
    validators: tuple[str, str] = ("", "")
    """The ETag and the Last-Modified of its answer."""

    @property
    def is_article(self) -> bool:
        """Whether it is more than a notice."""
        return len(self.text) >= _LEAST


def text_of(answer: Answer) -> PageText:
    """Return the text of a page; raises NotText."""
    page = page_of(answer)
    return PageText(page.text.strip(), validators_of(answer)) if page else PageText()


class PageReader:
    """Reads pages in one run; used from several threads, the robots.txt of each host is read once."""

    def __init__(self, user_agent: str, turn: Callable[[str], AbstractContextManager[None]]) -> None:
        self._headers = {"User-Agent": user_agent, "Accept": _ACCEPT}
        self._turn = turn
        self._robots: dict[tuple[str, str], Protego | FetchError | None] = {}

    def texts(self, feed: Feed, items: Sequence[Item]) -> dict[Item, PageText]:
        """Return the text of the page of each item that needs one and has one.

        A text that two pages have is that of a wall, and no article's.
        """
        wanted = [item for item in items if item.url and (feed.full == "always" or is_short(item))]
        found: dict[Item, PageText] = {}
        for item in wanted[:MOST_PAGES]:
            try:
                page = text_of(self.answer(feed, item.url))
            except (FetchError, NotText):
                continue
            if page.is_article and (item.is_html or len(page.text) >= len(item.text)):
                found[item] = page
        counts = Counter(page.text for page in found.values())
        return {item: page for item, page in found.items() if counts[page.text] == 1}

    def answer(self, feed: Feed, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        """Return the answer of the server of a page, as far as robots.txt lets us read it; raises FetchError."""
        return self.checked(feed, url, lambda: self._download(feed, url, headers))

    def checked(self, feed: Feed, url: str, fetch: Callable[[], Answer]) -> Answer:
        """Call `fetch` for the page at `url`; raises FetchError if robots.txt forbids it or what it redirects to."""
        self._check(feed, url)
        answer = fetch()
        if urlsplit(answer.url).netloc != urlsplit(url).netloc:
            self._check(feed, answer.url)
        return answer

    def _download(self, feed: Feed, url: str, headers: Mapping[str, str] = _NO_HEADERS) -> Answer:
        """Fetch a page or a robots.txt, without the login of the feed; its host may be private if it is the feed's."""
        private = feed.allow_private and urlsplit(url).hostname == urlsplit(feed.url).hostname
        return download(Request(url, {**self._headers, **headers}, None, private, feed.cafile), self._turn)

    def _check(self, feed: Feed, url: str) -> None:
        """Raise FetchError if the robots.txt of a host does not let us read a page; one that cannot be had forbids."""
        if not self._may_read(feed, url):
            raise FetchError("robots", _FORBIDDEN.format(host=urlsplit(url).hostname or "the server"))

    def _may_read(self, feed: Feed, url: str) -> bool:
        parts = urlsplit(url)
        place = (parts.scheme, parts.netloc)
        if place not in self._robots:
            self._robots[place] = self._rules(feed, f"{parts.scheme}://{parts.netloc}/robots.txt")
        rules = self._robots[place]
        if isinstance(rules, FetchError):
            raise rules
        return rules is not None and bool(rules.can_fetch(url, _AGENT))

    def _rules(self, feed: Feed, url: str) -> Protego | FetchError | None:
        """Return the rules of a robots.txt, why its host cannot be asked, or None if all is forbidden."""
        from protego import Protego  # noqa: PLC0415 (only for feeds whose pages are read)

        try:
            answer = self._download(feed, url)
        except FetchError as error:
            return error
        if 400 <= answer.status < 500:
            return Protego.parse("")
        if answer.status != 200:
            return None
        return Protego.parse(answer.body[:_LARGEST_ROBOTS].decode("utf-8", "replace"))
