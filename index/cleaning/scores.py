"""Points for a unit that no rule has taken: above nought it looks like body, below like furniture.

Each point comes with the words that tell a reader why. A trained model can take the place of `score` and nothing else:
it gets the same description and gives the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from seedread.index.cleaning.features import Features

__all__ = ["Score", "score"]


@dataclass(frozen=True, slots=True)
class Score:
    """How much a unit looks like body, and the strongest thing that speaks against it."""

    points: float
    against: str


_BY_SIZE = (
    (15, -1.6, -0.8),
    (25, -1.4, -0.5),
    (40, -1.0, 0.0),
    (60, -0.8, 0.4),
    (80, -0.8, 0.9),
    (120, -0.6, 1.8),
    (200, 0.2, 2.8),
    (400, 1.0, 3.6),
)
_LONGEST = (2.0, 4.0)


def score(unit: Features, *, known_language: bool) -> Score:
    """Return the points of a unit; function words count only where the language is known."""
    points = _by_size(unit)
    reasons: list[tuple[float, str]] = [(-1.0, "short, without the end of a sentence")] if points < 0 else []
    for value, reason in _signs(unit, known_language=known_language):
        points += value
        reasons.append((value, reason))
    against = min(reasons, default=(0.0, ""))
    return Score(points, against[1] if against[0] < 0 else "")


def _by_size(unit: Features) -> float:
    for size, open_end, ended in _BY_SIZE:
        if unit.size < size:
            return ended if unit.ends else open_end
    return _LONGEST[unit.ends]


def _signs(unit: Features, *, known_language: bool) -> list[tuple[float, str]]:
    signs: list[tuple[float, str]] = []
    if phrase := unit.line or unit.within:
        signs.append((-1.5, f"known phrase '{phrase.text}'"))
    elif unit.start:
        signs.append((-1.0 if unit.start.weak else -2.0, f"begins with '{unit.start.text}'"))
    if unit.links:
        signs.append((-1.0, "holds an address"))
    if unit.separators:
        signs.append((-0.8 * min(unit.separators, 3), "divided by bars"))
    if known_language and unit.tokens >= 6:
        if unit.stops < 0.12:
            signs.append((-1.2, "hardly a function word"))
        elif unit.stops > 0.3:
            signs.append((0.8, ""))
    if unit.tokens >= 4 and unit.capitals > 0.6 and unit.size < 200:
        signs.append((-0.8, "most words in capitals"))
    if unit.sentences:
        signs.append((0.8, ""))
    return signs
