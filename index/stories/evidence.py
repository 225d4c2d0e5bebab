"""What pairs of articles have in common: the features from which `pair_score` tells how likely they are one event.

The words that two articles share are found for many pairs at once, and features are computed of those alike enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from seedread.index.stories.article_terms import BEGINNING, FACET, NAME, NUMBER, TITLE
from seedread.index.stories.bounds import bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from seedread.index.stories.article_terms import Terms
    from seedread.index.stories.profile import Profile

    Array: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]

__all__ = ["FEATURES", "Compared", "Evidence", "evidence"]

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
_BRIEF = 200
_SHORTEST = 5
"""Words: shorter articles count as so long."""


Compared: TypeAlias = "tuple[Profile, Sequence[Profile]]"
"""An article, and those that it is compared with."""


class Evidence(NamedTuple):
    """What pairs of articles have in common, without a look at any more articles."""

    others: list[Profile]
    """The second article of each pair; the pairs of one article follow each other."""
    ends: list[int]
    """Where the pairs of each article end."""
    cosines: Floats
    """Of all words."""
    features: Floats
    """A row a pair, in the order of `FEATURES`."""
    are_forms: Mask
    """Whether one outlet's form seems to be filled in twice."""


def evidence(compared: Sequence[Compared], words: int, least: float = 0.0) -> Evidence:
    """Return what articles have in common with those of the others whose cosine is at least `least`.

    `words` is the size of the vocabulary.
    """
    shared = _Shared(compared, words)
    kept = np.flatnonzero(shared.cosines >= least)
    cosines = np.minimum(1.0, shared.cosines[kept])
    shared.keep(kept)
    every = [(own, other) for own, others in compared for other in others]
    pairs = [every[n] for n in kept.tolist()]
    ends = np.searchsorted(kept, np.cumsum([len(others) for _, others in compared])).tolist()
    others = [other for _, other in pairs]
    return Evidence(others, ends, cosines, _features(pairs, shared), _forms(pairs, shared, cosines))


