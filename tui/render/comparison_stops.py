"""The stops that the keys of the compare screen step through, each with its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.compare.comparison_summary import MARKS, WORDING_LABELS, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.compare import Aligned, Quotation, Side, SideBySide

__all__ = ["NAMES", "Stop", "aligned_stops", "number_stops", "only_stops", "quotation_stops", "short"]

NAMES = "ABC"
"""What the articles are called on the screen."""
_SHOWN = 60
"""Characters of a quotation to show in its label."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in one article or in several."""

    places: tuple[int | None, ...]
    """The sentence of each article; None where it has none."""
    label: str
    """A one-line description."""


def _at(shown: SideBySide, **places: int) -> tuple[int | None, ...]:
    """Return the places of a stop, from sentences by the names of their articles."""
    return tuple(places.get(name) for name in NAMES[: len(shown.articles)])


def aligned_stops(shown: SideBySide) -> list[Stop]:
    """Return the matching sentences, in the order of A."""
    total = len(shown.aligned)
    return [
        Stop(aligned.places, f"{MARKS[aligned.closest.wording]}{n} {_alignment(aligned)}, {n} of {total}")
        for n, aligned in enumerate(shown.aligned, 1)
    ]


def _alignment(aligned: Aligned) -> str:
    """Return how similar the sentences are; with three articles, in which of them."""
    labels = [
        (NAMES[n], f"{WORDING_LABELS[pair.wording]} ({pair.score:.2f})")
        for n, pair in enumerate(aligned.pairs, 1)
        if pair
    ]
    if len(aligned.pairs) == 1:
        return labels[0][1]
    return " · ".join(f"{label} in {name}" for name, label in labels)


def only_stops(shown: SideBySide, n: int) -> list[Stop]:
    """Return the sentences that only article `n` has, in its order."""
    aligned = {place: one for one in shown.aligned if (place := one.places[n]) is not None}
    only = sorted(shown.alone[n])
    stops = []
    for at, sentence in enumerate(only, 1):
        label = f"only in {NAMES[n]}, {at} of {len(only)}"
        if found := aligned.get(sentence):
            stops.append(Stop(found.places, f"{MARKS['related']} related wording, but mostly {label}"))
        else:
            stops.append(Stop(_at(shown, **{NAMES[n]: sentence}), label))
    return stops


def quotation_stops(shown: SideBySide) -> list[Stop]:
    """Return the shared quotations with their speakers, then those of one article."""
    stops = []
    both: set[tuple[int, int]] = set()
    for a, b, found in shown.comparisons:
        for shared in found.quotations:
            both |= {(a, shared.a), (b, shared.b)}
            ours, theirs = found.a.quotations[shared.a], found.b.quotations[shared.b]
            names: dict[Side, str] = {"a": NAMES[a], "b": NAMES[b]}
            told = f"both quote “{short(shared.text)}” · {NAMES[a]}: {ours.speaker} · {NAMES[b]}: {theirs.speaker}"
            places = _at(shown, **{NAMES[a]: ours.sentence, NAMES[b]: theirs.sentence})
            stops.append(Stop(places, f"{told} · {trimmed(shared, names)}"))
    for n, report in enumerate(shown.articles):
        stops += [
            Stop(_at(shown, **{NAMES[n]: one.sentence}), _quoted(one, NAMES[n]))
            for at, one in enumerate(report.quotations)
            if (n, at) not in both
        ]
    return stops


def _quoted(quotation: Quotation, name: str) -> str:
    return f"only {name} quotes · {quotation.speaker}: “{short(quotation.text)}”"


def short(text: str, most: int = _SHOWN) -> str:
    """Return the beginning of a quotation, at most `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def number_stops(shown: SideBySide) -> list[Stop]:
    """Return the numbers that differ for the same thing, then those in one article only."""
    stops = []
    for a, b, found in shown.comparisons:
        for pair in found.numbers:
            ours, theirs = found.a.quantities[pair.a], found.b.quantities[pair.b]
            places = _at(shown, **{NAMES[a]: ours.sentence, NAMES[b]: theirs.sentence})
            label = f"{pair.noun}: {NAMES[a]} {ours.printed} · {NAMES[b]} {theirs.printed}"
            stops.append(Stop(places, label))
    for n, report in enumerate(shown.articles):
        for figure in sorted(set.intersection(*_figures(shown, n))):
            quantity = report.quantities[figure]
            stops.append(Stop(_at(shown, **{NAMES[n]: quantity.sentence}), f"only in {NAMES[n]}: {quantity.text}"))
    return stops


def _figures(shown: SideBySide, n: int) -> Iterator[set[int]]:
    """Yield the quantities of article `n` whose value another article does not have, for each of the others."""
    for a, b, found in shown.comparisons:
        if n in (a, b):
            yield set(found.figures_a if n == a else found.figures_b)
