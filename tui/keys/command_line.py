"""Parses the text after `:`: the name of an action, with an argument if it takes one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.errors import SeedreadError
from seedread.tui.keys.bindings import ACTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from seedread.tui.keys.bindings import Action

__all__ = ["Command", "CommandError", "complete", "parse_command", "parse_commands"]

_SHORT = {"q": "quit", "w": "save", "h": "help", "s": "search", "export": "save"}
_WORD = re.compile(r"[a-z]{4,}")
_HIDDEN = frozenset(("prompt", "pick", "text", "feeds", "brief", "offers"))
"""Places where no command can be typed."""


class CommandError(SeedreadError):
    """An unknown command, or an argument for one that takes none."""


class Command(NamedTuple):
    """An action with its argument."""

    action: Action
    text: str


def _known() -> dict[str, Action]:
    return {action.name: action for action in reversed(ACTIONS) if action.where not in _HIDDEN}


def parse_commands(line: str) -> list[Command]:
    r"""Return the parsed commands of `line`, separated by `;`; raises CommandError.

    `\;` is a semicolon in an argument.
    """
    parts = re.split(r"(?<!\\);", line)
    return [command for part in parts if (command := parse_command(part.replace("\\;", ";")))]


def parse_command(line: str) -> Command | None:
    """Return the parsed `line`, None for an empty one; raises CommandError."""
    name, _, text = line.strip().partition(" ")
    if not name:
        return None
    known = _known()
    wanted = _SHORT.get(name, name.replace("-", "_"))
    fits = [one for one in known if one.startswith(wanted)]
    action = known.get(wanted) or (known[fits[0]] if len(fits) == 1 else None)
    if action is None:
        near = fits or _near(wanted, known)
        guess = f": did you mean {', '.join(near[:5])}?" if near else ". Press ? for a list."
        raise CommandError(f"No action {name}{guess}")
    if text.strip() and not action.takes:
        raise CommandError(f"{action.name} takes no argument.")
    return Command(action, text.strip())


def _near(wanted: str, known: Mapping[str, Action]) -> list[str]:
    """Return the actions whose description has this word, or a name like it, or else a word like it."""
    from difflib import get_close_matches  # noqa: PLC0415 (only after a typo)

    words = {name: _WORD.findall(action.help.lower()) for name, action in known.items()}
    alike = {wanted}
    if not any(wanted in own for own in words.values()):
        if near := get_close_matches(wanted, known, n=3, cutoff=0.6):
            return near
        alike = {*get_close_matches(wanted, {word for own in words.values() for word in own}, n=1, cutoff=0.75)}
    return [name for name, own in words.items() if not alike.isdisjoint(own)]


def complete(line: str, words: Mapping[str, Callable[[str], Sequence[str]]]) -> list[str]:
    """Return the completions of `line`; `words` completes arguments, by their kind."""
    before, semicolon, last = line.rpartition(";")
    if semicolon and not before.endswith("\\"):
        gap = last[: len(last) - len(last.lstrip())]
        return [f"{before};{gap}{one}" for one in complete(last, words)]
    name, space, text = line.lstrip().partition(" ")
    if not space:
        return sorted(one for one in _known() if one.startswith(name.replace("-", "_")))
    try:
        command = parse_command(name)
    except CommandError:
        return []
    offered = words.get(command.action.takes) if command else None
    return [f"{name} {one}" for one in offered(text)] if offered else []
