"""`seedread shelf`: the reader's marks, tags, notes and saved searches, to keep safe, to move and to join."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.shelf import Shelf, default_path
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import complain, print_json, print_text

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["run"]

_EXAMPLES = """\
  seedread shelf export > marks.jsonl        everything, one JSON object a line
  seedread shelf import marks.jsonl          add it to what is there; nothing is taken away
  seedread shelf path                        where it lies"""


def run(arguments: Sequence[str]) -> int:
    """Write the shelf out or take an export in."""
    parser = command_parser("shelf", "Export and import marks, tags, notes, saved searches and history.", _EXAMPLES)
    parser.add_argument("what", metavar="WHAT", choices=("export", "import", "path"), help="export, import or path")
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="what to import (default: standard input)")
    options = parser.parse_args(arguments)
    with Shelf() as shelf:
        if options.what == "path":
            print_text(str(default_path()))
        elif options.what == "export":
            for entry in shelf.export():
                print_json(entry)
        else:
            try:
                text = sys.stdin.read() if options.file == "-" else Path(options.file).read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or error
                complain(f"{options.file} cannot be read: {reason}.")
                return 3
            taken = shelf.import_lines(text.splitlines())
            print_text(
                f"{taken.articles:,} articles with marks, {taken.searches:,} saved searches, {taken.queries:,} queries."
            )
    return 0
