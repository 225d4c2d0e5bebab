"""Finds where in an article the described images of its document are, by the blocks of text around each."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from seedread.index.article import Caption
from seedread.index.ingest.link_places import letters_of
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.article import Line
    from seedread.index.sources import SourceImage

__all__ = ["place_captions"]

_COMPARED = 40
"""Letters at the beginning and end of a block by which it is found; a shorter block is a whole paragraph."""
_LONGEST = 300_000
"""Letters of an article in which blocks are looked for."""


def place_captions(
    title: str, paragraphs: Sequence[str], lines: Sequence[Line], images: Sequence[SourceImage]
) -> tuple[Caption, ...]:
    """Return the words of images that are between paragraphs, except those that the title or a line has as well.

    An image is before the first of the blocks after it that is in the article; if there is none, it is not in it.
    """
    if not images:
        return ()
    letters = _Letters(paragraphs)
    said = "\n".join(map(letters_of, (title, *(line.text for line in lines)))).casefold()
    placed = [
        Caption(place, words)
        for image in images
        if (place := _place(image, letters)) is not None and (words := safe_line(image.words).strip())
        if letters_of(words).casefold() not in said
    ]
    return tuple(sorted(placed, key=lambda caption: caption.paragraph))


def _place(image: SourceImage, letters: _Letters) -> int | None:
    """Return the number of the paragraph after an image; None if it is not in the article."""
    if not image.after:
        last = letters.paragraph_of(image.before)
        return None if last is None else last + 1
    return next((place for block in image.after if (place := letters.paragraph_of(block)) is not None), None)


class _Letters:
    """The letters and digits of an article, and where its paragraphs begin among them."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        letters = [letters_of(paragraph) for paragraph in paragraphs]
        self._begins = [0, *accumulate(map(len, letters))]
        self._whole = {text: n for n, text in reversed(list(enumerate(letters))) if text}
        self._all = "".join(letters)[:_LONGEST]

    def paragraph_of(self, block: str) -> int | None:
        """Return the number of the paragraph that a block of text is, or is in."""
        sought = letters_of(safe_line(block))
        if len(sought) < _COMPARED:
            return self._whole.get(sought)
        places = (self._all.find(part) for part in (sought[:_COMPARED], sought[-_COMPARED:]))
        at = next((at for at in places if at >= 0), -1)
        return bisect_right(self._begins, at) - 1 if at >= 0 else None
