"""Reads Markdown as plain text: removes markup and writes one paragraph per line.

markdown-it-py parses it; a text so full of marks that its time would grow with the square is read line by line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import IO, TYPE_CHECKING

from seedread.index.sources.charset import decode_noted
from seedread.index.sources.document import Document, ParsedDocument, ReadFailure
from seedread.index.sources.front_matter import split_front_matter
from seedread.index.sources.images import ImageReader
from seedread.index.sources.limits import read_whole
from seedread.index.sources.linked_text import LinkedText, most_links
from seedread.index.sources.records import metadata_of_record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from seedread.index.sources.document import SourceLink

__all__ = ["plain_text", "read_markdown"]

_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(?=\S)")
_LIST = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?=\S)")
_DROPPED = re.compile(r" {0,3}(?:(?:[*_-][ \t]*){3,}|=+|\[[^\]]+\]:[ \t]*\S.*|`{3,}.*|~{3,}.*)\Z")
"""A rule, the underline of a heading, a link definition, a fence."""
_INLINE = (
    (re.compile(r"!\[[^\]\[]*\](?:\([^()]*\)|\[[^\]\[]*\])"), ""),
    (re.compile(r"\[\^[^\]\[]+\]"), ""),
    (re.compile(r"\[([^\]\[]+)\](?:\([^()]*\)|\[[^\]\[]*\])"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), ""),
    (re.compile(r"(`{1,2})([^`]+)\1"), r"\2"),
    (re.compile(r"(?<!\\)(\*{1,3})(?=[^\s*])([^*]+)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w\\])(_{1,3})(?=[^\s_])([^_]+)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>-])"), r"\1"),
)

_MARK = re.compile(r"[\[\]*_`<>!&\\|]")
_BLOCK = re.compile(r"(?:[^\n]+\n?)+")
_MOST_MARKS = 2_000
"""Marks in a paragraph from which it is no prose."""
_COMMENT = re.compile(r"<!--(?:(?!-->).)*+-->", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^[^\]\[]+\]:?")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_DEEPEST = 50


def read_markdown(stream: IO[bytes], key: str) -> Iterator[ParsedDocument | ReadFailure]:
    """Yield the article in `stream` with the metadata of its front matter; raises NotText and TooLarge.

    Without a title there, a heading in the first line is the title.
    """
    raw = read_whole(stream)
    whole, note = decode_noted(raw)
    fields, body = split_front_matter(whole)
    links: list[SourceLink] = []
    images = ImageReader()
    text = plain_text(body, links, images)
    if not text.strip():
        yield ReadFailure("empty")
        return
    metadata = metadata_of_record(fields)
    first = body.lstrip()[:1000].partition("\n")[0]
    if first.startswith("# "):
        metadata.setdefault("title", plain_text(first))
    document = Document(key, text, path=key, links=most_links(links), images=images.images(), **metadata)
    yield ParsedDocument(document, raw)
    if note:
        yield ReadFailure(note)


def plain_text(text: str, links: list[SourceLink] | None = None, images: ImageReader | None = None) -> str:
    """Return the text of Markdown: each paragraph, heading and list item on one line, with blank lines between.

    The links in it are added to `links`, and `images` gets its images.
    """
    links = [] if links is None else links
    images = images or ImageReader()
    if any(len(_MARK.findall(block)) > _MOST_MARKS for block in _BLOCK.findall(text)):
        return _by_lines(text)
    return "\n\n".join(filter(None, (" ".join(block.split(" ")).strip() for block in _parsed(text, links, images))))


def _parsed(text: str, links: list[SourceLink], images: ImageReader) -> Iterator[str]:
    """Yield the blocks of a text, and add its links; an item of a list keeps its mark."""
    marks: list[str] = []
    row: list[str] = []
    in_cell = False
    for token in _parser().parse(_COMMENT.sub("", text)):
        if token.type == "list_item_open":
            marks.append(f"{token.info}{token.markup} " if token.info else f"{token.markup} ")
        elif token.type == "list_item_close" and marks:
            marks.pop()
        elif token.type in ("td_open", "th_open"):
            in_cell = True
        elif token.type == "tr_close":
            yield " | ".join(row)
            row = []
        elif token.type == "inline" and in_cell:
            row += _lines_of(token, links, images)
            in_cell = False
        elif token.type in ("inline", "fence", "code_block", "html_block"):
            for line in _lines_of(token, links, images):
                yield (marks[-1] if marks else "") + line
                marks[-1:] = [""] if marks else []


def _lines_of(token: Token, links: list[SourceLink], images: ImageReader) -> list[str]:
    """Return the lines of a block, and add its links: a hard break ends a line."""
    if token.type != "inline":
        code = " ".join(_without_tags(token.content).split())
        images.text(code)
        return [code]
    text = LinkedText()
    within: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline", "text_special"):
            text.add(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            text.add(" " if child.type == "softbreak" else "\n")
        elif child.type == "link_open":
            text.open(str(child.attrGet("href") or ""))
        elif child.type == "link_close":
            text.close()
        elif child.type == "image" and text.text.strip():
            within.append(child.content)
        elif child.type == "image":
            images.image(child.content)
    links += text.links()
    images.text(text.text)
    for description in within:
        images.image(description)
    return [_FOOTNOTE.sub("", line).strip() for line in text.text.split("\n")]


def _without_tags(text: str) -> str:
    return _TAG.sub("", _without_comments(text))


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 (only with the first file)

    return MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")


def _by_lines(text: str) -> str:
    blocks: list[str] = []
    lines: list[str] = []

    def end() -> None:
        if lines:
            blocks.append(_inline(" ".join(lines)))
            lines.clear()

    for written in text.splitlines():
        line = written.lstrip("> \t") if written.lstrip().startswith(">") else written
        heading, item = _HEADING.match(line), _LIST.match(line)
        if not line.strip() or _DROPPED.match(line):
            end()
            continue
        if heading or item:
            end()
        lines.append(line[heading.end() :].rstrip("# \t") if heading else line.strip())
        if heading or line.endswith(("  ", "\\")):
            end()
    end()
    return "\n\n".join(block for block in blocks if block)


def _inline(text: str) -> str:
    text = _without_comments(text)
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return text.strip()


def _without_comments(text: str) -> str:
    """Return a text without comments (`<!--` to `-->`); an unclosed comment is kept."""
    kept = []
    end = 0
    while (start := text.find("<!--", end)) >= 0 and (close := text.find("-->", start + 4)) >= 0:
        kept.append(text[end:start])
        end = close + 3
    return "".join((*kept, text[end:]))
