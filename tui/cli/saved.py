"""`seedread saved`: saved searches and their current counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.errors import QueryError
from seedread.index.query import parse
from seedread.index.search.selection_query import split
from seedread.index.shelf import SavedSearch, Shelf
from seedread.tui.cli.libraries import open_synced
from seedread.tui.cli.options import add_library, command_parser
from seedread.tui.cli.output import complain, explained, print_text, print_versioned

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from seedread.index import Library
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread saved news/                                 list saved searches with their counts
  seedread saved --add gas 'country:iran gas'          save a search
  seedread search "$(seedread saved --show gas)" news/ --ids"""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("saved", "List saved searches with their counts.", _EXAMPLES)
    task = parser.add_mutually_exclusive_group()
    task.add_argument("--add", nargs=2, metavar=("NAME", "QUERY"), help="save a search, replacing one of the same name")
    task.add_argument("--drop", metavar="NAME", help="delete a saved search")
    task.add_argument("--show", metavar="NAME", help="print the query of a saved search")
    task.add_argument("--json", action="store_true", help="one JSON object per saved search")
    add_library(parser)
    return parser


def run(arguments: Sequence[str]) -> int:
    """List, save, delete or print searches; exit code 1 if there are none."""
    options = make_parser().parse_args(arguments)
    with Shelf() as shelf:
        if options.add:
            name, query = options.add
            with explained(query):
                parse(query)
            shelf.save(SavedSearch(name, query))
            return 0
        if options.drop:
            shelf.forget(shelf.saved_as(options.drop).name)
            return 0
        if options.show:
            print_text(shelf.saved_as(options.show).query)
            return 0
        searches = shelf.saved()
    if not searches:
        complain("No saved searches. `seedread saved --add NAME QUERY` saves one.")
        return 1
    with open_synced(options, marks=True) as library:
        for search in searches:
            (_json if options.json else _plain)(_counted(library, search))
    return 0


def _counted(library: Library, search: SavedSearch) -> dict[str, Any]:
    record: dict[str, Any] = {"name": search.name, "query": search.query, "sort": search.sort}
    text, selection = split(search.query)
    try:
        results = library.search(text, selection=selection, limit=0)
    except QueryError as error:
        return record | {"error": error.message}
    states = {value.value: value.count for value in results.facets["is"].values} if "is" in results.facets else {}
    return record | {"total": results.total, "unread": states.get("unread", 0)}


def _json(record: dict[str, Any]) -> None:
    print_versioned(record)


def _plain(record: dict[str, Any]) -> None:
    print_text(f"{record['name']}: {record['query'] or 'all articles'}")
    print_text(f"    {record.get('error') or '{unread:,} unread of {total:,}'.format(**record)}")
