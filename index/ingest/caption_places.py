"""Finds where in an article the described images of its document are, by the blocks of text around each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.article import Caption
from seedread.index.ingest.article_letters import letters_of
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.article import Line
    from seedread.index.ingest.article_letters import ArticleLetters
    from seedread.index.sources import SourceImage

__all__ = ["place_captions"]

_COMPARED = 40
"""Letters at the beginning and end of a block by which it is found; a shorter block is a whole paragraph."""


def place_captions(
    title: str, letters: ArticleLetters, lines: Sequence[Line], images: Sequence[SourceImage]
) -> tuple[Caption, ...]:
    """Return the words of images that are between paragraphs, except those that the title or a line has as well.

    An image is before the first of the blocks after it that is in the article; if there is none, it is not in it.
    """
    if not images:
        return ()
    said = "\n".join(map(letters_of, (title, *(line.text for line in lines)))).casefold()
    placed = [
        Caption(place, words)
        for image in images
        if (place := _place(image, letters)) is not None and (words := safe_line(image.words).strip())
        if letters_of(words).casefold() not in said
    ]
    return tuple(sorted(placed, key=lambda caption: caption.paragraph))


def _place(image: SourceImage, letters: ArticleLetters) -> int | None:
    """Return the number of the paragraph after an image; None if it is not in the article."""
    if not image.after:
        last = _paragraph_of(image.before, letters)
        return None if last is None else last + 1
    return next((place for block in image.after if (place := _paragraph_of(block, letters)) is not None), None)


def _paragraph_of(block: str, letters: ArticleLetters) -> int | None:
    """Return the number of the paragraph that a block of text is, or is in."""
    sought = letters_of(safe_line(block))
    if len(sought) < _COMPARED:
        at = letters.whole.get(sought, -1) if sought else -1
    else:
        places = (letters.text.find(part) for part in (sought[:_COMPARED], sought[-_COMPARED:]))
        at = next((at for at in places if at >= 0), -1)
    return letters.paragraph_at(at) if at >= 0 else None
