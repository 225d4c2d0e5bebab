"""The networks of the line model: small multilayer perceptrons over the units of a document.

The first layer reads the features and embeddings of one unit. The second reads the hidden values of the unit, their
means over the units before and after it, and its position. The mean of several networks errs less than one network.
The weights are in data/line_model.json, with their provenance; bench/training/train_line_model.py writes the file.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from seedread.index.cleaning.features.embedding import EMBEDDED, mean_embeddings, word_rows
from seedread.index.cleaning.features.overlap import OVERLAP_FEATURES, overlap_features
from seedread.index.cleaning.features.position import REACH, Windows, position_features
from seedread.index.cleaning.features.unit import UNIT_FEATURES, unit_features
from seedread.index.text.data_files import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.index.cleaning.features import FloatArray
    from seedread.index.cleaning.labelled_document import LabelledDocument

__all__ = ["LOCAL_FEATURES", "LineModel", "Network", "first_pass", "line_model", "local_features"]

LOCAL_FEATURES: tuple[str, ...] = (*UNIT_FEATURES, *OVERLAP_FEATURES)
"""The names of a unit's features, without those of its embeddings and its position."""


@dataclass(frozen=True, slots=True)
class Network:
    """The weights of one network."""

    embeddings: FloatArray
    """(words + 1, values); the last row is for a unit without a known word."""
    first: FloatArray
    """(LOCAL_FEATURES and embeddings, hidden values)."""
    first_bias: FloatArray
    second: FloatArray
    """(hidden values, window means, LOCAL_FEATURES, embeddings, POSITION_FEATURES; second hidden values)."""
    second_bias: FloatArray
    last: FloatArray
    """(second hidden values,)."""
    last_bias: float

    def scores(self, local: FloatArray, position: FloatArray, embedded: FloatArray, windows: Windows) -> FloatArray:
        """Return the score of each unit: the log odds that it is body."""
        own = np.concatenate((local, embedded), axis=1)
        hidden = np.maximum(own @ self.first + self.first_bias, 0)
        seen = np.concatenate((hidden, *windows.means(hidden), own, position), axis=1)
        second = np.maximum(seen @ self.second + self.second_bias, 0)
        scores: FloatArray = second @ self.last + self.last_bias
        return scores


@dataclass(frozen=True, slots=True)
class LineModel:
    """Networks that read the same features, and the words they know."""

    rows: Mapping[str, int]
    """The row of each known word in the networks' embeddings."""
    weights: Mapping[str, float]
    """The log odds of being body, for the words that say most about it."""
    networks: tuple[Network, ...]
    joined: Network
    """All networks as one, which gives the mean of their scores."""

    @classmethod
    def of(cls, rows: Mapping[str, int], weights: Mapping[str, float], networks: tuple[Network, ...]) -> LineModel:
        """Return the model of some networks."""
        return cls(rows, weights, networks, _joined(networks))


def _joined(networks: Sequence[Network]) -> Network:
    """Return one network of all networks side by side: they share the features, and each has its own embeddings."""
    values = len(EMBEDDED) * networks[0].embeddings.shape[1]
    hidden = networks[0].first.shape[1]
    spans = 1 + 2 * len(REACH)
    features = len(networks[0].first) - values
    second = []
    for span in range(spans):
        rows = slice(span * hidden, (span + 1) * hidden)
        second.append(_side_by_side([network.second[rows] for network in networks]))
    own, position = spans * hidden, spans * hidden + features + values
    second += [
        np.hstack([network.second[own : own + features] for network in networks]),
        _side_by_side([network.second[own + features : position] for network in networks]),
        np.hstack([network.second[position:] for network in networks]),
    ]
    return Network(
        embeddings=np.hstack([network.embeddings for network in networks]),
        first=np.vstack(
            (
                np.hstack([network.first[:features] for network in networks]),
                _side_by_side([network.first[features:] for network in networks]),
            )
        ),
        first_bias=np.concatenate([network.first_bias for network in networks]),
        second=np.vstack(second),
        second_bias=np.concatenate([network.second_bias for network in networks]),
        last=_array(np.concatenate([network.last for network in networks]) / len(networks)),
        last_bias=sum(network.last_bias for network in networks) / len(networks),
    )


def _side_by_side(blocks: Sequence[FloatArray]) -> FloatArray:
    """Return a block-diagonal matrix."""
    rows, columns = blocks[0].shape
    whole = np.zeros((rows * len(blocks), columns * len(blocks)), dtype=np.float32)
    for n, block in enumerate(blocks):
        whole[n * rows : (n + 1) * rows, n * columns : (n + 1) * columns] = block
    return whole


@cache
def line_model() -> LineModel:
    """Return the model of data/line_model.json."""
    # Of 138,000 numbers, 7,000 are different: reading each of these once takes half the time.
    data = json.loads(read_text("cleaning", "line_model.json"), parse_float=cache(float))
    networks = tuple(
        Network(
            embeddings=_array([*(values[1 + n] for values in data["words"].values()), network["embedding of no word"]]),
            first=_array(list(network["first"].values())),
            first_bias=_array(network["first bias"]),
            second=_array(list(network["second"].values())),
            second_bias=_array(network["second bias"]),
            last=_array(network["last"]),
            last_bias=network["last bias"],
        )
        for n, network in enumerate(data["networks"])
    )
    rows = {word: n for n, word in enumerate(data["words"])}
    weights = {word: values[0] for word, values in data["words"].items() if values[0] is not None}
    return LineModel.of(rows, weights, networks)


def _array(rows: Any) -> FloatArray:
    return np.array(rows, dtype=np.float32)


def first_pass(document: LabelledDocument, model: LineModel) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return the LOCAL_FEATURES and POSITION_FEATURES of each unit, and the networks' scores.

    Words count only in a known language. The document must have a unit.
    """
    local, position = local_features(document, model.weights), position_features(document)
    network, count = model.joined, len(document.units)
    if document.known_language:
        embedded = mean_embeddings(network.embeddings, word_rows(document.units, model.rows), len(model.networks))
    else:
        embedded = np.zeros((count, len(EMBEDDED) * network.embeddings.shape[1]), dtype=np.float32)
    return local, position, network.scores(local, position, embedded, _windows(count))


@lru_cache(maxsize=256)
def _windows(count: int) -> Windows:
    return Windows([count])


def local_features(document: LabelledDocument, weights: Mapping[str, float]) -> FloatArray:
    """Return (units, LOCAL_FEATURES); `weights` are those of a LineModel."""
    known = document.known_language
    overlap = overlap_features(document.units, weights if known else {})
    rows = [
        (*unit_features(unit, label, known_language=known), *of_words)
        for unit, label, of_words in zip(document.units, document.labels, overlap, strict=True)
    ]
    shape = len(rows), len(LOCAL_FEATURES)
    return np.fromiter(chain.from_iterable(rows), dtype=np.float32, count=shape[0] * shape[1]).reshape(shape)
