"""Finds where two articles count the same thing differently: the same noun and unit with another value.

It looks only at sentences with similar wording: elsewhere the same noun may count something else.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from seedread.index.compare.comparison import NumberDifference
from seedread.index.compare.wording_data import stem_set
from seedread.index.text.analysis import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.index.compare.comparison import AnalysedArticle, Quantity

__all__ = ["number_differences", "unmatched_figures"]

_MOST = 2500
"""Numbers of one sentence times those of another beyond which they are tables: nothing in them tells what is meant."""
_SMALL = 12
"""Counts up to this mean little alone: two leaders, three days."""


def number_differences(
    a: AnalysedArticle, b: AnalysedArticle, similar: Iterable[tuple[int, int]]
) -> tuple[NumberDifference, ...]:
    """Return the differences in the `similar` pairs of sentences, in order of A."""
    of_a, of_b = _by_sentence(a.quantities), _by_sentence(b.quantities)
    found: dict[tuple[int, int], NumberDifference] = {}
    for i, j in similar:
        for n, m, noun in _differences(a.quantities, b.quantities, of_a.get(i, []), of_b.get(j, [])):
            found[n, m] = NumberDifference(n, m, _printed(a, n, noun), _printed(b, m, noun))
    return tuple(found[key] for key in sorted(found))


def unmatched_figures(own: AnalysedArticle, other: AnalysedArticle) -> tuple[int, ...]:
    """Return the quantities of one article whose value the other does not have, without small counts."""
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
    """Return the quantities of two sentences that count one thing and differ, with the noun they share.

    Equal quantities are removed first. After that, each side may have only one quantity of the thing.
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
    """Return the noun that two quantities share, "" if only the words before them match, None for different things.

    Percentages of different wholes are different things, and so are a unit price and a sum. A very common noun, a
    count of one, or a unit alone needs a word before it that both have: to cost, to rise.
    """
    if (a.unit, a.per) != (b.unit, b.per) or (a.of and b.of and not a.of & b.of):
        return None
    noun = next((noun for noun in a.nouns if noun in b.nouns), None)
    if noun is not None and noun not in stem_set("numbers", "common") and (a.unit or 1 not in (a.value, b.value)):
        return noun
    return (noun or "") if a.before & b.before and (noun or a.unit) else None


def _equal(a: Quantity, b: Quantity) -> bool:
    """Whether two values are equal, or the more precise one rounds to the other."""
    if a.value == b.value:
        return True
    digits = min(_digits(a.value), _digits(b.value))
    return float(f"{a.value:.{digits}g}") == float(f"{b.value:.{digits}g}") and min(a.value, b.value) >= 100


def _digits(value: float) -> int:
    """Return the number of significant digits: 12,000 has two."""
    return max(1, len(f"{value:.10g}".replace(".", "").strip("0")))


def _printed(analysed: AnalysedArticle, n: int, noun: str) -> str:
    """Return the noun as the sentence prints it, the unit if there is none."""
    quantity = analysed.quantities[n]
    rest = analysed.sentences[quantity.sentence].text[quantity.end :]
    for token in tokens(rest):
        if token.term == noun:
            return rest[token.start : token.end]
    return quantity.unit
