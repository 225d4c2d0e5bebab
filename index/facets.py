"""Which articles a choice of facet values leaves, and the count beside every value: rules R1 to R7.

Sets of articles are bitsets in plain integers: bit n stands for document n of one generation. The counts are exact,
and a facet's own choice never empties its own list.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["NONE", "Bitset", "BitsetValues", "Choice", "Facet", "FacetValue", "Selection", "Values", "count", "select"]

Bitset: TypeAlias = int
Mode: TypeAlias = Literal["any", "all"]
State: TypeAlias = Literal["off", "include", "exclude"]

NONE = "∅"
"""The value of the articles that have none: no country, no leader."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen in one facet."""

    included: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    mode: Mode = "any"
    """Whether an article needs any or all of the included values."""

    def state(self, value: str) -> State:
        """Tell whether `value` is included, excluded or off."""
        if value in self.included:
            return "include"
        return "exclude" if value in self.excluded else "off"

    def set(self, value: str, state: State) -> Choice:
        """Return this choice with `value` in `state`."""
        included, excluded = self.included - {value}, self.excluded - {value}
        if state == "include":
            included |= {value}
        elif state == "exclude":
            excluded |= {value}
        return replace(self, included=included, excluded=excluded)


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen in every facet; a facet without a choice is not named."""

    choices: tuple[tuple[str, Choice], ...] = ()
    """Sorted by facet."""

    def __bool__(self) -> bool:
        """Tell whether any value is included or excluded."""
        return any(choice.included or choice.excluded for _, choice in self.choices)

    def __iter__(self) -> Iterator[tuple[str, Choice]]:
        """Go through facet and choice."""
        return iter(self.choices)

    def choice(self, facet: str) -> Choice:
        """Return what is chosen in `facet`."""
        return dict(self.choices).get(facet, Choice())

    def set(self, facet: str, value: str, state: State) -> Selection:
        """Return this selection with `value` of `facet` in `state`."""
        return self._with(facet, self.choice(facet).set(value, state))

    def cycle(self, facet: str, value: str) -> Selection:
        """Return this selection with `value` moved on from off to include to exclude to off."""
        following: dict[State, State] = {"off": "include", "include": "exclude", "exclude": "off"}
        return self.set(facet, value, following[self.choice(facet).state(value)])

    def switch_mode(self, facet: str) -> Selection:
        """Return this selection with any and all exchanged in `facet`."""
        choice = self.choice(facet)
        return self._with(facet, replace(choice, mode="all" if choice.mode == "any" else "any"))

    def _with(self, facet: str, choice: Choice) -> Selection:
        choices = dict(self.choices) | {facet: choice}
        return Selection(tuple(sorted((name, kept) for name, kept in choices.items() if kept != Choice())))


class Values(Protocol):
    """The values of one facet in one generation of a library; `NONE` is not among them."""

    @property
    def labels(self) -> Mapping[str, str]:
        """The name a person reads, for each value."""
        ...

    @property
    def some(self) -> Bitset:
        """The articles that have any value."""
        ...

    def articles(self, value: str) -> Bitset:
        """Return the articles that have `value`; none where nobody knows it."""
        ...

    def tally(self, base: Bitset) -> list[tuple[str, int]]:
        """Return every value that an article of `base` has, and how many have it: by number, then by label."""
        ...


@dataclass(frozen=True, slots=True)
class BitsetValues:
    """Values with the bitset of each."""

    bits: Mapping[str, Bitset]
    labels: Mapping[str, str]

    @property
    def some(self) -> Bitset:
        """The articles that have any value."""
        some = 0
        for articles in self.bits.values():
            some |= articles
        return some

    def articles(self, value: str) -> Bitset:
        """Return the articles that have `value`."""
        return self.bits.get(value, 0)

    def tally(self, base: Bitset) -> list[tuple[str, int]]:
        """Return every value of `base` with its number, the most frequent first, then by label."""
        counts = [(value, (base & articles).bit_count()) for value, articles in self.bits.items() if base & articles]
        return sorted(counts, key=lambda row: (-row[1], self.labels[row[0]].casefold(), row[0]))


class FacetValue(NamedTuple):
    """A row of a facet as a person sees it."""

    value: str
    label: str
    count: int  # type: ignore[assignment]  # it hides a tuple's own count, which nobody needs here
    """Articles; of an excluded value, how many it takes away."""
    state: State


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet's rows: the chosen ones first, then by count and name; zeros that are not chosen are left out."""

    name: str
    mode: Mode
    values: tuple[FacetValue, ...]


def select(matched: Bitset, everything: Bitset, facets: Mapping[str, Values], selection: Selection) -> Bitset:
    """Return the articles of `matched` that every choice leaves (R1)."""
    for name, choice in selection:
        matched &= _left(facets[name], everything, choice)
    return matched


def count(matched: Bitset, everything: Bitset, facets: Mapping[str, Values], selection: Selection) -> dict[str, Facet]:
    """Return every facet with its counts for the articles that match the text and the other facets (R2 to R7)."""
    left = {name: _left(facets[name], everything, choice) for name, choice in selection}
    counted = {}
    for name, values in facets.items():
        base = matched
        for other, articles in left.items():
            if other != name:
                base &= articles
        counted[name] = _count_one(name, base, everything, values, selection.choice(name))
    return counted


def _count_one(name: str, others: Bitset, everything: Bitset, values: Values, choice: Choice) -> Facet:
    excluded = _union(values, everything, choice.excluded)
    if choice.mode == "all":
        base = others & _included(values, everything, choice) & ~excluded
        taken_from = others & _included(values, everything, choice)
    else:
        base = others & ~excluded
        taken_from = others
    counts = values.tally(base)
    without = (base & everything & ~values.some).bit_count()
    if without:
        # Among equals "none" comes last.
        counts.insert(sum(number >= without for _, number in counts), (NONE, without))
    labels, chosen = values.labels, choice.included | choice.excluded
    rows = [FacetValue(value, labels.get(value, value), n, "off") for value, n in counts if value not in chosen]
    if chosen:
        found = dict(counts)
        on_top = [
            FacetValue(value, labels.get(value, value), found.get(value, 0), "include") for value in choice.included
        ]
        for value in choice.excluded:
            gone = (taken_from & _articles(values, everything, value)).bit_count()
            on_top.append(FacetValue(value, labels.get(value, value), gone, "exclude"))
        on_top.sort(key=lambda row: (row.state == "exclude", -row.count, row.label.casefold(), row.value))
        rows = on_top + rows
    return Facet(name, choice.mode, tuple(rows))


def _left(values: Values, everything: Bitset, choice: Choice) -> Bitset:
    return _included(values, everything, choice) & ~_union(values, everything, choice.excluded)


def _included(values: Values, everything: Bitset, choice: Choice) -> Bitset:
    if not choice.included:
        return everything
    if choice.mode == "any":
        return _union(values, everything, choice.included)
    articles = everything
    for value in choice.included:
        articles &= _articles(values, everything, value)
    return articles


def _union(values: Values, everything: Bitset, chosen: frozenset[str]) -> Bitset:
    articles = 0
    for value in chosen:
        articles |= _articles(values, everything, value)
    return articles


def _articles(values: Values, everything: Bitset, value: str) -> Bitset:
    return everything & ~values.some if value == NONE else values.articles(value)
