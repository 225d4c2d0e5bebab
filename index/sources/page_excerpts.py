"""Finds the excerpts of other articles on a page: a linked heading, a paragraph, and a link to read on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from seedread.index.sources.page_blocks import PageBlock

__all__ = ["without_excerpts"]

_LINK = 0.9
"""The share of linked characters from which a block is a link."""
_REPEATED = 3
"""How often a page has the same link if it leads on from excerpts."""
_FEWEST = 2
"""Excerpts on a page that has any."""
_CUT_OFF = ("[…]", "[...]")
_PARAGRAPH = 90.0
"""The size of a block that is text of the article itself."""


def without_excerpts(blocks: Sequence[PageBlock]) -> tuple[list[PageBlock], list[PageBlock]]:
    """Return the blocks of a page without the excerpts of other articles, and these with their headings.

    A page that has nothing else keeps them: they are what it is about.
    """
    links = Counter(block.text for block in blocks if _is_link(block))
    repeated = {text for text, count in links.items() if count >= _REPEATED}
    excerpts = [at for at in range(1, len(blocks)) if _is_excerpt(blocks[at - 1 : at + 2], repeated)]
    taken = {at + step for at in excerpts for step in (-1, 0)}
    rest = [block for at, block in enumerate(blocks) if at not in taken]
    if len(excerpts) < _FEWEST or not any(block.size >= _PARAGRAPH and not _is_link(block) for block in rest):
        return list(blocks), []
    return rest, [blocks[at] for at in sorted(taken)]


def _is_excerpt(blocks: Sequence[PageBlock], repeated: Collection[str]) -> bool:
    """Tell whether the second of three blocks is an excerpt; at the end of a page the third is missing."""
    heading, excerpt, *following = blocks
    if heading.tag not in ("h2", "h3", "h4") or not _is_link(heading) or excerpt.tag != "p" or _is_link(excerpt):
        return False
    return excerpt.text.endswith(_CUT_OFF) or any(_is_link(block) and block.text in repeated for block in following)


def _is_link(block: PageBlock) -> bool:
    return block.linked > _LINK
