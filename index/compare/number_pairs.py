"""Where two articles count the same thing differently: the same noun and unit with another value.

Looked for only in sentences that are worded alike: the same noun elsewhere may count something else.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from seedread.index.analysis import tokens

from .data_file import stems
from .result import NumberPair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .result import Account, Quantity

__all__ = ["figures_alone", "number_pairs"]

_MOST = 2500
"""Numbers of one sentence times those of another beyond which they are tables: nothing in them tells what is meant."""
_SMALL = 12
"""Counts up to here tell little by themselves: two leaders, three days."""


def number_pairs(a: Account, b: Account, near: Iterable[tuple[int, int]]) -> tuple[NumberPair, ...]:
    """Return the differences between the sentences that are `near` one another, in order of A."""
    of_a, of_b = _by_sentence(a.quantities), _by_sentence(b.quantities)
    found: dict[tuple[int, int], NumberPair] = {}
    for i, j in near:
        for n, m, noun in _differences(a.quantities, b.quantities, of_a.get(i, []), of_b.get(j, [])):
            found[n, m] = NumberPair(n, m, _printed(a, n, noun), _printed(b, m, noun))
    return tuple(found[key] for key in sorted(found))


def figures_alone(own: Account, other: Account) -> tuple[int, ...]:
    """Return the quantities of one article whose value stands nowhere in the other, small counts left out."""
    known = {(quantity.value, quantity.unit) for quantity in other.quantities}
    return tuple(
        n
        for n, quantity in enumerate(own.quantities)
        if (quantity.unit or quantity.value > _SMALL) and (quantity.value, quantity.unit) not in known
    )


def _by_sentence(quantities: Sequence[Quantity]) -> dict[int, list[int]]:
    grouped: defaultdict[int, list[int]] = defaultdict(list)
    for n, quantity in enumerate(quantities):
        grouped[quantity.sentence].append(n)
    return grouped


def _differences(
    a: Sequence[Quantity], b: Sequence[Quantity], ours: Sequence[int], theirs: Sequence[int]
) -> list[tuple[int, int, str]]:
    """Return the quantities of two sentences that count one thing and are not equal, with the noun they share.

    What is equal is taken out first. What is left must leave no choice: one quantity of a thing on either side.
    """
    if len(ours) * len(theirs) > _MOST:
        return []
    left_a = [n for n in ours if not any(_same_thing(a[n], b[m]) is not None and _equal(a[n], b[m]) for m in theirs)]
    left_b = [m for m in theirs if not any(_same_thing(a[n], b[m]) is not None and _equal(a[n], b[m]) for n in ours)]
    found = []
    for n in left_a:
        fitting = [(m, noun) for m in left_b if (noun := _same_thing(a[n], b[m])) is not None]
        if len(fitting) == 1:
            m, noun = fitting[0]
            if sum(_same_thing(a[k], b[m]) is not None for k in left_a) == 1:
                found.append((n, m, noun))
    return found


def _same_thing(a: Quantity, b: Quantity) -> str | None:
    """Return the noun that two quantities share, empty where only what leads to them tells; None for other things.

    Shares of different things are different things, and a price of each is no sum. A noun that is counted everywhere,
    one of a thing, or a unit alone, needs a word before it that both have: to cost, to rise.
    """
    if (a.unit, a.per) != (b.unit, b.per) or (a.of and b.of and not a.of & b.of):
        return None
    noun = next((noun for noun in a.nouns if noun in b.nouns), None)
    if noun is not None and noun not in stems("numbers", "common") and (a.unit or 1 not in (a.value, b.value)):
        return noun
    return (noun or "") if a.before & b.before and (noun or a.unit) else None


def _equal(a: Quantity, b: Quantity) -> bool:
    """Tell whether two values are one: equal, or the finer one rounds to the coarser."""
    if a.value == b.value:
        return True
    digits = min(_digits(a.value), _digits(b.value))
    return float(f"{a.value:.{digits}g}") == float(f"{b.value:.{digits}g}") and min(a.value, b.value) >= 100


def _digits(value: float) -> int:
    """Return how many digits of a value tell something: 12,000 has two."""
    return max(1, len(f"{value:.10g}".replace(".", "").strip("0")))


def _printed(account: Account, n: int, noun: str) -> str:
    """Return the noun as the sentence prints it, the unit where there is none."""
    quantity = account.quantities[n]
    behind = account.sentences[quantity.sentence].text[quantity.end :]
    for token in tokens(behind):
        if token.term == noun:
            return behind[token.start : token.end]
    return quantity.unit
