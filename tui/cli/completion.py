"""`seedread completion`: prints or installs the script that completes the command line in a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.files.atomic_write import write_file
from seedread.index.files.user_folders import expanded
from seedread.tui.cli.completion_scripts import PLACES, SCRIPTS
from seedread.tui.cli.described import described
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import complain, print_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread completion bash --install               install it for bash; also zsh, fish
  source <(seedread completion bash)               try it in this shell"""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("completion", "Print the script that completes the command line in a shell.", _EXAMPLES)
    parser.add_argument("shell", metavar="SHELL", choices=tuple(SCRIPTS), help="bash, zsh or fish")
    parser.add_argument("--install", action="store_true", help="write the script where the shell looks for it")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Print the script, or write it to the reader's own folder."""
    options = make_parser().parse_args(arguments)
    script = "\n".join(SCRIPTS[options.shell](described()))
    if not options.install:
        print_text(script)
        return 0
    path = expanded(PLACES[options.shell])
    path.parent.mkdir(parents=True, exist_ok=True)
    write_file(path, f"{script}\n".encode())
    complain(f"Wrote {path}. It works in a new {options.shell}.")
    if options.shell == "zsh":
        complain(f"If it does not, put this before compinit in ~/.zshrc: fpath=({path.parent} $fpath)")
    return 0
