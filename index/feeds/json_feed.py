"""Reads JSON Feed, also where the end is cut off."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any

from seedread.index.feeds.item_values import canonical_link, clean_line, iso_date, plain_text
from seedread.index.feeds.parsed_feed import Item, NotAFeedError, ParsedFeed

if TYPE_CHECKING:
    import datetime

__all__ = ["looks_like_json", "parse_json_feed"]

_DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str)  # an ID of digits stays as it is written
_ITEMS = re.compile(r'"items"\s*:\s*\[')
_NEXT = re.compile(r"[\s,]*")
_VERSION = "jsonfeed.org/version/"


def looks_like_json(body: bytes) -> bool:
    """Tell whether a body begins like a JSON object, in UTF-8 or UTF-16."""
    return body[:1] == b"{" or body[:4] in (b"\xff\xfe{\0", b"\xfe\xff\0{")


def parse_json_feed(body: bytes, now: datetime.datetime, most: int) -> ParsedFeed:
    """Return a feed of at most `most` items; raises NotAFeedError."""
    wide = body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = body.decode("utf-16" if wide else "utf-8", "replace")
    try:
        feed, whole = _DECODER.decode(text), True
    except (ValueError, RecursionError):
        feed, whole = _as_far_as_it_goes(text), False
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list) or not _is_feed(feed):
        raise NotAFeedError("the answer is JSON, but not a JSON Feed")
    items: list[Item] = []
    problems: list[str] = []
    for n, record in enumerate(feed["items"][:most], 1):
        if isinstance(record, dict):
            items += filter(None, [_item(record, feed, now)])
        else:
            problems.append(f"item {n}: not an object")
    return ParsedFeed(
        "JSON Feed", clean_line(_text(feed, "title"))[:200], canonical_link(_text(feed, "home_page_url"), ""), None,
        tuple(items), whole, tuple(problems),
    )  # fmt: skip


def _is_feed(feed: dict[str, Any]) -> bool:
    items = feed["items"]
    return _VERSION in _text(feed, "version") or (bool(items) and isinstance(items[0], dict) and "id" in items[0])


def _as_far_as_it_goes(text: str) -> dict[str, Any]:
    """Return what comes before the items, and the items that are whole."""
    found = _ITEMS.search(text)
    if not found:
        return {}
    try:
        head = _DECODER.decode(text[: found.start()].rstrip().rstrip(",") + "}")
    except (ValueError, RecursionError):
        head = {}
    items: list[Any] = []
    at = found.end()
    while (skipped := _NEXT.match(text, at)) and text.startswith("{", skipped.end()):
        try:
            item, at = _DECODER.raw_decode(text, skipped.end())
        except (ValueError, RecursionError):
            break
        items.append(item)
    return {**(head if isinstance(head, dict) else {}), "items": items}


def _text(record: dict[str, Any], name: str) -> str:
    value = record.get(name)
    return value.strip() if isinstance(value, str) else ""


def _objects(record: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Return the first objects of a list, or the one that stands in its place."""
    value = record.get(name)
    return [one for one in (value if isinstance(value, list) else [value])[:10] if isinstance(one, dict)]


def _item(record: dict[str, Any], feed: dict[str, Any], now: datetime.datetime) -> Item | None:
    html, text = _text(record, "content_html"), _text(record, "content_text")
    summary, title = _text(record, "summary"), clean_line(_text(record, "title"))
    whole = html or text or summary
    if not whole and not title:
        return None
    date, future = iso_date(_text(record, "date_published"), now)
    link = _text(record, "external_url") or _text(record, "url")
    attached = (canonical_link(_text(one, "url"), "") for one in _objects(record, "attachments"))
    return Item(
        guid=plain_text(_text(record, "id"), 2000),
        url=canonical_link(link, _text(feed, "home_page_url")),
        title=title,
        text=whole,
        is_html=bool(html),
        summary=summary if summary != whole else "",
        date=date,
        updated=iso_date(_text(record, "date_modified"), now)[0],
        author=", ".join(_authors(record) or _authors(feed)) or None,
        language=_text(record, "language") or _text(feed, "language") or None,
        source=clean_line(_text(feed, "title")) or None,
        enclosure=next(filter(None, attached), None),
        future=future,
    )


def _authors(record: dict[str, Any]) -> list[str]:
    """Return the authors of version 1.1, else the one of version 1."""
    names = [clean_line(_text(one, "name")) for one in (*_objects(record, "authors"), *_objects(record, "author"))]
    return list(dict.fromkeys(filter(None, names)))
