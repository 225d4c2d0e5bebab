"""How likely it is that two articles are about one event: a logistic regression over features that can be read.

The weights are in data/pair_model.toml; bench/training/train_story_model.py trains them. Which articles make a story is
decided from these scores in `clustering`, by the bounds in data/bounds.toml.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from seedread.index.stories.bounds import bounds
from seedread.index.stories.evidence import FEATURES, evidence
from seedread.index.text.data_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from seedread.index.stories.evidence import Compared
    from seedread.index.stories.profile import Profile

    Floats: TypeAlias = NDArray[np.float64]

__all__ = ["SHARES", "Pair", "PairModel", "compare_each", "least_best", "pair_model"]

SHARES = ("smaller_share", "larger_share")
"""The cosine of a pair as a share of the best cosine of either article: the smaller, and the larger."""


class Pair(NamedTuple):
    """An article that another one was compared with, and what both have in common."""

    other: Profile
    cosine: float
    """Of all words."""
    base: float
    """The score without the shares."""
    is_form: bool
    """Whether one outlet's form seems to be filled in twice."""
    features: Floats
    """In the order of `FEATURES`."""


class PairModel(NamedTuple):
    """The weights of the features; scores are log odds."""

    weights: tuple[float, ...]
    """In the order of `FEATURES`."""
    shares: tuple[float, float]
    """In the order of `SHARES`."""
    constant: float

    def bases(self, features: Floats, are_forms: NDArray[np.bool_]) -> Floats:
        """Return the score of each pair without the shares."""
        scores: Floats = self.constant + features @ np.array(self.weights)
        return np.where(are_forms, scores - bounds("form")["penalty"], scores)

    def score(self, pair: Pair, best: float) -> float:
        """Return the score of a pair; `best` is the best cosine of either article, copies left out."""
        share = min(1.0, pair.cosine / best) if best else 1.0
        return pair.base + sum(self.shares) * share


@cache
def pair_model() -> PairModel:
    """Return the model that is shipped."""
    weights = read_toml("stories", "pair_model.toml")["weights"]
    smaller, larger = (weights[name] for name in SHARES)
    return PairModel(tuple(weights[name] for name in FEATURES), (smaller, larger), weights["constant"])


def compare_each(compared: Sequence[Compared], words: int, least: float = 0.0) -> list[list[Pair]]:
    """Return for each article its pairs with those of the others whose cosine is at least `least`.

    `words` is the size of the vocabulary.
    """
    found = evidence(compared, words, least)
    bases = pair_model().bases(found.features, found.are_forms)
    values = found.cosines.tolist(), bases.tolist(), found.are_forms.tolist()
    pairs = list(map(Pair, found.others, *values, found.features))
    return [pairs[first:last] for first, last in pairwise([0, *found.ends])]


def least_best(articles: int) -> float:
    """Return the least that counts as the best cosine of an article, in a library of so many.

    The best of a few is no measure: in a small library each article is taken to have a better one elsewhere.
    """
    limits = bounds("event")
    return float(limits["elsewhere"] * max(0.0, 1 - articles / limits["enough"]))
