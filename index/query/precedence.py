"""Says how a query that mixes OR with spaces was read, and writes the other reading: nobody knows every precedence."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from seedread.index.query.lexer import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Span", "mixed_notice"]

Span: TypeAlias = tuple[int, int]
"""First column, and the column behind the last."""


def mixed_notice(text: str, rows: Sequence[Sequence[Span]]) -> Notice | None:
    """Return a notice if a row between two ORs has several operands; `rows` holds the columns of each operand."""
    if len(rows) < 2 or not all(rows) or all(len(row) == 1 for row in rows):
        return None
    start, end = rows[0][0][0], rows[-1][-1][1]
    read = " OR ".join(_grouped([text[slice(*operand)] for operand in row], " ") for row in rows)
    other = " ".join(_grouped([text[slice(*operand)] for operand in chain], " OR ") for chain in _chains(rows))
    message = f"Read as {read}: a space binds tighter than OR."
    return Notice(message, start, end, other)


def _chains(rows: Sequence[Sequence[Span]]) -> Iterator[Sequence[Span]]:
    """Go through the operands of the other reading: those with an OR between them are together."""
    chain = list(rows[0][:1])
    for n, row in enumerate(rows):
        for operand in row[1:] if n == 0 else row:
            if operand is row[0]:
                chain.append(operand)
            else:
                yield chain
                chain = [operand]
    yield chain


def _grouped(parts: Sequence[str], between: str) -> str:
    return f"({between.join(parts)})" if len(parts) > 1 else parts[0]
