"""`seedread [PATH…]`: the interactive screen."""

from __future__ import annotations

from argparse import Action, BooleanOptionalAction
from typing import TYPE_CHECKING

from seedread import __version__
from seedread.tui.cli.command_table import COMMANDS
from seedread.tui.cli.options import add_library, command_parser
from seedread.tui.cli.output import print_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread                     read the bundled articles
  seedread news/ more.txt      read your own files
  seedread --library lib       open an existing library with its sources
  seedread --library lib news/world    limit the search to one of its folders

commands (seedread COMMAND --help for details):
{commands}

Keys: / search as you type, Tab next pane, ? help, q back or quit."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser(
        "",
        "A terminal news reader: search as you type, filter by country and leader,\ncompare articles side by side.",
        _EXAMPLES.format(commands="\n".join(f"  {name:10} {description}" for name, description in COMMANDS.items())),
    )
    add_library(parser)
    parser.add_argument("-V", "--version", action=_Version, nargs=0, help="show the version and exit")
    parser.add_argument(
        "--replace-sources", action="store_true", help="replace the sources of the library with the given PATHs"
    )
    parser.add_argument(
        "--lean",
        action=BooleanOptionalAction,
        help="send only changed cells to the terminal (default); --no-lean: use Textual's own drawing",
    )
    return parser


def run(arguments: Sequence[str]) -> int:
    """Open the library of the arguments in the interactive screen."""
    given = make_parser().parse_args(arguments)
    from seedread.tui.cli.session import start  # noqa: PLC0415 (--help and --version need no library)

    return start(given)


class _Version(Action):
    def __call__(self, *_: object) -> None:
        """Print the version."""
        print_text(f"seedread {__version__}")
        raise SystemExit(0)
