"""Trains the networks of the line model: Adam on a weighted logistic loss, with NumPy alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.cleaning.features.embedding import EMBEDDED
from seedread.index.cleaning.features.position import POSITION_FEATURES, REACH, Windows
from seedread.index.cleaning.mlp import LOCAL_FEATURES, Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from seedread.index.cleaning.features import FloatArray
    from seedread.index.cleaning.features.embedding import WordRows

__all__ = ["Example", "Scale", "fit", "scale_of"]

EPOCHS = 9
TOGETHER = 24
"""Documents in a training step."""
RATE = 3e-3
DECAY, WORD_DECAY = 1e-4, 5e-4
HIDDEN, SECOND, WORD_VALUES = 16, 24, 6
"""Values of the first and of the second hidden layer, and of an embedding."""
DROPPED, WORDS_DROPPED = 0.2, 0.2
"""Dropout rates of the second layer's inputs and of words."""
FOREIGN = 0.25
"""Share of the documents that a step reads as if their language were unknown."""
SHARED = 0.03
"""Standard deviation of the initial weights of word vectors."""
MOST = 50.0
"""Scores are clipped at this value, up and down."""
EMBEDDING = len(EMBEDDED) * WORD_VALUES
SPANS = 1 + 2 * len(REACH)


@dataclass
class Example:
    """A document to learn from."""

    known: tuple[FloatArray, FloatArray]
    """Local and position features."""
    unknown: tuple[FloatArray, FloatArray]
    """The same, as if the language were unknown."""
    words: Sequence[WordRows]
    """For each of EMBEDDED, the rows of all words, and how many each unit has."""
    body: FloatArray
    """The share of each unit that is body."""
    weight: FloatArray


@dataclass
class Scale:
    """Mean and standard deviation of local and position features, to standardise them for training."""

    local: tuple[FloatArray, FloatArray]
    position: tuple[FloatArray, FloatArray]

    def __call__(self, features: tuple[FloatArray, FloatArray]) -> tuple[FloatArray, FloatArray]:
        (local, position), (mean, deviation), (place_mean, place_deviation) = features, self.local, self.position
        return (local - mean) / deviation, (position - place_mean) / place_deviation


def scale_of(examples: Sequence[Example]) -> Scale:
    local = np.vstack([example.known[0] for example in examples])
    position = np.vstack([example.known[1] for example in examples])
    return Scale((local.mean(0), local.std(0) + 1e-3), (position.mean(0), position.std(0) + 1e-3))


