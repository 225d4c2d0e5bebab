"""`seedread shelf`: exports and imports marks, tags, notes, saved searches and history."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.shelf import Shelf, default_path
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import complain, print_json, print_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread shelf export > marks.jsonl        back up everything as JSON Lines
  seedread shelf import marks.jsonl          merge a backup; nothing is removed
  seedread shelf path                        print where it is stored"""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("shelf", "Export or import marks, tags, notes, saved searches and history.", _EXAMPLES)
    parser.add_argument("action", metavar="ACTION", choices=("export", "import", "path"), help="export, import or path")
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="file to import (default: standard input)")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Export or import the shelf, or print its path."""
    options = make_parser().parse_args(arguments)
    with Shelf() as shelf:
        if options.action == "path":
            print_text(str(default_path()))
        elif options.action == "export":
            for entry in shelf.export():
                print_json(entry)
        else:
            try:
                text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or error
                complain(f"Could not read {options.file}: {reason}.")
                return 3
            imported = shelf.import_lines(text.splitlines())
            print_text(
                f"Imported {imported.articles:,} articles with marks, {imported.searches:,} saved searches, "
                f"{imported.queries:,} queries."
            )
    return 0
