"""Writes the items of a feed to the archive: new articles, changed ones, and those that another feed has already.

Which article an item is: the one that this feed called by the same guid, unless two items of the answer do; else the
one at the same link; else a new one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from seedread.index.feeds.archive import file_name
from seedread.index.feeds.fetch_state import KnownArticle, digest_of
from seedread.index.files.hashing import blake2b

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from seedread.index.feeds.archive import Archive
    from seedread.index.feeds.feed import Feed
    from seedread.index.feeds.fetch_state import FetchState
    from seedread.index.feeds.parsed_feed import Item, ParsedFeed

__all__ = ["Recorded", "record_items"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What an answer brought."""

    new: int = 0
    changed: int = 0
    """Articles with other words than before."""


@dataclass(slots=True)
class _Line:
    """A line to be written."""

    file: str
    record: dict[str, Any]
    added: str
    versions: int


def record_items(
    feed: Feed, parsed: ParsedFeed, state: FetchState, archive: Archive, now: datetime.datetime
) -> Recorded:
    """Append what is new of a feed to the archive, then remember it; raises OSError.

    After a kill in between, `FetchState.learn` finds what was appended: nothing is lost, and nothing is written twice.
    """
    guids = Counter(item.guid for item in parsed.items)
    links = Counter(item.url for item in parsed.items)
    lines: dict[str, _Line] = {}
    items: list[tuple[str, str, str]] = []
    new = changed = 0
    for item in reversed(parsed.items):  # the oldest first, as the lines of a file are
        guid = item.guid if guids[item.guid] == 1 else ""
        link = item.url if links[item.url] == 1 and item.url != parsed.home and _is_page(item.url) else ""
        own = _known_id(feed, guid, link, state) or _new_id(feed, item, link)
        known = state.article(own)
        if guid:
            items.append((feed.id, guid, own))
        if own in lines:
            continue
        line = _changed_line(feed, item, known, archive, now) if known else _new_line(feed, item, own, parsed, now)
        if line:
            lines[own] = line
            new += known is None
            changed += known is not None and line.versions > known.versions
    _write(lines, items, state, archive)
    return Recorded(new, changed)


def _is_page(url: str) -> bool:
    """Tell whether an address can be that of one article: it is not the home page of a site."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query or parts.fragment)


def _known_id(feed: Feed, guid: str, link: str, state: FetchState) -> str | None:
    return (state.by_guid(feed.id, guid) if guid else None) or (state.by_link(link) if link else None)


def _new_id(feed: Feed, item: Item, link: str) -> str:
    """Return an id that the same item always gets: from its link, its guid, or its words."""
    said = link or (f"{feed.id} {item.guid}" if item.guid and not item.url else "")
    said = said or f"{feed.id} {item.guid} {item.url} {item.title} {item.text}"
    return blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _record(feeds: Sequence[str], item: Item, own: str, fetched: str) -> dict[str, Any]:
    return {
        "id": own,
        "url": item.url or None,
        "title": item.title,
        "date": item.date,
        "updated": item.updated,
        "author": item.author,
        "language": item.language,
        "source": item.source,
        "feeds": list(feeds),
        "guid": item.guid or None,
        "html" if item.is_html else "text": item.text,
        "from": "entry",
        "fetched": fetched,
        "enclosure": item.enclosure,
        "summary": item.summary or None,
    }


def _new_line(feed: Feed, item: Item, own: str, parsed: ParsedFeed, now: datetime.datetime) -> _Line:
    fetched = _iso(now)
    host = next(filter(None, (urlsplit(url).hostname for url in (item.url, parsed.home, feed.url))), "")
    return _Line(file_name(host, now.strftime("%Y-%m")), _record([feed.id], item, own, fetched), fetched, 1)


def _changed_line(
    feed: Feed, item: Item, known: KnownArticle, archive: Archive, now: datetime.datetime
) -> _Line | None:
    """Return the line for an article that is known: another feed has it too, or its words changed; else None."""
    if feed.id not in known.feeds:
        before = archive.record(known.file, known.offset, known.length)
        return _Line(known.file, {**before, "feeds": [*known.feeds, feed.id]}, known.added, known.versions)
    record = _record(known.feeds, item, known.id, _iso(now))
    if known.feeds[0] != feed.id or digest_of(record) == known.digest:
        return None
    before = archive.record(known.file, known.offset, known.length)
    if not item.text and (before.get("html") or before.get("text")):
        return None  # a feed that lost its texts for a while
    updated = item.updated or (item.date if item.date != before.get("date") else None) or record["fetched"]
    record |= {"date": before.get("date") or item.date, "updated": updated}
    return _Line(known.file, record, known.added, known.versions + 1)


def _iso(now: datetime.datetime) -> str:
    return now.strftime("%Y-%m-%dT%H:%M:%SZ")


def _write(lines: dict[str, _Line], items: Sequence[tuple[str, str, str]], state: FetchState, archive: Archive) -> None:
    """Append lines to their files, then remember them."""
    files: dict[str, list[_Line]] = {}
    for line in lines.values():
        files.setdefault(line.file, []).append(line)
    articles: list[KnownArticle] = []
    links: list[tuple[str, str]] = []
    sizes: dict[str, int] = {}
    for name, added in files.items():
        places = archive.append(name, [line.record for line in added])
        for line, (offset, length) in zip(added, places, strict=True):
            record = line.record
            feeds = tuple(record["feeds"])
            articles.append(
                KnownArticle(record["id"], name, offset, length, digest_of(record), feeds, line.added, line.versions)
            )
            links += [(record["url"], record["id"])] if record.get("url") else []
            sizes[name] = offset + length
    state.remember(articles, items, links, sizes)
