"""An article as blocks of text: cleaned, with stripped lines, or raw."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.style import Style

from seedread.index.article import DATELINE
from seedread.index.article import TITLE as IN_TITLE
from seedread.index.article.links import numbered_links, numbers_in_text
from seedread.index.search.names_to_highlight import ALL_NAMES, in_lines, name_spans
from seedread.index.shelf import NO_MARKS, NOTE_LINES
from seedread.index.text.sanitize import safe_line, safe_text
from seedread.tui.render.themes import ACCENT, BOLD, DIM, NAME, NAME_IN_TITLE, PLAIN, REASON, TITLE
from seedread.tui.render.wrapped_text import Block

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.article import Article, Country, Person
    from seedread.index.shelf import Marks
    from seedread.tui.render.cells import Mark, Span

__all__ = ["article_blocks", "head_length", "raw_blocks", "section_blocks", "stripped_blocks"]

BLANK = Block("")
LISTED = 5
"""Countries or leaders listed in the header of an article; the rest are only counted."""
LABEL = 20
"""Longest label on the same line as its text; a longer one goes on the line above."""
MOST_LINKS = 9
"""Links listed below an article; all are in the list of links."""
LONGEST = 20_000
"""Characters of a paragraph that are wrapped at once."""
GLUE = "\xa0"
"""A non-breaking space keeps a name on one line; it is drawn as a normal space."""
_NOWHERE: Mapping[int, Sequence[Span]] = {}


def article_blocks(
    article: Article,
    marks: Marks = NO_MARKS,
    sought: Mapping[int, Sequence[Span]] = _NOWHERE,
    *,
    names: bool = False,
    numbers: bool = False,
) -> list[Block]:
    """Return header, paragraphs and links; with `names`, countries and leaders are highlighted.

    With `numbers`, links are numbered in the text.

    `sought` has the spans of the names that the query asks for (`seedread.index.search.names_to_highlight.name_spans`).
    """
    highlighted = _named(article) if names else {}
    linked = numbers_in_text(article) if numbers else {}
    blocks = _head(article, marks, highlighted.get(IN_TITLE, ()), sought)
    for number, paragraph in enumerate(article.paragraphs):
        text = safe_line(paragraph)
        block = Block(text, searched=True)
        if text == paragraph:  # the spans are only valid in unchanged text
            block = replace(block, marks=tuple(highlighted.get(number, ())), named=tuple(sought.get(number, ())))
            block = replace(block, numbers=tuple(linked.get(number, ())))
        blocks += [BLANK, *_parts(block)]
    return blocks + _links(article, numbers=numbers)


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
    article: Article, own: Marks = NO_MARKS, sought: Mapping[int, Sequence[Span]] = _NOWHERE
) -> list[Block]:
    """Return header and all lines of the document; stripped lines are dim and show the reason."""
    blocks = [*_head(article, own, sought=sought), BLANK]
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


def head_length(article: Article, marks: Marks) -> int:
    """Return the number of blocks before the text."""
    return len(_head(article, marks))


def _links(article: Article, *, numbers: bool) -> list[Block]:
    """Return the addresses of the article and, with `numbers`, of its first links.

    Terminals that support hyperlinks can open them.
    """
    links = [link.url for link in numbered_links(article)] if numbers else []
    keys = [("URL", article.url)] if article.url else []
    keys += [(str(n), url) for n, url in enumerate(links[:MOST_LINKS], 1)]
    rows = [Block(url, marks=((0, len(url), DIM + Style(link=url)),), prefix=(f"{key} ", ACCENT)) for key, url in keys]
    more = [Block(f"{len(links) - MOST_LINKS} more", DIM, prefix=("… ", ACCENT))] if len(links) > MOST_LINKS else []
    return [BLANK, *rows, *more] if rows else []


def _own(marks: Marks) -> list[Block]:
    """Return the tags and the note; the star is shown on another line."""
    tags = " ".join(f"#{tag}" for tag in marks.tags)
    blocks = [Block(safe_line(tags), ACCENT)] if tags else []
    lines = safe_line(marks.note).split(NOTE_LINES) if marks.note else ()
    return blocks + [Block(line, prefix=("     " if n else "Note ", ACCENT)) for n, line in enumerate(lines)]


def _head(
    article: Article, marks: Marks, names: Sequence[Mark] = (), sought: Mapping[int, Sequence[Span]] = _NOWHERE
) -> list[Block]:
    # A title taken from the lead would repeat the first sentence.
    title = safe_line(article.title)
    unchanged = title == article.title
    places, named = (tuple(names), tuple(sought.get(IN_TITLE, ()))) if unchanged else ((), ())
    blocks = [] if article.title_is_lead else [Block(title, TITLE, places, searched=True, named=named)]
    blocks.append(_about(article, sought.get(DATELINE, ()), starred=marks.starred))
    if article.countries:
        blocks.append(_names("Countries ", [(_country(country), country.about) for country in article.countries]))
    if article.leaders:
        checked = [(f"offices as of {article.offices_as_of}", False)] if article.offices_as_of else []
        blocks.append(_names("Leaders   ", [(_leader(leader), True) for leader in article.leaders] + checked))
    return blocks + _own(marks)


def _about(article: Article, in_dateline: Sequence[Span], *, starred: bool) -> Block:
    """Return source, date, dateline and byline in one line; before them, whether the article is not complete."""
    star, untitled = "* " if starred else "", "untitled" if article.title_is_lead else None
    written = article.published and article.published.written
    printed = f"p. {article.pages}" if article.pages else None
    about = (untitled, _EXTENT.get(article.extent), article.source, written, printed)
    first = [safe_line(part) for part in about if part]
    place, byline = safe_line(article.dateline or ""), safe_line(article.byline or "")
    line = " · ".join(part for part in (*first, place, byline) if part) or "no source, no date"
    begin = len(star) + sum(len(f"{part} · ") for part in first)
    named = tuple((begin + start, begin + end) for start, end in in_dateline) if place == article.dateline else ()
    return Block(star + line, DIM, ((0, 1, ACCENT),) if starred else (), named=named)


_EXTENT = {"paywalled": "beginning only (paywall)", "empty": "no text"}
"""What is said of an article that is not complete."""


def _country(country: Country) -> str:
    return f"{_glued(country.name)}{GLUE}{country.count}"


def _leader(leader: Person) -> str:
    """Return name, office at the article's date, and count; only the office may wrap."""
    office = f" ({safe_line(leader.role)})" if leader.role else ""
    return f"{_glued(leader.name)}{office}{GLUE}{leader.count}"


def _glued(name: str) -> str:
    return safe_line(name).replace(" ", GLUE)


def _names(label: str, names: Sequence[tuple[str, bool]]) -> Block:
    """List names after a label; each comes with whether it is prominent, and is dim if not."""
    text = ""
    marks: list[Mark] = []
    for name, prominent in names[:LISTED]:
        text += f"{GLUE}· " if text else ""
        marks.append((len(text), len(text) + len(name), PLAIN if prominent else DIM))
        text += name
    if len(names) > LISTED:
        text += f"{GLUE}· +{len(names) - LISTED}"
    return Block(text, DIM, tuple(marks), prefix=(label, DIM))


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
            blocks.append(Block(safe_line(text), prefix=(f"  {clean:<{width}}  ", ACCENT)))
    return blocks
