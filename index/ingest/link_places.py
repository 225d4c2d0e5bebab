"""Finds the links of a document again in the paragraphs of its article, by their words and those around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.article import Link
from seedread.index.article.links import MAX_LINKS, without_overlaps
from seedread.index.ingest.article_letters import letters_of
from seedread.index.text.sanitize import safe_line
from seedread.index.text.urls import link_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.ingest.article_letters import ArticleLetters
    from seedread.index.sources import SourceLink

__all__ = ["place_links"]

_AROUND = 30
"""Letters around a link that are compared."""
_LEAST, _CONTEXT = 20, 8
"""Letters that tell where a link is, and how many of them are around it; in a short paragraph all are compared."""
_IN_VAIN = 100_000_000
"""Letters that are searched for links that are nowhere in the article: more take too long, in a hostile page only."""
_LAST_SIGNS = re.compile(r"[^\w\s]+\Z")


def place_links(letters: ArticleLetters, links: Sequence[SourceLink], base: str | None) -> tuple[Link, ...]:
    """Return where the links of a document are in its article; `base` is the address of the document."""
    placed, from_here = dict[tuple[int, int], Link](), 0
    left = _IN_VAIN
    for link in links:
        at = _find(letters, link, from_here)
        left -= len(letters.text) if at is None else 0
        if left < 0:
            break
        url = link_address(link.url, base) if at else None
        if at and url:
            from_here = at.stop
            paragraph, start, end = _span(letters, at, link.words)
            placed.setdefault((paragraph, start), Link(paragraph, start, end, url))
    return tuple(without_overlaps(placed[place] for place in sorted(placed)))[:MAX_LINKS]


def _find(letters: ArticleLetters, link: SourceLink, start: int) -> range | None:
    """Return where the words of a link are among the letters, from `start` on if they are there."""
    before, words, after = (letters_of(safe_line(part)) for part in link[:3])
    whole = letters.whole.get(before + words + after)
    if not words or whole is not None:
        return range(whole + len(before), whole + len(before) + len(words)) if words and whole is not None else None
    before, after = before[-_AROUND:], after[:_AROUND]
    for head, tail in ((before, after), (before, ""), ("", after)):
        sought = f"{head}{words}{tail}"
        if len(sought) >= _LEAST and len(head + tail) >= _CONTEXT:
            at = letters.text.find(sought, max(0, start - len(head)))
            at = letters.text.find(sought) if at < 0 else at
            if at >= 0:
                return range(at + len(head), at + len(head) + len(words))
    return None


def _span(letters: ArticleLetters, found: range, words: str) -> tuple[int, int, int]:
    """Return the paragraph, the first character and the end of letters, with the last signs of the linked words.

    They end with the paragraph at the latest.
    """
    paragraph = letters.paragraph_at(found.start)
    begin = letters.begins[paragraph]
    places = letters.places_in(paragraph)
    last = min(found.stop - begin, len(places)) - 1
    end = places[last] + 1
    signs = _LAST_SIGNS.search(words)
    closed = signs and letters.paragraphs[paragraph].startswith(signs[0], end)
    return paragraph, places[found.start - begin], end + len(signs[0]) if signs and closed else end
