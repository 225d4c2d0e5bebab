"""Which leaders and countries which of the compared articles name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from seedread.tui.render.comparison_stops import NAMES

if TYPE_CHECKING:
    from seedread.index.compare import SideBySide

__all__ = ["Kind", "name_groups"]

Kind: TypeAlias = Literal["leaders", "countries"]


def name_groups(shown: SideBySide, kind: Kind) -> list[tuple[str, list[str]]]:
    """Return the names by the articles that have them: in all of them, in two of three, then in one only."""
    holders: dict[str, set[int]] = {}
    labels: dict[str, str] = {}
    for a, b, found in shown.comparisons:
        overlap = found.leaders if kind == "leaders" else found.countries
        for names, where in ((overlap.both, {a, b}), (overlap.only_a, {a}), (overlap.only_b, {b})):
            for label, value in names:
                labels.setdefault(value, label)
                holders.setdefault(value, set()).update(where)
    groups: dict[tuple[int, ...], list[str]] = {}
    for value, label in labels.items():
        groups.setdefault(tuple(sorted(holders[value])), []).append(label)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[0]), group[0]))
    return [(_where(held, len(shown.articles)), names) for held, names in ordered]


def _where(held: tuple[int, ...], articles: int) -> str:
    if len(held) == articles:
        return "both" if articles == 2 else "all"
    return f"only {' and '.join(NAMES[n] for n in held)}"
