"""`seedread mark QUERY`: marks all articles that match a query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.shelf import Ref, Shelf, clean_tag, name_of
from seedread.tui.cli.libraries import find_all, open_synced
from seedread.tui.cli.options import add_library, add_query, command_parser, query_of
from seedread.tui.cli.output import complain, print_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.shelf import Field
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_FLAGS: dict[str, tuple[Field, bool, str]] = {
    "read": ("read", True, "mark as read"),
    "unread": ("read", False, "mark as unread"),
    "star": ("starred", True, "star"),
    "unstar": ("starred", False, "remove the star"),
}
_EXAMPLES = """\
  seedread mark 'date:<2024' news/ --read
  seedread mark 'country:iran gas' news/ --tag winter
  seedread mark --all news/ --read

Press U in the interactive screen to undo recent changes."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("mark", "Mark all articles that match a query.", _EXAMPLES)
    add_query(parser, or_all=True)
    add_library(parser)
    change = parser.add_mutually_exclusive_group(required=True)
    for name, (_, _, description) in _FLAGS.items():
        change.add_argument(f"--{name}", dest="flag", action="store_const", const=name, help=description)
    change.add_argument("--tag", metavar="TAG", help="add a tag")
    change.add_argument("--untag", metavar="TAG", help="remove a tag")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Mark the matches of a query and print how many articles changed; exit code 1 if none match."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    tag = clean_tag(options.tag or options.untag or "")
    field, on, _ = _FLAGS[options.flag] if options.flag else ("tag", options.tag is not None, "")
    if field == "tag" and not tag:
        complain("A tag needs a letter or a digit.")
        return 2
    query = query_of(parser, options)
    with open_synced(options, marks=True) as library, Shelf() as shelf:
        hits = find_all(parser, options, library, query)
        refs = (Ref(hit.id, hit.content_hash, hit.title) for hit in hits)
        changed = shelf.mark(name_of(library), refs, field, on=on, tag=tag)
    print_text(f"{changed:,} of {len(hits):,} articles changed.")
    return 0 if hits else 1
