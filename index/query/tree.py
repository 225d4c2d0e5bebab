"""What a query means, as a small tree of values; it knows no engine and no library.

Every leaf remembers where it was typed (`start`, `end`, columns), which takes no part in comparison.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = [
    "All",
    "And",
    "AnyValue",
    "Fuzzy",
    "HasValue",
    "Leaf",
    "Named",
    "Node",
    "Not",
    "Or",
    "Part",
    "Phrase",
    "Wildcard",
    "Word",
    "leaves",
    "names_values",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """Where a piece of a query was typed."""

    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class All(Leaf):
    """Every article: an empty query, or `*`."""


@dataclass(frozen=True, slots=True)
class Word(Leaf):
    """A word, matched by its stem."""

    text: str
    """Folded (`seedread.index.analysis.fold`), not stemmed."""
    field: str | None = None
    """title or body; None searches both."""


@dataclass(frozen=True, slots=True)
class Wildcard(Leaf):
    """Words of a pattern in which `*` stands for any letters and `?` for one."""

    pattern: str
    """Folded."""
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy(Leaf):
    """Words at most `edits` letters away, the first letter fixed."""

    text: str
    """Folded."""
    edits: int
    field: str | None = None


Part: TypeAlias = Word | Wildcard


@dataclass(frozen=True, slots=True)
class Phrase(Leaf):
    """Words next to one another, in order."""

    parts: tuple[Part, ...]
    """At least two; their own `field` is None."""
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Named(Leaf):
    """A facet value as somebody typed it: a name, alias, code or spelling."""

    facet: str
    text: str
    unfinished: bool = False
    """Still being typed: every value that begins so is meant."""


@dataclass(frozen=True, slots=True)
class HasValue(Leaf):
    """What a `Named` was found to mean: articles with any of these values."""

    facet: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnyValue(Leaf):
    """Articles that have any value of the facet."""

    facet: str


@dataclass(frozen=True, slots=True)
class And:
    """Articles that match every child."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Articles that match any child."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Articles that do not match the child."""

    child: Node


Node: TypeAlias = All | Word | Wildcard | Fuzzy | Phrase | Named | HasValue | AnyValue | And | Or | Not


def names_values(node: Node) -> bool:
    """Tell whether a name stands in the tree that has not been resolved to values."""
    match node:
        case And() | Or():
            return any(names_values(child) for child in node.children)
        case Not():
            return names_values(node.child)
    return isinstance(node, Named)


def leaves(node: Node) -> list[Leaf]:
    """Return the leaves of a tree that an article can match, in order; what stands under a Not is left out."""
    if isinstance(node, And | Or):
        return [leaf for child in node.children for leaf in leaves(child)]
    return [] if isinstance(node, Not) else [node]
