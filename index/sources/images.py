"""The images of a text that are described in words, each with the text around it.

The words are no part of the text: `seedread.index.ingest.caption_places` finds the place of each image in the article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.sources.document import SourceImage

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ImageReader", "says_something"]

_MOST, _FOLLOWING = 99, 3
"""Images of a document that are kept, and blocks after each that may tell where it is."""
_COMPARED = 1000
"""Characters of a block that are kept: enough to find it again, and to compare it with a description."""
_LONGEST = 500
"""Characters of a description; a longer one is cut."""
_LEAST_WORDS, _LEAST_LETTERS, _LEAST_WIDE = 4, 15, 8
"""Words and letters of a description that says something; letters of a script such as Chinese."""
_WORD = re.compile(r"[^\W_]+")
_WIDE = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NAME_OF_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|avif|bmp|tiff?)\b|://|\bwww\.|\w_\w|[{}<>=]", re.IGNORECASE)
_FURNITURE = re.compile(r"\b(?:logo|icon|avatar|headshot|thumbnail|placeholder|banner|advertisement)\b", re.IGNORECASE)
_OF_SOMEBODY = re.compile(r"(?i)(?:an? |the )?(?:image|photo\w*|picture|portrait|profile)\b.{0,20}\b(?:of|by)\b")
_FURNITURE_WORDS, _PORTRAIT_WORDS = 8, 6
"""Words up to which a description is one of the furniture of a page, or only says whom a picture shows."""
_REPEATED = 0.7
"""The share of the words of a description in a text next to it, from which that text says the same."""


class ImageReader:
    """Collects the images of a text that is read block by block."""

    def __init__(self) -> None:
        self._before = ""
        self._found: dict[str, tuple[str, list[str]]] = {}

    def image(self, description: str) -> None:
        """Note an image before the next block; one without a description that says something is left out."""
        words = " ".join(description.split())
        if says_something(words) and len(self._found) < _MOST:
            self._found.setdefault(_shortened(words), (self._before, []))

    def text(self, text: str) -> None:
        """Note a block of text."""
        block = text[:_COMPARED]
        if not block.strip():
            return
        for _, after in self._found.values():
            if len(after) < _FOLLOWING:
                after.append(block)
        self._before = block

    def images(self) -> tuple[SourceImage, ...]:
        """Return the images whose words are not in the text next to them, such as a caption, as well."""
        return tuple(
            SourceImage(words, before, tuple(after))
            for words, (before, after) in self._found.items()
            if not _is_in(words, (before, *after[:1]))
        )


def says_something(words: str) -> bool:
    """Tell whether a description is a phrase or a sentence: not the name of a file, of a person or of furniture."""
    count = len(_WORD.findall(words))
    several = count >= _LEAST_WORDS and len(words) >= _LEAST_LETTERS
    if not (several or len(_WIDE.findall(words)) >= _LEAST_WIDE) or _NAME_OF_FILE.search(words):
        return False
    of_furniture = count <= _FURNITURE_WORDS and _FURNITURE.search(words)
    return not of_furniture and not (count <= _PORTRAIT_WORDS and _OF_SOMEBODY.match(words))


def _shortened(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0] or words[:_LONGEST]}…"


def _is_in(words: str, texts: Iterable[str]) -> bool:
    own = _WORD.findall(words.casefold())
    return any(sum(word in other for word in own) >= _REPEATED * len(own) for other in map(_words, texts))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
