"""An article as weighted words: (1 + log tf) · idf, title twice, function words left out (Salton and Buckley 1988)."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from seedread.index.analysis import fold, stem, words
from seedread.index.cleaning.language import stop_words

from .bounds import bounds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .rarities import Rarities

__all__ = ["Vector", "cosine", "stops", "to_vector"]


_READ = 20_000
"""Characters of a body that are weighed: what comes later is no news."""


@dataclass(frozen=True, slots=True)
class Vector:
    """The words of one article."""

    weights: Mapping[str, float]
    """Of every stem, the heaviest first."""
    norm: float
    rarities: Mapping[str, float]
    """idf of every stem."""
    title: frozenset[str]
    """The stems of the title, or of the first words of the body where there is none."""
    figures: frozenset[str]
    """The numbers in the title."""
    numbers: float
    """Share of the words that are numbers: tables of figures are all alike."""
    words: int


@cache
def stops(language: str | None) -> frozenset[str]:
    """Return the stems of the function words of a language, English where it is not known."""
    return frozenset(stem(fold(word)) for word in stop_words(language or "en") or stop_words("en"))


def to_vector(title: str, body: str, language: str | None, counts: Rarities) -> Vector:
    """Return the vector of an article; a title that is only the body's beginning is to be empty."""
    of_title = [stem(word) for word in words(title)]
    of_body = words(body[:_READ])
    leave = stops(language)
    times: Counter[str] = Counter()
    for word, count in Counter(of_body).items():
        times[stem(word)] += count
    for term in of_title:
        times[term] += bounds("candidates")["title"]
    known = [term for term in times if term not in leave]
    rarities = dict(zip(known, counts.words(known), strict=True))
    weighed = sorted(((1 + math.log(times[term])) * rarities[term], term) for term in known)
    weights = {term: weight for weight, term in reversed(weighed)}
    head = frozenset(of_title or map(stem, of_body[: bounds("event")["lead"]])) - leave
    digits = sum(word[0].isdigit() for word in of_body) / max(1, len(of_body))
    norm = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    figures = frozenset(term for term in of_title if term[0].isdigit())
    return Vector(weights, norm, rarities, head, figures, digits, len(of_title) + len(of_body))


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of two vectors, 0 to 1."""
    if len(a.weights) > len(b.weights):
        a, b = b, a
    theirs = b.weights
    shared = math.fsum(weight * theirs[term] for term, weight in a.weights.items() if term in theirs)
    return min(1.0, shared / (a.norm * b.norm)) if a.norm and b.norm else 0.0
