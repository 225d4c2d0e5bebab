"""The argument parser of every command: argparse with options anywhere and better error messages.

Options may come before or after other arguments, a query may begin with "-", and an error is one line that says what
to do. argparse gets the options first, then "--", then the other arguments: its own `parse_intermixed_args` drops "--"
and does not support subcommands.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn

from seedread.index.text.sanitize import safe_line, safe_text
from seedread.tui.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["CommandParser", "nearest"]

_LIKE_A_QUERY = re.compile(r"-(?!-|[A-Za-z]\Z).", re.DOTALL)
"""A query may begin with one hyphen (exclusion), not with two; a single letter is a mistyped option."""
_QUERY = "QUERY"
_HYPHENED = (_QUERY, "ID")
"""Arguments whose value may begin with a hyphen."""
_PATHS = ("PATH", "FILE", "DIR", "A", "B")
"""Arguments that name files; file names may contain bytes that are not valid text."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word closest to `word`, if any is close."""
    from difflib import get_close_matches  # noqa: PLC0415 (only after a typo)

    return next(iter(get_close_matches(word, list(known), 1, 0.7)), None)


def _label(action: argparse.Action) -> str:
    """Return the name that help uses for an argument or for the value of an option."""
    if isinstance(action.metavar, tuple):
        return " and ".join(action.metavar)
    return action.metavar or ("one of " + ", ".join(action.choices) if action.choices else action.dest.upper())


def _as_text(value: Any) -> Any:
    """Return a value, or a list of values, with invalid bytes as backslash escapes."""
    if isinstance(value, list):
        return [_as_text(part) for part in value]
    return os.fsencode(value).decode("utf-8", "backslashreplace") if isinstance(value, str) else value


@dataclass
class _Sorted:
    """The words of a command line: options with their values, and positional arguments."""

    options: list[str] = field(default_factory=list)
    positionals: list[str] = field(default_factory=list)

    def arguments(self) -> list[str]:
        """Return all words in an order that argparse parses without ambiguity."""
        return [*self.options, "--", *self.positionals] if self.positionals else self.options


