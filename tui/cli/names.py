"""`seedread names`: corrects people and their names with rules in names.toml."""

from __future__ import annotations

import shutil
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from seedread.index.errors import LibraryError, NotFound
from seedread.index.ingest.reader_rules import own_names_file
from seedread.index.names.gazetteer import gazetteer
from seedread.index.names.lexicon import country_name
from seedread.index.names.overrides.name_rules import (
    ALIAS,
    APART,
    DROP,
    LEADER,
    MERGE,
    NO_PERSON,
    SOURCE,
    NameRule,
    leader_rule,
)
from seedread.index.names.overrides.names_edit import add_rule
from seedread.index.names.overrides.names_file import read_rules, unknown_people
from seedread.tui.cli.libraries import library_folder, open_synced
from seedread.tui.cli.options import add_library, command_parser
from seedread.tui.cli.output import complain, print_text

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Sequence

    from seedread.index.search.unlisted_leaders import UnlistedLeader
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["make_parser", "run"]

_EXAMPLES = """\
  seedread names find orban                        find people by name, with IDs and offices
  seedread names spellings vladimir-putin.ru news/ the spellings found in your articles
  seedread names merge vladimir-putin.ru vladimir-poutine.ru
  seedread names merge-sources "BBC News" bbc.com "BBC World Service"
  seedread names apart ali-khan.pk ali-akbar-khan.pk
  seedread names pending news/                     leaders in no data file, with the words that name them
  seedread names confirm tamsin-oyelaran.ng news/  add such a leader to your rules
  seedread names drop jordan-rivers.us             remove (not a leader)
  seedread names alias benjamin-netanyahu.il "Bibi Netanyahu"
  seedread names no-person "Minister Creek"
  seedread names add "Tamsin Oyelaran" --country NG --office "foreign minister:2026-03-01:"
  seedread names list                              list your rules, and errors in the file

Rules are appended to names.toml in your config folder or, with --library DIR, to the one in that library, where they
apply to all its users. To remove a rule, delete it from the file. Changes take effect at the next sync, which does not
read the article files again."""


def make_parser() -> CommandParser:
    """Return the parser of this command."""
    parser = command_parser("names", "Correct people and their names, or look them up.", _EXAMPLES)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_rules(commands.add_parser)
    _command(commands.add_parser, "list", "list your rules, and errors in the file", _list)
    find = _command(commands.add_parser, "find", "find people by name, with IDs and offices", _find, writes=False)
    find.add_argument("name", metavar="NAME", help="a full name, a family name or another spelling")
    forms = _command(
        commands.add_parser, "spellings", "list the spellings found in your articles", _spellings, writes=False
    )
    forms.add_argument("row", metavar="ID", help="the ID of a person, or a country code")
    add_library(forms)
    pending = _command(
        commands.add_parser,
        "pending",
        "list the leaders in no data file whom your articles introduce, with the words that do",
        _pending,
        writes=False,
    )
    add_library(pending)
    confirm = _command(
        commands.add_parser,
        "confirm",
        "add a pending leader to your rules, with the office and the first day that your articles give",
        _confirm,
        writes=False,
    )
    confirm.add_argument("row", metavar="ID", help="the ID of a pending leader; several with commas between them")
    add_library(confirm)
    return parser


def run(arguments: Sequence[str]) -> int:
    """Write one rule, or answer a question; exit code 1 if no one is found, 3 if the file has errors."""
    options = make_parser().parse_args(arguments)
    task: Callable[[Namespace], int] = options.task
    return task(options)


def _add_rules(add: Callable[..., CommandParser]) -> None:
    merge = _command(add, "merge", "merge people who are the same person", _write(MERGE))
    merge.add_argument("person", metavar="ID", help="the person to keep")
    merge.add_argument("rows", metavar="OTHER", nargs="+", help="IDs of the people to merge into ID")
    merge.add_argument("--name", default="", metavar="NAME", help="the name to show (default: unchanged)")
    sources = _command(add, "merge-sources", "merge sources that are the same outlet", _write(SOURCE))
    sources.add_argument("name", metavar="NAME", help="the name to show")
    sources.add_argument("spellings", metavar="OTHER", nargs="+", help="other names or addresses of the outlet")
    apart = _command(add, "apart", "treat people with similar names as different people", _write(APART))
    apart.add_argument("rows", metavar="ROW", nargs="+", help="two or more IDs")
    drop = _command(add, "drop", "remove people who are not leaders or officials", _write(DROP))
    drop.add_argument("people", metavar="ID", nargs="+", help="the people to remove")
    alias = _command(add, "alias", "add other names or spellings of a person", _write(ALIAS))
    alias.add_argument("person", metavar="ID")
    alias.add_argument("names", metavar="NAME", nargs="+")
    no_person = _command(add, "no-person", "mark a name as not a person", _write(NO_PERSON))
    no_person.add_argument("names", metavar="NAME", nargs="+")
    leader = _command(add, "add", "add a leader, or add offices to a known one", _write(LEADER))
    leader.add_argument("name", metavar="NAME", help="as written in English-language news")
    leader.add_argument(
        "--country", required=True, metavar="CODE", help="for example FR, or UN for an international organisation"
    )
    leader.add_argument(
        "--office",
        required=True,
        action="append",
        metavar="TITLE:START:END",
        help="an office and its dates: 2026-03-01, 2026-03 or 2026; END may be empty",
    )
    leader.add_argument("--alias", action="append", default=[], metavar="NAME", help="another name or spelling")


