"""Extracts the article of a page: by its blocks, by trafilatura, and by what the two have in common.

docs/formats.md gives the reasons and the figures.
"""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.sources.extracted_text import (
    BULLET,
    normalized,
    with_dropped_blocks,
    without_teasers,
    words_of,
)
from seedread.index.sources.html_libraries import with_trafilatura
from seedread.index.sources.linked_text import most_links
from seedread.index.sources.page_blocks import article_blocks, blocks_of, is_prose
from seedread.index.sources.page_excerpts import without_excerpts
from seedread.index.sources.traps import nesting

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Mapping, Sequence

    from resiliparse.parse.html import HTMLTree

    from seedread.index.sources.document import SourceLink
    from seedread.index.sources.page_blocks import PageBlock

__all__ = ["Extracted", "extract", "fragment_links", "text_of"]

_DEEPEST = 1000
"""Nesting depth up to which the main article is extracted: the time grows with the square of the depth."""
_MOST_TAGS = 15_000
"""Tags up to which trafilatura reads a page: in part its time grows with their square, to some five seconds here."""
_ALIKE = 0.95
"""The share of common words from which two extractions count as the same."""
_CRUMBS = 400.0
"""The size of a text below which all of the page is looked at."""
_MOST_CAPTIONS = 300
_LONG_TEXT = 2000


class Extracted(NamedTuple):
    """The article of a page."""

    text: str
    links: tuple[SourceLink, ...]
    """Those of the page that may be in the article."""


def extract(page: str, tree: HTMLTree, stated: str | None = None) -> Extracted:
    """Return the article of a page, given as source and as parsed tree; all its text if no article is found.

    `stated` is the text of the article in the metadata of the page. It is used where the page itself has less, and
    decides between extractions that differ.
    """
    if nesting(page) > _DEEPEST:
        return Extracted(text_of(tree), ())
    blocks = article_blocks(tree)
    own = _joined(blocks.article)
    chosen = own
    if with_trafilatura() and page.count("<") <= _MOST_TAGS:
        main = cache(lambda: _main_content(tree))
        chosen = _chosen(own, _Trafilatura(page, blocks.excerpts), main, stated)
        if chosen is not own:
            chosen = without_teasers(with_dropped_blocks(chosen, blocks.article, main), blocks.whole)
    if _size(chosen) < _CRUMBS:
        chosen = _fuller(chosen, own, tree, stated, found=blocks.found)
    return Extracted(chosen, _links(blocks.whole))


def fragment_links(markup: str) -> tuple[SourceLink, ...]:
    """Return the links of HTML that is only an article."""
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415 (only with the first page)

    return _links(blocks_of(HTMLTree.parse(markup))) if "href" in markup else ()


def _links(blocks: Sequence[PageBlock]) -> tuple[SourceLink, ...]:
    return most_links(link for block in blocks for link in block.links)


def text_of(markup: str | HTMLTree) -> str:
    """Return all text of a page or fragment, one block per line."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 (only with the first page)

    return extract_plain_text(markup, preserve_formatting=True, list_bullets=False, alt_texts=False)


def _chosen(own: str, read: _Trafilatura, main: Callable[[], str], stated: str | None) -> str:
    """Return trafilatura's text if the page's blocks say the same, else the extraction most like the others."""
    precise = read.text(favor_precision=True)
    if _alike(words_of(own), words_of(precise)) >= _ALIKE:
        return precise
    texts = {"own": own, "precise": precise, "full": read.text(favor_recall=True), "main": main()}
    bags = {name: words_of(text) for name, text in texts.items()}
    voters = [*bags.values(), words_of(stated)] if stated else list(bags.values())
    if _is_one_line(texts["full"]):
        del bags["full"]
    return texts[max(bags, key=lambda name: _votes(bags, name, voters))]


def _is_one_line(text: str) -> bool:
    """Tell whether an extraction ran most of its lines together in one list item."""
    longest = max(text.split("\n"), key=len)
    return bool(BULLET.match(longest)) and 2 * len(longest) > len(text) > _LONG_TEXT


def _votes(bags: Mapping[str, Counter[str]], name: str, voters: Sequence[Counter[str]]) -> float:
    return sum(_alike(bags[name], voter) for voter in voters if voter is not bags[name])


def _main_content(tree: HTMLTree) -> str:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

    return extract_plain_text(
        tree, preserve_formatting=True, main_content=True, list_bullets=False, alt_texts=False, comments=False
    )


class _Trafilatura:
    """A page as trafilatura reads it, without the excerpts of other articles; any failure is an empty text."""

    def __init__(self, page: str, excerpts: Sequence[PageBlock]) -> None:
        import trafilatura  # noqa: PLC0415 (0.4 s, with the first page)

        logging.getLogger("trafilatura").addHandler(logging.NullHandler())
        self._extract = trafilatura.extract
        self._left_out = {normalized(block.text) for block in excerpts}
        try:
            self._tree = trafilatura.load_html(page)
        except Exception:  # noqa: BLE001 (the other extraction remains)
            self._tree = None

    def text(self, *, favor_precision: bool = False, favor_recall: bool = False) -> str:
        if self._tree is None:
            return ""
        try:
            text = (
                self._extract(
                    self._tree, include_comments=False, favor_precision=favor_precision, favor_recall=favor_recall
                )
                or ""
            )
        except Exception:  # noqa: BLE001 (the other extraction remains)
            return ""
        return "\n\n".join(line for line in text.split("\n") if line.strip() and normalized(line) not in self._left_out)


def _fuller(chosen: str, own: str, tree: HTMLTree, stated: str | None, *, found: bool) -> str:
    """Return more of a page of which only crumbs were extracted: the stated text, the article's blocks or all text."""
    size = _size(chosen)
    if stated and _size(stated) > 2 * size:
        return stated
    if found and _size(own) > 2 * size:
        return own
    captions = _captions(tree)
    if _size(captions) > 2 * size:
        return f"{chosen}\n\n{captions}" if chosen not in captions else captions
    whole, _ = without_excerpts(blocks_of(tree))
    prose = sum(block.size for block in whole if is_prose(block))
    return _joined(whole) if not chosen or prose > 3 * max(size, 100.0) else chosen


def _captions(tree: HTMLTree) -> str:
    """Return the captions of a page: those of a gallery are its text."""
    found = tree.document.query_selector_all("figcaption")[:_MOST_CAPTIONS] if tree.document else ()
    texts = dict.fromkeys(" ".join((element.text or "").split()) for element in found)
    return "\n\n".join(text for text in texts if text)


def _joined(blocks: Sequence[PageBlock]) -> str:
    return "\n\n".join(block.text for block in blocks)


def _size(text: str) -> float:
    """Return the characters of a text, those of scripts such as Chinese counted more."""
    wide = sum(count for word, count in words_of(text[:4000]).items() if len(word) == 1 and word > "\u0e00")
    return len(text) + 1.5 * wide


def _alike(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of common words of two bags, 0 to 1 (Dice)."""
    total = one.total() + other.total()
    common = sum((one & other).values())
    return 2.0 * common / total if total else 0.0
