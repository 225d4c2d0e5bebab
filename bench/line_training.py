"""How the networks of the line model are fitted: Adam on a weighted logistic loss, with NumPy alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.cleaning.features.embedding import PARTS
from seedread.index.cleaning.features.position import PLACES, REACH, Windows
from seedread.index.cleaning.mlp import INPUTS, Network

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from seedread.index.cleaning.features.embedding import Rows
    from seedread.index.cleaning.features.position import Array

__all__ = ["Example", "Scale", "fit", "scale_of"]

EPOCHS = 9
TOGETHER = 24
"""Documents a step."""
RATE = 3e-3
DECAY, WORD_DECAY = 1e-4, 5e-4
HIDDEN, SECOND, MEANING = 16, 24, 6
"""Hidden values of a unit, of the decision, and values of a word."""
DROPPED, WORDS_DROPPED = 0.2, 0.2
"""Shares of what is seen, and of words, that a step does without: so that nothing rests on one of them."""
FOREIGN = 0.25
"""Share of the documents that a step reads as if nothing were known of their language."""
SHARED = 0.03
"""Deviation of what the weights of word vectors begin with."""
MOST = 50.0
"""Points beyond which a unit is no surer."""
TOLD = len(PARTS) * MEANING
SPANS = 1 + 2 * len(REACH)


@dataclass
class Example:
    """A document to learn from."""

    known: tuple[Array, Array]
    """INPUTS and PLACES."""
    unknown: tuple[Array, Array]
    """The same, read as if nothing were known of its language."""
    words: Sequence[Rows]
    """For each of PARTS, the rows of its words, and how many of these each unit has."""
    body: Array
    """Share of each unit that is body."""
    weight: Array


@dataclass
class Scale:
    """Mean and deviation of inputs and places, by which they are made alike for the fitting."""

    inputs: tuple[Array, Array]
    places: tuple[Array, Array]

    def __call__(self, numbers: tuple[Array, Array]) -> tuple[Array, Array]:
        (inputs, places), own, place = numbers, self.inputs, self.places
        return (inputs - own[0]) / own[1], (places - place[0]) / place[1]


def scale_of(examples: Sequence[Example]) -> Scale:
    inputs = np.vstack([example.known[0] for example in examples])
    places = np.vstack([example.known[1] for example in examples])
    return Scale((inputs.mean(0), inputs.std(0) + 1e-3), (places.mean(0), places.std(0) + 1e-3))


class Fit:
    """Parameters on their way, with Adam's two means of each.

    What a word means is what its vector gives, by weights that all words share, and for the first words, those that
    are told by the rows themselves, something of their own besides.
    """

    def __init__(self, word_weights: Sequence[float], vectors: Array, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.vectors = vectors
        own = len(INPUTS) + TOLD
        seen = HIDDEN * SPANS + own + len(PLACES)
        words = 0.05 * self.random.standard_normal((len(word_weights), MEANING))
        words[:, 0] = [weight / 3 for weight in word_weights]
        shared = SHARED * self.random.standard_normal((vectors.shape[1], MEANING))
        start = (self._drawn(own, HIDDEN), np.zeros(HIDDEN), self._drawn(seen, SECOND), np.zeros(SECOND),
                 0.5 * self._drawn(SECOND, 1), np.zeros(1), words, shared)  # fmt: skip
        self.values: list[Array] = [value.astype(np.float32) for value in start]
        self.first = [np.zeros_like(value) for value in self.values]
        self.second = [np.zeros_like(value) for value in self.values]
        self.steps = 0

    def _drawn(self, rows: int, columns: int) -> NDArray[np.float64]:
        return self.random.standard_normal((rows, columns)) * math.sqrt(2 / rows)

    def meanings(self) -> Array:
        """Return what each word means: (words + 1, values)."""
        words, shared = self.values[-2:]
        found: Array = self.vectors @ shared
        found[: len(words)] += words
        return found

    def step(self, batch: Sequence[Example], scale: Scale, rate: float) -> float:
        """Learn from a few documents; return the loss."""
        known = [self.random.random() > FOREIGN for _ in batch]
        numbers = [scale(one.known if own else one.unknown) for one, own in zip(batch, known, strict=True)]
        lengths = [len(inputs) for inputs, _ in numbers]
        gradients, loss = self._gradients(
            np.vstack([inputs for inputs, _ in numbers]),
            np.vstack([places for _, places in numbers]),
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
        self, inputs: Array, places: Array, known: Array, batch: Sequence[Example], windows: Windows
    ) -> tuple[list[Array], float]:
        first, first_bias, second, second_bias, last, last_bias, words, _ = self.values
        meanings = self.meanings()
        rows, counts = (
            [np.concatenate([example.words[part][n] for example in batch]) for part in range(len(PARTS))]
            for n in (0, 1)
        )
        body = np.concatenate([example.body for example in batch])
        weight = np.concatenate([example.weight for example in batch]) / len(batch)
        read = [(self.random.random(len(part)) > WORDS_DROPPED).astype(np.float32)[:, None] for part in rows]
        share = [known / part[:, None].astype(np.float32) for part in counts]
        told = [
            np.add.reduceat(meanings[rows[n]] * read[n], np.cumsum(counts[n]) - counts[n], axis=0) * share[n]
            for n in range(len(PARTS))
        ]
        own = np.hstack((inputs, *told))
        hidden = np.maximum(own @ first + first_bias, 0)
        left = (self.random.random((1, len(second))) > DROPPED).astype(np.float32) / np.float32(1 - DROPPED)
        seen = np.hstack((hidden, *windows.means(hidden), own, places)) * left
        decided = np.maximum(seen @ second + second_bias, 0)
        likely = 1 / (1 + np.exp(-np.clip(decided @ last + last_bias, -MOST, MOST)[:, 0]))
        wrong = ((likely - body) * weight)[:, None].astype(np.float32)
        to_decided = wrong @ last.T * (decided > 0)
        to_seen = to_decided @ second.T * left
        to_spans = np.split(to_seen[:, : HIDDEN * SPANS], SPANS, axis=1)
        to_hidden = (to_spans[0] + windows.spread(to_spans[1:])) * (hidden > 0)
        at = HIDDEN * SPANS + len(INPUTS)
        to_told = np.split(to_hidden @ first[len(INPUTS) :].T + to_seen[:, at : at + TOLD], len(PARTS), axis=1)
        to_words = np.vstack([np.repeat(to_told[n] * share[n], counts[n], axis=0) * read[n] for n in range(len(PARTS))])
        all_rows = np.concatenate(rows)
        to_meanings = np.stack(
            [np.bincount(all_rows, to_words[:, n], len(meanings)) for n in range(MEANING)], axis=1
        ).astype(np.float32)
        loss = -(weight * (body * np.log(likely + 1e-7) + (1 - body) * np.log(1 - likely + 1e-7))).sum()
        return [own.T @ to_hidden, to_hidden.sum(0), seen.T @ to_decided, to_decided.sum(0), decided.T @ wrong,
                wrong.sum(0), to_meanings[: len(words)], self.vectors.T @ to_meanings], float(loss)  # fmt: skip

    def network(self, scale: Scale) -> Network:
        """Return the network for numbers as they are, without the scale."""
        first, first_bias, second, second_bias, last, last_bias = (value.copy() for value in self.values[:6])
        place = HIDDEN * SPANS + len(INPUTS) + TOLD
        own = slice(HIDDEN * SPANS, HIDDEN * SPANS + len(INPUTS))
        _unscale(first, first_bias, slice(0, len(INPUTS)), scale.inputs)
        _unscale(second, second_bias, own, scale.inputs)
        _unscale(second, second_bias, slice(place, None), scale.places)
        return Network(self.meanings(), first, first_bias, second, second_bias, last[:, 0], float(last_bias[0]))


def _unscale(weights: Array, bias: Array, rows: slice, scale: tuple[Array, Array]) -> None:
    mean, deviation = scale
    weights[rows] /= deviation[:, None]
    bias -= mean @ weights[rows]


def fit(examples: Sequence[Example], word_weights: Sequence[float], vectors: Array, seed: int) -> Network:
    """Return a network that has learned from the examples; the same for the same seed.

    `vectors` has a row for each word that the examples know, and one of noughts; the first words have weights too.
    """
    scale = scale_of(examples)
    fitting = Fit(word_weights, vectors, seed)
    steps = EPOCHS * math.ceil(len(examples) / TOGETHER)
    for _ in range(EPOCHS):
        order = fitting.random.permutation(len(examples))
        for at in range(0, len(examples), TOGETHER):
            rate = RATE * (0.5 + 0.5 * math.cos(math.pi * (fitting.steps + 1) / steps))
            fitting.step([examples[n] for n in order[at : at + TOGETHER]], scale, rate)
    return fitting.network(scale)
