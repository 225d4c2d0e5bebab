"""Zooming in time, on a query of the reader's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import using

from seedread.index.query import parse

if TYPE_CHECKING:
    from seedread.index import Library


@pytest.mark.parametrize(
    ("typed", "zoomed"),
    [
        ("iran OR date:2024", "(iran OR date:2024) date:2024-"),
        ("date:2024 OR iran", "(date:2024 OR iran) date:2024-"),
        ("iran  OR  date:2024", "(iran  OR  date:2024) date:2024-"),
        ("iran OR village", "(iran OR village) date:2024"),
        ("iran date:2024", "iran date:2024-"),
        ("date:2024", "date:2024-"),
    ],
)
async def test_zooming_in_keeps_the_query_right(library: Library, typed: str, zoomed: str) -> None:
    """A date that is an operand of OR stays; another gives way to the chosen period."""
    async with using(library, query=typed) as reader:
        await reader.press("left_curly_bracket", "equals_sign")
        text = reader.main.request.text
        assert text.startswith(zoomed)
        parse(text)
        assert reader.main.rows.pages.total > 0
