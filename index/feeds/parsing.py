"""Reads the body of an answer as a feed of any kind: RSS, RDF, Atom, JSON Feed or news sitemap, told by its bytes.

feedparser reads the entries, one at a time and cut out before (`seedread.index.sources.feeds`): never an address, and
without document types and entities.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from seedread.index.feeds.item_values import canonical_link, clean_line, iso_date, plain_text
from seedread.index.feeds.json_feed import looks_like_json, parse_json_feed
from seedread.index.feeds.parsed_feed import Item, NotAFeedError, ParsedFeed
from seedread.index.sources.charset import named_charset
from seedread.index.sources.feeds import author_of, feed_of, parsed_entry, text_of
from seedread.index.sources.html import looks_like_html
from seedread.index.sources.markup_records import local_name, records_of
from seedread.index.sources.markup_text import first_named, line_of

if TYPE_CHECKING:
    import datetime

    from seedread.index.feeds.parsed_feed import FeedKind
    from seedread.index.sources.markup_records import MarkupRecord

__all__ = ["MAX_ITEMS", "parse_feed"]

MAX_ITEMS = 5000
_ROOT = re.compile(r"<(?:[\w.-]+:)?(rss|RDF|feed|urlset|sitemapindex|channel)[\s>]", re.IGNORECASE)
_KINDS: dict[str, FeedKind] = {"rss": "RSS", "channel": "RSS", "rdf": "RDF", "feed": "Atom", "urlset": "news sitemap"}
_TTL = re.compile(r"<ttl>\s*(\d{1,5})\s*</ttl>", re.IGNORECASE)
_DECLARED = re.compile(rb"<\?xml[^>]*\bencoding\s*=", re.IGNORECASE)
_END = rb"</(?:[\w.-]+:)?(?:%s)\s*>\s*(?:<!--.*?-->\s*)*\Z"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\0<", b"<\0")


def parse_feed(raw: bytes, content_type: str, now: datetime.datetime) -> ParsedFeed:
    """Return the feed in the body of an answer; raises NotAFeedError, whatever a feed is made to break.

    Items that say nothing are left out, those that cannot be read are among the problems. Dates more than a day after
    `now` are none.
    """
    try:
        return _parse(raw, content_type, now)
    except NotAFeedError:
        raise
    except Exception as error:
        raise NotAFeedError(f"the answer cannot be read ({type(error).__name__})") from error


def _parse(raw: bytes, content_type: str, now: datetime.datetime) -> ParsedFeed:
    body = raw.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not body:
        raise NotAFeedError("the answer is empty")
    if looks_like_json(body):
        return parse_json_feed(body, now, MAX_ITEMS)
    if looks_like_html(body[:4096]):
        raise NotAFeedError("the answer is a web page, not a feed")
    return _parse_markup(_in_utf8(body, content_type), now)


def _in_utf8(body: bytes, content_type: str) -> bytes:
    """Return a body whose charset only the HTTP header names in UTF-8; any other as it is."""
    named = named_charset(content_type)
    if not named or body.startswith(_WIDE) or _DECLARED.match(body[:200]):
        return body
    try:
        body.decode()
    except UnicodeDecodeError:
        try:
            return body.decode(named, "replace").encode("utf-8", "replace")
        except LookupError:
            return body
    return body


class _Reading:
    """A feed of XML that is being read."""

    def __init__(self, root: str, now: datetime.datetime) -> None:
        self.root = root
        self.now = now
        self.head = ""
        self.feed: dict[str, Any] = {}
        self.items: list[Item] = []
        self.problems: list[str] = []
        self.closed = True
        """Whether the last item has its end."""

    def begin(self, head: str) -> None:
        """Read what comes before the first item."""
        self.head = head or " "
        self.feed = feed_of(head)

    def add(self, record: MarkupRecord | ValueError) -> None:
        """Read the next item; raises ValueError if it cannot be read."""
        if isinstance(record, ValueError):
            raise record
        if not self.head:
            self.begin(record.head)
        self.closed = record.closed
        if self.closed:
            listed = self.root == "urlset"
            item = _listed(record, self.now) if listed else _entry(parsed_entry(record), self.feed, self.now)
            self.items += filter(None, [item])


def _parse_markup(body: bytes, now: datetime.datetime) -> ParsedFeed:
    head = body[:65_536].replace(b"\0", b"").decode("utf-8", "replace")
    found = _ROOT.search(head)
    root = found[1].lower() if found else ""
    if root == "sitemapindex":
        raise NotAFeedError("the answer is a list of sitemaps: add the news sitemap that it names")
    if root not in _KINDS:
        raise NotAFeedError("the answer is not a feed")
    reading = _Reading(root, now)
    names = ("url",) if root == "urlset" else ("item", "entry")
    n = 0
    for n, record in enumerate(records_of(io.BytesIO(body), *names), 1):
        if n > MAX_ITEMS:
            reading.problems.append(f"only the first {MAX_ITEMS:,} items were read")
            break
        try:
            reading.add(record)
        except ValueError as error:
            reading.problems.append(f"item {n}: {error}")
        except Exception:  # noqa: BLE001 (feedparser fails in many ways, and each costs one item)
            reading.problems.append(f"item {n}: cannot be read")
    if not reading.head:
        reading.begin(head)
    if root == "urlset" and n and not reading.items:
        raise NotAFeedError("the answer is a sitemap without news")
    return ParsedFeed(
        _KINDS[root],
        clean_line(reading.feed.get("title") or "")[:200],
        canonical_link(reading.feed.get("link") or "", ""),
        int(found[1]) if (found := _TTL.search(reading.head)) else None,
        tuple(reading.items),
        whole=reading.closed and (body.startswith(_WIDE) or _has_end(body, root)),
        problems=tuple(reading.problems),
    )


def _has_end(body: bytes, root: str) -> bool:
    """Tell whether a body ends with the last tag of its feed; that of the channel is enough for RSS."""
    names = b"rss|channel" if root in ("rss", "channel") else root.encode()
    return bool(re.search(_END % names, body[-2000:], re.IGNORECASE | re.DOTALL))


def _entry(entry: Any, feed: dict[str, Any], now: datetime.datetime) -> Item | None:
    text, markup = text_of(entry)
    title = clean_line(entry.get("title") or "")
    if not text and not title:
        return None
    date, future = _first_date(entry, now)
    short = (entry.get("summary") or "").strip()
    source = (entry.get("source") or {}).get("title") or feed.get("title") or entry.get("publisher")
    updated = iso_date(entry["updated"], now)[0] if "updated" in entry else None
    return Item(
        guid=plain_text(entry.get("id") or "", 2000),
        url=canonical_link(entry.get("feedburner_origlink") or entry.get("link") or "", feed.get("link") or ""),
        title=title,
        text=text,
        is_html=bool(markup),
        summary=short if len(short) < len(text) else "",
        date=date,
        updated=updated if updated != date else None,
        author=clean_line(author_of(entry)) or None,
        language=plain_text(entry.get("language") or feed.get("language") or "", 20) or None,
        source=clean_line(source or "") or None,
        enclosure=next(filter(None, map(_address, entry.get("enclosures", ()))), None),
        future=future,
    )


def _address(enclosure: Any) -> str:
    return canonical_link(enclosure.get("href") or "", "")


def _first_date(entry: Any, now: datetime.datetime) -> tuple[str | None, bool]:
    """Return the date of publication, and whether one that lies ahead was passed over."""
    future = False
    for name in (name for name in ("published", "updated", "created") if name in entry):
        date, ahead = iso_date(entry[name], now)
        if date:
            return date, False
        future = future or ahead
    return None, future


def _listed(record: MarkupRecord, now: datetime.datetime) -> Item | None:
    """Return the article that a news sitemap lists, without text; None for an address without news."""
    element = record.parse()
    news = next((one for one in element if local_name(one) == "news"), None)
    title = line_of(first_named(news, "title")) if news is not None else ""
    url = canonical_link(line_of(first_named(element, "loc")), "")
    if not title or not url:
        return None
    date, future = iso_date(line_of(first_named(news, "publication_date")), now)
    return Item(
        guid=url,
        url=url,
        title=clean_line(title),
        date=date,
        language=plain_text(line_of(first_named(news, "language")), 20) or None,
        source=clean_line(line_of(first_named(news, "name"))) or None,
        future=future,
    )
