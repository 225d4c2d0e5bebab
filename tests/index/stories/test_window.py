"""Tests that the window finds the articles of the last days that share most words, as a plain sum over them does."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from seedread.index.article import Article
from seedread.index.stories.bounds import bounds
from seedread.index.stories.neighbours import heaviest
from seedread.index.stories.profile import profiles_of
from seedread.index.stories.vocabulary import Vocabulary
from seedread.index.stories.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.stories.profile import Profile

DAY = 1440


class Plain:
    """The definition: each earlier report of the days, with the sum of the products of the weights of shared words."""

    def __init__(self, profiles: Sequence[Profile], vocabulary: Vocabulary) -> None:
        self.profiles = profiles
        self.words = [self.distinctive(one, vocabulary) for one in profiles]

    @staticmethod
    def distinctive(profile: Profile, vocabulary: Vocabulary) -> dict[int, float]:
        places = heaviest(profile.terms, vocabulary, bounds("candidates")["terms"])
        numbers, weights = profile.terms.numbers[places].tolist(), profile.terms.weights[places].tolist()
        return dict(zip(numbers, weights, strict=True))

    def near(self, n: int, reports: Sequence[int]) -> list[int]:
        """Return the documents of the reports near article n, the best first; `reports` are places before it."""
        limits = bounds("candidates")
        minute = self.profiles[n].minute or 0
        among = [m for m in reports if m < n and (self.profiles[m].minute or 0) >= minute - limits["days"] * DAY]
        scores: dict[int, float] = {}
        read = 0
        for rank, (word, weight) in enumerate(self.words[n].items()):
            having = [m for m in among if word in self.words[m]]
            if rank >= 8 and read > limits["postings"]:
                break
            read += len(having)
            for m in having:
                scores[m] = scores.get(m, 0.0) + weight * self.words[m][word]
        best = sorted(scores, key=lambda m: (-scores[m], self.profiles[m].number))
        return [self.profiles[m].number for m in best[: limits["looked_at"]]]


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary()


@pytest.fixture
def profiles(vocabulary: Vocabulary) -> list[Profile]:
    """150 articles of 40 days that share words of ten topics; some on one day, none with a copy."""
    chance = random.Random(11)
    topics = [[f"t{topic}w{n}x" for n in range(40)] for topic in range(10)]
    articles, minutes = [], sorted(chance.randrange(40 * DAY) for _ in range(150))
    for n in range(150):
        words = chance.choices(chance.choice(topics), k=30) + chance.choices([f"own{k}y" for k in range(300)], k=20)
        articles.append(Article(id=str(n), title="", paragraphs=(" ".join(words),)))
    numbers = chance.sample(range(1000), 150)
    return [
        replace(one, number=number, minute=minute)
        for one, number, minute in zip(profiles_of(articles, vocabulary, None), numbers, minutes, strict=True)
    ]


@pytest.mark.parametrize("postings", [3000, 30, 0])
@pytest.mark.parametrize("size", [1, 7, 64, 150])
def test_candidates_are_as_defined(
    profiles: list[Profile], vocabulary: Vocabulary, size: int, postings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In batches of any size, an article has the candidates of the definition; so it has when copies are taken out.

    That holds for any limit on the postings that are read.
    """
    monkeypatch.setitem(bounds("candidates"), "postings", postings)
    monkeypatch.setitem(bounds("candidates"), "looked_at", 6)
    chance = random.Random(size)
    plain, window = Plain(profiles, vocabulary), Window()
    reports: list[int] = []
    removed = 0
    for first in range(0, len(profiles), size):
        batch = profiles[first : first + size]
        are_reports = [chance.random() < 0.9 for _ in batch]
        window.add(batch, are_reports, vocabulary)
        expected = [*reports, *(first + n for n, one in enumerate(are_reports) if one)]
        for n in range(len(batch)):
            assert [one.number for one in window.near(n)] == plain.near(first + n, expected)
            if are_reports[n] and chance.random() < 0.2:
                before = [[one.number for one in window.near(m)] for m in range(len(batch))]
                changed = window.remove(n)
                expected.remove(first + n)
                after = [[one.number for one in window.near(m)] for m in range(len(batch))]
                assert changed == [m for m in range(n + 1, len(batch)) if before[m] != after[m]]
                removed += 1
        reports = expected
    assert removed > 5


def test_the_heaviest_words_are_ordered(profiles: list[Profile], vocabulary: Vocabulary) -> None:
    """The heaviest words come first, and of equally heavy ones those later in the alphabet, also where they are cut."""
    for profile in profiles[:20]:
        terms = profile.terms
        words = list(map(vocabulary.stem, terms.numbers.tolist()))
        every = sorted(zip(terms.weights.tolist(), words, strict=True), reverse=True)
        for count in (1, 5, 30, 100):
            places = heaviest(terms, vocabulary, count)
            assert [words[place] for place in places] == [word for _, word in every[:count]]
    assert heaviest(profiles[0].terms.part(0, 0), vocabulary, 5) == []
    assert np.unique([len(one.terms.numbers) for one in profiles]).min() > 5
