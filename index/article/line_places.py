"""Where the lines of a document are in the paragraphs that were joined from them, and where lines are missing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seedread.index.article.model import Article, Line

__all__ = ["lines_in_paragraphs", "stripped_before"]

_AHEAD = 20
"""Paragraphs in which a line is searched for: most lines are in the paragraph of the line before, or the next one."""


def lines_in_paragraphs(article: Article) -> Iterator[tuple[Line, int, int]]:
    """Yield each kept line with the number of its paragraph, and its first character there.

    A line that was changed before it was joined is left out.
    """
    number = at = 0
    for line in article.lines:
        text = line.text.strip()
        if not line.kept or not text:
            continue
        for place in range(number, min(number + _AHEAD, len(article.paragraphs))):
            begin = article.paragraphs[place].find(text, at if place == number else 0)
            if begin >= 0:
                number, at = place, begin + len(text)
                yield line, place, begin
                break


def stripped_before(article: Article) -> Mapping[int, int]:
    """Return how many lines were stripped before each paragraph; those after the last have the number of paragraphs."""
    if all(line.kept or not line.text.strip() for line in article.lines):
        return {}
    places = {line.n: place for line, place, _ in lines_in_paragraphs(article) if line.text.strip() != article.title}
    counts: Counter[int] = Counter()
    following = 0
    for line in article.lines:
        if line.kept:
            following = places.get(line.n, following - 1) + 1
        elif line.text.strip():
            counts[following] += 1
    return counts
