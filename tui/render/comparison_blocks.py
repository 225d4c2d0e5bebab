"""One side of a comparison as blocks of text: one sentence per block, with its similarity mark in the gutter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.compare.comparison_summary import MARKS
from seedread.index.text.sanitize import safe_line
from seedread.tui.render.themes import ACCENT, BOLD, DIM, PLAIN, TITLE
from seedread.tui.render.wrapped_text import Block

if TYPE_CHECKING:
    from seedread.index.compare import Comparison, SentencePair, Side
    from seedread.tui.render.cells import Mark, Piece

__all__ = ["GUTTER", "side_blocks"]

GUTTER = 3
"""Width of the gutter in cells."""
ALONE = "+"
"""The mark of a sentence of which the other article tells little; it can follow another mark."""
_BLANK = Block("")


def side_blocks(comparison: Comparison, side: Side) -> tuple[list[Block], list[int]]:
    """Return the blocks of one side, and the block number of each sentence."""
    report = comparison.analysed(side)
    article = report.article
    # A title taken from the lead would repeat the first sentence.
    blocks = [] if article.title_is_lead else [Block(safe_line(article.title), TITLE, prefix=_gutter(""))]
    about = " · ".join(map(safe_line, article.credits))
    blocks.append(Block(about or "no source, no date", DIM, prefix=_gutter("")))
    pairs = {(pair.a if side == "a" else pair.b): pair for pair in comparison.pairs}
    only = set(comparison.only_a if side == "a" else comparison.only_b)
    numbers: list[int] = []
    paragraph = -1
    for sentence in report.sentences:
        if sentence.paragraph != paragraph:
            blocks.append(_BLANK)
            paragraph = sentence.paragraph
        numbers.append(len(blocks))
        blocks.append(_block(sentence.text, pairs.get(sentence.n), side, only_here=sentence.n in only))
    if not report.complete:
        blocks += [_BLANK, Block("The article is too long; the rest was not compared.", DIM, prefix=_gutter(""))]
    return blocks, numbers


def _block(text: str, pair: SentencePair | None, side: Side, *, only_here: bool) -> Block:
    alone = ALONE if only_here else ""
    if pair is None:
        return Block(safe_line(text), PLAIN, prefix=_gutter(alone))
    changed = pair.changed_a if side == "a" else pair.changed_b
    # Differences are marked only between similar sentences; elsewhere almost everything would be marked.
    marks: tuple[Mark, ...] = tuple((a, b, BOLD) for a, b in changed) if pair.wording != "related" else ()
    return Block(safe_line(text), PLAIN, marks, prefix=_gutter(MARKS[pair.wording] + alone))


def _gutter(sign: str) -> Piece:
    return (f"{sign:<{GUTTER}}", ACCENT)
