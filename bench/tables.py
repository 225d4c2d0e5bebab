"""Prints figures as a table of Markdown, as docs/ has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["print_table"]


def print_table(corner: str, columns: Mapping[str, Mapping[str, str]]) -> None:
    """Print columns, each with its figures by row; where one has no such row, there is a dash."""
    rows = dict.fromkeys(row for column in columns.values() for row in column)
    print(f"| {corner} | {' | '.join(columns)} |\n|---|{'---|' * len(columns)}")
    for row in rows:
        print(f"| {row} | {' | '.join(column.get(row, '–') for column in columns.values())} |", flush=True)
