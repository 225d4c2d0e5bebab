"""`seedread rule`: what is body and what is boilerplate on a site, written into lines.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.cleaning import KINDS
from seedread.index.cleaning.site_rules import BODY, BOILERPLATE, SiteRule
from seedread.index.cleaning.site_rules_file import add_site_rule, read_site_rules
from seedread.index.storage.manifest import own_lines_file
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import complain, print_text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

__all__ = ["run"]

_EXAMPLES = """\
  seedread rule body example.org "In brief"
  seedread rule boilerplate example.org "Read more from" --begins --kind related
  seedread rule boilerplate "The Example Post" "Our reporters in your pocket"
  seedread rule boilerplate world/2024 "From our archive"
  seedread rule list

SITE is the host of the articles' addresses or one above it, the outlet's name, or the folder of their files as it
stands in their ids. Each rule goes to the end of lines.toml in your config folder. You may edit the file: take out what
should not count any more. The next sync of each library applies it and cleans every article anew for that."""


def run(arguments: Sequence[str]) -> int:
    """Write one rule, or print those that there are."""
    parser = command_parser("rule", "Say which lines of a site are body and which are boilerplate.", _EXAMPLES)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, does in ((BODY, "keep a line that was stripped"), (BOILERPLATE, "strip a line that was kept")):
        command = commands.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.", allow_abbrev=False)
        command.examples = _EXAMPLES
        command.add_argument("site", metavar="SITE", help="host, outlet or folder")
        command.add_argument("text", metavar="TEXT", help="the line; capitals, numbers and spaces do not matter")
        command.add_argument("--begins", action="store_true", help="TEXT is only the beginning of the lines meant")
        if name == BOILERPLATE:
            command.add_argument("--kind", choices=KINDS, default="other", metavar="KIND", help=", ".join(KINDS))
    commands.add_parser("list", help="print the rules", description="Print the rules.", allow_abbrev=False)
    options = parser.parse_args(arguments)
    return _list() if options.command == "list" else _write(options)


def _list() -> int:
    rules = read_site_rules(own_lines_file())
    if not rules:
        complain(f"{own_lines_file()} has no rules yet: `seedread rule --help` shows how to add one.")
        return 1
    for rule in rules:
        what = BODY if rule.body else f"{BOILERPLATE} ({rule.kind})"
        print_text(f"{rule.site} · {what} · “{rule.text}”{' …' if rule.begins else ''}")
    return 0


def _write(options: Namespace) -> int:
    body = options.command == BODY
    kind = "other" if body else options.kind
    add_site_rule(own_lines_file(), SiteRule(options.site, options.text, body=body, begins=options.begins, kind=kind))
    print_text(f"Noted in {own_lines_file()}; the next sync applies it.")
    return 0
