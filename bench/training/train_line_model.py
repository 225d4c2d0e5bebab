"""Trains the networks of the line model and writes their weights, or measures them on sites they have not seen.

    python bench/training/train_line_model.py lines.jsonl.gz VECTORS                      write the weights
    python bench/training/train_line_model.py lines.jsonl.gz VECTORS --folds 4            print held-out figures only
    python bench/training/train_line_model.py lines.jsonl.gz VECTORS --folds 4 --foreign  the same, language unknown

line_rows.py describes the data, and word_vectors.py describes VECTORS. The weights are written to
index/cleaning/data/line_model.json; it contains weights and single words, no text. The same data, NumPy and kind of
processor give the same file, byte for byte.
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
sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

import numpy as np
from line_rows import grouped, read_rows
from line_training import fit
from line_weights import write_weights
from word_vectors import read_vectors

from seedread.index.cleaning import clean, scoring
from seedread.index.cleaning.features.score_context import CONTEXT_FEATURES
from seedread.index.cleaning.mlp import LineModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from line_rows import LabelledRow
    from word_vectors import WordVectors

    from seedread.index.cleaning.features import FloatArray

Counts: TypeAlias = tuple[int, int, int, int]
"""Characters rightly kept, wrongly kept, wrongly stripped and rightly stripped."""
WEIGHTS = Path(__file__).parents[2] / "index" / "cleaning" / "data" / "line_model.json"
WORDS = 1000
"""How many words have a weight."""
LEAST_SITES = 8
"""Sites that a word must occur on: this excludes names of one site and words of one story."""


def word_weights(rows: Sequence[LabelledRow]) -> dict[str, float]:
    """Return the words that say most about body, each with its log odds of being body."""
    body, rest = Counter[str](), Counter[str]()
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for unit, share, size in zip(row.document.units, row.body, row.size, strict=True):
            for word in dict.fromkeys(unit.words + unit.last_words) if size else ():
                (body if share > 0.5 else rest)[word] += 1
                sites[word].add(row.site)
    whole = body.total() / rest.total()
    found = {
        word: math.log((body[word] + 2) / (rest[word] + 2) / whole)
        for word, own in sites.items()
        if len(own) >= LEAST_SITES
    }
    strength = {word: abs(weight) * math.sqrt(body[word] + rest[word]) for word, weight in found.items()}
    best = sorted(strength, key=lambda word: (-strength[word], word))[:WORDS]
    return {word: round(found[word], 3) for word in best}


def model_of(rows: Sequence[LabelledRow], members: int, vectors: WordVectors) -> LineModel:
    """Return a model trained on the rows and their windows."""
    rows = [*rows, *(window for row in rows for window in row.windows)]
    weights = word_weights(rows)
    words = {word: n for n, word in enumerate(dict.fromkeys([*weights, *vectors.words]))}
    each = float(np.mean([row.weight.sum() for row in rows]))
    examples = [row.example(weights, words, each) for row in rows]
    own, of_words = list(weights.values()), vectors.of(list(words))
    return LineModel.of(words, weights, tuple(fit(examples, own, of_words, seed) for seed in range(members)))


class NoTrees:
    """Returns the scores of the networks unchanged."""

    @staticmethod
    def scores(features: FloatArray) -> FloatArray:
        found: FloatArray = features[:, CONTEXT_FEATURES.index("score")]
        return found


def held_out(rows: Sequence[LabelledRow], folds: int, members: int, vectors: WordVectors, *, foreign: bool) -> None:
    """Print figures for each flavour. Networks without trees score the sites that they have not seen."""
    scoring.line_trees = NoTrees  # type: ignore[assignment]
    groups = grouped(rows, folds)
    counts: list[tuple[str, Counts]] = []
    for n, group in enumerate(groups):
        model = model_of([row for own in groups if own is not group for row in own], members, vectors)
        scoring.line_model = lambda model=model: model  # type: ignore[assignment, misc]
        counts += [(labelled.row["flavour"], counted(labelled.row, foreign=foreign)) for labelled in group]
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
    parser.add_argument("vectors", type=Path, help="package of word vectors, see bench/training/word_vectors.py")
    parser.add_argument("--members", type=int, default=3, help="networks whose mean is taken (default: %(default)s)")
    parser.add_argument("--folds", type=int, help="measure it on held-out sites instead of writing weights")
    parser.add_argument("--foreign", action="store_true", help="with --folds: treat the language as unknown")
    options = parser.parse_args()
    rows, labelled = read_rows(options.data)
    vectors = read_vectors(options.vectors)
    if options.folds:
        held_out(labelled, options.folds, options.members, vectors, foreign=options.foreign)
        return
    write_weights(WEIGHTS, model_of(labelled, options.members, vectors), (options.data, options.vectors), rows)


if __name__ == "__main__":
    main()
