"""The meaning of a query as a small tree of values, independent of engine and library.

Every leaf has the columns where it was typed (`start`, `end`); they do not take part in comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as field_
from typing import TYPE_CHECKING, TypeAlias

from seedread.index.query.fields import MARKS

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable

    from seedread.index.query.numbers import Numbers

__all__ = [
    "All",
    "And",
    "AnyValue",
    "AtLeast",
    "Dates",
    "DocumentSet",
    "FacetName",
    "Fuzzy",
    "HasValue",
    "Leaf",
    "Marked",
    "Near",
    "Node",
    "Not",
    "Or",
    "Pattern",
    "Phrase",
    "PhrasePart",
    "Wildcard",
    "Word",
    "WordLeaf",
    "leaves",
    "map_leaves",
    "matches_all",
    "needs_resolving",
    "nodes",
    "relations",
    "word_leaves",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A part of a query, with the columns where it was typed."""

    start: int = field_(default=0, compare=False)
    end: int = field_(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class All(Leaf):
    """Every article: an empty query, or `*`."""


@dataclass(frozen=True, slots=True)
class Word(Leaf):
    """A word, matched by its stem in every language of the library."""

    text: str
    """Folded (`seedread.index.text.analysis.fold`), not stemmed."""
    field: str | None = None
    """title or body; None searches both."""
    spelling: str = ""
    """In lower case with its accents, which decide the stem in some languages; empty if it has none."""
    stems: frozenset[str] | None = field_(default=None, compare=False, repr=False, kw_only=True)
    """The index terms that it finds; None before expansion (`seedread.index.engines.Reader.expand`)."""

    @property
    def typed(self) -> str:
        """The word with its accents."""
        return self.spelling or self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern(Leaf):
    """Matches words of the library, and finds every article that has the stem of one of them."""

    stems: frozenset[str] | None = field_(default=None, compare=False, repr=False)
    """Those stems; None before expansion (`seedread.index.engines.Reader.expand`)."""


@dataclass(frozen=True, slots=True)
class Wildcard(Pattern):
    """Words that match a pattern: `*` is any number of letters and `?` is one letter.

    A prefix (`minist*`) also matches itself, so that `ministers*` finds what `ministers` finds.
    """

    pattern: str
    """Folded."""
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Fuzzy(Pattern):
    """The word itself, and words within `edits` edits that begin with the same letter.

    One edit adds, removes or changes a letter, or swaps two neighbours.
    """

    text: str
    """Folded."""
    edits: int
    field: str | None = None


PhrasePart: TypeAlias = Word | Wildcard


@dataclass(frozen=True, slots=True)
class Phrase(Leaf):
    """Adjacent words in order."""

    parts: tuple[PhrasePart, ...]
    """At least two; their own `field` is None."""
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Near(Leaf):
    """Words in any order in one paragraph, with at most `distance` other words between the first and the last.

    Each part needs its own occurrence: `"gas gas"~5` needs two.
    """

    parts: tuple[PhrasePart, ...]
    """At least two; their own `field` is None."""
    distance: int
    field: str | None = None


WordLeaf: TypeAlias = Word | Wildcard | Fuzzy | Phrase | Near
"""Leaves that match words of an article."""


@dataclass(frozen=True, slots=True)
class FacetName(Leaf):
    """A facet value as typed: a name, alias, code or spelling."""

    facet: str
    text: str
    unfinished: bool = False
    """Whether it means every value with a word that begins so: it is still being typed, or ends in `*`."""


@dataclass(frozen=True, slots=True)
class HasValue(Leaf):
    """A resolved `FacetName`: articles with any of these values."""

    facet: str
    values: frozenset[str]
    name: FacetName | None = field_(default=None, compare=False, kw_only=True)
    """A readable name for these values; None if they were chosen, not typed."""


@dataclass(frozen=True, slots=True)
class AnyValue(Leaf):
    """Articles that have any value of the facet."""

    facet: str


@dataclass(frozen=True, slots=True)
class DocumentSet(Leaf):
    """Documents of one generation: marked or similar articles."""

    articles: Numbers
    relations: tuple[tuple[int, str], ...] = ()
    """Of similar articles: each document, the most similar first, with its relation; empty for marked ones."""
    name: FacetName | AnyValue | None = field_(default=None, compare=False, kw_only=True)
    """What was typed; None for a part of a mark."""


@dataclass(frozen=True, slots=True)
class Marked(Leaf):
    """Articles with a mark of the reader."""

    meaning: Node
    """What finds them (`seedread.index.query.mark_values`)."""
    name: FacetName | AnyValue | None = field_(default=None, compare=False, kw_only=True)
    """What was typed; None if nobody did."""


@dataclass(frozen=True, slots=True)
class Dates(Leaf):
    """Articles published on a day of the range; without ends, all articles that have a date.

    The article's own calendar date counts. A date that is only a month or a year counts as its first day.
    """

    first: datetime.date | None
    """Inclusive; None for an open start."""
    last: datetime.date | None
    """Inclusive; None for an open end."""
    field: str = field_(default="date", kw_only=True)
    """The date of publication, or `added`."""


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
    """Articles that contain the child at least `count` times, title and body together.

    A phrase counts at each position where it begins.
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
    | FacetName
    | HasValue
    | AnyValue
    | DocumentSet
    | Marked
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
    """Tell whether `tree` finds every article in any library."""
    return _constant_result(tree) is True


def _constant_result(node: Node) -> bool | None:
    """Return whether a node finds every article (True) or none (False); None if that depends on the library."""
    match node:
        case All():
            return True
        case HasValue(_, values) if not values:
            return False
        case Not():
            sure = _constant_result(node.child)
            return None if sure is None else not sure
        case And():
            found = {_constant_result(child) for child in node.children}
            return False if False in found else None if None in found else True
        case Or():
            found = {_constant_result(child) for child in node.children}
            return True if True in found else None if None in found else False
    return None


def needs_resolving(tree: Node) -> bool:
    """Tell whether the tree contains something the engine does not know: a name, a region, a mark, an added: date."""
    return any(map(_is_unresolved, nodes(tree)))


def _is_unresolved(node: Node) -> bool:
    if isinstance(node, Dates):
        return node.field != "date"
    return isinstance(node, FacetName) or node in _ANY


_ANY = frozenset(AnyValue(facet) for facet in ("region", *MARKS))


def leaves(node: Node) -> list[Leaf]:
    """Return the leaves of a tree that an article can match, in order; leaves below a Not are left out."""
    match node:
        case And() | Or():
            return [leaf for child in node.children for leaf in leaves(child)]
        case Not():
            return []
        case AtLeast():
            return [node.child]
    return [node]


def word_leaves(tree: Node) -> list[WordLeaf]:
    """Return the leaves that match words of an article: they rank and highlight it."""
    return [leaf for leaf in leaves(tree) if isinstance(leaf, WordLeaf)]


def relations(tree: Node) -> dict[int, str]:
    """Return the documents that a query is asked to be like, the most similar first, with their relation."""
    found: dict[int, str] = {}
    for leaf in leaves(tree):
        if isinstance(leaf, DocumentSet):
            found |= dict(leaf.relations)
    return found


def map_leaves(tree: Node, change: Callable[[Node], Node]) -> Node:
    """Return `tree` with `change` applied to every leaf; a counted leaf must keep its kind."""
    match tree:
        case And() | Or():
            return type(tree)(tuple(map_leaves(child, change) for child in tree.children))
        case Not():
            return Not(map_leaves(tree.child, change))
        case AtLeast():
            child = change(tree.child)
            assert isinstance(child, Word | Wildcard | Fuzzy | Phrase), "a counted leaf keeps its kind"
            return AtLeast(tree.count, child)
    return change(tree)