class CommandParser(argparse.ArgumentParser):
    """The parser of a command or subcommand."""

    examples: str = ""
    """Example command lines; error messages quote the first that fits."""

    def parse_known_args(  # type: ignore[override]  # argparse declares three overloads
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse as argparse does, but accept options anywhere."""
        given = list(sys.argv[1:] if args is None else args)
        commands = next((a for a in self._actions if isinstance(a, argparse._SubParsersAction)), None)  # noqa: SLF001
        if commands:
            self._check_command(given, commands)
            return super().parse_known_args(given, namespace or argparse.Namespace())
        words = self._sort(given)
        if not self._asks_for_help(words.options):
            self._check_count(words.positionals)
        options, rest = super().parse_known_args(words.arguments(), namespace or argparse.Namespace())
        for action in self._actions:
            if (value := getattr(options, action.dest, None)) is not None:
                self._check_empty(action, value)
                if action.metavar not in _PATHS:
                    setattr(options, action.dest, _as_text(value))
        return options, rest

    def _parse_optional(self, arg_string: str) -> Any:
        """Accept a value that begins with "-": options were separated before."""
        return super()._parse_optional(arg_string) if self._option(arg_string) else None

    def error(self, message: str) -> NoReturn:
        """Print the error and a pointer to --help, and exit with code 2."""
        output.complain(f"{message.removeprefix('argument ')}\nRun `{self.prog} --help` for usage.")
        raise SystemExit(2)

    def _print_message(self, message: str, file: object = None) -> None:
        """Print help and version through `output`, like all other text."""
        if file is sys.stderr:
            output.complain(message.rstrip("\n"))
        else:
            output.write((safe_text(message),))

    def _option(self, word: str) -> argparse.Action | None:
        name = word.partition("=")[0] if word.startswith("--") else word
        return self._option_string_actions.get(name)

    def _sort(self, words: Sequence[str]) -> _Sorted:
        """Separate options and their values from positional arguments."""
        found, remaining = _Sorted(), deque(words)
        while remaining:
            word = remaining.popleft()
            action = self._option(word)
            if word == "--":
                found.positionals += remaining
                break
            if action is not None:
                found.options += self._with_values(word, action, remaining)
            elif len(word) > 1 and word.startswith("-") and not self._may_be_query(word, found.positionals):
                self._refuse(word, found.positionals)
            else:
                found.positionals.append(word)
        return found

    def _with_values(self, word: str, action: argparse.Action, remaining: deque[str]) -> list[str]:
        """Return an option with its values, taken from the remaining words."""
        wanted = action.nargs if isinstance(action.nargs, int) else 1
        name, given, _ = word.partition("=")
        if given and not wanted:
            self.error(f"{name} does not take a value.")
        if wanted > len(remaining) + bool(given):
            self.error(f"{name} needs a value: {_label(action)}.")
        if given or not wanted:
            return [word]
        if wanted == 1 and word.startswith("--"):
            return [f"{word}={remaining.popleft()}"]
        return [word, *(remaining.popleft() for _ in range(wanted))]

    def _may_be_query(self, word: str, others: Sequence[str]) -> bool:
        """Return whether a word that begins with a hyphen is the missing query."""
        wanted = self._words()
        takes = len(others) < len(wanted) and wanted[len(others)].metavar in _HYPHENED
        return takes and bool(_LIKE_A_QUERY.match(word)) and self._option(f"-{word}") is None

    def _refuse(self, word: str, others: Sequence[str]) -> NoReturn:
        name = word.partition("=")[0]
        guess = f"-{name}" if self._option(f"-{name}") else nearest(name, self._option_string_actions)
        if guess:
            advice = f"did you mean {guess}?"
        elif others and _LIKE_A_QUERY.match(word) and any(a.metavar == _QUERY for a in self._words()):
            advice = f"put the whole query in quotes: '{others[0]} {word}'"
        else:
            advice = "put arguments that begin with “-” after --."
        self.error(f"Unknown option {safe_line(name)}: {advice}")

    def _words(self) -> list[argparse.Action]:
        return [action for action in self._actions if not action.option_strings]

    def _check_count(self, others: Sequence[str]) -> None:
        """Report missing arguments with an example, or the first one too many."""
        wanted = self._words()
        needed = [action for action in wanted if action.nargs in (None, "+")]
        if len(others) < len(needed):
            missing = " and ".join(_label(action) for action in needed[len(others) :])
            self.error(f"Missing {missing}{self._example(self.prog)}")
        if all(action.nargs in (None, "?") for action in wanted) and len(others) > len(wanted):
            self.error(f"{safe_line(others[len(wanted)])} is an extra argument{self._example(self.prog)}")

    def _check_empty(self, action: argparse.Action, value: Any) -> None:
        """Reject "" as a path or name: an unset shell variable would mean the current folder."""
        values = value if isinstance(value, list) else [value]
        if "" in values and action.metavar != _QUERY and (not action.option_strings or action.metavar in _PATHS):
            self.error(f"{_label(action)} is empty.")

    def _check_command(self, given: Sequence[str], commands: argparse.Action) -> None:
        known = list(commands.choices or ())
        word = next(iter(given), None)
        if word is None or (word.startswith("-") and word not in ("-h", "--help")):
            self.error(f"Missing command: {', '.join(known)}{self._example(self.prog)}")
        if word not in known and not word.startswith("-"):
            guess = nearest(word, known)
            self.error(f"Unknown command {self.prog} {safe_line(word)}: " + (f"did you mean {guess}?" if guess else
                       f"use {', '.join(known)}."))  # fmt: skip

    @staticmethod
    def _asks_for_help(options: Sequence[str]) -> bool:
        return any(word in ("-h", "--help", "-V", "--version") for word in options)

    def _example(self, prog: str) -> str:
        lines = (line.strip() for line in self.examples.splitlines())
        example = next((line for line in lines if line.startswith(f"{prog} ")), None)
        return f". For example: {re.split(r' {3,}', example)[0]}" if example else "."
