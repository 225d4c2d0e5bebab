"""One side of a comparison as blocks."""

from __future__ import annotations

from seedread.index.article import Article
from seedread.index.compare import compare
from seedread.index.compare.side_by_side import side_by_side
from seedread.tui.render.comparison_blocks import side_blocks

A = (
    "The repair of 14 bridges will cost $212 million, to be shared equally between the two governments.",
    "Fishermen at the coast said they had not been asked.",
    "The two governments will share the bridges.",
)
B = ("The repair of 14 bridges will cost $240 million, to be shared equally between the two governments.",)


def test_marks() -> None:
    """The gutter marks similar sentences and those told here alone; what the other article has in parts has no mark."""
    found = compare(Article("a", "T", A, language="en"), Article("b", "U", B, language="en"))
    blocks, numbers = side_blocks(side_by_side([found]), 0)
    assert [blocks[n].prefix[0].strip() for n in numbers] == ["≈1", "+", ""]
