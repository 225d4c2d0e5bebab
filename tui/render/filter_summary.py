"""Summarizes the active filters in one line, since the facets are often hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from seedread.index.facets import Facet, Selection

__all__ = ["filter_summary"]


def filter_summary(selection: Selection, facets: Mapping[str, Facet], searched: str = "") -> str:
    """Return the selected values by display name, such as "Iran or Iraq, excluding Ali Khamenei, 2024-10".

    If only a part of the library is `searched`, its name comes first.
    """
    parts = [f"only in {searched}"] if searched else []
    for name, choice in selection:
        labels = {value.value: safe_line(value.label) for value in facets[name].values} if name in facets else {}
        included, excluded = (
            sorted(labels.get(value, value) for value in values) for values in (choice.included, choice.excluded)
        )
        if included:
            parts.append((" and " if choice.mode == "all" else " or ").join(included))
        parts += [f"excluding {label}" for label in excluded]
    return ", ".join(parts)
