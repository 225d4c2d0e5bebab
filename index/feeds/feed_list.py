"""Reads feeds.toml, the list of subscriptions; `feed_list_edit` changes it.

    [[feed]]
    url = "https://example.org/rss"    # all other keys are optional
    id, name, folder, tags, site, every, page, full, watch, user, password_command, cafile, allow_private

A file that is not valid TOML raises an error. In any other file, wrong entries are skipped and reported.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from seedread.index.errors import SeedreadError
from seedread.index.feeds.feed import Feed, FullText, InvalidUrlError, feed_url, is_id, new_id
from seedread.index.files.user_folders import config_folder

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

__all__ = ["FeedList", "FeedListError", "default_list", "parse_feeds", "read_feeds"]

_TEXTS = ("id", "name", "folder", "site", "user", "cafile")
_KEYS = ("url", *_TEXTS, "tags", "every", "page", "full", "watch", "password_command", "allow_private")
_EVERY = re.compile(r"(\d{1,4})\s*([mhd])\Z")
_MINUTES = {"m": 1, "h": 60, "d": 1440}
_LEAST, _MOST = 5, 7 * 1440
"""Minutes between two fetches that can be asked for."""


class FeedListError(SeedreadError):
    """A feeds.toml that cannot be read or written."""


class _WrongEntryError(Exception):
    """An entry that is wrong; the message says how."""


@dataclass(frozen=True, slots=True)
class FeedList:
    """The subscriptions of a file, in its order."""

    feeds: tuple[Feed, ...] = ()
    wrong: tuple[str, ...] = ()
    """A message for each entry that was skipped."""

    def named(self, name: str) -> tuple[Feed, ...]:
        """Return the feeds that a reader means: by id, address, name, folder or tag; the first that fits counts."""
        wanted = name.strip().casefold()
        folder = wanted.strip("/")
        tests = (
            lambda feed: feed.id == wanted or feed.url == name.strip(),
            lambda feed: feed.name.casefold() == wanted,
            lambda feed: f"{feed.folder.casefold()}/".startswith(f"{folder}/") if feed.folder and folder else False,
            lambda feed: wanted in map(str.casefold, feed.tags),
        )
        found = (tuple(filter(test, self.feeds)) for test in tests)
        return next(filter(None, found), ())

    def with_url(self, url: str) -> Feed | None:
        """Return the feed with this address."""
        return next((feed for feed in self.feeds if feed.url == url), None)


def default_list() -> Path:
    """Return the path of the reader's own list; raises NoHome."""
    return config_folder() / "feeds.toml"


def read_feeds(path: Path) -> FeedList:
    """Return the feeds of a file, none without a file; raises FeedListError.

    A file of another user is refused: it can name programs to run.
    """
    try:
        with path.open("rb") as file:
            owner = os.fstat(file.fileno())
            raw = file.read()
    except FileNotFoundError:
        return FeedList()
    except OSError as error:
        raise FeedListError(f"Cannot read {path}: {error.strerror or error}.") from None
    if owner.st_uid not in (os.geteuid(), 0) or owner.st_mode & stat.S_IWOTH:
        raise FeedListError(f"{path} belongs to another user or can be changed by others, and it can name programs to "
                            "run: it was not read. Copy it, or run `chmod o-w` on it.")  # fmt: skip
    try:
        return parse_feeds(raw.decode())
    except UnicodeDecodeError as error:
        raise FeedListError(f"{path} is not UTF-8: {error}. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise FeedListError(f"{path} is not valid TOML: {error}. Correct it; until then no feed is fetched.") from None


def parse_feeds(text: str) -> FeedList:
    """Return the feeds in the text of a file; raises tomllib.TOMLDecodeError."""
    data = tomllib.loads(text)
    wrong = [f"“{key}” is not an entry. Use [[feed]]." for key in data if key != "feed"]
    entries = data.get("feed", [])
    feeds: dict[str, Feed] = {}
    entries = entries if isinstance(entries, list) else [entries]
    given = {own for entry in entries if isinstance(entry, dict) and isinstance(own := entry.get("id"), str)}
    for n, entry in enumerate(entries, 1):
        try:
            feed = _feed(entry, {*feeds, *given})
        except _WrongEntryError as error:
            wrong.append(f"[[feed]] entry {n}: {error}")
            continue
        if feed.id in feeds or any(other.url == feed.url for other in feeds.values()):
            wrong.append(f"[[feed]] entry {n}: another entry has its `id` or `url`")
        else:
            feeds[feed.id] = feed
    return FeedList(tuple(feeds.values()), tuple(wrong))


def _feed(entry: Any, taken: Collection[str]) -> Feed:
    if not isinstance(entry, dict):
        raise _WrongEntryError("write it as a table under [[feed]]")
    if unknown := next((key for key in entry if key not in _KEYS), None):
        raise _WrongEntryError(f"unknown key `{unknown}`; the keys are {', '.join(_KEYS)}")
    texts = {key: _text(entry, key) for key in _TEXTS}
    try:
        url, login = feed_url(_text(entry, "url"))
    except InvalidUrlError as error:
        raise _WrongEntryError(f"`url`: {error}") from None
    if login:
        raise _WrongEntryError("`url` contains a password: add the feed with `seedread add`, which stores it apart")
    own = texts.pop("id")
    if own and not is_id(own):
        raise _WrongEntryError("`id` may contain small letters, digits and single hyphens")
    return Feed(
        own or new_id(texts["name"], url, taken),
        url,
        tags=_list(entry, "tags"),
        every=_every(_text(entry, "every")),
        password_command=_list(entry, "password_command"),
        page=_truth(entry, "page"),
        full=_full(entry),
        watch=_truth(entry, "watch"),
        allow_private=_truth(entry, "allow_private"),
        **{**texts, "folder": texts["folder"].strip("/")},
    )


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str) or not value.isprintable():
        raise _WrongEntryError(f"`{key}` must be one line of text in quotation marks")
    return value.strip()


def _truth(entry: dict[str, Any], key: str) -> bool:
    value = entry.get(key, False)
    if not isinstance(value, bool):
        raise _WrongEntryError(f"`{key}` must be true or false")
    return value


def _list(entry: dict[str, Any], key: str) -> tuple[str, ...]:
    value = entry.get(key, [])
    if not isinstance(value, list):
        raise _WrongEntryError(f"`{key}` must be a list of texts in quotation marks")
    return tuple(filter(None, (_text({key: one}, key) for one in value)))


def _full(entry: dict[str, Any]) -> FullText:
    """Return which pages are read: a feed whose pages are watched needs some."""
    typed = _text(entry, "full")
    if _truth(entry, "watch"):
        if _truth(entry, "page"):
            raise _WrongEntryError("`watch` is for the pages of a feed, and `page = true` watches a page already: "
                                   "remove one of the two")  # fmt: skip
        if typed == "no":
            raise _WrongEntryError('`watch` needs `full` to be "when short" or "always"')
        typed = typed or "when short"
    for known in get_args(FullText):
        if typed == known:
            found: FullText = known
            return found
    if typed:
        raise _WrongEntryError(f"`full` must be one of {', '.join(get_args(FullText))}")
    return "no"


def _every(typed: str) -> int | None:
    found = _EVERY.match(typed)
    minutes = int(found[1]) * _MINUTES[found[2]] if found else 0
    if typed and not _LEAST <= minutes <= _MOST:
        raise _WrongEntryError("`every` must be a time from 5m to 7d, such as 30m, 6h or 1d")
    return minutes or None
