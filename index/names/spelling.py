"""Compares two spellings of a name, to confirm the candidates that share a consonant skeleton."""

from __future__ import annotations

from functools import lru_cache

from seedread.index.names.name_folding import skeleton as _skeleton

__all__ = ["are_variants", "jaro_winkler", "skeleton"]

VARIANT_SIMILARITY = 0.8
"""Jaro-Winkler similarity from which two words with one skeleton are spelling variants."""
skeleton = lru_cache(maxsize=16384)(_skeleton)


def jaro_winkler(a: str, b: str) -> float:
    """Return the similarity of two words, 0 to 1 (Winkler 1990, prefix weight 0.1 over at most four letters).

    >>> round(jaro_winkler("martha", "marhta"), 3)
    0.961
    """
    if a == b:
        return 1.0
    window = max(len(a), len(b)) // 2 - 1
    free = list(b)
    matched_a = []
    where_b = []
    for i, letter in enumerate(a):
        for j in range(max(0, i - window), min(len(b), i + window + 1)):
            if free[j] == letter:
                free[j] = ""
                matched_a.append(letter)
                where_b.append(j)
                break
    m = len(matched_a)
    if not m:
        return 0.0
    swapped = sum(x != b[j] for x, j in zip(matched_a, sorted(where_b), strict=True)) / 2
    jaro = (m / len(a) + m / len(b) + (m - swapped) / m) / 3
    prefix = 0
    while prefix < min(4, len(a), len(b)) and a[prefix] == b[prefix]:
        prefix += 1
    return jaro + prefix * 0.1 * (1 - jaro)


@lru_cache(maxsize=65536)
def are_variants(a: str, b: str) -> bool:
    """Whether two folded words may be spellings of one name: the same skeleton and few different letters."""
    return a == b or (skeleton(a) == skeleton(b) and jaro_winkler(a, b) >= VARIANT_SIMILARITY)
