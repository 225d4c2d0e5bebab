"""The parser of every command: argparse, made easier on who types.

Options may stand anywhere, a query may begin with "-", and what is wrong is told in a line with what to do. argparse
itself gets the options first, then "--", then the rest in order: its own way of mixing them loses "--" and knows no
sub-commands.
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
"""What may be a query that excludes: two hyphens never begin one, and a single letter is an option mistyped."""
_QUERY = "QUERY"
_HYPHENED = (_QUERY, "ID")
"""What may begin with a hyphen."""
_PATHS = ("PATH", "FILE", "DIR", "A", "B")
"""What names files: their names may hold bytes that are no text."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return what somebody who typed `word` may have meant."""
    from difflib import get_close_matches  # noqa: PLC0415 (only after a slip)

    return next(iter(get_close_matches(word, list(known), 1, 0.7)), None)


def _label(action: argparse.Action) -> str:
    """Return how help calls the value of an option, or a word."""
    if isinstance(action.metavar, tuple):
        return " and ".join(action.metavar)
    return action.metavar or ("one of " + ", ".join(action.choices) if action.choices else action.dest.upper())


def _as_text(value: Any) -> Any:
    """Return a value, or those of a list, with the bytes written out that are no text."""
    if isinstance(value, list):
        return [_as_text(part) for part in value]
    return os.fsencode(value).decode("utf-8", "backslashreplace") if isinstance(value, str) else value


@dataclass
class _Sorted:
    """The words of a command line, options with their values apart from the others."""

    options: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def arguments(self) -> list[str]:
        """Return them in the order in which argparse is sure of them."""
        return [*self.options, "--", *self.others] if self.others else self.options


class CommandParser(argparse.ArgumentParser):
    """The parser of a command or of a sub-command."""

    examples: str = ""
    """Lines of use, from which messages take the first that fits."""

    def parse_known_args(  # type: ignore[override]  # argparse's own has three forms of one
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse as argparse does, with the options anywhere."""
        given = list(sys.argv[1:] if args is None else args)
        commands = next((a for a in self._actions if isinstance(a, argparse._SubParsersAction)), None)  # noqa: SLF001
        if commands:
            self._check_command(given, commands)
            return super().parse_known_args(given, namespace)
        words = self._sort(given)
        if not self._asks_for_help(words.options):
            self._check_count(words.others)
        options, rest = super().parse_known_args(words.arguments(), namespace)
        for action in self._actions:
            if (value := getattr(options, action.dest, None)) is not None:
                self._check_empty(action, value)
                if action.metavar not in _PATHS:
                    setattr(options, action.dest, _as_text(value))
        return options, rest

    def _parse_optional(self, arg_string: str) -> Any:
        """Take a value that begins with "-" for a value: every option was found before."""
        return super()._parse_optional(arg_string) if self._option(arg_string) else None

    def error(self, message: str) -> NoReturn:
        """Say in a line what is wrong, in another where to read on, and leave with 2."""
        output.complain(f"{message.removeprefix('argument ')}\n`{self.prog} --help` tells more.")
        raise SystemExit(2)

    def _print_message(self, message: str, file: object = None) -> None:
        """Write help and version as all other output is written."""
        if file is sys.stderr:
            output.complain(message.rstrip("\n"))
        else:
            output.write((safe_text(message),))

    def _option(self, word: str) -> argparse.Action | None:
        name = word.partition("=")[0] if word.startswith("--") else word
        return self._option_string_actions.get(name)

    def _sort(self, words: Sequence[str]) -> _Sorted:
        """Tell options and their values from all other words."""
        found, waiting = _Sorted(), deque(words)
        while waiting:
            word = waiting.popleft()
            action = self._option(word)
            if word == "--":
                found.others += waiting
                break
            if action is not None:
                found.options += self._with_values(word, action, waiting)
            elif len(word) > 1 and word.startswith("-") and not self._may_be_query(word, found.others):
                self._refuse(word, found.others)
            else:
                found.others.append(word)
        return found

    def _with_values(self, word: str, action: argparse.Action, waiting: deque[str]) -> list[str]:
        """Return an option with the words that belong to it, taken from those that wait."""
        wanted = action.nargs if isinstance(action.nargs, int) else 1
        name, given, _ = word.partition("=")
        if given and not wanted:
            self.error(f"{name} takes no value.")
        if wanted > len(waiting) + bool(given):
            self.error(f"{name} needs {_label(action)}.")
        if given or not wanted:
            return [word]
        if wanted == 1 and word.startswith("--"):
            return [f"{word}={waiting.popleft()}"]
        return [word, *(waiting.popleft() for _ in range(wanted))]

    def _may_be_query(self, word: str, others: Sequence[str]) -> bool:
        """Tell whether a word with a hyphen before it is the query that is still wanted."""
        wanted = self._words()
        takes = len(others) < len(wanted) and wanted[len(others)].metavar in _HYPHENED
        return takes and bool(_LIKE_A_QUERY.match(word)) and self._option(f"-{word}") is None

    def _refuse(self, word: str, others: Sequence[str]) -> NoReturn:
        name = word.partition("=")[0]
        guess = f"-{name}" if self._option(f"-{name}") else nearest(name, self._option_string_actions)
        if guess:
            advice = f"did you mean {guess}?"
        elif others and _LIKE_A_QUERY.match(word) and any(a.metavar == _QUERY for a in self._words()):
            advice = f"for one query of several words put quotes around it: '{others[0]} {word}'"
        else:
            advice = "what begins with “-” and is no option goes after --."
        self.error(f"There is no option {safe_line(name)}: {advice}")

    def _words(self) -> list[argparse.Action]:
        return [action for action in self._actions if not action.option_strings]

    def _check_count(self, others: Sequence[str]) -> None:
        """Refuse too few words with an example of enough, and too many by name."""
        wanted = self._words()
        needed = [action for action in wanted if action.nargs in (None, "+")]
        if len(others) < len(needed):
            missing = " and ".join(_label(action) for action in needed[len(others) :])
            self.error(f"{missing} is missing{self._example(self.prog)}")
        if all(action.nargs in (None, "?") for action in wanted) and len(others) > len(wanted):
            self.error(f"{safe_line(others[len(wanted)])} is one word too many{self._example(self.prog)}")

    def _check_empty(self, action: argparse.Action, value: Any) -> None:
        """Refuse "" where it names something: a variable of the shell that is not set would name this folder."""
        values = value if isinstance(value, list) else [value]
        if "" in values and action.metavar != _QUERY and (not action.option_strings or action.metavar in _PATHS):
            self.error(f"{_label(action)} is empty.")

    def _check_command(self, given: Sequence[str], commands: argparse.Action) -> None:
        known = list(commands.choices or ())
        word = next(iter(given), None)
        if word is None or (word.startswith("-") and word not in ("-h", "--help")):
            self.error(f"Say what to do: {', '.join(known)}{self._example(self.prog)}")
        if word not in known and not word.startswith("-"):
            guess = nearest(word, known)
            self.error(f"There is no {self.prog} {safe_line(word)}: " + (f"did you mean {guess}?" if guess else
                       f"use {', '.join(known)}."))  # fmt: skip

    @staticmethod
    def _asks_for_help(options: Sequence[str]) -> bool:
        return any(word in ("-h", "--help", "-V", "--version") for word in options)

    def _example(self, prog: str) -> str:
        lines = (line.strip() for line in self.examples.splitlines())
        example = next((line for line in lines if line.startswith(f"{prog} ")), None)
        return f". For example: {re.split(r' {3,}', example)[0]}" if example else "."
