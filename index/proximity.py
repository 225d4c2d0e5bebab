"""Where words of a text stand next to or near one another: the one meaning of phrases and of `"gas deal"~5`.

Each part of a phrase comes as the positions in a field at which it stands; a gap in them keeps paragraphs apart.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

__all__ = ["PARAGRAPH_GAP", "near_places", "phrase_starts"]

PARAGRAPH_GAP = 200
"""Positions skipped between paragraphs: more than 64 words with at most 100 others between them can reach over."""


def phrase_starts(parts: Sequence[Iterable[int]]) -> list[int]:
    """Return the positions at which all parts follow one another, in ascending order."""
    starts = set(parts[0])
    for offset, places in enumerate(parts[1:], 1):
        starts &= {place - offset for place in places}
    return sorted(starts)


def near_places(parts: Sequence[Iterable[int]], distance: int) -> list[int]:
    """Return the positions that stand with the other parts, in any order, in ascending order.

    They do where every part has a position of its own and at most `distance` other words stand between the first and
    the last of these positions.
    """
    kinds: defaultdict[int, list[int]] = defaultdict(list)
    for part, places in enumerate(parts):
        for place in places:
            kinds[place].append(part)
    places = sorted(kinds)
    shared = any(len(of) > 1 for of in kinds.values())
    counts = [0] * len(parts)
    together: set[int] = set()
    end = 0
    for begin, first in enumerate(places):
        while end < len(places) and places[end] < first + len(parts) + distance:
            for part in kinds[places[end]]:
                counts[part] += 1
            end += 1
        window = places[begin:end]
        if all(counts) and (not shared or _each_its_own(window, kinds, len(parts))):
            # Whatever a part has in the window can take the place of the position that was found for it.
            together.update(window)
        for part in kinds[first]:
            counts[part] -= 1
    return sorted(together)


def _each_its_own(window: Collection[int], kinds: Mapping[int, Sequence[int]], parts: int) -> bool:
    """Tell whether every part can have a position of its own: a bipartite matching by augmenting paths."""
    taken: dict[int, int] = {}
    of_part = [[place for place in window if part in kinds[place]] for part in range(parts)]

    def place_for(part: int, seen: set[int]) -> bool:
        for place in of_part[part]:
            if place not in seen:
                seen.add(place)
                if place not in taken or place_for(taken[place], seen):
                    taken[place] = part
                    return True
        return False

    return len(window) >= parts and all(place_for(part, set()) for part in range(parts))
