"""What wildcards and fuzzy words mean in a generation, as far as it does not depend on the engine."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeAlias, TypeVar

from seedread.index.query import CREDITS, Fuzzy, Near, Notice, Phrase, Wildcard, Word, map_leaves, nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from seedread.index.query import Node

__all__ = ["MAX_EXPANSION", "Expansions", "capped", "credit_of", "notices_of", "with_stems"]

MAX_EXPANSION = 500
"""Most terms that a wildcard or fuzzy word may match; a prefix may match more."""
_CACHE_SIZE = 256

Part: TypeAlias = Word | Wildcard | Fuzzy


class Expanded(Protocol):
    """The terms that a word or pattern matches, as an engine knows them."""

    @property
    def stems(self) -> frozenset[str] | None:
        """The terms themselves; None if there are too many to list."""
        ...

    @property
    def cut(self) -> bool:
        """Whether there were too many and the rest was dropped."""
        ...


_Own = TypeVar("_Own", bound=Expanded)


class Expansions(Generic[_Own]):
    """The expansions of the words and patterns that were looked up last."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int, str], _Own] = {}

    def get(self, part: Part, look_up: Callable[[], _Own]) -> _Own:
        """Return the expansion of `part`, which `look_up` finds."""
        match part:
            case Word():
                key = part.typed, -2, credit_of(part)
            case Wildcard():
                key = part.pattern, -1, credit_of(part)
            case Fuzzy():
                key = part.text, part.edits, credit_of(part)
        if key not in self._known:
            if len(self._known) >= _CACHE_SIZE:
                self._known.pop(next(iter(self._known)))
            self._known[key] = look_up()
        return self._known[key]


def credit_of(part: Part) -> str:
    """Return the field of a word that is not searched in the text, else nothing."""
    return part.field if part.field in CREDITS else ""


def capped(terms: Iterable[str]) -> tuple[frozenset[str], bool]:
    """Return the first terms, at most MAX_EXPANSION, and whether there were more."""
    kept: dict[str, None] = {}
    for term in terms:
        kept[term] = None
        if len(kept) > MAX_EXPANSION:
            return frozenset(list(kept)[:MAX_EXPANSION]), True
    return frozenset(kept), False


def with_stems(tree: Node, expand: Callable[[Part], Expanded]) -> Node:
    """Return `tree` with its wildcards and fuzzy words expanded to stems."""

    def expanded(leaf: Node) -> Node:
        match leaf:
            case Word() | Wildcard() | Fuzzy():
                return replace(leaf, stems=expand(leaf).stems)
            case Phrase() | Near():
                return replace(leaf, parts=tuple(replace(part, stems=expand(part).stems) for part in leaf.parts))
        return leaf

    return map_leaves(tree, expanded)


def notices_of(tree: Node, expand: Callable[[Part], Expanded]) -> list[Notice]:
    """Return a notice for each pattern that matches more words than are searched."""
    found = []
    for node in nodes(tree):
        for part in node.parts if isinstance(node, Phrase | Near) else [node]:
            if isinstance(part, Wildcard | Fuzzy) and expand(part).cut:
                typed = part.pattern if isinstance(part, Wildcard) else f"{part.text}~{part.edits}"
                message = f"{typed} matches more than {MAX_EXPANSION} words: type more letters."
                found.append(Notice(message, part.start, part.end))
    return list(dict.fromkeys(found))
