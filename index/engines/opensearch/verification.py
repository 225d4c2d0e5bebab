"""Looks at articles one by one for what the servers cannot decide, such as phrases that overlap themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from seedread.index.query import AtLeast, Near, Phrase
from seedread.index.text.proximity import can_each_have_one
from seedread.index.text.stemming import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    Terms: TypeAlias = frozenset[str]
    Line: TypeAlias = Sequence[Terms]

__all__ = ["fulfils"]


def fulfils(lines: Sequence[Line], leaf: Phrase | Near | AtLeast, parts: Sequence[Terms]) -> bool:
    """Tell whether some lines of words, each with its terms, match a leaf whose words and patterns have `parts`."""
    match leaf:
        case Near():
            return any(_near(line, parts, leaf.distance) for line in lines)
        case Phrase():
            return any(_follow(line, at, parts) for line in lines for at in range(len(line)))
        case AtLeast():
            return sum(_follow(line, at, parts) for line in lines for at in range(len(line))) >= leaf.count


def _follow(line: Line, at: int, parts: Sequence[Terms]) -> bool:
    """Tell whether the parts follow one another from `at` on; a joined word covers several."""
    if not parts or at >= len(line):
        return not parts
    return any(_follow(line, at + width_of(term), parts[1:]) for term in line[at] & parts[0])


def _near(line: Line, parts: Sequence[Terms], distance: int) -> bool:
    """Tell whether each part has a word of its own within a window of the line."""
    places = [[at for at, terms in enumerate(line) if not terms.isdisjoint(part)] for part in parts]
    if not all(places):
        return False
    width = distance + len(parts)
    begins = sorted({at for part in places for at in part})
    windows = ([[at for at in part if begin <= at < begin + width] for part in places] for begin in begins)
    return any(map(can_each_have_one, windows))
