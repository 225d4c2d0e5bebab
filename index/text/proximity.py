"""Finds words that are adjacent or near one another: the definition of phrases and of `"gas deal"~5`.

Each part of a phrase is given as its positions in a field. A gap in the positions separates paragraphs.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from seedread.index.errors import stop_if

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

__all__ = ["PARAGRAPH_GAP", "can_each_have_one", "near_places", "phrase_spans"]

PARAGRAPH_GAP = 200
"""Positions skipped between paragraphs: more than 64 words with 100 others between them can span."""
_BATCH_SIZE = 256
"""Positions tried between two checks for cancellation."""


def phrase_spans(parts: Sequence[Iterable[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Return first position and end of the rows in which all parts follow one another, in ascending order.

    A place of a part is a position and the number of words that it covers. Of rows with one first position the longest
    is returned.
    """
    rows = {(place, place + width) for place, width in parts[0]}
    for part in parts[1:]:
        widths: defaultdict[int, set[int]] = defaultdict(set)
        for place, width in part:
            widths[place].add(width)
        rows = {(start, end + width) for start, end in rows for width in widths.get(end, ())}
    return sorted(dict(sorted(rows)).items())


def near_places(
    parts: Sequence[Iterable[int]], distance: int, cancelled: Callable[[], bool] = lambda: False
) -> list[int]:
    """Return the positions of parts that are near one another, in any order, in ascending order.

    They are near if every part has a position of its own, with at most `distance` other words between the first and
    the last of these positions. Raises Cancelled.
    """
    kinds: defaultdict[int, list[int]] = defaultdict(list)
    for part, places in enumerate(parts):
        stop_if(cancelled)
        for place in places:
            kinds[place].append(part)
    places = sorted(kinds)
    shared = any(len(of) > 1 for of in kinds.values())
    counts = [0] * len(parts)
    together: set[int] = set()
    end = 0
    for begin, first in enumerate(places):
        if not begin % _BATCH_SIZE:
            stop_if(cancelled)
        while end < len(places) and places[end] < first + len(parts) + distance:
            for part in kinds[places[end]]:
                counts[part] += 1
            end += 1
        if all(counts) and (not shared or _each_its_own(places[begin:end], kinds, counts)):
            # Every position in the window counts: it could replace the one that was found for its part.
            together.update(places[begin:end])
        for part in kinds[first]:
            counts[part] -= 1
    return sorted(together)


def _each_its_own(window: Collection[int], kinds: Mapping[int, Sequence[int]], counts: Sequence[int]) -> bool:
    """Tell whether every part can have a position of its own; `counts` are their numbers of positions.

    Usually the numbers decide.
    """
    if len(window) < len(counts):
        return False
    scarcest = sorted(range(len(counts)), key=counts.__getitem__)
    if all(counts[part] > taken for taken, part in enumerate(scarcest)):
        return True  # each part has more positions than the parts before it use
    of_part: list[list[int]] = [[] for _ in counts]
    for place in window:
        for part in kinds[place]:
            of_part[part].append(place)
    return can_each_have_one([of_part[part] for part in scarcest])


def can_each_have_one(places: Sequence[Iterable[int]]) -> bool:
    """Tell whether every part can have a place of its own: a bipartite matching by augmenting paths (Kuhn 1955)."""
    taken: dict[int, int] = {}

    def place_for(part: int, seen: set[int]) -> bool:
        for place in places[part]:
            if place not in seen:
                seen.add(place)
                if place not in taken or place_for(taken[place], seen):
                    taken[place] = part
                    return True
        return False

    return all(place_for(part, set()) for part in range(len(places)))