class _Shared:
    """The terms that both articles of a pair have, pair by pair."""

    def __init__(self, compared: Sequence[Compared], words: int) -> None:
        self._owns = [own.terms for own, _ in compared]
        self._theirs = [other.terms for _, others in compared for other in others]
        self.count = len(self._theirs)
        self._own_at, self._other_at = _places(compared, words)
        """The place of each shared term among the terms of `_owns`, and among those of `_theirs`."""
        self.pairs = np.repeat(np.arange(self.count), [len(one.numbers) for one in self._theirs])[self._other_at]
        own, other = self._of_both(lambda terms: terms.weights)
        self.cosines = np.bincount(self.pairs, own * other, self.count)

    def _of_both(self, column: Callable[[Terms], NDArray[Any]]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Return what is known of the shared terms in either article."""
        return _joined(map(column, self._owns))[self._own_at], _joined(map(column, self._theirs))[self._other_at]

    def keep(self, kept: Array) -> None:
        """Keep only some pairs, sort the terms of each by rarity, the rarest first, and read what is known of them."""
        moved = np.full(self.count, -1)
        moved[kept] = np.arange(len(kept))
        self.count = len(kept)
        pairs = moved[self.pairs]
        rarities = _joined(one.rarities for one in self._owns)[self._own_at]
        inside = np.flatnonzero(pairs >= 0)
        order = inside[np.lexsort((-rarities[inside], pairs[inside]))]
        self.pairs, self.rarities = pairs[order], rarities[order]
        self._own_at, self._other_at = self._own_at[order], self._other_at[order]
        own, other = self._of_both(lambda terms: terms.flags)
        self.flags = own & other
        own, other = self._of_both(lambda terms: terms.beginning)
        self.beginnings = own * other

    def having(self, flags: int) -> Mask:
        """Tell which terms are in both articles of their pair what `flags` say."""
        mask: Mask = (self.flags & flags) == flags
        return mask

    def number(self, flags: int) -> Array:
        """Return for each pair how many shared terms are what `flags` say, in both articles."""
        return np.bincount(self.pairs[self.having(flags)], minlength=self.count)

    def rarest(self, mask: Mask, count: int) -> Floats:
        """Return the mean rarity of the `count` rarest shared terms of each pair that are in `mask`."""
        pairs, rarities = self.pairs[mask], self.rarities[mask]
        first = np.searchsorted(pairs, np.arange(self.count))
        rare = np.arange(len(pairs)) - first[pairs] < count
        return np.bincount(pairs[rare], rarities[rare], self.count) / count


def _places(compared: Sequence[Compared], words: int) -> tuple[Array, Array]:
    """Return where the terms that pairs share are among the terms of the articles, and among those of the others."""
    owns: list[NDArray[Any]] = [np.zeros(0, np.int64)]
    theirs: list[NDArray[Any]] = [np.zeros(0, np.int64)]
    of_word = np.zeros(words, np.int32)
    own_count = their_count = 0
    for own, others in compared:
        numbers = own.terms.numbers
        of_word[numbers] = np.arange(1, 1 + len(numbers))
        found = of_word[_joined((other.terms.numbers for other in others), np.int32)]
        of_word[numbers] = 0
        shared = np.flatnonzero(found)
        owns.append(found[shared] + (own_count - 1))
        theirs.append(shared + their_count)
        own_count += len(numbers)
        their_count += len(found)
    return np.concatenate(owns), np.concatenate(theirs)


def _joined(columns: Iterable[NDArray[Any]], kind: type[np.generic] = np.uint8) -> NDArray[Any]:
    """Return columns one after the other; none are an empty one of a kind."""
    return np.concatenate([np.zeros(0, kind), *columns])


def _features(pairs: Sequence[tuple[Profile, Profile]], shared: _Shared) -> Floats:
    beginnings = shared.having(BEGINNING)
    lengths = np.array([min(a.length, b.length) for a, b in pairs])
    days = np.array([_days_between(a, b) for a, b in pairs])
    sources = np.array([a.source is not None and a.source == b.source for a, b in pairs], bool)
    numbers = np.array([a.numbers_title and b.numbers_title for a, b in pairs], bool)
    names = np.array([a.names_title and b.names_title for a, b in pairs], bool)
    columns = (
        np.sqrt(np.bincount(shared.pairs, shared.beginnings, shared.count)),
        shared.rarest(beginnings, 4),
        shared.rarest((shared.flags & FACET) == 0, 8),
        shared.rarest(shared.having(NAME), 6),
        [max(a.digits, b.digits) for a, b in pairs],
        days == 1,
        (days >= 2) & (days <= 3),
        days > 3,
        days == _UNDATED,
        np.log(np.maximum(_SHORTEST, lengths)),
        lengths < _BRIEF,
        sources,
        sources & (days == 0),
        numbers & (shared.number(TITLE | NUMBER) == 0),
        names & (shared.number(TITLE | NAME) == 0),
    )
    return np.stack([np.asarray(column, float) for column in columns], axis=1)


_UNDATED = -1


def _days_between(a: Profile, b: Profile) -> int:
    return _UNDATED if a.minute is None or b.minute is None else abs(a.minute // _DAY - b.minute // _DAY)


def _forms(pairs: Sequence[tuple[Profile, Profile]], shared: _Shared, cosines: Floats) -> Mask:
    numbers = shared.number(NUMBER).tolist()
    found = [_repeats_form(a, b, cosine, both)
             for (a, b), cosine, both in zip(pairs, cosines.tolist(), numbers, strict=True)]  # fmt: skip
    return np.array(found, bool)


def _repeats_form(a: Profile, b: Profile, cosine: float, shared: int) -> bool:
    """Tell whether two articles of one outlet look like one form that is filled in again and again.

    Such are daily market reports, results, weather and schedules: titles that differ in numbers and dates only, or
    similar texts with other numbers. `shared` is how many numbers both have.
    """
    if a.source != b.source:
        return False
    limits = bounds("form")
    numbers = min(a.numbers, b.numbers)
    if a.template and a.template == b.template and _day(a) != _day(b):
        return bool(cosine < limits["same"] or shared < limits["same_numbers"] * numbers)
    tables = min(a.digits, b.digits) >= limits["digits"]
    similar = cosine >= limits["table_cosine" if tables else "cosine"]
    return bool(similar and numbers >= limits["numbers"] and shared < limits["shared_numbers"] * numbers)


def _day(profile: Profile) -> int | None:
    return None if profile.minute is None else profile.minute // _DAY
