"""Writes a facet selection as a query, and reads it back: for saved searches and the command line (R11).

    any of      (country:IR OR country:TR)          none       -country:*
    all of      country:IR country:TR               not none   country:*
    one in "all" mode  country:IR country:IR        without    -country:RU

How a query selects documents: `engines.whoosh.query_execution`; how a name becomes a facet value: `name_resolver`.

The text of the search line and the selection are two separate groups: `(gas pipeline) (country:IR -leader:*)`.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from seedread.index.errors import QueryError
from seedread.index.facets import NONE, FacetChoice, Selection
from seedread.index.facets.periods import period, period_label
from seedread.index.query import All, And, AnyValue, Dates, FacetName, HasValue, Not, Or, parse, to_text, unescape_value
from seedread.index.query.lexer import lex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.index.facets import Mode
    from seedread.index.query import Node

__all__ = ["join", "selection_text", "split", "to_selection"]


def selection_text(selection: Selection) -> str:
    """Return a query that finds the articles of `selection`; empty if nothing is chosen.

    A facet in "all" mode without a value adds nothing.
    """
    parts = [part for facet, choice in selection for part in _parts(facet, choice)]
    return to_text(_one_or(And, parts)) if parts else ""


def to_selection(tree: Node) -> Selection | None:
    """Return the selection of a query that `selection_text` wrote; None for a query with more than selections.

    Values are not looked up, so this needs no library.
    """
    parts = tree.children if isinstance(tree, And) else () if isinstance(tree, All) else (tree,)
    singles: dict[str, list[str]] = {}
    groups: dict[str, list[str]] = {}
    excluded: dict[str, set[str]] = {}
    for part in parts:
        if isinstance(part, Or):
            group = [_included(child) for child in part.children]
            facets = {taken[0] for taken in group if taken}
            if None in group or len(facets) > 1 or facets & groups.keys():
                return None
            groups[facets.pop()] = [taken[1] for taken in group if taken]
        elif taken := _included(part):
            singles.setdefault(taken[0], []).append(taken[1])
        elif taken := _included(part.child if isinstance(part, Not) else Not(part)):
            excluded.setdefault(taken[0], set()).add(taken[1])
        else:
            return None
    if singles.keys() & groups.keys():
        return None
    choices = []
    for facet in sorted(singles.keys() | groups.keys() | excluded.keys()):
        included, without = singles.get(facet) or groups.get(facet, []), excluded.get(facet, set())
        if not without.isdisjoint(included):
            return None
        mode: Mode = "all" if len(singles.get(facet, ())) > 1 else "any"
        choices.append((facet, FacetChoice(frozenset(included), frozenset(without), mode)))
    return Selection(tuple(choices))


def join(text: str, selection: Selection) -> str:
    """Join the text of the search line and the selection in one query; `split` separates them again.

    Raises QueryError for an invalid text, and if both are too long for one query.
    """
    chosen, text = selection_text(selection), text.strip()
    parse(text)
    if not chosen and split(text) == (text, Selection()):
        return text
    for first in (text or "*", to_text(parse(text).tree)):  # a quotation may be unclosed in the first
        whole = f"({first}) ({chosen or '*'})"
        if selection_text(split(whole)[1]) == chosen:
            break
    parse(whole)
    return whole


def split(text: str) -> tuple[str, Selection]:
    """Return the text of the search line and the selection; a query that was not joined is all text."""
    with contextlib.suppress(QueryError):
        groups = _groups(text)
        chosen = to_selection(parse(groups[1]).tree) if len(groups) == 2 else None
        if chosen is not None:
            return "" if groups[0] == "*" else groups[0], chosen
    return text, Selection()


def _groups(text: str) -> list[str]:
    """Return the content of each group of a query that consists of groups only."""
    groups, depth, start = [], 0, 0
    for lexeme in lex(text)[0]:
        if lexeme.kind == "(":
            depth += 1
            start = lexeme.end if depth == 1 else start
        elif depth == 0:
            return []
        elif lexeme.kind == ")":
            depth -= 1
            if depth == 0:
                groups.append(text[start : lexeme.start])
    return groups if depth == 0 else []


def _parts(facet: str, choice: FacetChoice) -> Iterable[Node]:
    included: list[Node] = [_having(facet, value) for value in sorted(choice.included)]
    if included and choice.mode == "any":
        yield _one_or(Or, included)
    elif included:
        yield from included if len(included) > 1 else included * 2
    for value in sorted(choice.excluded):
        having = _having(facet, value)
        yield having.child if isinstance(having, Not) else Not(having)


def _one_or(kind: type[And | Or], nodes: Sequence[Node]) -> Node:
    return kind(tuple(nodes)) if len(nodes) > 1 else nodes[0]


def _having(facet: str, value: str) -> Node:
    """Return a query for the articles with a value."""
    if value == NONE:
        return Not(Dates(None, None) if facet == "date" else AnyValue(facet))
    if facet == "date" and (days := period(value)):
        return Dates(*days)
    return HasValue(facet, frozenset([value]))


def _included(node: Node) -> tuple[str, str] | None:
    """Return facet and value of a query that `_having` made."""
    match node:
        case FacetName(facet, text, unfinished=False):
            return facet, unescape_value(text)
        case Dates(first, last, field="date") if first and last:
            label = period_label(first, last)
            return ("date", label) if label else None
        case Not(AnyValue(facet)):
            return facet, NONE
        case Not(Dates(None, None, field="date")):
            return "date", NONE
    return None
