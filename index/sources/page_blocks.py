"""Finds the article among the blocks of a page: headings, paragraphs, list items, in their order, with their links.

The article is the run of blocks with the largest sum of weights: prose weighs its length, links and scraps weigh
against it (Pasternack and Roth, "Extracting article text from the web with maximum subsequence segmentation", 2009).
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedread.index.sources.linked_text import LinkedText
from seedread.index.sources.page_excerpts import without_excerpts
from seedread.index.text.sentence_marks import FINAL_MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resiliparse.parse.html import HTMLTree

    from seedread.index.sources.document import SourceLink

__all__ = ["ArticleBlocks", "PageBlock", "article_blocks", "blocks_of", "ends_sentence", "is_prose"]

_NEVER = ("nav", "footer", "aside", "button", "select", "iframe", "[role=navigation]", "[role=complementary]",
          "[role=contentinfo]")  # fmt: skip
_SELDOM = ("form", "[hidden]", "[aria-hidden=true]")
"""Some sites wrap a whole page in a form, or hide it until a script runs."""
_COMMENTS = ("comment", "disqus")
_AROUND = ("related", "recirc", "recommend", "newsletter", "sidebar", "breadcrumb", "footer", "cookie", "consent",
           "gdpr", "outbrain", "taboola", "most-read", "mostread", "trending", "pagination", "navbar", "author-bio",
           "authorbio", "about-author", "read-more", "readmore", "more-on", "also-read", "share", "sharing", "social",
           "subscribe", "promo", "sponsor", "advert", "teaser", "popular", "navigation", "modal", "popup", "login",
           "toolbar", "dropdown")  # fmt: skip
"""Parts of class names and ids that surround an article."""
_WRAPS_ARTICLE = "body,html,article,main,p,:has(h1)"
_HAS_PROSE = ":has(p~p~p~p~p~p~p~p)"
"""A box with eight paragraphs side by side is rather the article than what its class says."""
_FURNITURE = (*_NEVER, *(f"{selector}:not(:has(h1),{_HAS_PROSE})" for selector in _SELDOM))
_SURROUNDINGS = tuple(
    f'[{name}*="{part}" i]:not({_WRAPS_ARTICLE}{"" if part in _COMMENTS else "," + _HAS_PROSE})'
    for part in (*_COMMENTS, *_AROUND)
    for name in ("class", "id")
)
_TAG = re.compile(r"<(/?)(h[1-6]|p|ul|ol|li|pre|br|a)\b[^>]*>")
_HREF = re.compile(r'\bhref="([^"]*)"')
_WIDE = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that need fewer of them for the same text."""
_SENTENCE_END = re.compile(rf"[{FINAL_MARKS}:;]['\"”’»)\]」』]*\Z")
_MANY_LINKS = 0.5
_PARAGRAPH = 90.0
_LEAST = 300.0
"""The weight from which a run is an article."""
_LEAD, _TAIL = 6, 2
"""Blocks before and after the run that may belong to it: headings, the lead, a last line."""


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A line of a page."""

    tag: str
    """The name of its element: h1–h6, p, li, pre; empty for other text."""
    text: str
    size: float
    """Characters; those of scripts such as Chinese count two and a half."""
    linked: float
    """The share of its characters in links."""
    links: tuple[SourceLink, ...] = ()


def blocks_of(tree: HTMLTree, *, around: bool = True, alt_texts: bool = False) -> list[PageBlock]:
    """Return the blocks of a page without its navigation; with `around`, those that stand around articles too.

    With `alt_texts`, the descriptions of images are part of them.
    """
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 (only with the first page)

    skipped = _FURNITURE if around else _FURNITURE + _SURROUNDINGS
    markup = extract_plain_text(
        tree,
        preserve_formatting="minimal_html",
        links=True,
        list_bullets=True,
        alt_texts=alt_texts,
        skip_elements=list(skipped),
    )
    blocks = list(_read(markup))
    return [replace(block, linked=0.0) for block in blocks] if _is_one_link(blocks) else blocks


def _is_one_link(blocks: Sequence[PageBlock]) -> bool:
    """Tell whether nearly all text is in links, as where one is never closed: then they tell nothing."""
    long = [block for block in blocks if block.size >= _PARAGRAPH]
    linked = sum(block.size for block in long if block.linked > _MANY_LINKS)
    return linked > 0.7 * sum(block.size for block in long) > 0


@dataclass(frozen=True, slots=True)
class ArticleBlocks:
    """The blocks of a page that are its article."""

    article: list[PageBlock]
    """All blocks, if there is no article."""
    whole: list[PageBlock]
    excerpts: list[PageBlock]
    """Those that begin other articles, with their headings."""
    found: bool
    """Whether there is an article."""


def article_blocks(tree: HTMLTree) -> ArticleBlocks:
    """Return the blocks of the article, among those of the page."""
    blocks, excerpts = without_excerpts(blocks_of(tree, around=False))
    weight, first, end = _heaviest(blocks)
    if weight < _LEAST:
        whole, others = without_excerpts(blocks_of(tree))
        other = _heaviest(whole)
        if other[0] > 2 * weight:
            blocks, excerpts, (weight, first, end) = whole, others, other
    if weight <= 0:
        return ArticleBlocks(blocks, blocks, excerpts, found=False)
    chosen = [
        block for block in blocks[max(0, first - _LEAD) : end + _TAIL] if block.linked < _MANY_LINKS or is_prose(block)
    ]
    return ArticleBlocks(chosen, blocks, excerpts, found=weight >= _LEAST)


def ends_sentence(text: str) -> bool:
    """Tell whether a text ends as a sentence does, or with a colon or semicolon."""
    return bool(_SENTENCE_END.search(text))


def is_prose(block: PageBlock) -> bool:
    """Tell whether a block is a paragraph of text rather than a label, a link or a scrap."""
    if block.linked >= 0.4:
        return False
    return block.size >= _PARAGRAPH or (block.size >= 45 and ends_sentence(block.text))


def _heaviest(blocks: Sequence[PageBlock]) -> tuple[float, int, int]:
    """Return the weight, the first block and the end of the heaviest run."""
    best, total, start = (0.0, 0, 0), 0.0, 0
    for at, block in enumerate(blocks):
        if total <= 0:
            total, start = 0.0, at
        total += _weight(block)
        if total > best[0]:
            best = (total, start, at + 1)
    return best


def _weight(block: PageBlock) -> float:
    if block.linked > _MANY_LINKS:
        return -30 - 0.3 * min(block.size, 120)
    if is_prose(block):
        return min(block.size, 600) * (1 - block.linked)
    return -15 if block.tag in ("li", "h2", "h3", "h4") else -22


def _read(markup: str) -> Iterator[PageBlock]:
    """Yield the blocks of resiliparse's minimal HTML: a block a line, except in preformatted text."""
    reader = _Reader()
    for line in markup.split("\n"):
        at = 0
        for found in _TAG.finditer(line):
            reader.add(line[at : found.start()])
            at = found.end()
            closes, name = bool(found[1]), found[2]
            if name == "a":
                reader.link("" if closes else found[0], opens=not closes)
                continue
            yield from reader.block()
            if name != "br":
                reader.tag = "" if closes or name in ("ul", "ol") else name
        reader.add(line[at:])
        yield from reader.block()


class _Reader:
    """The block that is being read."""

    def __init__(self) -> None:
        self.tag = ""
        self._in_link = False
        self._url = ""
        self._text = LinkedText()
        self._linked = self._length = 0

    def link(self, tag: str, *, opens: bool) -> None:
        """Begin a link, or end it."""
        self._in_link = opens
        href = _HREF.search(tag)
        self._url = html.unescape(href[1]) if href else ""
        self._text.open(self._url)

    def add(self, text: str) -> None:
        if not text:
            return
        text = html.unescape(text)
        self._text.add(text)
        length = len(text) - text.count(" ")
        self._length += length
        self._linked += length if self._in_link else 0

    def block(self) -> Iterator[PageBlock]:
        self._text.close()
        text = " ".join(self._text.text.split())
        if text:
            size = len(text) + 1.5 * len(_WIDE.findall(text))
            links = tuple(self._text.links())
            yield PageBlock(self.tag, text, size, self._linked / max(1, self._length), links)
        self._text = LinkedText()
        self._text.open(self._url)
        self._linked = self._length = 0
