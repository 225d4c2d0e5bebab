"""What the commands know of feeds: the list with its errors, feeds by name, the sources that are opened by default."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from seedread import __version__
from seedread.index.errors import NoHome, NotFound
from seedread.index.feeds.feed_list import read_feeds
from seedread.index.files.atomic_write import make_folder
from seedread.tui.cli.output import complain
from seedread.tui.config.feed_places import archive_folder

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index.feeds.feed import Feed
    from seedread.index.feeds.feed_list import FeedList
    from seedread.tui.config import Settings

__all__ = ["default_sources", "feeds_named", "load_feeds", "make_archive", "user_agent"]


def default_sources(settings: Settings) -> list[str]:
    """Return what is opened if nothing is named: the sources in the configuration, and the archive if there is one."""
    sources = list(settings.start.sources)
    with suppress(NoHome):
        archive = archive_folder(settings)
        if archive.is_dir() and str(archive) not in sources:
            sources.append(str(archive))
    return sources


def make_archive() -> None:
    """Make the archive as soon as something is followed, so that `seedread` opens it, and fetches."""
    with suppress(OSError):  # that of another user: `fetch` says so
        make_folder(archive_folder())


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
