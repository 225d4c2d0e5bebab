"""One side of a comparison as blocks of text: a sentence a block, with the mark of its likeness in the gutter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.compare.wording import MARKS
from seedread.index.text.sanitize import safe_line
from seedread.tui.render.themes import ACCENT, BOLD, DIM, PLAIN, TITLE
from seedread.tui.render.wrapped_text import Block

if TYPE_CHECKING:
    from seedread.index.compare import Comparison, Pair, Side
    from seedread.tui.render.cells import Mark, Piece

__all__ = ["GUTTER", "side_blocks"]

GUTTER = 3
"""Cells of the gutter."""
ALONE = "+"
"""Stands beside the mark where a sentence also tells what the other article does not."""
_BLANK = Block("")


def side_blocks(comparison: Comparison, side: Side) -> tuple[list[Block], list[int]]:
    """Return the blocks of one side, and for each of its sentences which block it is."""
    account = comparison.account(side)
    article = account.article
    # A title taken from the lead would only say twice what comes first.
    blocks = [] if article.title_is_lead else [Block(safe_line(article.title), TITLE, prefix=_gutter(""))]
    about = " · ".join(map(safe_line, article.credits))
    blocks.append(Block(about or "no source, no date", DIM, prefix=_gutter("")))
    pairs = {(pair.a if side == "a" else pair.b): pair for pair in comparison.pairs}
    places: list[int] = []
    paragraph = -1
    for sentence in account.sentences:
        if sentence.paragraph != paragraph:
            blocks.append(_BLANK)
            paragraph = sentence.paragraph
        places.append(len(blocks))
        blocks.append(_block(sentence.text, pairs.get(sentence.n), side))
    if not account.complete:
        blocks += [_BLANK, Block("The rest of this article was not compared: it is too long.", DIM, prefix=_gutter(""))]
    return blocks, places


def _block(text: str, pair: Pair | None, side: Side) -> Block:
    if pair is None:
        return Block(safe_line(text), PLAIN, prefix=_gutter(""))
    changed = pair.changed_a if side == "a" else pair.changed_b
    # What differs is marked where most is the same; the other way round the eye finds it without help.
    marks: tuple[Mark, ...] = tuple((a, b, BOLD) for a, b in changed) if pair.likeness != "related" else ()
    sign = MARKS[pair.likeness] + (ALONE if side in pair.more else "")
    return Block(safe_line(text), PLAIN, marks, prefix=_gutter(sign))


def _gutter(sign: str) -> Piece:
    return (f"{sign:<{GUTTER}}", ACCENT)
