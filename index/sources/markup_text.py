"""The text of elements of XML, one paragraph per line, and the pieces that readers look for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.sources.markup_records import Element, local_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

__all__ = [
    "NO_TEXT",
    "all_named",
    "attribute",
    "first_named",
    "line_of",
    "paragraphs_of",
    "wrapped_text",
]

_BLOCKS = frozenset(
    ("p", "head", "hl1", "hl2", "div", "div1", "div2", "div3", "block", "lg", "l", "li", "item", "ab", "sp", "u",
     "br", "tr", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table", "section", "quote",
     "row", "note", "fn", "figure", "media", "caption", "opener", "closer", "dateline", "byline", "body")
)  # fmt: skip
_CELLS = frozenset(("td", "th", "cell", "entry"))
"""Cells of a table: a row is one paragraph."""
_LINE_BREAKS = frozenset(("lb", "pb", "cb"))
"""Where a line, page or column of the printed text ends: not a paragraph."""
_BREAK = "\0"
"""Stands for a line break, while it may be within a word; XML cannot hold it."""
_BROKEN_WORD = re.compile(rf"(?<=[^\W\d_])[-¬⸗]\s*{_BREAK}\s*([a-zß-öø-ÿſ])")
"""A word that is broken at the end of a printed line, as TEI writes it letter by letter."""
NO_TEXT = frozenset((*_LINE_BREAKS, "figure", "media", "note", "fn", "fw", "style", "script", "docinfo", "teiheader"))
_SPACE = re.compile(r"\s+")
_NEW_PARAGRAPH = re.compile(r"\n(?:[ \t]*\n|[ \t]{2,})")


def first_named(element: Element, *names: str) -> Element | None:
    """Return the first element inside `element` with the first of these names (in small letters) that occurs."""
    return next((found for name in names for found in all_named(element, name)), None)


def all_named(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements inside `element` with one of these names, in small letters and without prefix."""
    return (one for one in element.iterdescendants() if local_name(one) in names)


def attribute(element: Element | None, *names: str) -> str:
    """Return the first attribute of these names, in small letters, that is not empty; prefixes do not matter."""
    if element is None:
        return ""
    values = {name.rpartition("}")[2].lower(): value.strip() for name, value in element.attrib.items()}
    return next((values[name] for name in names if values.get(name)), "")


def line_of(element: Element | None, *, without: Collection[str] = ()) -> str:
    """Return the text of an element on one line, without elements of these names; empty if there is no element."""
    if element is None:
        return ""
    text = "".join(_events(element, without)).replace(_BREAK, " ") if without else "".join(element.itertext())
    return _SPACE.sub(" ", text).strip()


def paragraphs_of(element: Element, *, without: Collection[str] = NO_TEXT) -> str:
    """Return the text of an element; that of elements named in `without` is left out."""
    text = _BROKEN_WORD.sub(r"\1", "".join(_events(element, without))).replace(_BREAK, " ")
    blocks = (_SPACE.sub(" ", block).strip() for block in text.split("\n\n"))
    return "\n\n".join(block for block in blocks if block)


def _events(element: Element, without: Collection[str]) -> Iterator[str]:
    """Yield the pieces of text, with blank lines where blocks begin and end; not recursive, for deep nesting."""
    yield _one_line(element.text)
    stack = [iter(element)]
    open_: list[Element] = []
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
            if open_:
                ended = open_.pop()
                yield _END.get(local_name(ended), "")
                yield _one_line(ended.tail)
            continue
        name = local_name(child)
        if not name or name in without:
            yield ("" if child.get("break") == "no" else _BREAK) if name in _LINE_BREAKS else ""
            yield _one_line(child.tail)
            continue
        if name in _BLOCKS:
            yield "\n\n"
        yield _one_line(child.text)
        stack.append(iter(child))
        open_.append(child)


_END = {**dict.fromkeys(_BLOCKS, "\n\n"), **dict.fromkeys(_CELLS, " ")}
"""What stands behind an element."""


def _one_line(text: str | None) -> str:
    return _SPACE.sub(" ", text) if text else ""


def wrapped_text(text: str) -> str:
    """Return a text of short lines as one line per paragraph: paragraphs begin after a blank line or with spaces."""
    blocks = _NEW_PARAGRAPH.split(text.replace("\r\n", "\n"))
    lines = (_SPACE.sub(" ", block).strip() for block in blocks)
    return "\n\n".join(line for line in lines if line)
