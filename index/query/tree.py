"""What a query means, as a small tree of values; it knows no engine and no library.

Every leaf remembers where it was typed (`start`, `end`, columns), which takes no part in comparison.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from seedread.index.query.fields import MARKS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

__all__ = [
    "All",
    "And",
    "AnyValue",
    "AtLeast",
    "Dates",
    "Fuzzy",
    "HasValue",
    "Leaf",
    "Listed",
    "Named",
    "Near",
    "Node",
    "Not",
    "Or",
    "Part",
    "Pattern",
    "Phrase",
    "Wildcard",
    "Word",
    "WordLeaf",
    "leaves",
    "matches_all",
    "nodes",
    "replaced",
    "to_resolve",
    "word_leaves",
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
    """Folded (`seedread.index.text.analysis.fold`), not stemmed."""
    field: str | None = None
    """title or body; None searches both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(Leaf):
    """Stands for the words of the library that fit it, and finds every article that has the stem of one of them."""

    stems: frozenset[str] | None = field(default=None, compare=False, repr=False)
    """Those stems; None before a reader has looked (`seedread.index.engines.Reader.expand`)."""


@dataclass(frozen=True, slots=True)
class Wildcard(Pattern):
    """Words of a pattern in which `*` stands for any letters and `?` for one.

    A beginning (`minist*`) stands for itself too, so that `ministers*` finds what `ministers` finds.
    """

    pattern: str
    """Folded."""
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy(Pattern):
    """The word itself, and words at most `edits` letters away that begin with the same letter.

    A letter more, less, other, or two neighbours exchanged is one edit.
    """

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
class Near(Leaf):
    """Words in any order in one paragraph, with at most `distance` other words between the first and the last.

    Each part is a word of its own: `"gas gas"~5` needs two.
    """

    parts: tuple[Part, ...]
    """At least two; their own `field` is None."""
    distance: int
    field: str | None = None


WordLeaf: TypeAlias = Word | Wildcard | Fuzzy | Phrase | Near
"""What words of an article match."""


@dataclass(frozen=True, slots=True)
class Named(Leaf):
    """A facet value as somebody typed it: a name, alias, code or spelling."""

    facet: str
    text: str
    unfinished: bool = False
    """Every value with a word that begins so is meant: it is still being typed, or ends in `*`."""


@dataclass(frozen=True, slots=True)
class HasValue(Leaf):
    """What a `Named` was found to mean: articles with any of these values."""

    facet: str
    values: frozenset[str]
    name: Named | None = field(default=None, compare=False, kw_only=True)
    """A name that people read and that means these values; None where they were chosen, not typed."""


@dataclass(frozen=True, slots=True)
class AnyValue(Leaf):
    """Articles that have any value of the facet."""

    facet: str


@dataclass(frozen=True, slots=True)
class Listed(Leaf):
    """Articles that somebody marked, as a set of documents of one generation."""

    articles: int
    """A bitset (`seedread.index.facets.Bitset`)."""
    name: Named | AnyValue = field(compare=False, kw_only=True)
    """What was typed."""


@dataclass(frozen=True, slots=True)
class Dates(Leaf):
    """Articles published on a day of the range; without ends, those that have a date at all.

    The article's own calendar date counts. One that is known only by its month or year counts as its first day.
    """

    first: datetime.date | None
    """Inclusive; None reaches back without end."""
    last: datetime.date | None
    """Inclusive."""


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


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Articles that mention something so many times or more, title and body together.

    A phrase is counted at each place where it begins.
    """

    count: int
    """From 1."""
    child: Word | Wildcard | Fuzzy | Phrase


Node: TypeAlias = (
    All
    | Word
    | Wildcard
    | Fuzzy
    | Phrase
    | Near
    | Named
    | HasValue
    | AnyValue
    | Listed
    | Dates
    | And
    | Or
    | Not
    | AtLeast
)


def nodes(tree: Node) -> list[Node]:
    """Return every node of a tree, parents before children."""
    match tree:
        case And() | Or():
            return [tree, *(node for child in tree.children for node in nodes(child))]
        case Not() | AtLeast():
            return [tree, *nodes(tree.child)]
    return [tree]


def matches_all(tree: Node) -> bool:
    """Tell whether `tree` finds every article, whatever is in the library: what was typed leaves none out."""
    return _sure(tree) is True


def _sure(node: Node) -> bool | None:
    """Return whether a node finds every article (True) or none (False); None where that depends on the library."""
    match node:
        case All():
            return True
        case HasValue(_, values) if not values:
            return False
        case Not():
            sure = _sure(node.child)
            return None if sure is None else not sure
        case And():
            found = {_sure(child) for child in node.children}
            return False if False in found else None if None in found else True
        case Or():
            found = {_sure(child) for child in node.children}
            return True if True in found else None if None in found else False
    return None


def to_resolve(tree: Node) -> bool:
    """Tell whether something stands in the tree that no engine knows: a name, regions or marks of the reader's."""
    return any(isinstance(node, Named) or node in _ANY for node in nodes(tree))


_ANY = frozenset(AnyValue(facet) for facet in ("region", *MARKS))


def leaves(node: Node) -> list[Leaf]:
    """Return the leaves of a tree that an article can match, in order; what stands under a Not is left out."""
    match node:
        case And() | Or():
            return [leaf for child in node.children for leaf in leaves(child)]
        case Not():
            return []
        case AtLeast():
            return [node.child]
    return [node]


def word_leaves(tree: Node) -> list[WordLeaf]:
    """Return the leaves that words of an article match: by them it is ranked and lit."""
    return [leaf for leaf in leaves(tree) if isinstance(leaf, WordLeaf)]


def replaced(tree: Node, change: Callable[[Node], Node]) -> Node:
    """Return `tree` with every leaf changed; what is counted must stay of its kind."""
    match tree:
        case And() | Or():
            return type(tree)(tuple(replaced(child, change) for child in tree.children))
        case Not():
            return Not(replaced(tree.child, change))
        case AtLeast():
            child = change(tree.child)
            assert isinstance(child, Word | Wildcard | Fuzzy | Phrase), "a leaf is changed into one of its kind"
            return AtLeast(tree.count, child)
    return change(tree)
