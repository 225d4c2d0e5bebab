"""Writes a tree as a query that parses to the same tree: for saved searches, facet choices and "what ran"."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from seedread.index.query.lexer import QUOTES
from seedread.index.query.tree import (
    All,
    And,
    AnyValue,
    AtLeast,
    Dates,
    DocumentSet,
    FacetName,
    Fuzzy,
    HasValue,
    Marked,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Wildcard,
    Word,
)
from seedread.index.text.analysis import words

if TYPE_CHECKING:
    import datetime

    from seedread.index.query.tree import PhrasePart

__all__ = ["to_text", "unescape_value"]

_SIMPLE = re.compile(r"(?!(?:AND|OR|NOT)\Z)[\w.][\w.'-]*\Z")
_UNTYPED = re.compile(rf"[%*{QUOTES}]|[^\S ]|^ | (?= |\Z)")
"""Characters with a meaning in the query language."""


def to_text(node: Node) -> str:
    """Return `node` in the query language; an empty string for All."""
    return "" if isinstance(node, All) else _write(node)


def _write(node: Node) -> str:  # noqa: C901, PLR0911, PLR0912 (one case for each kind of node)
    match node:
        case All():
            return "*"
        case Word():
            return _in_field(node.field, node.typed)
        case Wildcard():
            return _in_field(node.field, node.pattern)
        case Fuzzy():
            return _in_field(node.field, f"{node.text}~{node.edits}")
        case Phrase():
            return _in_field(node.field, _quotation(node.parts))
        case Near():
            return _in_field(node.field, f"{_quotation(node.parts)}~{node.distance}")
        case FacetName():
            return _name(node)
        case HasValue():
            return _name(node.name) if node.name else _values(node)
        case AnyValue():
            return f"{node.facet}:*"
        case DocumentSet() | Marked():
            assert node.name is not None, "what nobody typed is not written"
            return _write(node.name)
        case Dates():
            return f"{node.field}:{_range(node.first, node.last)}"
        case Not():
            return f"-{_grouped(node.child)}"
        case AtLeast():
            return f"atleast{node.count}({_write(node.child)})"
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


def _quotation(parts: tuple[PhrasePart, ...]) -> str:
    return '"' + " ".join(part.typed if isinstance(part, Word) else part.pattern for part in parts) + '"'


def _name(named: FacetName) -> str:
    return f"{named.facet}:{_quoted(named.text, '*' if named.unfinished else '')}"


def _values(node: HasValue) -> str:
    values = [f"{node.facet}:{_quoted(_written(value))}" for value in sorted(node.values)] or ["-*"]
    return values[0] if len(values) == 1 else f"({' OR '.join(values)})"


def _written(value: str) -> str:
    """Return a facet value for use inside quotation marks, with special characters percent-encoded."""
    written = _UNTYPED.sub(_escaped, value)
    return written if words(written) else re.sub(r".", _escaped, value)


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "replace"))


def unescape_value(text: str) -> str:
    """Return the value that `to_text` wrote for a facet."""
    return unquote(text)


def _quoted(text: str, ending: str = "") -> str:
    return f"{text}{ending}" if _SIMPLE.match(text) else f'"{text}{ending}"'


def _range(first: datetime.date | None, last: datetime.date | None) -> str:
    if first is None or last is None:
        return f">={first}" if first else f"<={last}" if last else "*"
    if first == last:
        return str(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return f"{first:%Y}"
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole and (first.year, first.month) == (last.year, last.month):
        return f"{first:%Y-%m}"
    return f"{first}..{last}"
