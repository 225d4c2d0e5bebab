"""`seedread rule`: rules in lines.toml for the body and boilerplate lines of a site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.cleaning import KINDS
from seedread.index.cleaning.site_rules import BODY, BOILERPLATE, SiteRule
from seedread.index.cleaning.site_rules_file import add_site_rule, read_site_rules
from seedread.index.ingest.reader_rules import own_lines_file
from seedread.tui.cli.options import command_parser
from seedread.tui.cli.output import complain, print_text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread rule body example.org "In brief"
  seedread rule boilerplate example.org "Read more from" --begins --kind related
  seedread rule boilerplate "The Example Post" "Our reporters in your pocket"
  seedread rule boilerplate world/2024 "From our archive"
  seedread rule list

SITE is a host name (subdomains included), the name of an outlet, or a folder as in article IDs. Rules are appended to
lines.toml in your config folder. To remove a rule, delete it from the file. Changes take effect at the next sync of
each library, which cleans all articles again."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("rule", "Set which lines of a site are body text and which are boilerplate.", _EXAMPLES)
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, description in ((BODY, "keep lines that were stripped"), (BOILERPLATE, "strip lines that were kept")):
        command = commands.add_parser(
            name, help=description, description=f"{description.capitalize()}.", allow_abbrev=False
        )
        command.examples = _EXAMPLES
        command.add_argument("site", metavar="SITE", help="a host, outlet or folder")
        command.add_argument("text", metavar="TEXT", help="the line; case, numbers and spaces are ignored")
        command.add_argument("--begins", action="store_true", help="match all lines that begin with TEXT")
        if name == BOILERPLATE:
            command.add_argument(
                "--kind",
                choices=KINDS,
                default="other",
                metavar="KIND",
                help="kind of boilerplate: " + ", ".join(KINDS),
            )
    commands.add_parser("list", help="list the rules", description="List the rules.", allow_abbrev=False)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Add a rule, or list the rules."""
    options = make_parser().parse_args(arguments)
    return _list() if options.command == "list" else _write(options)


def _list() -> int:
    rules = read_site_rules(own_lines_file())
    if not rules:
        complain(f"No rules in {own_lines_file()}. `seedread rule --help` shows how to add one.")
        return 1
    for rule in rules:
        label = BODY if rule.body else f"{BOILERPLATE} ({rule.kind})"
        print_text(f"{rule.site} · {label} · “{rule.text}”{' …' if rule.begins else ''}")
    return 0


def _write(options: Namespace) -> int:
    body = options.command == BODY
    kind = "other" if body else options.kind
    add_site_rule(own_lines_file(), SiteRule(options.site, options.text, body=body, begins=options.begins, kind=kind))
    print_text(f"Saved to {own_lines_file()}; takes effect at the next sync.")
    return 0
