"""`seedread add`: follows feeds, given as addresses of feeds or sites, or as the file of another reader."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from seedread.index.errors import SeedreadError
from seedread.index.feeds.discovery import find_feeds
from seedread.index.feeds.download import Request
from seedread.index.feeds.feed import Feed, FullText, InvalidUrlError, feed_url, origin
from seedread.index.feeds.fetch_errors import FetchError
from seedread.index.feeds.fetch_state import FetchState
from seedread.index.feeds.host_pace import HostPace
from seedread.index.feeds.item_values import day_of, is_short
from seedread.index.feeds.opml import ImportedFeed, NotImportedError
from seedread.index.feeds.subscribing import read_subscriptions, subscribe
from seedread.index.shelf import SavedSearch, Shelf
from seedread.tui.cli.feed_places import make_archive, user_agent
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import complain, print_text, print_versioned
from seedread.tui.config import load_settings
from seedread.tui.config.feed_places import list_path, state_path

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from seedread.index.feeds.discovery import FoundFeed
    from seedread.index.feeds.opml import Subscriptions
    from seedread.index.feeds.parsed_feed import ParsedFeed
    from seedread.index.feeds.subscribing import Added
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["earlier_feeds", "make_parser", "run"]

_LARGEST = 16_000_000
"""Bytes of a list of feeds."""
_EXAMPLES = """\
  seedread add example.org                 find the feed of a site
  seedread add https://example.org/rss --folder World/Asia --tag gas
  seedread add https://example.org/rss --watch     keep what changes in its articles for two days
  seedread add subscriptions.opml          the feeds of another reader, with folders and tags
  seedread add ~/.newsboat/urls            feeds, tags and titles of newsboat

An address is fetched once, to see that it is a feed. If a site has several feeds, they are listed. Feeds that you
follow already are not added twice."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("add", "Follow feeds.", _EXAMPLES)
    parser.add_argument(
        "targets", nargs="+", metavar="FILE", help="the address of a feed or a site, an OPML file, or newsboat's urls"
    )
    parser.add_argument("--name", default="", help="the name to show (default: the title of the feed)")
    parser.add_argument("--folder", default="", metavar="FOLDER", help="a folder for the feed, such as World/Asia")
    parser.add_argument("--tag", action="append", default=[], metavar="TAG", help="a tag for the feed; may be repeated")
    parser.add_argument(
        "--full", choices=get_args(FullText),
        help="whether to read the pages that the items link to (default: no; with --watch: when short)",
    )  # fmt: skip
    parser.add_argument(
        "--watch", action="store_true", help="read these pages again for two days, and keep each change as a version"
    )
    parser.add_argument("--all", action="store_true", help="follow every feed of a site that has several")
    parser.add_argument("--unchecked", action="store_true", help="add an address as it is, without fetching it")
    parser.add_argument("--allow-private", action="store_true", help="allow an address in a private network")
    parser.add_argument("--cafile", default="", metavar="PEM", help="check the server with these certificates")
    parser.add_argument("--json", action="store_true", help="one JSON object per feed that was added or found")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Add feeds to the list; exit code 1 if nothing was added."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    if options.watch and options.full == "no":
        parser.error('--watch needs pages that are read: use --full "when short" or --full always.')
    added = [_add(target, options) for target in options.targets]
    make_archive()
    return 0 if any(added) else 1


def _add(target: str, options: Namespace) -> int:
    """Add one target; return how many feeds it added."""
    if os.path.lexists(target):
        return _add_file(Path(target), options)
    try:
        url, login = feed_url(target)
    except InvalidUrlError as error:
        raise SeedreadError(f"Cannot follow {target}: {error}. Give a file that exists, or an address.") from None
    feed = Feed(
        "", url, options.name, options.folder.strip("/"), tuple(options.tag), cafile=options.cafile,
        full=options.full or ("when short" if options.watch else "no"), watch=options.watch,
        allow_private=options.allow_private,
    )  # fmt: skip
    wanted = ImportedFeed(feed, login)
    feeds = [wanted] if options.unchecked else _checked(wanted, options)
    added = subscribe(list_path(), feeds, earlier_feeds())
    _print_added(added, options)
    return len(added.feeds) + len(added.logins)


