"""`seedread new`: what came since you last looked, in your saved searches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seedread.index.errors import QueryError, SeedreadError
from seedread.index.following.followed import VISIT, look
from seedread.index.following.news import all_news, news_of
from seedread.index.shelf import Shelf
from seedread.tui.cli.libraries import open_library, open_synced
from seedread.tui.cli.options import add_library, command_parser
from seedread.tui.cli.output import complain, print_text, print_versioned

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from seedread.index import Library
    from seedread.index.shelf import SavedSearch
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread new                     your saved searches, with the number of articles that came
  seedread new --show gas          list what came in one of them, and note that you have seen it
  seedread new --seen              note that you have seen everything
  seedread new --login             one line, or none if nothing came: for ~/.profile

New are articles of feeds that came since you last looked: at a saved search with --show, else when you last left the
screen or used --seen."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("new", "List what came since you last looked.", _EXAMPLES)
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--show", metavar="NAME", help="list what is new in a saved search, and note it as seen")
    task.add_argument("--seen", action="store_true", help="note everything as seen")
    task.add_argument(
        "--login", action="store_true", help="one line; nothing if nothing is new or a library is missing"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object per saved search, then the total")
    add_library(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Print what is new; exit code 1 if nothing is, but for --login."""
    options = make_parser().parse_args(arguments)
    if options.login:
        return _login(options)
    with open_synced(options) as library, Shelf() as shelf:
        if options.seen:
            for name in (VISIT, *(search.name for search in shelf.saved())):
                look(library, shelf, name)
            return 0
        if options.show:
            return _show(library, shelf, options)
        return _list(library, shelf, options)


def _login(options: Namespace) -> int:
    """Print one line without a sync; whatever is wrong is for other commands to tell."""
    try:
        with open_library(options) as library, Shelf() as shelf:
            new = all_news(library)
            found = [(search.name, number) for search in shelf.saved() if (number := _count(library, shelf, search))]
    except SeedreadError:
        return 0
    if new:
        searches = "".join(f" · {name} {number:,}" for name, number in found)
        print_text(f"seedread: {new:,} new {'article' if new == 1 else 'articles'}{searches}")
    return 0


def _count(library: Library, shelf: Shelf, search: SavedSearch) -> int:
    try:
        return news_of(library, shelf, search, 0).total
    except QueryError:
        return 0


def _fault(record: dict[str, Any]) -> str:
    return f": {record['error']}" if "error" in record else ""


def _show(library: Library, shelf: Shelf, options: Namespace) -> int:
    search = shelf.saved_as(options.show)
    results = news_of(library, shelf, search)
    for hit in results.hits:
        if options.json:
            print_versioned({"id": hit.id, "title": hit.title, "source": hit.source, "published": hit.date})
        else:
            print_text(hit.title)
            print_text("    " + " · ".join(filter(None, (hit.date, hit.source, hit.id))))
    if results.total > len(results.hits):
        complain(f"{results.total - len(results.hits):,} more: search for is:new to see them.")
    look(library, shelf, search.name)
    return 0 if results.total else 1


def _list(library: Library, shelf: Shelf, options: Namespace) -> int:
    new = all_news(library)
    for search in shelf.saved():
        record: dict[str, Any] = {"name": search.name, "query": search.query}
        try:
            record["new"] = news_of(library, shelf, search, 0).total
        except QueryError as error:
            record["error"] = error.message
        if options.json:
            print_versioned(record)
        else:
            print_text(f"{record.get('new', '!'):>6}  {search.name}{_fault(record)}")
    if options.json:
        print_versioned({"new": new})
    else:
        print_text(f"{new:6,}  all articles")
    return 0 if new else 1
