"""`seedread names`: what you know of persons better than seedread, written into names.toml."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from seedread.index.errors import NotFound
from seedread.index.names.gazetteer import gazetteer
from seedread.index.names.overrides.knowledge import ALIAS, APART, DROP, LEADER, MERGE, NO_PERSON, Rule, leader_rule
from seedread.index.names.overrides.names_edit import add_rule
from seedread.index.names.overrides.names_file import read_rules, unknown_people
from seedread.index.storage.manifest import own_names_file
from seedread.tui.cli.options import add_library, command_parser, library_folder, open_synced
from seedread.tui.cli.output import complain, print_text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["run"]

_EXAMPLES = """\
  seedread names find orban                        ids, offices and dates of who is called so
  seedread names spellings vladimir-putin.ru news/ the words in your articles that made this row
  seedread names merge vladimir-putin.ru vladimir-poutine.ru
  seedread names apart ali-khan.pk ali-akbar-khan.pk
  seedread names drop jordan-rivers.us             no leader and no official
  seedread names alias benjamin-netanyahu.il "Bibi Netanyahu"
  seedread names no-person "Minister Creek"
  seedread names add "Tamsin Oyelaran" --country NG --office "foreign minister:2026-03-01:"
  seedread names list                              what you said, and mistakes in the file

Each of them adds to the end of names.toml in your config folder, or with --library DIR beside that library, where it
counts for all its readers. You may edit the file: take out what should not count any more. The next sync applies it,
and reads no article file again for that."""


def run(arguments: Sequence[str]) -> int:
    """Write one rule, or tell what is known; 1 where nobody is found, 3 where the file has mistakes."""
    parser = command_parser(
        "names", "Say what you know of persons better than seedread, or ask what it knows.", _EXAMPLES
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_rules(commands.add_parser)
    _command(commands.add_parser, "list", "print what you said, and mistakes in the file", _list)
    find = _command(commands.add_parser, "find", "print who is called so, with ids and offices", _find, writes=False)
    find.add_argument("name", metavar="NAME", help="a full name, a family name, or a spelling of it")
    forms = _command(commands.add_parser, "spellings", "print the words that made a row", _spellings, writes=False)
    forms.add_argument("row", metavar="ID", help="of a leader, or the code of a country")
    add_library(forms)
    options = parser.parse_args(arguments)
    task: Callable[[Namespace], int] = options.task
    return task(options)


def _add_rules(add: Callable[..., CommandParser]) -> None:
    merge = _command(add, "merge", "say that rows are one person", _write(MERGE))
    merge.add_argument("person", metavar="ID", help="the row that stays")
    merge.add_argument("rows", metavar="ROW", nargs="+", help="the ids of the rows that it takes in")
    merge.add_argument("--name", default="", metavar="NAME", help="how the row is called (default: as now)")
    apart = _command(add, "apart", "say that rows are different persons, whatever their names", _write(APART))
    apart.add_argument("rows", metavar="ROW", nargs="+", help="two ids or more")
    drop = _command(add, "drop", "say that a row is no leader and no official", _write(DROP))
    drop.add_argument("person", metavar="ID", help="the row that goes")
    alias = _command(add, "alias", "add spellings or names of a person", _write(ALIAS))
    alias.add_argument("person", metavar="ID")
    alias.add_argument("names", metavar="NAME", nargs="+")
    nobody = _command(add, "no-person", "say that a name is nobody's", _write(NO_PERSON))
    nobody.add_argument("names", metavar="NAME", nargs="+")
    leader = _command(add, "add", "add a leader, or offices of one who is known", _write(LEADER))
    leader.add_argument("name", metavar="NAME", help="as English-language papers write it")
    leader.add_argument("--country", required=True, metavar="CODE", help="such as FR, or UN for a body between states")
    leader.add_argument(
        "--office",
        required=True,
        action="append",
        metavar="TITLE:START:END",
        help="dates as 2026-03-01, 2026-03 or 2026",
    )
    leader.add_argument("--alias", action="append", default=[], metavar="NAME")


def _command(
    add: Callable[..., CommandParser], name: str, does: str, task: Callable[[Namespace], int], *, writes: bool = True
) -> CommandParser:
    parser = add(name, help=does, description=f"{does[0].upper()}{does[1:]}.", allow_abbrev=False)
    parser.set_defaults(task=task)
    parser.examples = _EXAMPLES
    if writes:
        parser.add_argument("--library", metavar="DIR", help="the file beside this library (default: your own)")
    return parser


def _path(options: Namespace) -> Path:
    folder = library_folder(options)
    return folder / "names.toml" if folder else own_names_file()


def _write(kind: str) -> Callable[[Namespace], int]:
    def write(options: Namespace) -> int:
        path = _path(options)
        add_rule(path, _rule(kind, options))
        print_text(f"Noted in {path}; the next sync applies it.")
        return 0

    return write


def _rule(kind: str, options: Namespace) -> Rule:
    match kind:
        case "merge":
            return Rule(MERGE, options.person, (options.name,) if options.name else (), tuple(options.rows))
        case "apart":
            return Rule(APART, rows=tuple(options.rows))
        case "drop":
            return Rule(DROP, options.person)
        case "no_person":
            return Rule(NO_PERSON, names=tuple(options.names))
        case "alias":
            rule = Rule(ALIAS, options.person, tuple(options.names))
            if unknown_people([rule, *read_rules(_path(options))[0]]):
                raise NotFound(f"Nobody has the id {options.person}: `seedread names find NAME` prints ids.")
            return rule
    return leader_rule(options.name, tuple(options.alias), options.country, tuple(options.office))


def _list(options: Namespace) -> int:
    path = _path(options)
    rules, wrong = read_rules(path)
    for rule in rules:
        parts = [rule.person, *rule.rows, *(f"“{name}”" for name in rule.names), *rule.offices]
        print_text(f"{rule.kind:10} {' · '.join(filter(None, parts))}")
    for reason in (*wrong, *unknown_people(rules)):
        complain(f"{path}: {reason}")
    if not rules and not wrong:
        complain(f"{path} has no rules yet: `seedread names --help` shows how to add one.")
        return 1
    return 3 if wrong else 0


def _find(options: Namespace) -> int:
    people = [row for person in sorted(gazetteer().resolve(options.name)) for row in gazetteer().career(person)]
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for leader in people:
        offices = "; ".join(
            f"{title} {start} to {end or 'now'}"
            for title, start, end in (text.rsplit(":", 2) for text in leader.offices_text.split(";"))
        )
        line = f"{leader.id}  {leader.name} ({leader.country}): {offices}"
        print_text(textwrap.fill(line, width, subsequent_indent="    ") if width else line)
    if not people:
        complain(f"Nobody called “{options.name}” is known: try the family name alone, or another spelling.")
    return 0 if people else 1


def _spellings(options: Namespace) -> int:
    with open_synced(options) as library:
        forms = library.spellings("leader" if "." in options.row else "country", options.row)
    for form, count in forms:
        print_text(f"{count:6} {form}")
    if not forms:
        raise NotFound(f"No article here has the row {options.row}: `seedread search '' --facets` prints the rows.")
    return 0
