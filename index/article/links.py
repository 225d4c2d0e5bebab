"""The links of an article, numbered in the order of its text: linked words and printed addresses."""

from __future__ import annotations

import re
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.article.model import Link
from seedread.index.text.lazy_pattern import lazy_pattern
from seedread.index.text.sanitize import safe_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from seedread.index.article import Article

__all__ = ["MAX_LINKS", "NumberedLink", "numbered_links", "numbers_in_text", "without_overlaps"]

MAX_LINKS = 99
"""Links that an article keeps, and that are numbered: two digits."""
_MOST_PLACES = 500
"""Places of a text where a link is numbered; a text with more is a list of addresses."""
_URL = lazy_pattern(
    r"https?://[^\s<>\"'“”‘’()\[\]{}|\\^`]+[^\s<>\"'“”‘’()\[\]{}|\\^`.,;:!?…]", re.ASCII | re.IGNORECASE
)


def without_overlaps(links: Iterable[Link]) -> Iterator[Link]:
    """Yield links, given in order of the text, that do not overlap the one before."""
    past = (-1, 0)
    for link in links:
        if (link.paragraph, link.start) >= past:
            yield link
            past = (link.paragraph, link.end)


class NumberedLink(NamedTuple):
    """An address that the text links to; its number is its place in the list, from 1."""

    url: str
    words: str
    """What the text says where it first links to it."""


def numbered_links(article: Article) -> list[NumberedLink]:
    """Return up to 99 addresses of the text, each once."""
    found: dict[str, NumberedLink] = {}
    for link in islice(_links(article), _MOST_PLACES):
        words = article.paragraphs[link.paragraph][link.start : link.end]
        found.setdefault(link.url, NumberedLink(link.url, words))
    return list(found.values())[:MAX_LINKS]


def numbers_in_text(article: Article) -> dict[int, list[tuple[int, int]]]:
    """Return for each paragraph with links where one ends, and its number."""
    numbers = {link.url: n for n, link in enumerate(numbered_links(article), 1)}
    places: dict[int, list[tuple[int, int]]] = {}
    for link in islice(_links(article), _MOST_PLACES):
        if link.url in numbers:
            places.setdefault(link.paragraph, []).append((link.end, numbers[link.url]))
    return places


def _links(article: Article) -> Iterator[Link]:
    """Return the links in order of the text, without printed addresses inside linked words."""
    printed = (
        Link(n, *found.span(), safe)
        for n, text in enumerate(article.paragraphs)
        if "://" in text
        for found in _URL.finditer(text)
        if (safe := safe_url(found[0]))
    )
    return without_overlaps(merge(article.links, printed, key=lambda link: (link.paragraph, link.start)))
