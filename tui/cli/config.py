"""`seedread config`: checks the configuration, prints the defaults or the key bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import print_text
from seedread.tui.config import config_path, default_file, keymap, load_settings
from seedread.tui.keys.bindings import ACTIONS, PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread config                                    check the file and print its path
  seedread config --print-default > ~/.config/seedread/config.toml
  seedread config --keys                             every action with its current keys"""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("config", "Check the configuration, or print the defaults or the key bindings.", _EXAMPLES)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--print-default", action="store_true", help="print a file with every setting and its default")
    what.add_argument("--path", action="store_true", help="print the path of the file, even if it does not exist")
    what.add_argument("--keys", action="store_true", help="print every action with its keys")
    return parser


def run(arguments: Sequence[str]) -> int:
    """Print the answer; raises ConfigError for a file with errors."""
    options = make_parser().parse_args(arguments)
    if options.print_default:
        print_text(default_file().rstrip("\n"))
        return 0
    path = config_path()
    if options.path:
        print_text(str(path))
        return 0
    settings = load_settings()
    if options.keys:
        keys = keymap(settings.keys)
        for place, heading in PLACES.items():
            print_text(f"# {heading}")
            for action in (action for action in ACTIONS if action.where == place):
                print_text(f"{action.name:17} {keys.label(action) or '-':22} {action.help}")
    else:
        print_text(f"{path}: {'OK' if path.exists() else 'No config file; using the defaults.'}")
    return 0
