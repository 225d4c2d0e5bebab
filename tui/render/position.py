"""Says where the reader is: which row of how many, how far in the article, at which match."""

from __future__ import annotations

__all__ = ["row_position", "text_position"]


def row_position(row: int, total: int) -> str:
    """Return the number of a row, counted from 0, among all rows; empty if there are none."""
    return f"{row + 1:,} of {total:,}" if total else ""


def text_position(top: int, height: int, length: int) -> str:
    """Return how far a text of `length` lines is read whose line `top` is the first of `height` visible ones."""
    if length <= height:
        return "All"
    if top <= 0:
        return "Top"
    if top + height >= length:
        return "Bot"
    return f"{100 * top // (length - height)} %"
