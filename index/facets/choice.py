"""The user's choices in the facets, as small frozen values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NEXT", "NONE", "FacetChoice", "Mode", "Selection", "State"]

Mode: TypeAlias = Literal["any", "all"]
State: TypeAlias = Literal["off", "include", "exclude"]

NEXT: dict[State, State] = {"off": "include", "include": "exclude", "exclude": "off"}
"""The next state of a value when its key is pressed (R4)."""
NONE = "∅"
"""The value of articles without one: no country, no leader, no date."""


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """The choices in one facet."""

    included: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    mode: Mode = "any"
    """Whether an article needs any or all of the included values."""

    def state(self, value: str) -> State:
        """Tell whether `value` is included, excluded or off."""
        if value in self.included:
            return "include"
        return "exclude" if value in self.excluded else "off"

    def set(self, value: str, state: State) -> FacetChoice:
        """Return this choice with `value` in `state`."""
        included, excluded = self.included - {value}, self.excluded - {value}
        if state == "include":
            included |= {value}
        elif state == "exclude":
            excluded |= {value}
        return replace(self, included=included, excluded=excluded)


@dataclass(frozen=True, slots=True)
class Selection:
    """The choices in all facets; a facet without a choice is left out."""

    choices: tuple[tuple[str, FacetChoice], ...] = ()
    """Sorted by facet."""

    def __bool__(self) -> bool:
        """Tell whether any value is included or excluded."""
        return any(choice.included or choice.excluded for _, choice in self.choices)

    def __iter__(self) -> Iterator[tuple[str, FacetChoice]]:
        """Iterate over facets and their choices."""
        return iter(self.choices)

    def choice(self, facet: str) -> FacetChoice:
        """Return the choice in `facet`."""
        return dict(self.choices).get(facet, FacetChoice())

    def set(self, facet: str, value: str, state: State) -> Selection:
        """Return this selection with `value` of `facet` in `state`."""
        return self._with(facet, self.choice(facet).set(value, state))

    def without(self, facet: str) -> Selection:
        """Return this selection without the choice in `facet`."""
        return self._with(facet, FacetChoice())

    def switch_mode(self, facet: str) -> Selection:
        """Return this selection with the mode of `facet` switched between any and all."""
        choice = self.choice(facet)
        return self._with(facet, replace(choice, mode="all" if choice.mode == "any" else "any"))

    def _with(self, facet: str, choice: FacetChoice) -> Selection:
        choices = dict(self.choices) | {facet: choice}
        return Selection(tuple(sorted((name, kept) for name, kept in choices.items() if kept != FacetChoice())))
