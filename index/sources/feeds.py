"""Reads feeds that were saved as files: RSS, RDF and Atom with feedparser, and news sitemaps. JSON Feed is JSON.

Nothing is fetched here: `seedread.index.feeds` does it, with the parts of this module that read entries.

Feedparser gets one entry at a time, well-formed and without what it does not need: its time grows with the square of
the nesting and of the attributes, and it reads whole files only.
"""

from __future__ import annotations

import copy
import re
import time
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urljoin

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.html import has_words
from seedread.index.sources.limits import MAX_ID
from seedread.index.sources.markup_records import Element, MarkupRecord, local_name, records_of
from seedread.index.sources.markup_text import first_named, line_of
from seedread.index.sources.plain_values import plain_line, plain_name
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.sources.document import Markup

__all__ = ["author_of", "feed_of", "parsed_entry", "read_feed", "read_sitemap", "text_of"]

_CONTENT = frozenset(
    (
        "description",
        "summary",
        "content",
        "encoded",
        "body",
        "content_encoded",
        "tagline",
        "fulltext",
        "fullitem",
        "abstract",
    )
)
_USED = _CONTENT | frozenset(
    ("title", "link", "guid", "id", "origlink", "pubdate", "published", "updated", "modified", "issued", "created",
     "date", "author", "creator", "contributor", "source", "language", "publisher", "enclosure")
)  # fmt: skip
_LEAST = 100
"""Characters of an entry that has no elements inside."""
_MOST_CHILDREN = 200
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_REFERENCE = re.compile(r"&(?:#\w{1,8}|[a-zA-Z]\w{1,30});")
_FULL_DATE = re.compile(r"[!-~ ]*(?<!\d)(?:19|20)\d\d(?!\d)[!-~ ]*\Z")


