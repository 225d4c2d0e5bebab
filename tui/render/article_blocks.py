"""An article as blocks of text: cleaned, with stripped lines, or raw."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.style import Style

from seedread.index.article import TITLE as IN_TITLE
from seedread.index.article.line_places import stripped_before
from seedread.index.article.links import numbered_links, numbers_in_text
from seedread.index.search.names_to_highlight import ALL_NAMES, in_lines, name_spans
from seedread.index.shelf import NO_MARKS
from seedread.index.text.sanitize import safe_line, safe_text
from seedread.tui.render.article_head import FOLDED, Fold, head_blocks
from seedread.tui.render.cells import glued_times
from seedread.tui.render.themes import ACCENT, BOLD, DIM, NAME, NAME_IN_TITLE, REASON, clickable
from seedread.tui.render.wrapped_text import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.article import Article
    from seedread.index.shelf import Marks
    from seedread.tui.render.cells import Mark, Span

__all__ = ["article_blocks", "raw_blocks", "section_blocks", "stripped_blocks"]

BLANK = Block("")
LABEL = 20
"""Longest label on the same line as its text; a longer one goes on the line above."""
MOST_LINKS = 9
"""Links listed below an article; all are in the list of links."""
LONGEST = 20_000
"""Characters of a paragraph that are wrapped at once."""
_IMAGE = "▫ "
"""What is in front of the words that describe an image."""
_NOWHERE: Mapping[int, Sequence[Span]] = {}


def article_blocks(  # noqa: PLR0913 (all but the first three are named)
    article: Article,
    marks: Marks = NO_MARKS,
    sought: Mapping[int, Sequence[Span]] = _NOWHERE,
    *,
    names: bool = False,
    numbers: bool = False,
    fold: Fold = FOLDED,
    stripped_key: str = "",
) -> list[Block]:
    """Return head, paragraphs and links; with `names`, countries and leaders are highlighted.

    With `numbers`, links are numbered in the text. What describes an image is a line of its own. `fold` says how much
    of the head shows. Where lines were stripped is a rule with `stripped_key`, which shows them.

    `sought` has the spans of the names that the query asks for (`seedread.index.search.names_to_highlight.name_spans`).
    """
    highlighted = _named(article) if names else {}
    linked = numbers_in_text(article) if numbers else {}
    blocks = head_blocks(article, marks, highlighted.get(IN_TITLE, ()), sought, fold)
    missing, captions = stripped_before(article), _captions(article)
    for number, paragraph in enumerate(article.paragraphs):
        blocks += [*_rule(missing.get(number, 0), stripped_key), *captions.get(number, ())]
        text = safe_line(paragraph)
        block = Block(text, searched=True)
        if text == paragraph:  # the spans are only valid in unchanged text
            block = replace(block, marks=tuple(highlighted.get(number, ())), named=tuple(sought.get(number, ())))
            block = replace(block, numbers=tuple(linked.get(number, ())))
        blocks += [BLANK, *_parts(block)]
    last = len(article.paragraphs)
    blocks += [*captions.get(last, ()), *_rule(missing.get(last, 0), stripped_key)]
    return blocks + _links(article, numbers=numbers)


def _captions(article: Article) -> dict[int, list[Block]]:
    """Return a block for each described image, by the number of the paragraph after it."""
    captions: dict[int, list[Block]] = {}
    for paragraph, text in ((caption.paragraph, safe_line(caption.text)) for caption in article.captions):
        captions.setdefault(paragraph, []).extend((BLANK, Block(text, DIM, prefix=(_IMAGE, DIM))))
    return captions


def _rule(lines: int, key: str) -> list[Block]:
    """Return a rule in place of stripped lines."""
    if not lines:
        return []
    begin = f"── {lines:,} line{'s' if lines > 1 else ''} stripped"
    hint = f" ({key})" if key else ""
    marks: tuple[Mark, ...] = ((len(begin) + 2, len(begin) + 2 + len(key), ACCENT),) if key else ()
    return [BLANK, Block(f"{begin}{hint} ──", DIM, marks)]


def _parts(block: Block) -> Iterator[Block]:
    """Yield a paragraph whole, or the parts of a very long one, cut at blanks: a block is wrapped at once."""
    start, text = 0, block.text
    while len(text) - start > LONGEST:
        end = text.rfind(" ", start, start + LONGEST) + 1
        end = end if end > start else start + LONGEST
        yield _part(block, start, end)
        start = end
    yield _part(block, start, len(text)) if start else block


def _part(block: Block, start: int, end: int) -> Block:
    marks = tuple((max(a, start) - start, min(b, end) - start, s) for a, b, s in block.marks if a < end and b > start)
    named = tuple((max(a, start) - start, min(b, end) - start) for a, b in block.named if a < end and b > start)
    numbers = tuple((place - start, number) for place, number in block.numbers if start < place <= end)
    return replace(block, text=block.text[start:end], marks=marks, named=named, numbers=numbers)


def _named(article: Article) -> dict[int, list[Mark]]:
    """Return the spans of countries and leaders, by paragraph."""
    return {
        place: [(start, end, NAME_IN_TITLE if place == IN_TITLE else NAME) for start, end in spans]
        for place, spans in name_spans(article, ALL_NAMES).items()
    }


def stripped_blocks(
    article: Article,
    own: Marks = NO_MARKS,
    sought: Mapping[int, Sequence[Span]] = _NOWHERE,
    fold: Fold = FOLDED,
) -> list[Block]:
    """Return head and all lines of the document; stripped lines are dim and show the reason."""
    blocks = [*head_blocks(article, own, (), sought, fold), BLANK]
    named = in_lines(article, sought) if sought else {}
    for raw in article.lines:
        text = safe_line(raw.text).strip()
        if raw.kept or not text:
            if text or blocks[-1] is not BLANK:
                places = tuple(named.get(raw.n, ())) if text == raw.text.strip() else ()
                blocks.append(Block(text, searched=True, named=places) if text else BLANK)
        else:
            reason = f"  [{safe_line(raw.reason) or 'stripped'}]"
            marks: tuple[Mark, ...] = ((len(text), len(text) + len(reason), REASON),)
            blocks.append(Block(text + reason, DIM, marks, prefix=("- ", DIM)))
    return blocks


def raw_blocks(article: Article, raw: str) -> list[Block]:
    """Return the lines of the document."""
    head = Block(f"raw document of {safe_line(article.id)}", DIM)
    return [head, BLANK, *(Block(text.rstrip()) for text in safe_text(raw).split("\n"))]


def _links(article: Article, *, numbers: bool) -> list[Block]:
    """Return the addresses of the article and, with `numbers`, of its first links.

    Terminals that support hyperlinks can open them.
    """
    links = [link.url for link in numbered_links(article)] if numbers else []
    keys = [("URL", "open_url", article.url)] if article.url else []
    keys += [(str(n), str(n), url) for n, url in enumerate(links[:MOST_LINKS], 1)]
    rows = [
        Block(url, marks=((0, len(url), clickable(DIM + Style(link=url), does)),), prefix=(f"{key} ", ACCENT))
        for key, does, url in keys
    ]
    more = [Block(f"{len(links) - MOST_LINKS} more", DIM, prefix=("… ", ACCENT))] if len(links) > MOST_LINKS else []
    return [BLANK, *rows, *more] if rows else []


def section_blocks(sections: Sequence[tuple[str, Sequence[tuple[str, str]]]]) -> list[Block]:
    """Return blocks for sections of labelled lines, as in the help."""
    width = max((len(label) for _, rows in sections for label, _ in rows if len(label) <= LABEL), default=0)
    blocks: list[Block] = []
    for heading, rows in sections:
        blocks += [BLANK] if blocks else []
        blocks.append(Block(safe_line(heading), BOLD))
        for label, text in rows:
            clean = safe_line(label)
            if len(clean) > LABEL:
                blocks.append(Block(clean, ACCENT, prefix=("  ", None)))
                clean = ""
            blocks.append(Block(glued_times(safe_line(text)), prefix=(f"  {clean:<{width}}  ", ACCENT)))
    return blocks
