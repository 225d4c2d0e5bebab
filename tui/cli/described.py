"""The command line as values, read from the parsers: completions and the man page are written from it."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal, TypeAlias

from seedread.tui.cli.command_table import COMMANDS

if TYPE_CHECKING:
    from seedread.tui.cli.argument_parser import CommandParser

__all__ = ["Command", "Option", "Word", "described"]

Kind: TypeAlias = Literal["file", "folder", ""]
"""What an argument names."""
_FILES = frozenset(("PATH", "FILE", "PEM", "A", "B"))
_FOLDERS = frozenset(("DIR", "PLACE"))


@dataclass(frozen=True, slots=True)
class Word:
    """An argument that is not an option."""

    name: str
    help: str
    choices: tuple[str, ...]
    kind: Kind
    required: bool
    many: bool


@dataclass(frozen=True, slots=True)
class Option:
    """An option with all its names."""

    names: tuple[str, ...]
    help: str
    values: tuple[str, ...]
    """The names of the values that follow it."""
    choices: tuple[str, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class Command:
    """A command, or one of its own commands."""

    name: str
    """Empty for the screen."""
    summary: str
    """A line for a list of commands."""
    description: str
    examples: str
    options: tuple[Option, ...]
    words: tuple[Word, ...]
    commands: tuple[Command, ...] = ()


def described() -> Command:
    """Return the whole program: the screen, with every command below it."""
    commands = tuple(_command(name, summary, _parser(name)) for name, summary in COMMANDS.items())
    screen = _parser("screen")
    words = _words(screen)
    return Command("", "read articles", screen.description or "", screen.examples, _options(screen), words, commands)


def _parser(name: str) -> CommandParser:
    parser: CommandParser = import_module(f".{name}", __package__).make_parser()
    return parser


def _command(name: str, summary: str, parser: CommandParser) -> Command:
    own = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]  # noqa: SLF001
    commands = tuple(
        _command(choice.dest, choice.help or "", action.choices[choice.dest])
        for action in own
        for choice in action._choices_actions  # noqa: SLF001 (argparse keeps the help of a command there only)
    )
    description = parser.description or summary
    return Command(name, summary, description, parser.examples, _options(parser), _words(parser), commands)


def _options(parser: CommandParser) -> tuple[Option, ...]:
    return tuple(
        Option(
            tuple(action.option_strings),
            action.help or "",
            _values(action),
            _choices(action),
            _kind(action),
        )
        for action in parser._actions  # noqa: SLF001 (argparse has no public list)
        if action.option_strings
    )


def _choices(action: argparse.Action) -> tuple[str, ...]:
    """Return the values to choose from that are one word in a shell."""
    return tuple(choice for choice in action.choices or () if " " not in choice)


def _values(action: argparse.Action) -> tuple[str, ...]:
    if action.nargs == 0:
        return ()
    named = action.metavar or action.dest.upper()
    return named if isinstance(named, tuple) else (named,)


def _words(parser: CommandParser) -> tuple[Word, ...]:
    return tuple(
        Word(
            str(action.metavar or action.dest.upper()),
            action.help or "",
            _choices(action),
            _kind(action),
            action.nargs in (None, "+"),
            action.nargs in ("*", "+"),
        )
        for action in parser._actions  # noqa: SLF001 (as above)
        if not action.option_strings and not isinstance(action, argparse._SubParsersAction)  # noqa: SLF001
    )


def _kind(action: argparse.Action) -> Kind:
    return "file" if action.metavar in _FILES else "folder" if action.metavar in _FOLDERS else ""
