"""The line model: small neural networks over the units of a document, read from data/line_model.json.

Each unit's numbers (`description`), its words and its likeness to the body become a few hidden values; those of the
unit, the means of those before and after it (`surroundings`), and its place are weighed together. The mean of several
networks errs less than one. The file says where the weights come from; bench/train_line_model.py makes it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from seedread.index.cleaning.features.embedding import PARTS, rows_of, told_of
from seedread.index.cleaning.features.overlap import LIKENESS, likeness
from seedread.index.cleaning.features.position import REACH, Array, Windows, placed
from seedread.index.cleaning.features.unit import NUMBERS, described

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.index.cleaning.features.counts import Features
    from seedread.index.cleaning.rules import Verdict

__all__ = ["INPUTS", "LineModel", "Network", "line_model", "looked_at", "numbers_of"]

INPUTS: tuple[str, ...] = (*NUMBERS, *LIKENESS)
"""What is known of a unit by itself, its words apart."""


@dataclass(frozen=True, slots=True)
class Network:
    """The weights of one network."""

    meanings: Array
    """(words + 1, values): what each word tells; the last row is that of a unit without a known word."""
    first: Array
    """(INPUTS and values of words, hidden values)."""
    first_bias: Array
    second: Array
    """(hidden values, their means over each window, INPUTS, values of words, PLACES; second hidden values)."""
    second_bias: Array
    last: Array
    """(second hidden values,)."""
    last_bias: float

    def points(self, inputs: Array, places: Array, told: Array, windows: Windows) -> Array:
        """Return the points of each unit: the logarithm of the odds that it is body."""
        own = np.hstack((inputs, told))
        hidden = np.maximum(own @ self.first + self.first_bias, 0)
        seen = np.hstack((hidden, *windows.means(hidden), own, places))
        second = np.maximum(seen @ self.second + self.second_bias, 0)
        points: Array = second @ self.last + self.last_bias
        return points


@dataclass(frozen=True, slots=True)
class LineModel:
    """Networks that see the same, and the words they know."""

    rows: Mapping[str, int]
    """The row of each known word in the networks' meanings."""
    weights: Mapping[str, float]
    """How much a word is rather body than not, of those that tell most."""
    networks: tuple[Network, ...]
    joined: Network
    """All networks as one, which gives the mean of their points."""

    @classmethod
    def of(cls, rows: Mapping[str, int], weights: Mapping[str, float], networks: tuple[Network, ...]) -> LineModel:
        """Return the model of some networks."""
        return cls(rows, weights, networks, _joined(networks))


def _joined(networks: Sequence[Network]) -> Network:
    """Return networks side by side as one: each sees the numbers that all see, and of the rest its own."""
    values = len(PARTS) * networks[0].meanings.shape[1]
    hidden = networks[0].first.shape[1]
    spans = 1 + 2 * len(REACH)
    inputs = len(networks[0].first) - values
    second = []
    for span in range(spans):
        rows = slice(span * hidden, (span + 1) * hidden)
        second.append(_side_by_side([network.second[rows] for network in networks]))
    own, places = spans * hidden, spans * hidden + inputs + values
    second += [
        np.hstack([network.second[own : own + inputs] for network in networks]),
        _side_by_side([network.second[own + inputs : places] for network in networks]),
        np.hstack([network.second[places:] for network in networks]),
    ]
    return Network(
        meanings=np.hstack([network.meanings for network in networks]),
        first=np.vstack(
            (
                np.hstack([network.first[:inputs] for network in networks]),
                _side_by_side([network.first[inputs:] for network in networks]),
            )
        ),
        first_bias=np.concatenate([network.first_bias for network in networks]),
        second=np.vstack(second),
        second_bias=np.concatenate([network.second_bias for network in networks]),
        last=_array(np.concatenate([network.last for network in networks]) / len(networks)),
        last_bias=sum(network.last_bias for network in networks) / len(networks),
    )


def _side_by_side(blocks: Sequence[Array]) -> Array:
    """Return blocks along the diagonal, noughts beside them."""
    rows, columns = blocks[0].shape
    whole = np.zeros((rows * len(blocks), columns * len(blocks)), dtype=np.float32)
    for n, block in enumerate(blocks):
        whole[n * rows : (n + 1) * rows, n * columns : (n + 1) * columns] = block
    return whole


@cache
def line_model() -> LineModel:
    """Return the model of data/line_model.json."""
    path = files("seedread.index.cleaning").joinpath("data", "line_model.json")
    data = json.loads(path.read_text(encoding="utf-8"))
    networks = tuple(
        Network(
            meanings=_array([*(told[1 + n] for told in data["words"].values()), network["meaning of no word"]]),
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
    weights = {word: told[0] for word, told in data["words"].items() if told[0] is not None}
    return LineModel.of(rows, weights, networks)


def _array(rows: Any) -> Array:
    return np.array(rows, dtype=np.float32)


def looked_at(
    units: Sequence[Features], verdicts: Sequence[Verdict | None], model: LineModel, *, known_language: bool
) -> tuple[Array, Array, Array]:
    """Return the INPUTS and PLACES of each unit, and its points: above nought for what looks like body.

    The words count in a known language. There must be a unit.
    """
    inputs, places = numbers_of(units, verdicts, model.weights, known_language=known_language)
    network = model.joined
    told: Array = np.zeros((len(units), len(PARTS) * network.meanings.shape[1]), dtype=np.float32)
    if known_language:
        told = told_of(network.meanings, rows_of(units, model.rows), len(model.networks))
    return inputs, places, network.points(inputs, places, told, _windows(len(units)))


@lru_cache(maxsize=256)
def _windows(count: int) -> Windows:
    return Windows([count])


def numbers_of(
    units: Sequence[Features],
    verdicts: Sequence[Verdict | None],
    weights: Mapping[str, float],
    *,
    known_language: bool,
) -> tuple[Array, Array]:
    """Return the INPUTS and the PLACES of each unit, each (units, numbers)."""
    own = [
        described(unit, verdict, known_language=known_language) for unit, verdict in zip(units, verdicts, strict=True)
    ]
    shared = likeness(units, weights if known_language else {})
    inputs = np.hstack((_array(own), _array(shared)))
    return inputs, placed(units, verdicts, known_language=known_language)
