"""The header of a comparison: in plain words what is shared, what differs, and what each article alone tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from seedread.index.compare.comparison_summary import kind_line, shared_line, trimmed
from seedread.tui.render.comparison_names import name_groups
from seedread.tui.render.comparison_stops import NAMES, short
from seedread.tui.render.themes import BOLD, DIM, PLAIN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.compare import Comparison, SideBySide
    from seedread.tui.render.cells import Piece

__all__ = ["head_rows"]

_NAMED = 4
"""Most names of one kind in a row; the overview lists all."""
_NUMBERS, _QUOTATIONS = 2, 1
"""Most different numbers and quotations in a row."""
_QUOTED = 30
"""Characters of a quotation."""


def head_rows(shown: SideBySide, width: int) -> list[list[Piece]]:
    """Return the rows of the header, most important first."""
    rows = [_summary(shown, width), _different(shown)]
    rows += [_alone(shown, n) for n in range(len(shown.articles))]
    rows += [_shared(shown)]
    return [row for row in rows if row]


def _summary(shown: SideBySide, width: int) -> list[Piece]:
    """Return how the articles are related and how much they share, in the longest form that fits."""
    if len(shown.articles) > 2:
        return _summary_of_three(shown)
    ((_, _, comparison),) = shown.comparisons
    shared, kind = shared_line(comparison), _kind(comparison)
    forms = [(kind_line(comparison), shared), (kind, shared), (kind, shared.partition(":")[0])]
    fitting = (form for form in forms if sum(map(cell_len, form)) + 3 <= width)
    kind, shared = next(fitting, forms[-1])
    return [(f" {kind}  ", BOLD), (shared, PLAIN)]


def _summary_of_three(shown: SideBySide) -> list[Piece]:
    pieces: list[Piece] = []
    for a, b, found in shown.comparisons:
        pieces += [(f" {NAMES[a]} and {NAMES[b]}: ", DIM), (_kind(found), BOLD)]
        pieces.append((f", {len(found.pairs)} similar {_plural('sentence', len(found.pairs))} ", PLAIN))
    return pieces


def _kind(comparison: Comparison) -> str:
    return comparison.kind[0].upper() + comparison.kind[1:]


def _plural(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"


def _different(shown: SideBySide) -> list[Piece]:
    """Return what both give differently: numbers, then quotations, then names."""
    parts = [*_limited(_numbers(shown), _NUMBERS, "number"), *_limited(_quotations(shown), _QUOTATIONS, "quotation")]
    for kind in ("leaders", "countries"):
        for where, names in name_groups(shown, kind):
            if where not in ("both", "all"):
                parts.append((f"{kind} {where}: ", _listed(names)))
    if not parts:
        return [(" Different  no number, quotation, leader or country", DIM)]
    return [(" Different  ", DIM), *(piece for part in parts for piece in _piece(*part))]


def _piece(label: str, text: str) -> tuple[Piece, Piece]:
    return (label, DIM), (f"{text}  ", PLAIN)


def _limited(parts: Iterator[tuple[str, str]], most: int, what: str) -> list[tuple[str, str]]:
    found = [*parts]
    more = len(found) - most
    return found[:most] + ([("", f"+{more} {_plural(what, more)}")] if more > 0 else [])


def _numbers(shown: SideBySide) -> Iterator[tuple[str, str]]:
    for a, b, found in shown.comparisons:
        for pair in found.numbers:
            ours, theirs = found.a.quantities[pair.a].printed, found.b.quantities[pair.b].printed
            yield f"{pair.noun}: " if pair.noun[0].isalpha() else "", f"{NAMES[a]} {ours}, {NAMES[b]} {theirs}"


def _quotations(shown: SideBySide) -> Iterator[tuple[str, str]]:
    for a, b, found in shown.comparisons:
        for shared in found.quotations:
            if shared.trims:
                speaker = found.a.quotations[shared.a].speaker
                said = f"“{short(shared.text, _QUOTED)}”" if speaker == "?" else speaker
                yield f"{said}: ", trimmed(shared, {"a": NAMES[a], "b": NAMES[b]})


def _alone(shown: SideBySide, n: int) -> list[Piece]:
    only = shown.alone[n]
    if not only:
        return [(f" Only in {NAMES[n]} (0)", DIM)]
    return [(f" Only in {NAMES[n]} ({len(only)})  ", DIM), (shown.articles[n].sentences[only[0]].text, PLAIN)]


def _shared(shown: SideBySide) -> list[Piece]:
    """Return the names and quotations that all of the articles have."""
    parts: list[tuple[str, str]] = []
    for kind in ("leaders", "countries"):
        parts += [
            (f"{kind}: ", _listed(names)) for where, names in name_groups(shown, kind) if where in ("both", "all")
        ]
    shared = [{one.a for one in found.quotations} for a, _, found in shown.comparisons if a == 0]
    if quoted := len(set.intersection(*shared)):
        parts.append(("quotations: ", str(quoted)))
    label = " In both  " if len(shown.articles) == 2 else " In all  "
    return [(label, DIM), *(piece for part in parts for piece in _piece(*part))] if parts else []


def _listed(names: Sequence[str]) -> str:
    more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
