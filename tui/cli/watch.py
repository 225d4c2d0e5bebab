"""`seedread watch`: watches web pages, of which every change of words is kept as a version."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.errors import SeedreadError
from seedread.index.feeds.download import Request, download
from seedread.index.feeds.feed import Feed, InvalidUrlError, feed_url
from seedread.index.feeds.fetch_errors import FetchError
from seedread.index.feeds.full_text import PageReader
from seedread.index.feeds.host_pace import HostPace
from seedread.index.feeds.opml import ImportedFeed
from seedread.index.feeds.subscribing import subscribe
from seedread.index.feeds.watched_page import parse_page
from seedread.tui.cli.add import earlier_feeds
from seedread.tui.cli.feed_places import make_archive, user_agent
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import print_text
from seedread.tui.config import load_settings
from seedread.tui.config.feed_places import list_path

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from seedread.index.feeds.parsed_feed import ParsedFeed
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread watch https://ministry.example/statement
  seedread watch https://ministry.example/statement --folder Watched --tag gas
  seedread feeds                           pages are listed with the feeds; --drop ends the watch
  seedread search is:changed               what changed; `seedread versions ID --diff` shows how

A page is fetched by `seedread fetch`, as often as a feed. It is fetched once now, to see that it has a text."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("watch", "Watch web pages: keep every version of their text.", _EXAMPLES)
    parser.add_argument("urls", nargs="+", metavar="URL", help="the address of a page")
    parser.add_argument("--name", default="", help="the name to show (default: the title of the page)")
    parser.add_argument("--folder", default="", metavar="FOLDER", help="a folder for the page, such as World/Asia")
    parser.add_argument("--tag", action="append", default=[], metavar="TAG", help="a tag for the page; may be repeated")
    parser.add_argument("--unchecked", action="store_true", help="add an address as it is, without fetching it")
    parser.add_argument("--allow-private", action="store_true", help="allow an address in a private network")
    parser.add_argument("--cafile", default="", metavar="PEM", help="check the server with these certificates")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Add pages to the list; exit code 1 if all of them were in it, and no password is new."""
    options = make_parser().parse_args(arguments)
    added = [_watch(url, options) for url in options.urls]
    make_archive()
    return 0 if any(added) else 1


def _watch(typed: str, options: Namespace) -> bool:
    """Add one page; tell whether it was not in the list before, or has another password now."""
    try:
        url, login = feed_url(typed)
    except InvalidUrlError as error:
        raise SeedreadError(f"Cannot watch {typed}: {error}.") from None
    feed = Feed(
        "", url, options.name, options.folder.strip("/"), tuple(options.tag), cafile=options.cafile, page=True,
        allow_private=options.allow_private,
    )  # fmt: skip
    wanted = ImportedFeed(feed, login)
    added = subscribe(list_path(), [wanted if options.unchecked else _checked(wanted)], earlier_feeds())
    for one in added.feeds:
        print_text(f"{one.id}  {one.url}")
        print_text("This page is watched now: `seedread fetch` fetches it when it is due.")
    for one in added.logins:
        print_text(f"{one.id}  {one.url}  the new password will be used from now on")
    if not (added.feeds or added.logins):
        print_text(f"{url} is followed already.")
    return bool(added.feeds or added.logins)


def _checked(wanted: ImportedFeed) -> ImportedFeed:
    """Return a page with its title as name; raises SeedreadError if it has no text that may be read."""
    feed = wanted.feed
    try:
        page = _fetched(wanted)
    except FetchError as error:
        raise SeedreadError(
            f"{feed.url}: {error.message}. Nothing was added; --unchecked adds the address as it is."
        ) from None
    (item,) = page.items
    print_text(f"{item.title}: {len(item.text.split()):,} words")
    return replace(wanted, feed=replace(feed, name=feed.name or item.title))


def _fetched(wanted: ImportedFeed) -> ParsedFeed:
    """Fetch a page; raises FetchError."""
    feed, agent, turn = wanted.feed, user_agent(load_settings()), HostPace().turn
    request = Request(feed.url, {"User-Agent": agent}, wanted.login, feed.allow_private, feed.cafile)
    answer = PageReader(agent, turn).checked(feed, feed.url, lambda: download(request, turn))
    page = parse_page(feed, answer)
    if page is None:
        raise FetchError(f"status {answer.status}", f"the server answers with status {answer.status}")
    return page
