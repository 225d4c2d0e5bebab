"""Where the commands find the list of feeds and the archive: in the configuration, else in the reader's folders."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from seedread import __version__
from seedread.index.errors import NoHome, NotFound
from seedread.index.feeds.feed_list import default_list, read_feeds
from seedread.index.files.hashing import blake2b
from seedread.index.files.user_folders import data_folder, expanded, state_folder
from seedread.tui.cli.output import complain
from seedread.tui.config import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index.feeds.feed import Feed
    from seedread.index.feeds.feed_list import FeedList
    from seedread.tui.config import Settings

__all__ = ["archive_folder", "default_sources", "feeds_named", "list_path", "load_feeds", "state_path", "user_agent"]


def list_path(settings: Settings | None = None) -> Path:
    """Return the path of the list of feeds; raises NoHome and ConfigError."""
    given = (settings or load_settings()).feeds.list
    return expanded(given) if given else default_list()


def archive_folder(settings: Settings | None = None) -> Path:
    """Return the folder of fetched articles; raises NoHome and ConfigError."""
    given = (settings or load_settings()).feeds.folder
    return expanded(given) if given else data_folder() / "feeds"


def state_path(settings: Settings | None = None) -> Path:
    """Return the file in which the fetcher remembers what it knows of this archive; raises NoHome."""
    place = os.path.realpath(archive_folder(settings))
    return state_folder() / f"feeds-{blake2b(os.fsencode(place), digest_size=4).hexdigest()}.sqlite"


def default_sources(settings: Settings) -> list[str]:
    """Return what is opened if nothing is named: the sources in the configuration, and the archive if there is one."""
    sources = list(settings.start.sources)
    with suppress(NoHome):
        archive = archive_folder(settings)
        if archive.is_dir() and str(archive) not in sources:
            sources.append(str(archive))
    return sources


def load_feeds(path: Path) -> FeedList:
    """Return the feeds of a list, and print what is wrong with its entries; raises FeedListError."""
    found = read_feeds(path)
    for message in found.wrong:
        complain(f"{path}: {message}.")
    return found


def feeds_named(feeds: FeedList, names: list[str]) -> list[Feed]:
    """Return the feeds that have these names, each once; raises NotFound."""
    found: dict[str, Feed] = {}
    for name in names:
        named = feeds.named(name)
        if not named:
            raise NotFound(f"No feed, folder or tag “{name}”. `seedread feeds` lists them.")
        found |= {feed.id: feed for feed in named}
    return list(found.values())


def user_agent(settings: Settings) -> str:
    """Return how the program presents itself to servers."""
    contact = settings.feeds.contact.strip()
    about = f"; +{contact}" if contact.isascii() and contact.isprintable() and contact else ""
    return f"seedread/{__version__} (news reader{about})"
