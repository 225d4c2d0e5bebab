"""`seedread add`: follows feeds, given as addresses or as the file of another reader."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.errors import SeedreadError
from seedread.index.feeds.feed import Feed, InvalidUrlError, feed_url
from seedread.index.feeds.opml import ImportedFeed, NotImportedError
from seedread.index.feeds.subscribing import read_subscriptions, subscribe
from seedread.index.shelf import SavedSearch, Shelf
from seedread.tui.cli.feed_places import list_path
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import complain, print_text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from seedread.index.feeds.opml import Subscriptions

__all__ = ["run"]

_LARGEST = 16_000_000
"""Bytes of a list of feeds."""
_EXAMPLES = """\
  seedread add https://example.org/rss --folder World/Asia --tag gas
  seedread add subscriptions.opml          the feeds of another reader, with folders and tags
  seedread add ~/.newsboat/urls            feeds, tags and titles of newsboat

Feeds that you follow already are not added twice."""


def run(arguments: Sequence[str]) -> int:
    """Add feeds to the list; exit code 1 if nothing was added."""
    parser = command_parser("add", "Follow feeds.", _EXAMPLES)
    parser.add_argument(
        "targets", nargs="+", metavar="FILE", help="the address of a feed, an OPML file, or newsboat's urls"
    )
    parser.add_argument("--name", default="", help="the name to show (default: the title of the feed)")
    parser.add_argument("--folder", default="", metavar="FOLDER", help="a folder for the feed, such as World/Asia")
    parser.add_argument("--tag", action="append", default=[], metavar="TAG", help="a tag for the feed; may be repeated")
    options = parser.parse_args(arguments)
    added = [_add(target, options) for target in options.targets]
    return 0 if any(added) else 1


def _add(target: str, options: Namespace) -> int:
    """Add one target; return how many feeds it added."""
    if os.path.lexists(target):
        return _add_file(Path(target))
    try:
        url, login = feed_url(target)
    except InvalidUrlError as error:
        raise SeedreadError(f"Cannot follow {target}: {error}. Give a file that exists, or an address.") from None
    feed = Feed("", url, options.name, options.folder.strip("/"), tuple(options.tag))
    added = subscribe(list_path(), [ImportedFeed(feed, login)])
    _print_added(added.feeds, added.known)
    return len(added.feeds)


def _add_file(path: Path) -> int:
    with path.open("rb") as file:
        raw = file.read(_LARGEST)
    try:
        found = read_subscriptions(raw)
    except NotImportedError as error:
        raise SeedreadError(f"{path}: {error}.") from None
    for message in found.skipped:
        complain(message)
    added = subscribe(list_path(), found.feeds, found.skipped)
    _save_searches(found)
    _print_added(added.feeds, added.known)
    return len(added.feeds) + len(found.searches)


def _save_searches(found: Subscriptions) -> None:
    if found.searches:
        with Shelf() as shelf:
            for name, query in found.searches:
                shelf.save(SavedSearch(name, query))
                print_text(f"saved search: {name}: {query}")


def _print_added(feeds: Sequence[Feed], known: int) -> None:
    for feed in feeds:
        print_text(f"{feed.id}  {feed.url}")
    already = f", {known:,} already followed" if known else ""
    print_text(f"{len(feeds):,} {'feed' if len(feeds) == 1 else 'feeds'} added{already}.")
