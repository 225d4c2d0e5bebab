"""Tests what articles have in common against its definition, word by word."""

from __future__ import annotations

import itertools
import math
import random
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from seedread.index.article import Article
from seedread.index.cleaning.language import stop_words
from seedread.index.stories.evidence import FEATURES, evidence
from seedread.index.stories.profile import profiles_of
from seedread.index.stories.rarity import Rarity
from seedread.index.stories.vocabulary import Vocabulary, printed_words
from seedread.index.text.analysis import fold, fold_word, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from seedread.index.stories.profile import Profile

TEXT = (
    "Kalmora harbour ferries ferry reef Santa Lucia rudder storm storms coast-guard boats 1979 80 1,700 minister's "
    "the of with Estova Farmers union parliament votes Monday oil rivière 3 the a in on said"
)


def article(name: str, chance: random.Random, length: int) -> Article:
    title, body = (" ".join(chance.choices(TEXT.split(), k=count)) for count in (6, length))
    return Article(
        id=name, title=title, paragraphs=(body,), source=chance.choice(("Post", "Times", None)), language="en"
    )


@pytest.fixture
def articles() -> list[Article]:
    chance = random.Random(3)
    return [article(f"a{n}", chance, 10 + 40 * n) for n in range(8)]


class Defined:
    """What the features say of an article, from its printed words."""

    def __init__(self, article: Article) -> None:
        title, body = (printed_words(text, "en") for text in (article.title, article.body))
        vocabulary, stops = Vocabulary(), {stem(fold(word)) for word in stop_words("en")}
        self.counts = Counter(word for word in map(self.stem, (*title, *body)) if word not in stops)
        rarity = Rarity(None, vocabulary)
        self.rarities = {
            word: float(rarity.words(np.array([vocabulary.number(word)], np.int32), "en")[0]) for word in self.counts
        }
        small = {self.stem(word) for word in body if word[0].islower()}
        capitals = {self.stem(word) for word in (*title, *body) if word[0].isupper()}
        self.names = (capitals - small) & self.counts.keys()
        self.title = set(map(self.stem, title)) & self.counts.keys()
        self.beginning = (self.title | set(map(self.stem, body[:60]))) & self.counts.keys()
        self.length = len(title) + len(body)
        self.digits = sum(word[0].isdigit() for word in body) / len(body)

    @staticmethod
    def stem(word: str) -> str:
        return stem(fold_word(word))

    @property
    def weights(self) -> dict[str, float]:
        return {word: (1 + math.log(count)) * self.rarities[word] for word, count in self.counts.items()}

    def rarest(self, words: Iterable[str], count: int) -> float:
        return sum(sorted((self.rarities[word] for word in words), reverse=True)[:count]) / count


def cosine(a: dict[str, float], b: dict[str, float]) -> float:
    dot = sum(a[word] * b[word] for word in a.keys() & b.keys())
    return dot / math.sqrt(sum(w * w for w in a.values()) * sum(w * w for w in b.values()))


def numbers(words: Iterable[str]) -> set[str]:
    return {word for word in words if word[0].isdigit()}


def defined_features(a: Defined, b: Defined) -> dict[str, float]:
    beginning = a.beginning & b.beginning
    ours, theirs = ({word: one.rarities[word] for word in one.beginning} for one in (a, b))
    titles = [(numbers(one.title), one.title & one.names) for one in (a, b)]
    other_numbers, other_names = (bool(one and two) and not one & two for one, two in zip(*titles, strict=True))
    return {
        "beginning": math.sqrt(cosine(ours, theirs)),
        "beginning_words": a.rarest(beginning, 4),
        "words": a.rarest(a.counts.keys() & b.counts.keys(), 8),
        "names": a.rarest(a.names & b.names, 6),
        "digits": max(a.digits, b.digits),
        "length": math.log(min(a.length, b.length)),
        "brief": float(min(a.length, b.length) < 200),
        "other_numbers": float(other_numbers),
        "other_names": float(other_names),
    }


def compared(articles: Sequence[Article]) -> tuple[list[Profile], Vocabulary]:
    vocabulary = Vocabulary()
    return profiles_of(articles, vocabulary, None), vocabulary


def test_features_are_as_defined(articles: list[Article]) -> None:
    """Cosines and features of pairs found all at once are those that follow from the words of each two articles."""
    profiles, vocabulary = compared(articles)
    found = evidence([(one, profiles) for one in profiles], len(vocabulary))
    defined = list(map(Defined, articles))
    pairs = list(itertools.product(defined, repeat=2))
    assert [one.id for one in found.others] == [one.id for one in articles] * len(articles)
    assert found.cosines.tolist() == pytest.approx([cosine(a.weights, b.weights) for a, b in pairs])
    for (a, b), row in zip(pairs, found.features.tolist(), strict=True):
        features: dict[str, float] = dict(zip(FEATURES, row, strict=True))
        wanted = defined_features(a, b)
        assert {name: features[name] for name in wanted} == pytest.approx(wanted)


def test_pairs_below_the_least_cosine_are_left_out(articles: list[Article]) -> None:
    """With a least cosine the pairs above it are the same as without, in the same order, article by article."""
    profiles, vocabulary = compared(articles)
    sought = [(one, profiles[: 2 + n]) for n, one in enumerate(profiles[:5])]
    every = evidence(sought, len(vocabulary))
    least = float(np.median(every.cosines))
    kept = evidence(sought, len(vocabulary), least)
    above = every.cosines >= least
    assert 0 < above.sum() < len(above)
    assert kept.features.tolist() == every.features[above].tolist()
    starts = [0, *every.ends]
    assert np.diff([0, *kept.ends]).tolist() == [
        int(above[first:last].sum()) for first, last in itertools.pairwise(starts)
    ]


def test_an_article_without_words_has_nothing_in_common() -> None:
    """An article that is empty, and one of function words alone, have the cosine 0 with any other."""
    texts = [("Ferry aground", "The ferry ran aground."), ("", ""), ("Of the", "with the of")]
    profiles, vocabulary = compared([Article(id=body, title=title, paragraphs=(body,)) for title, body in texts])
    found = evidence([(one, profiles) for one in profiles[1:]], len(vocabulary))
    assert found.cosines.tolist() == [0.0] * 6
    assert not evidence([], len(vocabulary)).others


def test_the_order_of_reading_does_not_count(articles: list[Article]) -> None:
    """The numbers that words have do not count: articles that are read in another order have the same features."""
    profiles, vocabulary = compared(articles)
    again, other = compared(articles[::-1])
    rows = evidence([(profiles[0], profiles)], len(vocabulary)).features
    reversed_rows = evidence([(again[-1], again)], len(other)).features
    assert np.allclose(rows, reversed_rows[::-1], rtol=1e-12)