def _checked(wanted: ImportedFeed, options: Namespace) -> list[ImportedFeed]:
    """Return what was found at an address; raises SeedreadError if that is not a feed, or several."""
    feed = wanted.feed
    headers = {"User-Agent": user_agent(load_settings())}
    request = Request(feed.url, headers, wanted.login, feed.allow_private, feed.cafile)
    try:
        found = find_feeds(request, HostPace().turn)
    except FetchError as error:
        raise SeedreadError(
            f"{feed.url}: {error.message}. Nothing was added; --unchecked adds the address as it is."
        ) from None
    if len(found) > 1 and not options.all:
        for one in found:
            if options.json:
                print_versioned({"found": one.url, "title": one.title})
            else:
                print_text(f"{one.url}  {one.title}".rstrip())
        raise SeedreadError(f"{feed.url} has {len(found)} feeds: add one of them, or all with --all.")
    return [_named(wanted, one, options) for one in found]


def _named(wanted: ImportedFeed, found: FoundFeed, options: Namespace) -> ImportedFeed:
    feed, login = wanted.feed, wanted.login
    if found.parsed and not options.json:
        print_text(f"{found.title or found.url}: {_described(found.parsed)}")
    if login and origin(found.url) != origin(feed.url):
        complain(f"{found.url} is at another host: the password is not sent there. Add this address with a password.")
        login = None
    return ImportedFeed(replace(feed, url=found.url, name=feed.name or found.title), login)


def _described(parsed: ParsedFeed) -> str:
    """Return what a reader wants to know of a feed before following it."""
    if not parsed.items:
        return f"{parsed.kind}, no items yet"
    days = [day for item in parsed.items if item.date and (day := day_of(item.date))]
    last = f"the last of {max(days)}" if days else "without dates"
    texts = "summaries only" if sum(map(is_short, parsed.items)) > len(parsed.items) / 2 else "full texts"
    return f"{parsed.kind}, {_counted(len(parsed.items))}, {last}, {texts}"


def _counted(items: int) -> str:
    return "1 item" if items == 1 else f"{items:,} items"


def _add_file(path: Path, options: Namespace) -> int:
    with path.open("rb") as file:
        raw = file.read(_LARGEST)
    try:
        found = read_subscriptions(raw)
    except NotImportedError as error:
        raise SeedreadError(f"{path}: {error}.") from None
    for message in found.skipped:
        complain(message)
    added = subscribe(list_path(), found.feeds, earlier_feeds(), found.skipped)
    _save_searches(found, options)
    _print_added(added, options)
    return len(added.feeds) + len(added.logins) + len(found.searches)


def _save_searches(found: Subscriptions, options: Namespace) -> None:
    if found.searches:
        with Shelf() as shelf:
            for name, query in found.searches:
                shelf.save(SavedSearch(name, query))
                if not options.json:
                    print_text(f"saved search: {name}: {query}")


def earlier_feeds() -> dict[str, str]:
    """Return the IDs of the feeds that were ever fetched, with their addresses; raises FetchStateError."""
    path = state_path()
    if not path.exists():
        return {}
    with FetchState(path) as state:
        return state.feed_ids()


def _print_added(added: Added, options: Namespace) -> None:
    feeds = added.feeds
    if options.json:
        for feed in feeds:
            print_versioned({"id": feed.id, "name": feed.label, "url": feed.url})
        print_versioned({"added": len(feeds), "known": added.known, "logins": len(added.logins)})
        return
    for feed in feeds:
        print_text(f"{feed.id}  {feed.url}")
    for feed in added.logins:
        print_text(f"{feed.id}  {feed.url}  the new password will be used from now on")
    already = f", {added.known:,} already followed" if added.known else ""
    print_text(f"{len(feeds):,} {'feed' if len(feeds) == 1 else 'feeds'} added{already}.")
    if feeds:
        print_text("`seedread fetch` fetches what is due; `seedread` then opens it.")
