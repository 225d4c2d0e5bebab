"""Which key runs which action where: the table of actions, overridden by a preset, then by the reader's config."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from seedread.tui.keys.bindings import ACTIONS, action_named
from seedread.tui.keys.key_names import key_label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.tui.keys.bindings import Action, Place

__all__ = ["Hint", "Keymap"]

_IN_PANES = frozenset(("results", "facets", "article"))
_OF_LINES: tuple[Place, ...] = ("results", "facets", "article", "anywhere")
"""Where keys with a command line work: on the main screen. Other screens share the keys of "panes"."""
_WAYS_OUT = frozenset(("help", "back", "close", "give_up"))
"""Actions whose keys the status line never drops."""
_APART = frozenset(("text", "prompt", "pick", "offers", "compare", "feeds", "brief"))
"""Places that have their own screen: no key of another place works there."""
_SCROLLS = frozenset(("text", "offers", "compare", "feeds", "brief"))
"""Those of them where the keys for moving work too."""


class Hint(NamedTuple):
    """What the status line says of an action."""

    key: str
    text: str
    action: Action


class Keymap:
    """The keys of every action. Binding a key to another action removes it from its previous ones."""

    def __init__(self, *levels: Mapping[str, Sequence[str]], lines: Mapping[str, str] | None = None) -> None:
        """Combine `levels` of keys by action name, highest precedence first; the table of actions comes last.

        `lines` has the command lines that keys run, by key; nothing takes such a key away.
        """
        self._keys: dict[Action, tuple[str, ...]] = {}
        self._actions: dict[tuple[Place, str], Action] = {}
        self._shown: dict[Place, list[Action]] = {}
        """The actions with a hint in each place, once they were asked for."""
        self._claims: dict[str, list[tuple[int, Place, str]]] = {}
        given = [(action, *_given(action, levels)) for action in ACTIONS]
        for action, level, keys in given:
            own = action.keys.split(",")
            for key in keys:
                # Its default keys are not taken from other actions.
                claim = (len(levels) if key in own else level, action.where, action.name)
                self._claims.setdefault(key, []).append(claim)
        for action, level, keys in given:
            kept = tuple(key for key in keys if not self._taken(action, key, level))
            self._keys[action] = kept
            for key in kept:
                self._actions.setdefault((action.where, key), action)
        self.own: list[tuple[str, str]] = []
        """Key and command line of each key that the reader gave one."""
        for key, line in (lines or {}).items():
            bound = replace(action_named("run"), keys=key, help=line, argument=line)
            self._actions.update(dict.fromkeys(((place, key) for place in _OF_LINES), bound))
            for action in self._keys:
                if action.where in _OF_LINES:
                    self._keys[action] = tuple(one for one in self._keys[action] if one != key)
            self.own.append((key_label(key), line))

    def _taken(self, action: Action, key: str, level: int) -> bool:
        return any(
            other < level and name != action.name and _meet(place, action.where)
            for other, place, name in self._claims[key]
        )

    def keys(self, action: Action) -> tuple[str, ...]:
        """Return the keys of an action, the main one first; none if other actions took them all."""
        return self._keys[action]

    def action(self, places: Sequence[Place], key: str) -> Action | None:
        """Return the action of `key` at the focus; `places` has the nearest first."""
        found = (self._actions.get((place, key)) for place in places)
        return next((action for action in found if action), None)

    def label(self, action: Action, most: int = 3) -> str:
        """Return the keys of an action in display form."""
        return " ".join(key_label(key) for key in self._keys[action][:most])

    def hints(self, place: Place) -> list[Hint]:
        """Return the hints for the status line, those of `place` first."""
        return [self._hint(one, one.hint) for one in self._hinted(place) if one.name not in _WAYS_OUT]

    def ways_out(self, place: Place, *, first: bool) -> list[Hint]:
        """Return the hints of the help and of the way back, which the status line always shows.

        In the results of the `first` view the way back leads out of the program.
        """
        ways = [one for one in self._hinted(place) if one.name in _WAYS_OUT]
        quits = first and place == "results"
        return [self._hint(one, "quit" if one.name == "back" and quits else one.hint) for one in ways]

    def _hint(self, action: Action, text: str) -> Hint:
        return Hint(key_label(self._keys[action][0]), text, action)

    def _hinted(self, place: Place) -> list[Action]:
        """Return the actions with a hint and a key, those of `place` first."""
        if place not in self._shown:
            where = (place,) if place in ("search", *_APART) else (place, "anywhere")
            here = [action for one in where for action in ACTIONS if action.where == one]
            self._shown[place] = [one for one in here if one.hint and self._keys[one]]
        return self._shown[place]


def _given(action: Action, levels: Sequence[Mapping[str, Sequence[str]]]) -> tuple[int, Sequence[str]]:
    for level, keys in enumerate(levels):
        if action.name in keys:
            return level, keys[action.name]
    return len(levels), action.keys.split(",") if action.keys else ()


def _meet(one: Place, other: Place) -> bool:
    """Tell whether a key of one place also reaches the other."""
    if "every" in (one, other):
        return True
    if one == other or {one, other} & _APART:
        return one == other or (bool({one, other} & _SCROLLS) and "panes" in (one, other))
    return "anywhere" in (one, other) or ("panes" in (one, other) and bool({one, other} & _IN_PANES))
