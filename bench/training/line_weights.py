"""Writes the networks of the line model as a readable file: named rows, one word a line, and the provenance."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from word_vectors import VECTORS_FROM

from seedread.index.cleaning.features.embedding import EMBEDDED
from seedread.index.cleaning.features.position import POSITION_FEATURES, REACH
from seedread.index.cleaning.mlp import LOCAL_FEATURES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from seedread.index.cleaning.mlp import LineModel, Network

__all__ = ["TRAINED_ON", "compact", "write_weights"]

TRAINED_ON = ("scrapinghub", "naeb", "wcxb", "fundus_tests", "fundus_eval")
"""The sources of the rows that the weights are learned from."""


def write_weights(path: Path, model: LineModel, data: tuple[Path, Path], rows: Sequence[dict[str, Any]]) -> None:
    """Write the model to `path`; `rows` are the rows of the first file of `data` that it was trained on."""
    lines, vectors = data
    provenance = {
        "what": "weights of the line model of seedread (index/cleaning/mlp.py): numbers and single words, no text",
        "rows learned from, by source": {name: sum(row["source"] == name for row in rows) for name in TRAINED_ON},
        "sha256 of the rows": hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest(),
        "word vectors": VECTORS_FROM,
        "sha256 of the package of vectors": hashlib.sha256(vectors.read_bytes()).hexdigest(),
        "a word has": "its log odds of being body, if the rows say, and its embedding in each network",
        "rebuilt by": f"python bench/training/train_line_model.py {lines.name} {vectors.name}"
        f" --members {len(model.networks)}",
    }
    words = {
        word: [model.weights.get(word), *(_rounded(network.embeddings[row], 2) for network in model.networks)]
        for word, row in model.rows.items()
    }
    networks = ",\n".join(map(_network, model.networks))
    parts = [
        f'"provenance": {json.dumps(provenance, ensure_ascii=False, indent=1)}',
        f'"words": {{\n{_lines(words)}\n}}',
        f'"networks": [\n{networks}\n]',
    ]
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def _network(network: Network) -> str:
    values = range(1, network.embeddings.shape[1] + 1)
    own = [*LOCAL_FEATURES, *(f"{part}, value {n}" for part in EMBEDDED for n in values)]
    hidden = [f"hidden {n}" for n in range(1, network.first.shape[1] + 1)]
    spans = [f"{name}, {reach} {side}" for reach in (*REACH[:-1], "all") for side in ("before", "after")
             for name in hidden]  # fmt: skip
    parts = {
        "embedding of no word": _rounded(network.embeddings[-1]),
        "first": dict(zip(own, map(_rounded, network.first), strict=True)),
        "first bias": _rounded(network.first_bias),
        "second": dict(zip([*hidden, *spans, *own, *POSITION_FEATURES], map(_rounded, network.second), strict=True)),
        "second bias": _rounded(network.second_bias),
        "last": _rounded(network.last),
        "last bias": _rounded([network.last_bias])[0],
    }
    return "{\n" + ",\n".join(_part(name, value) for name, value in parts.items()) + "\n}"


def _part(name: str, value: Any) -> str:
    return f'"{name}":' + (f"{{\n{_lines(value)}\n}}" if isinstance(value, dict) else compact(value))


def _lines(entries: dict[str, Any]) -> str:
    return ",\n".join(f"{json.dumps(name, ensure_ascii=False)}:{compact(value)}" for name, value in entries.items())


def compact(value: Any) -> str:
    """Return a value as JSON without blanks: these are a seventh of the files, and lines are short enough to read."""
    return json.dumps(value, separators=(",", ":"))


def _rounded(values: Iterable[float], digits: int = 3) -> list[float]:
    return [float(f"{float(value):.{digits}g}") for value in values]
