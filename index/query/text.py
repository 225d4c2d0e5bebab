"""Writes a tree as a query that parses to the same tree: for saved searches, the facet state and "what ran"."""

from __future__ import annotations

import re

from .tree import All, And, AnyValue, Fuzzy, HasValue, Named, Node, Not, Or, Phrase, Wildcard, Word

__all__ = ["to_text"]

_SIMPLE = re.compile(r"[\w.][\w.'-]*\Z")


def to_text(node: Node) -> str:
    """Return `node` in the query language; an empty query for everything."""
    return "" if isinstance(node, All) else _write(node)


def _write(node: Node) -> str:  # noqa: C901, PLR0911 (one case for each kind of node)
    match node:
        case All():
            return "*"
        case Word():
            return _in_field(node.field, node.text)
        case Wildcard():
            return _in_field(node.field, node.pattern)
        case Fuzzy():
            return _in_field(node.field, f"{node.text}~{node.edits}")
        case Phrase():
            inner = " ".join(part.text if isinstance(part, Word) else part.pattern for part in node.parts)
            return _in_field(node.field, f'"{inner}"')
        case Named():
            return f"{node.facet}:{_quoted(node.text)}"
        case HasValue():
            values = [f"{node.facet}:{_quoted(value)}" for value in sorted(node.values)]
            return values[0] if len(values) == 1 else f"({' OR '.join(values)})"
        case AnyValue():
            return f"{node.facet}:*"
        case Not():
            return f"-{_grouped(node.child)}"
        case Or():
            return " OR ".join(_grouped(child) if isinstance(child, Or) else _write(child) for child in node.children)
        case And():
            return " ".join(_grouped(child) if isinstance(child, And) else _and_part(child) for child in node.children)


def _and_part(node: Node) -> str:
    return _grouped(node) if isinstance(node, Or) else _write(node)


def _grouped(node: Node) -> str:
    return f"({_write(node)})" if isinstance(node, And | Or | Not) else _write(node)


def _in_field(field: str | None, text: str) -> str:
    return f"{field}:{text}" if field else text


def _quoted(text: str) -> str:
    return text if _SIMPLE.match(text) else f'"{text}"'
