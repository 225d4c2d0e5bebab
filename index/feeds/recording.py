"""Writes the items of a feed to the archive: new articles, changed ones, and those that another feed has already.

Which article an item is: the one that this feed called by the same guid, unless two items of the answer do; else the
one at the same link; else a new one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from seedread.index.feeds.archive import file_name
from seedread.index.feeds.fetch_state import KnownArticle
from seedread.index.feeds.full_text import PageText
from seedread.index.feeds.item_values import is_page, words_digest
from seedread.index.feeds.page_watches import new_watch
from seedread.index.feeds.parsed_feed import Item
from seedread.index.feeds.watched_page import have_same_words
from seedread.index.files.hashing import blake2b

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.feeds.archive import Archive
    from seedread.index.feeds.feed import Feed
    from seedread.index.feeds.fetch_state import FetchState
    from seedread.index.feeds.page_watches import PageWatch
    from seedread.index.feeds.parsed_feed import ParsedFeed

__all__ = ["Recorded", "fresh_items", "record_items", "record_page"]

_SAME = Item()
"""Stands for an item that is the same article as one before it."""
_NO_PAGE = PageText()


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
    digest: str
    """Of the words of its article, as the feed has them."""
    added: str
    watch: PageWatch | None = None
    """Of its page, from now on."""


class _Identified(NamedTuple):
    """An item with the article that it is."""

    item: Item
    guid: str
    """Empty if it tells nothing."""
    own: str
    known: KnownArticle | None


def _identified(feed: Feed, parsed: ParsedFeed, state: FetchState) -> Iterator[_Identified]:
    """Yield the items that are different articles, the oldest first, as the lines of a file are."""
    guids = Counter(item.guid for item in parsed.items)
    links = Counter(item.url for item in parsed.items)
    seen: set[str] = set()
    for item in reversed(parsed.items):
        guid = item.guid if guids[item.guid] == 1 else ""
        link = item.url if links[item.url] == 1 and item.url != parsed.home and is_page(item.url) else ""
        own = _known_id(feed, guid, link, state) or _new_id(feed, item, link)
        if own not in seen or guid:
            yield _Identified(item if own not in seen else _SAME, guid, own, state.article(own))
        seen.add(own)


def fresh_items(feed: Feed, parsed: ParsedFeed, state: FetchState) -> list[Item]:
    """Return the items that are new articles or have other words than before."""
    found = []
    for item, _, _, known in _identified(feed, parsed, state):
        if item is _SAME:
            continue
        if known is None or (known.feeds[0] == feed.id and known.digest != _digest_of(item)):
            found.append(item)
    return found


def record_items(  # noqa: PLR0913, PLR0917 (all that a line is made of)
    feed: Feed,
    parsed: ParsedFeed,
    state: FetchState,
    archive: Archive,
    now: datetime.datetime,
    pages: Mapping[Item, PageText] | None = None,
) -> Recorded:
    """Append what is new of a feed to the archive, then remember it; raises OSError.

    Raises LineMissingError, and then nothing was written, if the archive is not as it is remembered. `pages` are the
    texts of the pages of items; if the feed says so, these are watched from now on. After a kill in between,
    `FetchState.learn` finds what was appended: nothing is lost, and nothing is written twice.
    """
    lines: dict[str, _Line] = {}
    items: list[tuple[str, str, str]] = []
    new = changed = 0
    for item, guid, own, known in _identified(feed, parsed, state):
        if guid:
            items.append((feed.id, guid, own))
        if item is _SAME:
            continue
        page = (pages or {}).get(item, _NO_PAGE)
        line = (
            _changed_line(feed, item, known, archive, now, page.text)
            if known
            else _new_line(feed, item, own, parsed, now, page.text)
        )
        if line:
            lines[own] = line
            line.watch = _watch(feed, own, line.added, page, now)
            new += known is None
            changed += known is not None and line.digest != known.digest
    _write(lines, items, state, archive)
    return Recorded(new, changed)


def _watch(feed: Feed, own: str, added: str, page: PageText, now: datetime.datetime) -> PageWatch | None:
    """Return the watch of the page of an article, if its feed wants that and there is a time ahead."""
    watch = new_watch(own, feed.id, added, page.validators) if feed.watch and page.text else None
    return watch.after(now.timestamp()) if watch else None


def record_page(  # noqa: PLR0913, PLR0917 (as above)
    known: KnownArticle,
    before: Mapping[str, Any],
    text: str,
    state: FetchState,
    archive: Archive,
    now: datetime.datetime,
) -> bool:
    """Append an article with the text that its page has now, if the words are others; tell whether they are.

    `before` is its newest record. Raises OSError.
    """
    after = {**before, "text": text, "updated": _iso(now), "fetched": _iso(now)}
    if have_same_words(before, after):
        return False
    _write({known.id: _Line(known.file, after, known.digest, known.added)}, (), state, archive)
    return True


def _known_id(feed: Feed, guid: str, link: str, state: FetchState) -> str | None:
    return (state.by_guid(feed.id, guid) if guid else None) or (state.by_link(link) if link else None)


def _new_id(feed: Feed, item: Item, link: str) -> str:
    """Return an id that the same item always gets: from its link, its guid, or its words."""
    said = link or (f"{feed.id} {item.guid}" if item.guid and not item.url else "")
    said = said or f"{feed.id} {item.guid} {item.url} {item.title} {item.text}"
    return blake2b(said.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _record(  # noqa: PLR0913, PLR0917 (as above)
    feeds: Sequence[str], item: Item, own: str, digest: str, fetched: str, page: str
) -> dict[str, Any]:
    text = {"text": page, "from": "page", "entry": digest} if page else {_text_field(item): item.text, "from": "entry"}
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
        **text,
        "fetched": fetched,
        "enclosure": item.enclosure,
        "summary": item.summary or (item.text if page else None) or None,
    }


def _digest_of(item: Item) -> str:
    return words_digest(item.title, item.text, is_html=item.is_html)


def _text_field(item: Item) -> str:
    return "html" if item.is_html else "text"


def _new_line(  # noqa: PLR0913, PLR0917 (as above)
    feed: Feed, item: Item, own: str, parsed: ParsedFeed, now: datetime.datetime, page: str
) -> _Line:
    fetched, digest = _iso(now), _digest_of(item)
    host = next(filter(None, (urlsplit(url).hostname for url in (item.url, parsed.home, feed.url))), "")
    record = _record([feed.id], item, own, digest, fetched, page)
    return _Line(file_name(host, now.strftime("%Y-%m")), record, digest, fetched)


def _changed_line(  # noqa: PLR0913, PLR0917 (as above)
    feed: Feed, item: Item, known: KnownArticle, archive: Archive, now: datetime.datetime, page: str
) -> _Line | None:
    """Return the line for an article that is known: another feed has it too, or its words changed; else None."""
    if feed.id not in known.feeds:
        before = archive.record(known.file, known.offset, known.length, known.id)
        return _Line(known.file, {**before, "feeds": [*known.feeds, feed.id]}, known.digest, known.added)
    if known.feeds[0] != feed.id or (digest := _digest_of(item)) == known.digest:
        return None
    before = archive.record(known.file, known.offset, known.length, known.id)
    if not item.text and (before.get("html") or before.get("text")):
        return None  # a feed that lost its texts for a while
    record = _record(known.feeds, item, known.id, digest, _iso(now), page)
    if feed.page and have_same_words(before, record):
        return None
    updated = item.updated or (item.date if item.date != before.get("date") else None) or record["fetched"]
    record |= {"date": before.get("date") or item.date, "updated": updated}
    return _Line(known.file, record, digest, known.added)


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
            articles.append(KnownArticle(record["id"], name, offset, length, line.digest, feeds, line.added))
            links += [(record["url"], record["id"])] if record.get("url") else []
            sizes[name] = offset + length
    state.remember(articles, items, links, sizes, filter(None, (line.watch for line in lines.values())))
