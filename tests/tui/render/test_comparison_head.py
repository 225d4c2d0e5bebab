"""The header of a comparison."""

from __future__ import annotations

from itertools import combinations

import pytest

from seedread.index.article import Article
from seedread.index.compare import compare
from seedread.index.compare.side_by_side import side_by_side
from seedread.tui.render.comparison_head import head_rows

ALL = "“We will open the old railway before the winter comes,” Vera Holm said in Tacna on Monday."
TWO = "“Nobody asked the fishermen about their nets this year,” Juan Pardo told reporters in Arica."
OWN = "Rain had flooded the market the night before."


def shared_row(*texts: tuple[str, ...]) -> str:
    """Return the row of what the articles share; empty if there is none."""
    articles = [Article(str(n), f"Title {n}", text, language="en") for n, text in enumerate(texts)]
    shown = side_by_side([compare(a, b) for a, b in combinations(articles, 2)])
    rows = ("".join(text for text, _ in row) for row in head_rows(shown, 200))
    return next((row.strip() for row in rows if row.startswith((" In both", " In all"))), "")


@pytest.mark.parametrize(
    ("texts", "row"),
    [
        (((ALL, TWO), (ALL, TWO)), "In both  quotations: 2"),
        (((ALL, TWO), (ALL, TWO), (ALL, OWN)), "In all  quotations: 1"),
        (((ALL, OWN), (TWO, ALL), (ALL, TWO)), "In all  quotations: 1"),
        (((ALL, OWN), (ALL, OWN), (TWO,)), ""),
    ],
)
def test_shared_quotations(texts: tuple[tuple[str, ...], ...], row: str) -> None:
    """A quotation counts once, and only if every article has it."""
    assert shared_row(*texts) == row
