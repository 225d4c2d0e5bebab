"""How likely it is that two articles are about one event: a logistic regression over features that can be read.

The weights are in data/pair_model.toml; bench/training/train_story_model.py trains them. Which articles make a story is
decided from these scores in `clustering`, by the bounds in data/bounds.toml.
"""

from __future__ import annotations

import math
from functools import cache
from operator import mul
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.stories.bounds import bounds
from seedread.index.text.data_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedread.index.stories.profile import Profile

__all__ = ["FEATURES", "SHARES", "Evidence", "PairModel", "evidence", "evidence_from", "least_best", "pair_model"]

_DAY = 1440
FEATURES = (
    "beginning",  # root of the cosine of the beginnings
    "beginning_words",  # mean rarity of the 4 rarest words that both beginnings have
    "words",  # mean rarity of the 8 rarest words that both have
    "names",  # mean rarity of the 6 rarest names that both have
    "digits",  # share of numbers, of the article with more
    "next_day",  # 1 if they are a day apart,
    "days",  # two or three,
    "long_after",  # more;
    "undated",  # or one has no date
    "length",  # log of the words of the shorter
    "brief",  # 1 if the shorter has less than 200 words
    "source",  # 1 if one outlet published both,
    "source_day",  # and on one day
    "other_numbers",  # 1 if both titles have numbers, and none in common
    "other_names",  # 1 if both titles have names, and none in common
)
SHARES = ("smaller_share", "larger_share")
"""The cosine of a pair as a share of the best cosine of either article: the smaller, and the larger."""
_BRIEF = 200
_SHORTEST = 5
"""Words: shorter articles count as so long."""


class Evidence(NamedTuple):
    """What two articles have in common, without a look at other articles."""

    cosine: float
    """Of all words."""
    features: tuple[float, ...]
    """In the order of `FEATURES`."""
    is_form: bool
    """Whether one outlet's form seems to be filled in twice."""


class PairModel(NamedTuple):
    """The weights of the features; scores are log odds."""

    weights: tuple[float, ...]
    """In the order of `FEATURES`."""
    shares: tuple[float, float]
    """In the order of `SHARES`."""
    constant: float

    def base(self, found: Evidence) -> float:
        """Return the score of a pair without the shares."""
        penalty = bounds("form")["penalty"] if found.is_form else 0.0
        return self.constant + _product(self.weights, found.features) - float(penalty)

    def score(self, found: Evidence, best_a: float, best_b: float) -> float:
        """Return the score of a pair; `best_a` and `best_b` are the best cosines of either article, copies left out."""
        shares = sorted((_share(found.cosine, best_a), _share(found.cosine, best_b)))
        return self.base(found) + _product(self.shares, shares)


@cache
def pair_model() -> PairModel:
    """Return the model that is shipped."""
    weights = read_toml("stories", "pair_model.toml")["weights"]
    smaller, larger = (weights[name] for name in SHARES)
    return PairModel(tuple(weights[name] for name in FEATURES), (smaller, larger), weights["constant"])


def _product(weights: Iterable[float], values: Iterable[float]) -> float:
    return float(sum(map(mul, weights, values)))


def _share(cosine: float, best: float) -> float:
    return min(1.0, cosine / best) if best else 1.0


def least_best(articles: int) -> float:
    """Return the least that counts as the best cosine of an article, in a library of so many.

    The best of a few is no measure: in a small library each article is taken to have a better one elsewhere.
    """
    limits = bounds("event")
    return float(limits["elsewhere"] * max(0.0, 1 - articles / limits["enough"]))


def evidence(a: Profile, b: Profile) -> Evidence:
    """Return what two articles have in common."""
    shared, cosine = _shared(a, b)
    return _evidence(a, b, shared, cosine)


def evidence_from(a: Profile, b: Profile, least: float) -> Evidence | None:
    """Return what two articles have in common; None if the cosine of their words is below `least`."""
    shared, cosine = _shared(a, b)
    return _evidence(a, b, shared, cosine) if cosine >= least else None


def _shared(a: Profile, b: Profile) -> tuple[set[str], float]:
    weights, shorter = (a.weights, b.weights) if len(a.weights) > len(b.weights) else (b.weights, a.weights)
    shared = shorter.keys() & weights.keys()
    return shared, math.fsum([shorter[word] * weights[word] for word in shared])


def _evidence(a: Profile, b: Profile, shared: set[str], cosine: float) -> Evidence:
    beginning = a.beginning.keys() & b.beginning.keys()
    rarities = a.rarities
    undated = a.minute is None or b.minute is None
    days = 0 if a.minute is None or b.minute is None else abs(a.minute // _DAY - b.minute // _DAY)
    length = min(a.length, b.length)
    source = a.source is not None and a.source == b.source
    features = (
        math.sqrt(math.fsum([a.beginning[word] * b.beginning[word] for word in beginning])),
        _mean([rarities[word] for word in beginning], 4),
        _mean([rarities[word] for word in shared], 8),
        _mean([a.names[name] for name in a.names.keys() & b.names.keys()], 6),
        max(a.digits, b.digits),
        days == 1,
        2 <= days <= 3,
        days > 3,
        undated,
        math.log(max(_SHORTEST, length)),
        length < _BRIEF,
        source,
        source and not undated and days == 0,
        bool(a.title_numbers and b.title_numbers) and a.title_numbers.isdisjoint(b.title_numbers),
        bool(a.title_names and b.title_names) and a.title_names.isdisjoint(b.title_names),
    )
    return Evidence(min(1.0, cosine), features, _repeats_form(a, b, cosine))


def _mean(rarities: Iterable[float], count: int) -> float:
    return sum(sorted(rarities, reverse=True)[:count]) / count


def _repeats_form(a: Profile, b: Profile, cosine: float) -> bool:
    """Tell whether two articles of one outlet look like one form that is filled in again and again.

    Such are daily market reports, results, weather and schedules: titles that differ in numbers and dates only, or
    similar texts with other numbers.
    """
    if a.source != b.source:
        return False
    limits = bounds("form")
    numbers = min(len(a.numbers), len(b.numbers))
    shared = len(a.numbers & b.numbers)
    if a.template and a.template == b.template and _day(a) != _day(b):
        return bool(cosine < limits["same"] or shared < limits["same_numbers"] * numbers)
    tables = min(a.digits, b.digits) >= limits["digits"]
    similar = cosine >= limits["table_cosine" if tables else "cosine"]
    return bool(similar and numbers >= limits["numbers"] and shared < limits["shared_numbers"] * numbers)


def _day(profile: Profile) -> int | None:
    return None if profile.minute is None else profile.minute // _DAY
