"""One of the compared articles as blocks of text: one sentence per block, with its similarity mark in the gutter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.compare.comparison_summary import MARKS
from seedread.index.text.sanitize import safe_line
from seedread.tui.render.themes import ACCENT, BOLD, DIM, PLAIN, TITLE
from seedread.tui.render.wrapped_text import Block

if TYPE_CHECKING:
    from seedread.index.compare import AnalysedArticle, SentencePair, SideBySide
    from seedread.tui.render.cells import Mark

__all__ = ["side_blocks"]

ALONE = "+"
"""The mark of a sentence of which the other articles tell little; it can follow another mark."""
_BLANK = Block("")


def side_blocks(shown: SideBySide, n: int) -> tuple[list[Block], list[int]]:
    """Return the blocks of article `n`, and the block number of each sentence.

    Similar sentences have one number in every article: `≈2` here is told in the words of `≈2` there.
    """
    report = shown.articles[n]
    gutter = len(str(len(shown.aligned))) + 3
    blocks = [*_head(report, gutter)]
    marks = {
        place: (number, pair)
        for number, aligned in enumerate(shown.aligned, 1)
        if (place := aligned.places[n]) is not None and (pair := aligned.pair(n))
    }
    alone = set(shown.alone[n])
    numbers: list[int] = []
    paragraph = -1
    for sentence in report.sentences:
        if sentence.paragraph != paragraph:
            blocks.append(_BLANK)
            paragraph = sentence.paragraph
        numbers.append(len(blocks))
        sign = ALONE if sentence.n in alone else ""
        number, pair = marks.get(sentence.n, (0, None))
        changed = _changed(pair, n) if pair else ()
        sign = f"{MARKS[pair.wording]}{number}{sign}" if pair else sign
        blocks.append(Block(safe_line(sentence.text), PLAIN, changed, prefix=(sign.ljust(gutter), ACCENT)))
    if not report.complete:
        blocks += [
            _BLANK,
            Block("The article is too long; the rest was not compared.", DIM, prefix=(" " * gutter, DIM)),
        ]
    return blocks, numbers


def _head(report: AnalysedArticle, gutter: int) -> list[Block]:
    """Return title and credits; a title taken from the lead would repeat the first sentence."""
    article = report.article
    about = " · ".join(map(safe_line, article.credits)) or "no source, no date"
    title = [] if article.title_is_lead else [Block(safe_line(article.title), TITLE, prefix=(" " * gutter, PLAIN))]
    return [*title, Block(about, DIM, prefix=(" " * gutter, PLAIN))]


def _changed(pair: SentencePair, n: int) -> tuple[Mark, ...]:
    """Return the words that differ, between similar sentences only; elsewhere almost everything would be marked."""
    changed = pair.changed_b if n else pair.changed_a
    return tuple((a, b, BOLD) for a, b in changed) if pair.wording != "related" else ()