class Training:
    """The parameters during training, with Adam's two moments of each.

    The embedding of a word is its vector times weights that all words share. The first words, which are common in the
    rows, also have a learned embedding of their own, which is added.
    """

    def __init__(self, word_weights: Sequence[float], vectors: FloatArray, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.vectors = vectors
        own = len(LOCAL_FEATURES) + EMBEDDING
        seen = HIDDEN * SPANS + own + len(POSITION_FEATURES)
        words = 0.05 * self.random.standard_normal((len(word_weights), WORD_VALUES))
        words[:, 0] = [weight / 3 for weight in word_weights]
        shared = SHARED * self.random.standard_normal((vectors.shape[1], WORD_VALUES))
        start = (self._drawn(own, HIDDEN), np.zeros(HIDDEN), self._drawn(seen, SECOND), np.zeros(SECOND),
                 0.5 * self._drawn(SECOND, 1), np.zeros(1), words, shared)  # fmt: skip
        self.values: list[FloatArray] = [value.astype(np.float32) for value in start]
        self.first = [np.zeros_like(value) for value in self.values]
        self.second = [np.zeros_like(value) for value in self.values]
        self.steps = 0

    def _drawn(self, rows: int, columns: int) -> NDArray[np.float64]:
        return self.random.standard_normal((rows, columns)) * math.sqrt(2 / rows)

    def embeddings(self) -> FloatArray:
        """Return the embedding of each word: (words + 1, values)."""
        words, shared = self.values[-2:]
        found: FloatArray = self.vectors @ shared
        found[: len(words)] += words
        return found

    def step(self, batch: Sequence[Example], scale: Scale, rate: float) -> float:
        """Learn from a few documents; return the loss."""
        known = [self.random.random() > FOREIGN for _ in batch]
        features = [scale(one.known if own else one.unknown) for one, own in zip(batch, known, strict=True)]
        lengths = [len(local) for local, _ in features]
        gradients, loss = self._gradients(
            np.vstack([local for local, _ in features]),
            np.vstack([position for _, position in features]),
            np.repeat(np.array(known, dtype=np.float32), lengths)[:, None],
            batch,
            Windows(lengths),
        )
        self.steps += 1
        for n, (value, gradient) in enumerate(zip(self.values, gradients, strict=True)):
            decayed = gradient + (WORD_DECAY if n >= 6 else DECAY) * value if value.ndim > 1 else gradient
            self.first[n] = 0.9 * self.first[n] + 0.1 * decayed
            self.second[n] = 0.99 * self.second[n] + 0.01 * decayed**2
            mean = self.first[n] / (1 - 0.9**self.steps)
            change = rate * mean / (np.sqrt(self.second[n] / (1 - 0.99**self.steps)) + 1e-8)
            np.subtract(value, change.astype(np.float32), out=value)
        return loss

    def _gradients(
        self, local: FloatArray, position: FloatArray, known: FloatArray, batch: Sequence[Example], windows: Windows
    ) -> tuple[list[FloatArray], float]:
        first, first_bias, second, second_bias, last, last_bias, words, _ = self.values
        embeddings = self.embeddings()
        rows, counts = (
            [np.concatenate([example.words[part][n] for example in batch]) for part in range(len(EMBEDDED))]
            for n in (0, 1)
        )
        body = np.concatenate([example.body for example in batch])
        weight = np.concatenate([example.weight for example in batch]) / len(batch)
        read = [(self.random.random(len(part)) > WORDS_DROPPED).astype(np.float32)[:, None] for part in rows]
        share = [known / part[:, None].astype(np.float32) for part in counts]
        embedded = [
            np.add.reduceat(embeddings[rows[n]] * read[n], np.cumsum(counts[n]) - counts[n], axis=0) * share[n]
            for n in range(len(EMBEDDED))
        ]
        own = np.hstack((local, *embedded))
        hidden = np.maximum(own @ first + first_bias, 0)
        left = (self.random.random((1, len(second))) > DROPPED).astype(np.float32) / np.float32(1 - DROPPED)
        seen = np.hstack((hidden, *windows.means(hidden), own, position)) * left
        decided = np.maximum(seen @ second + second_bias, 0)
        likely = 1 / (1 + np.exp(-np.clip(decided @ last + last_bias, -MOST, MOST)[:, 0]))
        wrong = ((likely - body) * weight)[:, None].astype(np.float32)
        to_decided = wrong @ last.T * (decided > 0)
        to_seen = to_decided @ second.T * left
        to_spans = np.split(to_seen[:, : HIDDEN * SPANS], SPANS, axis=1)
        to_hidden = (to_spans[0] + windows.spread(to_spans[1:])) * (hidden > 0)
        at = HIDDEN * SPANS + len(LOCAL_FEATURES)
        to_embedded = np.split(
            to_hidden @ first[len(LOCAL_FEATURES) :].T + to_seen[:, at : at + EMBEDDING], len(EMBEDDED), axis=1
        )
        to_words = np.vstack(
            [np.repeat(to_embedded[n] * share[n], counts[n], axis=0) * read[n] for n in range(len(EMBEDDED))]
        )
        all_rows = np.concatenate(rows)
        to_embeddings = np.stack(
            [np.bincount(all_rows, to_words[:, n], len(embeddings)) for n in range(WORD_VALUES)], axis=1
        ).astype(np.float32)
        loss = -(weight * (body * np.log(likely + 1e-7) + (1 - body) * np.log(1 - likely + 1e-7))).sum()
        return [own.T @ to_hidden, to_hidden.sum(0), seen.T @ to_decided, to_decided.sum(0), decided.T @ wrong,
                wrong.sum(0), to_embeddings[: len(words)], self.vectors.T @ to_embeddings], float(loss)  # fmt: skip

    def network(self, scale: Scale) -> Network:
        """Return the network for features that are not standardised."""
        first, first_bias, second, second_bias, last, last_bias = (value.copy() for value in self.values[:6])
        place = HIDDEN * SPANS + len(LOCAL_FEATURES) + EMBEDDING
        own = slice(HIDDEN * SPANS, HIDDEN * SPANS + len(LOCAL_FEATURES))
        _unscale(first, first_bias, slice(0, len(LOCAL_FEATURES)), scale.local)
        _unscale(second, second_bias, own, scale.local)
        _unscale(second, second_bias, slice(place, None), scale.position)
        return Network(self.embeddings(), first, first_bias, second, second_bias, last[:, 0], float(last_bias[0]))


def _unscale(weights: FloatArray, bias: FloatArray, rows: slice, scale: tuple[FloatArray, FloatArray]) -> None:
    mean, deviation = scale
    weights[rows] /= deviation[:, None]
    bias -= mean @ weights[rows]


def fit(examples: Sequence[Example], word_weights: Sequence[float], vectors: FloatArray, seed: int) -> Network:
    """Return a network trained on the examples; the same one for the same seed.

    `vectors` has a row for each word that the examples know, and a last row of zeros. `word_weights` are those of the
    first words.
    """
    scale = scale_of(examples)
    training = Training(word_weights, vectors, seed)
    steps = EPOCHS * math.ceil(len(examples) / TOGETHER)
    for _ in range(EPOCHS):
        order = training.random.permutation(len(examples))
        for at in range(0, len(examples), TOGETHER):
            rate = RATE * (0.5 + 0.5 * math.cos(math.pi * (training.steps + 1) / steps))
            training.step([examples[n] for n in order[at : at + TOGETHER]], scale, rate)
    return training.network(scale)