def _command(
    add: Callable[..., CommandParser],
    name: str,
    description: str,
    task: Callable[[Namespace], int],
    *,
    writes: bool = True,
) -> CommandParser:
    parser = add(name, help=description, description=f"{description[0].upper()}{description[1:]}.", allow_abbrev=False)
    parser.set_defaults(task=task)
    parser.examples = _EXAMPLES
    if writes:
        parser.add_argument(
            "--library", metavar="DIR", help="write to the names.toml of this library (default: your own)"
        )
    return parser


def _path(options: Namespace) -> Path:
    folder = library_folder(options)
    if folder is not None and not isinstance(folder, Path):
        raise LibraryError("A library in a cluster has no names.toml: leave out --library to write your own rules.")
    return folder / "names.toml" if folder else own_names_file()


def _write(kind: str) -> Callable[[Namespace], int]:
    def write(options: Namespace) -> int:
        _save(_path(options), _rules(kind, options))
        return 0

    return write


def _save(path: Path, rules: Iterable[NameRule]) -> None:
    for rule in rules:
        add_rule(path, rule)
    print_text(f"Saved to {path}; takes effect at the next sync.")


def _rules(kind: str, options: Namespace) -> list[NameRule]:
    match kind:
        case "merge":
            rules = [NameRule(MERGE, options.person, (options.name,) if options.name else (), tuple(options.rows))]
        case "source":
            rules = [NameRule(SOURCE, names=(options.name, *options.spellings))]
        case "apart":
            rules = [NameRule(APART, rows=tuple(options.rows))]
        case "drop":
            rules = [NameRule(DROP, person) for person in options.people]
        case "no_person":
            rules = [NameRule(NO_PERSON, names=tuple(options.names))]
        case "alias":
            rules = [NameRule(ALIAS, options.person, tuple(options.names))]
            if unknown_people([*rules, *read_rules(_path(options))[0]]):
                raise NotFound(f"No person has the ID {options.person}. `seedread names find NAME` prints IDs.")
        case _:
            rules = [leader_rule(options.name, tuple(options.alias), options.country, tuple(options.office))]
    return rules


def _list(options: Namespace) -> int:
    path = _path(options)
    rules, errors = read_rules(path)
    for rule in rules:
        parts = [rule.person, *rule.rows, *(f"“{name}”" for name in rule.names), *rule.offices]
        print_text(f"{rule.kind:10} {' · '.join(filter(None, parts))}")
    for reason in (*errors, *unknown_people(rules)):
        complain(f"{path}: {reason}")
    if not rules and not errors:
        complain(f"No rules in {path}. `seedread names --help` shows how to add one.")
        return 1
    return 3 if errors else 0


def _find(options: Namespace) -> int:
    people = [row for person in sorted(gazetteer().resolve(options.name)) for row in gazetteer().rows_of_person(person)]
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else 0
    for leader in people:
        offices = "; ".join(
            f"{title} {start} to {end or 'now'}"
            for title, start, end in (text.rsplit(":", 2) for text in leader.offices_text.split(";"))
        )
        line = f"{leader.id}  {leader.name} ({leader.country}): {offices}"
        print_text(textwrap.fill(line, width, subsequent_indent="    ") if width else line)
    if not people:
        complain(f"No person found for “{options.name}”. Try the family name alone, or another spelling.")
    return 0 if people else 1


def _spellings(options: Namespace) -> int:
    with open_synced(options) as library:
        forms = library.spellings("leader" if "." in options.row else "country", options.row)
    for form, count in forms:
        print_text(f"{count:6} {form}")
    if not forms:
        raise NotFound(f"No article names {options.row}. `seedread search '' --facets` lists countries and leaders.")
    return 0


def _pending(options: Namespace) -> int:
    with open_synced(options) as library:
        pending = library.unlisted_leaders()
    for leader in pending:
        offices = ", ".join(f"{office} (from {day})" if day else office for office, day in leader.offices)
        count = "1 article" if leader.articles == 1 else f"{leader.articles:,} articles"
        print_text(f"{leader.id}  {leader.name}: {offices} of {country_name(leader.country)}; {count}")
        for spelling in leader.spellings:
            print_text(f"    also spelled {spelling}")
        for example in leader.examples:
            print_text(f"    “{example.words}” ({example.article})")
    if pending:
        complain(
            "`seedread names confirm ID` adds one to your rules; `names merge` and `names drop` correct the others."
        )
    else:
        complain("Every leader in these articles is in the data or in your rules.")
    return 0 if pending else 1


def _confirm(options: Namespace) -> int:
    wanted = options.row.split(",")
    with open_synced(options) as library:
        pending = {leader.id: leader for leader in library.unlisted_leaders()}
    if missing := [row for row in wanted if row not in pending]:
        raise NotFound(f"No pending leader has the ID {missing[0]}. `seedread names pending` lists them.")
    _save(_path(options), [_confirmed(pending[row]) for row in wanted])
    return 0


def _confirmed(leader: UnlistedLeader) -> NameRule:
    offices = tuple(f"{office}:{day}:" for office, day in leader.offices if not office.startswith("former "))
    if not offices:
        raise NotFound(
            f"The articles name no present office of {leader.name}. Give it with its dates: `seedread names add "
            f'"{leader.name}" --country {leader.country} --office "president:START:END"`.'
        )
    return leader_rule(leader.name, leader.spellings, leader.country, offices)
