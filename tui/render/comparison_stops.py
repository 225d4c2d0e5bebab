"""The stops that the keys of the compare screen step through, each with its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.compare.comparison_summary import MARKS, WORDING_LABELS, trimmed

if TYPE_CHECKING:
    from seedread.index.compare import Comparison, Quotation, SentencePair, Side

__all__ = ["Stop", "aligned_stops", "number_stops", "only_stops", "quotation_stops"]

_NAMES: dict[Side, str] = {"a": "A", "b": "B"}
_SHOWN = 60
"""Characters of a quotation to show in its label."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place in one article or in both."""

    a: int | None
    """Sentence of A; None where only B has it."""
    b: int | None
    label: str
    """A one-line description."""


def aligned_stops(comparison: Comparison) -> list[Stop]:
    """Return the matching sentences, in the order of A."""
    total = len(comparison.pairs)
    return [
        Stop(pair.a, pair.b, f"{MARKS[pair.wording]} {WORDING_LABELS[pair.wording]} ({pair.score:.2f}), {n} of {total}")
        for n, pair in enumerate(comparison.pairs, 1)
    ]


def only_stops(comparison: Comparison, side: Side) -> list[Stop]:
    """Return the sentences that are only on one side, in its order."""
    only = comparison.only_a if side == "a" else comparison.only_b
    other = {(pair.a if side == "a" else pair.b): pair for pair in comparison.pairs}
    return [
        _only_stop(n, other.get(n), side, f"only in {_NAMES[side]}, {at} of {len(only)}")
        for at, n in enumerate(only, 1)
    ]


def _only_stop(sentence: int, pair: SentencePair | None, side: Side, label: str) -> Stop:
    if pair is None:
        return Stop(sentence if side == "a" else None, sentence if side == "b" else None, label)
    return Stop(pair.a, pair.b, f"{MARKS['related']} related wording, but mostly {label}")


def quotation_stops(comparison: Comparison) -> list[Stop]:
    """Return the shared quotations with their speakers, then those of one side."""
    a, b = comparison.a.quotations, comparison.b.quotations
    stops = []
    for shared in comparison.quotations:
        ours, theirs = a[shared.a], b[shared.b]
        label = f"both quote “{_short(shared.text)}” · A: {ours.speaker} · B: {theirs.speaker}"
        stops.append(Stop(ours.sentence, theirs.sentence, f"{label} · {trimmed(shared, _NAMES)}"))
    both_a, both_b = {one.a for one in comparison.quotations}, {one.b for one in comparison.quotations}
    stops += [Stop(one.sentence, None, _quoted(one, "a")) for n, one in enumerate(a) if n not in both_a]
    stops += [Stop(None, one.sentence, _quoted(one, "b")) for n, one in enumerate(b) if n not in both_b]
    return stops


def _quoted(quotation: Quotation, side: Side) -> str:
    return f"only {_NAMES[side]} quotes · {quotation.speaker}: “{_short(quotation.text)}”"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def number_stops(comparison: Comparison) -> list[Stop]:
    """Return the numbers that differ for the same thing, then those on one side only."""
    a, b = comparison.a.quantities, comparison.b.quantities
    stops = [
        Stop(a[pair.a].sentence, b[pair.b].sentence, f"{pair.noun}: A {a[pair.a].printed} · B {b[pair.b].printed}")
        for pair in comparison.numbers
    ]
    stops += [Stop(a[n].sentence, None, f"only in A: {a[n].text}") for n in comparison.figures_a]
    stops += [Stop(None, b[n].sentence, f"only in B: {b[n].text}") for n in comparison.figures_b]
    return stops
