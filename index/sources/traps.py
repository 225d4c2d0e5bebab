"""Detects pages that are crafted to block an HTML parser: the standard requires quadratic time for some pages.

A parser compares each attribute with all others of its tag, and each closing tag with all open elements. In each
paragraph it reopens all unclosed formatting (`<b>`, `<font>`). So a page of 80 kB can require gigabytes. The counts
here are never below the work of a parser, and far above those of any real page.
"""

from __future__ import annotations

import re

__all__ = ["is_trap", "nesting"]

_ATTRIBUTES = 400_000_000
"""Sum of the squared numbers of attributes in long tags: takes about a second."""
_STEPS = 400_000_000
"""Sum of the open elements over all tags: takes a second or two."""
_COPIES = 1_000_000
"""Sum of the open formatting elements over all tags: takes 300 MB."""
_FEW = 1000
"""Number of tags that cannot reach any of these limits."""
_LONG = 1000
"""Characters of a tag from which its attributes are counted."""
_SAME = 50
"""How much cheaper it is to look up formatting than to copy it."""

_WITH_ATTRIBUTES = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))*+""")
_BEFORE_ATTRIBUTE = re.compile(r"""[\s/]++|["'](?=[^\s/>])""")
_GATHERED = re.compile(r"<(?:body|html)[\s/]", re.IGNORECASE)
"""Elements that exist once and collect the attributes of all their tags."""
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/><]{0,20})")
_BOX = re.compile(r"<(/?)(?:div|article|section|main|aside|[a-z]+-[a-z-]+)\b", re.IGNORECASE)
_FORMATTING = frozenset(
    ("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u")
)
_FLAT = frozenset(
    ("area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p",
     "param", "source", "td", "th", "tr", "track", "wbr")
)  # fmt: skip
"""Elements that are empty, or closed by the next one of their kind."""


def is_trap(page: str) -> bool:
    """Tell whether the time or memory to parse a page grows with its square."""
    return _has_endless_attributes(page) or (page.count("<") > _FEW and _stays_open(page))


def nesting(page: str) -> int:
    """Return the maximum nesting depth of the block elements of a page."""
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
    """Tell whether so many elements stay open that scanning them at each tag takes too long."""
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
