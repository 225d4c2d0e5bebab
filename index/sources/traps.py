"""Tells a page that is made to hold up an HTML parser: what the standard asks for grows with the square of some pages.

A parser holds each attribute against all others of its tag, each closing tag against all elements that are open, and
opens in each paragraph anew all formatting (`<b>`, `<font>`) that was not closed. A page of 80 kB can so ask for
gigabytes. What is counted here is never less than what a parser does, and far from what any real page asks for.
"""

from __future__ import annotations

import re

__all__ = ["is_trap", "nesting"]

_ATTRIBUTES = 400_000_000
"""Squares of the numbers of attributes in long tags, added up: so many take a second."""
_STEPS = 400_000_000
"""Open elements, added up over all tags: so many take a second or two."""
_COPIES = 1_000_000
"""Open formatting, added up over all tags: so many elements take 300 MB."""
_FEW = 1000
"""Tags of a page that cannot reach any of these."""
_LONG = 1000
"""Characters of a tag from which its attributes are counted."""
_SAME = 50
"""How much less it costs to look for formatting than to copy it."""

_WITH_ATTRIBUTES = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+""")
_BEFORE_ATTRIBUTE = re.compile(r"""[\s/]++|["'](?=[^\s/>])""")
_GATHERED = re.compile(r"<(?:body|html)[\s/]", re.IGNORECASE)
"""Elements of which there is one, which takes the attributes of all its tags."""
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/><]{0,20})")
_BOX = re.compile(r"<(/?)(?:div|article|section|main|aside|[a-z]+-[a-z-]+)\b", re.IGNORECASE)
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_FLAT = frozenset(
    ("area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
     "param", "source", "td", "th", "tr", "track", "wbr")
)  # fmt: skip
"""Elements that hold nothing, or that the next of their kind closes."""


def is_trap(page: str) -> bool:
    """Tell whether parsing a page takes a time, or memory, in the square of it."""
    return _has_endless_attributes(page) or (page.count("<") > _FEW and _stays_open(page))


def nesting(page: str) -> int:
    """Return how deep the boxes of a page lie in one another at most."""
    depth = deepest = 0
    for found in _BOX.finditer(page):
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _has_endless_attributes(page: str) -> bool:
    left = _ATTRIBUTES
    gathered = 0
    for tag in _WITH_ATTRIBUTES.finditer(page):
        start, end = tag.span()
        if end - start > _LONG:
            left -= _attributes(page, start, end) ** 2
        elif _GATHERED.match(page, start, end):
            gathered += _attributes(page, start, end)
        if left - gathered**2 < 0:
            return True
    return False


def _attributes(page: str, start: int, end: int) -> int:
    return sum(1 for _ in _BEFORE_ATTRIBUTE.finditer(page, start, end))


def _stays_open(page: str) -> bool:
    """Tell whether so many elements stay open that to go through them at each tag takes too long."""
    opened: dict[str, int] = {}
    depth = formatting = 0
    steps, copies = _STEPS, _COPIES * _SAME
    for closes, written in _TAG.findall(page):
        name = written.lower()
        if name not in _FLAT:
            change = 1
            if closes:
                change = -1 if opened.get(name) else 0
            opened[name] = opened.get(name, 0) + change
            depth += change
            if name in _FORMATTING:
                formatting += change
        steps -= depth
        copies -= formatting if name in _FORMATTING else formatting * _SAME
        if steps < 0 or copies < 0:
            return True
    return False