def read_feed(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the entries of a feed, and failures; their IDs are their own, else their address, else `key#n`."""
    feed: dict[str, Any] | None = None
    n = 0
    for record in records_of(stream, "item", "entry"):
        n += 1
        try:
            if isinstance(record, ValueError):
                raise record
            if feed is None:
                feed = feed_of(record.head)
            yield ParsedDocument(_entry(record, feed, f"{key}#{n}"), record.raw)
        except ValueError as error:
            yield ReadFailure(f"entry {n}: {error}")
        else:
            if not record.closed:
                yield ReadFailure(f"entry {n}: cut off: read as far as it goes")
    if not n:
        yield ReadFailure("a feed without entries")


def feed_of(head: str) -> dict[str, Any]:
    """Return what a feed says of itself before its first entry, as feedparser names it."""
    found = re.search(r"<(?:[\w.-]+:)?(?:rss|RDF|feed|channel)[\s>]", head)
    try:
        root = MarkupRecord(b"", head[found.start() :], closed=False, head=head).parse() if found else None
    except ValueError:
        root = None
    if root is None:
        return {}
    for channel in [one for one in root.iter() if local_name(one) in ("image", "textinput", "items")]:
        channel.getparent().remove(channel)
    parsed = _feedparser(etree.tostring(root))
    return dict(parsed.feed)


def _feedparser(raw: bytes) -> Any:
    import feedparser  # noqa: PLC0415 (50 ms, only with the first feed)

    return feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)


def parsed_entry(record: MarkupRecord) -> Any:
    """Return an entry as feedparser names its parts; raises ValueError if it cannot be read."""
    if record.text.count("<", 1) <= record.closed and len(record.text) < _LEAST:
        raise ValueError("neither text nor title")  # cheap, where a file has millions of them
    element = record.parse()
    found = _feedparser(_small_feed(element)).entries
    if not found:
        raise ValueError("cannot be read")
    return found[0]


def _entry(record: MarkupRecord, feed: dict[str, Any], fallback_id: str) -> Document:
    """Return the document of one entry; raises ValueError if it says nothing."""
    entry = parsed_entry(record)
    text, markup = text_of(entry)
    title = plain_line(entry.get("title") or "")
    if not text and not title:
        raise ValueError("neither text nor title")
    link = entry.get("feedburner_origlink") or entry.get("link") or ""
    source = (entry.get("source") or {}).get("title") or feed.get("title") or entry.get("publisher")
    owns = (safe_line(str(own)).strip() for own in (entry.get("id"), link) if own)
    return Document(
        next((own for own in owns if 0 < len(own) <= MAX_ID), fallback_id),
        text,
        title=title or None,
        date=_date_of(entry),
        url=urljoin(feed.get("link") or "", link.strip()) if link.strip() else None,
        source=plain_line(source or "") or None,
        author=author_of(entry),
        language=entry.get("language") or feed.get("language"),
        markup=markup,
    )


def _small_feed(element: Element) -> bytes:
    """Return a feed of one entry, with the parts that are read; content of elements becomes content of text."""
    atom = local_name(element) == "entry"
    small = etree.Element(element.tag, nsmap=element.nsmap)
    for child in list(element)[:_MOST_CHILDREN]:
        name = local_name(child)
        if name not in _USED:
            continue
        if name in _CONTENT and len(child):
            child = _as_text(child)  # noqa: PLW2901
        elif len(child):
            child = _shallow(child)  # noqa: PLW2901
        small.append(child)
    if atom:
        feed = etree.Element(element.tag.replace("entry", "feed"), nsmap=element.nsmap)
        feed.append(small)
    else:
        feed = etree.Element("rss", version="2.0", nsmap=element.nsmap)
        etree.SubElement(feed, "channel").append(small)
    raw: bytes = etree.tostring(feed, encoding="utf-8")
    return raw


def _as_text(element: Element) -> Element:
    """Return an element whose markup is its text, as `type="html"` says."""
    text = etree.Element(element.tag, nsmap=element.nsmap)
    inner = "".join(etree.tostring(child, encoding="unicode") for child in element)
    text.text = (element.text or "") + re.sub(r"\sxmlns(?::\w+)?=\"[^\"]*\"|(</?)\w+:", r"\1", inner)
    text.set("type", "html")
    return text


def _shallow(element: Element) -> Element:
    """Return an element with its children but nothing below them."""
    small = copy.copy(element)
    for child in list(small)[:_MOST_CHILDREN]:
        text = line_of(child)
        for below in list(child):
            child.remove(below)
        child.text = text
    for child in list(small)[_MOST_CHILDREN:]:
        small.remove(child)
    return small


def text_of(entry: Any) -> tuple[str, Markup]:
    """Return the longest text of an entry, and its markup; empty if there is none."""
    parts = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    texts = [part.get("value") or "" for part in parts]
    text = max(texts, key=len, default="").strip()
    if not (_TAG.search(text) or _REFERENCE.search(text)):
        return text, ""
    return (text, "fragment") if has_words(text) else ("", "")


def _date_of(entry: Any) -> str | None:
    for name in ("published", "updated", "created"):
        written = (entry.get(name) or "").strip()
        if _FULL_DATE.match(written):
            return str(written)
        if entry.get(f"{name}_parsed"):
            return time.strftime("%Y-%m-%dT%H:%M", entry[f"{name}_parsed"])
    return None


def author_of(entry: Any) -> str | None:
    """Return the names of the authors of an entry; None if it names none."""
    whole = plain_name(entry.get("author") or "")
    names = [plain_name(author.get("name") or "") for author in entry.get("authors", ())]
    if len(names) < 2 and "@" in (entry.get("author") or ""):
        return whole or None
    return ", ".join(dict.fromkeys(filter(None, names))) or whole or None


def read_sitemap(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the articles that a news sitemap lists, with title and date and without text, and failures."""
    named = 0
    for n, record in enumerate(records_of(stream, "url"), 1):
        try:
            if isinstance(record, ValueError):
                raise record
            document = _listed(record.parse(), f"{key}#{n}")
            if document:
                named += 1
                yield ParsedDocument(document, record.raw)
        except ValueError as error:
            yield ReadFailure(f"address {n}: {error}")
    if not named:
        yield ReadFailure("a sitemap without news: it contains addresses, not articles")


def _listed(element: Element, key: str) -> Document | None:
    news = next((one for one in element if local_name(one) == "news"), None)
    title = line_of(first_named(news, "title")) if news is not None else ""
    if not title:
        return None
    url = line_of(first_named(element, "loc"))
    return Document(
        url if 0 < len(url) <= MAX_ID else key,
        "",
        title=plain_line(title),
        date=line_of(first_named(news, "publication_date")) or None,
        url=url or None,
        source=plain_line(line_of(first_named(news, "name"))) or None,
        language=line_of(first_named(news, "language")) or None,
    )
