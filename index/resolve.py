"""Finds which facet values a typed name means, by value, label, alias, code or spelling; says what is near else."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from .names.folding import fold
from .names.gazetteer import resolve_leaders
from .names.lexicon import resolve_country
from .query import And, HasValue, Named, Node, Not, Notice, Or

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .facets import Values

__all__ = ["resolve"]


def resolve(tree: Node, facets: Mapping[str, Values]) -> tuple[Node, list[Notice]]:
    """Return `tree` with every `Named` replaced by the values it means, and a notice for each that means none."""
    notices: list[Notice] = []

    def walk(node: Node) -> Node:
        match node:
            case And() | Or():
                return type(node)(tuple(walk(child) for child in node.children))
            case Not():
                return Not(walk(node.child))
            case Named():
                values = _meant(node, facets[node.facet])
                if not values:
                    notices.append(Notice(_nothing(node, facets[node.facet]), node.start, node.end))
                return HasValue(node.facet, values, start=node.start, end=node.end)
        return node

    return walk(tree), notices


def _meant(named: Named, values: Values) -> frozenset[str]:
    text = fold(named.text)
    exact = {value for value, label in values.labels.items() if text in (fold(label), value.lower())}
    if named.unfinished:
        exact |= {value for value, label in values.labels.items() if _begins(fold(label), text)}
    if named.facet == "country":
        code = resolve_country(named.text)
        exact |= {code} if code is not None and code in values.labels else set()
    if exact:
        return frozenset(exact)
    asked = set(text.split())
    parts = {value for value, label in values.labels.items() if asked <= set(fold(label).split())}
    if parts or named.facet != "leader":
        return frozenset(parts)
    return resolve_leaders(named.text) & values.labels.keys()


def _begins(label: str, text: str) -> bool:
    return label.startswith(text) or f" {text}" in label


def _nothing(named: Named, values: Values) -> str:
    labels = {fold(label): value for value, label in values.labels.items()}
    by_part = {part: label for label in labels for part in label.split()} | {label: label for label in labels}
    near = difflib.get_close_matches(fold(named.text), by_part, n=6, cutoff=0.6)
    shown = list(dict.fromkeys(by_part[part] for part in near))[:3]
    told = [f"{values.labels[labels[label]]} ({values.articles(labels[label]).bit_count()})" for label in shown]
    guess = f": did you mean {' or '.join(told)}?" if told else "."
    return f"No article here names the {named.facet} “{named.text}”{guess}"
