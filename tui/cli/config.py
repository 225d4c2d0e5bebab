"""`seedread config`: what can be set, whether the file is sound, and which keys do what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import print_text
from seedread.tui.config import config_path, default_file, keymap, load_settings
from seedread.tui.keys.actions import ACTIONS, PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["run"]

_EXAMPLES = """\
  seedread config                                    where the file is, and whether it is sound
  seedread config --print-default > ~/.config/seedread/config.toml
  seedread config --keys                             every action by name, with the keys it has now"""


def run(arguments: Sequence[str]) -> int:
    """Print what was asked about the configuration; raises ConfigError for a file with faults."""
    parser = command_parser("config", "Show what can be set and check what is.", _EXAMPLES)
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--print-default", action="store_true", help="a file with every setting, its default and its use")
    what.add_argument("--path", action="store_true", help="where the file is, or would be")
    what.add_argument("--keys", action="store_true", help="every action by name, with its keys")
    options = parser.parse_args(arguments)
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
        print_text(f"{path}: {'it is sound.' if path.exists() else 'there is none; everything is as it comes.'}")
    return 0
