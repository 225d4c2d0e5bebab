"""Searching inside a facet: a shorter list, with the same counts (R10)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.facets.choice import NONE
from seedread.index.names.name_folding import fold_name
from seedread.index.text.edit_distance import neighbours_within

if TYPE_CHECKING:
    from seedread.index.facets.facet import Facet

__all__ = ["matching", "search_values"]

MIN_SPELLED = 4
"""Letters that a name without a match needs before similar spellings are tried."""


def search_values(facet: Facet, text: str) -> Facet:
    """Return `facet` with the values that match `text`, and the chosen ones; the rows do not change.

    `text` matches a part of the value or its name, or an alias. If nothing matches, similar spellings do.
    """
    if not text.strip():
        return facet
    found = matching(facet, text)
    return replace(facet, values=tuple(row for row in facet.values if row.value in found or row.state != "off"))


def matching(facet: Facet, text: str) -> set[str]:
    """Return the values that `text` matches, as above, chosen or not."""
    wanted = " ".join(fold_name(text).split())
    labels = {row.value: f"no {facet.name}" if row.value == NONE else fold_name(row.label) for row in facet.values}
    found = {value for value, label in labels.items() if wanted in label or wanted == fold_name(value)}
    found |= _aliases(facet.name, text) & labels.keys()
    if not found and len(wanted) >= MIN_SPELLED:
        found = _spelled_like(wanted, labels)
    return found


def _aliases(facet: str, text: str) -> frozenset[str]:
    # They load tables that are needed only when a name is typed.
    if facet == "country":
        from seedread.index.names.lexicon import resolve_country  # noqa: PLC0415 (see above)

        code = resolve_country(text)
        return frozenset([code] if code else [])
    if facet == "leader":
        from seedread.index.names.gazetteer import resolve_leaders  # noqa: PLC0415 (see above)

        return resolve_leaders(text)
    return frozenset()


def _spelled_like(wanted: str, labels: dict[str, str]) -> set[str]:
    """Return the values whose name, or a word of it, is nearest to `wanted`."""
    named: dict[str, set[str]] = {}
    for value, label in labels.items():
        for name in (label, *label.split()):
            named.setdefault(name, set()).add(value)
    near = list(neighbours_within(sorted(named), wanted, max(1, len(wanted) // 3)))
    fewest = min((edits for _, edits in near), default=0)
    return {value for name, edits in near if edits == fewest for value in named[name]}
