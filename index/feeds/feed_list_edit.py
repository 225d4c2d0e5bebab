"""Changes feeds.toml: adds feeds at the end, removes one, writes a new address; comments and order stay."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.feeds.feed_list import FeedListError, parse_feeds, read_feeds
from seedread.index.files.toml_append import append_text, edit_text, toml_entry, toml_spans, toml_value
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from seedread.index.feeds.feed import Feed

__all__ = ["add_feeds", "move_feed", "remove_feed"]

_HEAD = """\
# The feeds that seedread follows. You may edit this file; docs/feeds.md describes the keys.
# seedread appends to it, and changes nothing else but the address of a feed that moved.
"""
_URL = re.compile(r"^([ \t]*url[ \t]*=[ \t]*)(?:\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*')", re.MULTILINE)


def add_feeds(path: Path, feeds: Sequence[Feed], comments: Iterable[str] = ()) -> None:
    """Append entries, and lines of comment; raises FeedListError, and then nothing was written."""
    added = "".join(toml_entry("feed", _fields(feed)) for feed in feeds)
    lines = [f"# {safe_line(comment)}\n" for comment in comments]
    added += "".join(["\n", *lines]) if lines else ""
    append_text(path, added, _HEAD, lambda: _check_free(path, feeds), FeedListError)


def _check_free(path: Path, feeds: Sequence[Feed]) -> None:
    """Raise FeedListError if another process added a feed with one of these IDs or addresses meanwhile."""
    listed = read_feeds(path).feeds
    taken = {value for one in listed for value in (one.id, one.url)}
    if any(one.id in taken or one.url in taken for one in feeds):
        raise FeedListError(f"Another program changed {path} at the same time: run the command again.")


def _fields(feed: Feed) -> list[tuple[str, str | bool | tuple[str, ...]]]:
    """Return the keys of an entry that have a value."""
    values: dict[str, str | bool | tuple[str, ...]] = {
        "id": feed.id,
        "url": feed.url,
        "name": feed.name,
        "folder": feed.folder,
        "tags": feed.tags,
        "site": feed.site,
        "every": f"{feed.every}m" if feed.every else "",
        "page": feed.page,
        "full": feed.full if feed.full != "no" else "",
        "watch": feed.watch,
        "user": feed.user,
        "password_command": feed.password_command,
        "cafile": feed.cafile,
        "allow_private": feed.allow_private,
    }
    return [(key, value) for key, value in values.items() if value]


def remove_feed(path: Path, feed: Feed) -> None:
    """Remove the entry of a feed; raises FeedListError, and then nothing was written."""
    _change_entry(path, feed, lambda _: "", None)


def move_feed(path: Path, feed: Feed, url: str) -> None:
    """Write the new address of a feed, and its id, so that its articles stay its own; raises FeedListError."""

    def moved(entry: str) -> str:
        own = "" if re.search(r"^[ \t]*id[ \t]*=", entry, re.MULTILINE) else f"\nid = {toml_value(feed.id)}"
        return _URL.sub(lambda found: found[1] + toml_value(url) + own, entry, count=1)

    _change_entry(path, feed, moved, replace(feed, url=url))


def _change_entry(path: Path, feed: Feed, change: Callable[[str], str], after: Feed | None) -> None:
    """Change the text of one entry, if the file then lists the same feeds with `after` in place of `feed`."""

    def changed(text: str) -> str:
        try:
            before = parse_feeds(text).feeds
            start, end = _span(text, feed)
            new = text[:start] + change(text[start:end]) + text[end:]
            found = parse_feeds(new).feeds
        except (tomllib.TOMLDecodeError, LookupError):
            found, before, new = None, (), text
        wanted = tuple(after if one == feed else one for one in before)
        if found != tuple(filter(None, wanted)):
            raise FeedListError(f"The entry of {feed.label} in {path} cannot be changed by a program: edit the file.")
        return new

    edit_text(path, changed, FeedListError)


def _span(text: str, feed: Feed) -> tuple[int, int]:
    """Return where an entry begins and ends; raises LookupError."""
    entries = [(start, end) for start, end in toml_spans(text) if _is_entry(text[start:end], feed)]
    if len(entries) != 1:
        raise LookupError
    return entries[0]


def _is_entry(text: str, feed: Feed) -> bool:
    try:
        return feed.url in (one.url for one in parse_feeds(text).feeds)
    except tomllib.TOMLDecodeError:
        return False
