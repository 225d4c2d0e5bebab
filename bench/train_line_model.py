"""Fits the line model of the cleaner and writes its weights, or tells how well it does on sites it has not seen.

    python bench/train_line_model.py lines.jsonl.gz VECTORS                      writes the file of weights
    python bench/train_line_model.py lines.jsonl.gz VECTORS --folds 4            held-out figures, nothing is written
    python bench/train_line_model.py lines.jsonl.gz VECTORS --folds 4 --foreign  the same, read as an unknown language

bench/line_rows.py says what stands in the data, and what of it is read; bench/word_vectors.py what VECTORS is. The file
is index/cleaning/data/line_model.json; it holds weights and single words, no text. With the same data, NumPy and kind
of processor the file is the same, byte for byte.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # sums in one order
sys.path.insert(0, str(Path(__file__).parent.parent / ".src"))

import numpy as np
from line_rows import grouped, read_rows
from line_training import fit
from line_weights import write_weights
from word_vectors import read_vectors

from seedread.index.cleaning import clean
from seedread.index.cleaning import scoring as weighing
from seedread.index.cleaning.features.context import STANDING
from seedread.index.cleaning.mlp import LineModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from line_rows import Read
    from word_vectors import WordVectors

    from seedread.index.cleaning.features.position import Array

Counts: TypeAlias = tuple[int, int, int, int]
"""Characters kept rightly, kept wrongly, lost, and stripped rightly."""
WEIGHTS = Path(__file__).parent.parent / "index" / "cleaning" / "data" / "line_model.json"
WORDS = 1000
LEAST_SITES = 8
"""Sites on which a word must stand to be known: no name of one site, no word of one story."""


def word_weights(documents: Sequence[Read]) -> dict[str, float]:
    """Return the words that tell most, with the logarithm of how much oftener they stand in body than elsewhere."""
    body, rest = Counter[str](), Counter[str]()
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        for unit, share, size in zip(document.features, document.body, document.size, strict=True):
            for word in dict.fromkeys(unit.words + unit.tail) if size else ():
                (body if share > 0.5 else rest)[word] += 1
                sites[word].add(document.site)
    whole = body.total() / rest.total()
    found = {
        word: math.log((body[word] + 2) / (rest[word] + 2) / whole)
        for word, own in sites.items()
        if len(own) >= LEAST_SITES
    }
    telling = {word: abs(weight) * math.sqrt(body[word] + rest[word]) for word, weight in found.items()}
    best = sorted(telling, key=lambda word: (-telling[word], word))[:WORDS]
    return {word: round(found[word], 3) for word in best}


def model_of(documents: Sequence[Read], members: int, vectors: WordVectors) -> LineModel:
    """Return a model that has learned from the documents and their windows."""
    documents = [*documents, *(window for document in documents for window in document.windows)]
    weights = word_weights(documents)
    rows = {word: n for n, word in enumerate(dict.fromkeys([*weights, *vectors.words]))}
    each = float(np.mean([document.weight.sum() for document in documents]))
    examples = [document.example(weights, rows, each) for document in documents]
    own, told = list(weights.values()), vectors.of(list(rows))
    return LineModel.of(rows, weights, tuple(fit(examples, own, told, seed) for seed in range(members)))


class NoTrees:
    """Gives the points of the networks as they are."""

    @staticmethod
    def points(numbers: Array) -> Array:
        found: Array = numbers[:, STANDING.index("points")]
        return found


def held_out(documents: Sequence[Read], folds: int, members: int, vectors: WordVectors, *, foreign: bool) -> None:
    """Print figures for each flavour, every site judged by networks that have not seen it, without the trees."""
    weighing.line_trees = NoTrees  # type: ignore[assignment]
    groups = grouped(documents, folds)
    counts: list[tuple[str, Counts]] = []
    for n, group in enumerate(groups):
        model = model_of([document for own in groups if own is not group for document in own], members, vectors)
        weighing.line_model = lambda model=model: model  # type: ignore[assignment, misc]
        counts += [(document.row["flavour"], counted(document.row, foreign=foreign)) for document in group]
        print(f"fold {n + 1} of {folds}", file=sys.stderr, flush=True)
    print_figures(counts)


def print_figures(counts: Sequence[tuple[str, Counts]]) -> None:
    """Print mean F1, body lost and residue stripped for each flavour."""
    pools: defaultdict[str, list[Counts]] = defaultdict(list)
    for flavour, found in counts:
        pools[flavour].append(found)
    for flavour, own in sorted(pools.items()):
        true, extra, missing, stripped = map(sum, zip(*own, strict=True))
        mean = np.mean([200 * t / max(1, 2 * t + e + m) for t, e, m, _ in own])
        print(
            f"{flavour:6} documents {len(own):5}  mean F1 {mean:5.1f}  "
            f"body lost {100 * missing / (true + missing):4.1f}%  "
            f"residue stripped {100 * stripped / (stripped + extra):5.1f}%"
        )


def counted(row: dict[str, Any], *, foreign: bool = False) -> Counts:
    """Return how much of a row the cleaner gets right."""
    size = Counter[tuple[int, bool]]()
    cleaned = clean("\n".join(row["lines"]), language="unknown" if foreign else "guess")
    skipped = frozenset(row["skip"])
    for line, text, keep in zip(cleaned.lines, row["lines"], row["keep"], strict=True):
        if line.n not in skipped:
            size[keep, line.kept] += len(text.strip())
    return size[1, True], size[0, True], size[1, False], size[0, False]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="rows as JSON Lines, gzipped")
    parser.add_argument("vectors", type=Path, help="package of word vectors, see bench/word_vectors.py")
    parser.add_argument("--members", type=int, default=3, help="networks whose mean is taken (default: %(default)s)")
    parser.add_argument("--folds", type=int, help="tell how well it does on held-out sites instead of writing weights")
    parser.add_argument("--foreign", action="store_true", help="with --folds: read all as an unknown language")
    options = parser.parse_args()
    rows, documents = read_rows(options.data)
    vectors = read_vectors(options.vectors)
    if options.folds:
        held_out(documents, options.folds, options.members, vectors, foreign=options.foreign)
        return
    write_weights(WEIGHTS, model_of(documents, options.members, vectors), (options.data, options.vectors), rows)


if __name__ == "__main__":
    main()
