"""`seedread migrate --to PLACE`: copies a library to a cluster, or back to a folder, and compares both."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

from seedread.index.ingest.migration import migrate
from seedread.index.storage.places import named_place
from seedread.tui.cli.libraries import open_library
from seedread.tui.cli.options import add_library, command_parser
from seedread.tui.cli.output import complain, print_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedread.index.ingest.report import Progress
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread migrate news/ --to opensearch://127.0.0.1:9200/news     copy a library to a cluster
  seedread migrate --library opensearch://127.0.0.1:9200/news --to ~/copy     and back to a folder"""
_PAUSE = 10.0
"""Seconds between two lines of progress."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser(
        "migrate",
        "Copy a library to another place without reading its sources again, and compare both at the end. One that was "
        "interrupted goes on.",
        _EXAMPLES,
    )
    parser.add_argument(
        "--to", required=True, metavar="PLACE", help="a folder, or opensearch://host/name (see docs/cluster.md)"
    )
    add_library(parser, "the library that they name is copied whole")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Copy the library and print what was compared."""
    options = make_parser().parse_args(arguments)
    with open_library(options) as library:
        place, trust = library.place, library.trust
    done = migrate(place, named_place(options.to), trust, _reporter())
    print_text(f"{done.articles:,} articles in {options.to}, {done.copied:,} of them copied now.")
    print_text(f"Both have the same number of articles, and the same counts of {', '.join(done.compared)}.")
    return 0


def _reporter() -> Callable[[Progress], None]:
    """Return what tells a person now and then how far it is; a script gets only the end."""
    told = time.monotonic()

    def report(progress: Progress) -> None:
        nonlocal told
        if sys.stderr.isatty() and time.monotonic() - told > _PAUSE:
            told = time.monotonic()
            complain(f"{progress.done:,} of {progress.total:,} articles copied.")

    return report
