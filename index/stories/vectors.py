"""An article as weighted words: (1 + log tf) · idf, title twice, function words left out (Salton and Buckley 1988)."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from operator import mul
from typing import TYPE_CHECKING

from seedread.index.cleaning.language import stop_words
from seedread.index.stories.bounds import bounds
from seedread.index.text.analysis import find_words, fold, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seedread.index.stories.idf import IdfTable

__all__ = ["Vector", "cosine", "heaviest", "stop_stems", "to_vector"]


_MAX_CHARACTERS = 8_000
"""Characters of a body that are used: later text is rarely news."""
_MAX_FREQUENCY = 200
"""The highest term frequency that is counted."""


@dataclass(frozen=True, slots=True)
class Vector:
    """The words of one article."""

    weights: Mapping[str, float]
    """Of every stem."""
    norm: float
    rarities: Mapping[str, float]
    """idf of every stem."""
    title: frozenset[str]
    """The stems of the title, or of the first words of the body where there is none."""
    figures: frozenset[str]
    """The numbers in the title."""
    numbers: float
    """Share of the words that are numbers, to recognize tables."""
    words: int


@cache
def stop_stems(language: str | None) -> frozenset[str]:
    """Return the stems of the function words of a language; English if it is unknown."""
    return frozenset(stem(fold(word)) for word in stop_words(language or "en") or stop_words("en"))


def to_vector(title: str, body: str, language: str | None, counts: IdfTable) -> Vector:
    """Return the vector of an article; pass an empty title if it is only the beginning of the body."""
    leave = stop_stems(language)
    of_title = stems(find_words(fold(title)))
    of_body = find_words(fold(body[:_MAX_CHARACTERS]))
    printed = Counter(of_body)
    times = _counted(printed, of_title, leave)
    rarities = dict(zip(times, counts.words(times), strict=True))
    weights = dict(zip(times, map(mul, map(_log, times.values()), rarities.values()), strict=True))
    head = frozenset(of_title or stems(of_body[: bounds("event")["lead"]])) - leave
    digits = sum([count for word, count in printed.items() if word[0].isdigit()]) / max(1, len(of_body))
    norm = math.hypot(*weights.values())
    figures = frozenset(term for term in of_title if term[0].isdigit())
    return Vector(weights, norm, rarities, head, figures, digits, len(of_title) + len(of_body))


def _counted(body: Mapping[str, int], title: Iterable[str], leave: frozenset[str]) -> dict[str, int]:
    """Return the frequency of every stem in an article, without those in `leave`."""
    of_body = stems(body)
    times = dict(zip(of_body, body.values(), strict=True))
    if len(times) < len(of_body):
        times = {}
        for term, count in zip(of_body, body.values(), strict=True):
            times[term] = times.get(term, 0) + count
    for term in title:
        times[term] = times.get(term, 0) + bounds("candidates")["title"]
    for term in leave & times.keys():
        del times[term]
    return times


class _Logs(dict[int, float]):
    """1 + log n, cached."""

    def __missing__(self, times: int) -> float:
        self[times] = found = 1 + math.log(min(times, _MAX_FREQUENCY))
        return found


_log = _Logs().__getitem__


def heaviest(vector: Vector, count: int) -> dict[str, float]:
    """Return the `count` heaviest stems with their weights, the heaviest first."""
    best = nlargest(count, vector.weights.items(), key=lambda item: (item[1], item[0]))
    return dict(best)


def cosine(a: Vector, b: Vector) -> float:
    """Return the cosine of two vectors, 0 to 1."""
    if len(a.weights) > len(b.weights):
        a, b = b, a
    ours, theirs = a.weights, b.weights
    shared = math.fsum([ours[term] * theirs[term] for term in ours.keys() & theirs.keys()])
    return min(1.0, shared / (a.norm * b.norm)) if a.norm and b.norm else 0.0
