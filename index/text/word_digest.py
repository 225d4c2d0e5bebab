"""A digest of the words of a text, by which a new version is told from a text that was only set differently."""

from __future__ import annotations

import re

from seedread.index.files.hashing import blake2b

__all__ = ["word_digest"]

_WORD = re.compile(r"\w+")


def word_digest(title: str, text: str) -> str:
    """Return a digest of the words of an article: space, punctuation and capitals do not count."""
    words = " ".join(_WORD.findall(title.casefold())) + "\0" + " ".join(_WORD.findall(text.casefold()))
    return blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()
