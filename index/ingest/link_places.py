"""Finds the links of a document again in the paragraphs of its article, by their words and those around them.

Only letters and digits are compared: extraction and cleaning join lines, cut heads and tails, and change signs.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from seedread.index.article import Link
from seedread.index.article.links import MAX_LINKS, without_overlaps
from seedread.index.text.sanitize import safe_line
from seedread.index.text.urls import link_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.sources import SourceLink

__all__ = ["letters_of", "place_links"]

_AROUND = 30
"""Letters around a link that are compared."""
_LEAST, _CONTEXT = 20, 8
"""Letters that tell where a link is, and how many of them are around it; in a short paragraph all are compared."""
_LONGEST = 300_000
"""Letters of an article in which links are looked for."""
_LAST_SIGNS = re.compile(r"[^\w\s]+\Z")
_LETTERS = re.compile(r"[^\W_]+")


def place_links(paragraphs: Sequence[str], links: Sequence[SourceLink], base: str | None) -> tuple[Link, ...]:
    """Return where the links of a document are in its article; `base` is the address of the document."""
    if not links:
        return ()
    text, placed, from_here = _Letters(paragraphs), dict[tuple[int, int], Link](), 0
    for link in links:
        at = text.find(link, from_here)
        url = link_address(link.url, base) if at else None
        if at and url:
            from_here = at.stop
            paragraph, start, end = text.span(at, link.words)
            placed.setdefault((paragraph, start), Link(paragraph, start, end, url))
    return tuple(without_overlaps(placed[place] for place in sorted(placed)))[:MAX_LINKS]


class _Letters:
    """The letters and digits of an article, without what is between them."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self._paragraphs = paragraphs
        letters = [letters_of(paragraph) for paragraph in paragraphs]
        self._begins = [0, *accumulate(map(len, letters))]
        self._whole = dict(zip(reversed(letters), reversed(self._begins[:-1]), strict=True))
        self._all = "".join(letters)[:_LONGEST]
        self._places: dict[int, list[int]] = {}
        """Where the letters of a paragraph are in it, for those with links."""

    def find(self, link: SourceLink, start: int) -> range | None:
        """Return where the words of a link are among the letters, from `start` on if they are there."""
        before, words, after = (letters_of(safe_line(part)) for part in link[:3])
        whole = self._whole.get(before + words + after)
        if not words or whole is not None:
            return range(whole + len(before), whole + len(before) + len(words)) if words and whole is not None else None
        before, after = before[-_AROUND:], after[:_AROUND]
        for head, tail in ((before, after), (before, ""), ("", after)):
            sought = f"{head}{words}{tail}"
            if len(sought) >= _LEAST and len(head + tail) >= _CONTEXT:
                at = self._all.find(sought, max(0, start - len(head)))
                at = self._all.find(sought) if at < 0 else at
                if at >= 0:
                    return range(at + len(head), at + len(head) + len(words))
        return None

    def span(self, letters: range, words: str) -> tuple[int, int, int]:
        """Return the paragraph, the first character and the end of letters, with the last signs of the linked words.

        They end with the paragraph at the latest.
        """
        paragraph = bisect_right(self._begins, letters.start) - 1
        begin = self._begins[paragraph]
        places = self._places_in(paragraph)
        last = min(letters.stop - begin, len(places)) - 1
        end = places[last] + 1
        signs = _LAST_SIGNS.search(words)
        closed = signs and self._paragraphs[paragraph].startswith(signs[0], end)
        return paragraph, places[letters.start - begin], end + len(signs[0]) if signs and closed else end

    def _places_in(self, paragraph: int) -> list[int]:
        if paragraph not in self._places:
            words = _LETTERS.finditer(self._paragraphs[paragraph])
            self._places[paragraph] = [n for found in words for n in range(*found.span())]
        return self._places[paragraph]


def letters_of(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(_LETTERS.findall(text))
