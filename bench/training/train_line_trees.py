"""Trains the trees of the line model, which score each unit again from the networks' scores.

    python bench/training/train_line_trees.py lines.jsonl.gz VECTORS             write line_trees.json
    python bench/training/train_line_trees.py lines.jsonl.gz VECTORS --held-out  print figures on unseen sites

This needs scikit-learn; the program does not. The data is that of train_line_model.py, which must run first.
The trees learn from scores that networks gave to sites they had not seen: the sites are in GROUPS, and networks trained
on the other groups score each group. For held-out figures, networks and trees of the other groups score each group, and
the scores that these trees learned from come from networks trained without either group. The same data, NumPy,
scikit-learn and kind of processor give the same file, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # sums in one order
sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

import numpy as np
from line_rows import grouped, read_rows
from line_weights import TRAINED_ON, compact
from train_line_model import WEIGHTS, counted, model_of, print_figures
from word_vectors import read_vectors

from seedread.index.cleaning import scoring
from seedread.index.cleaning.features.score_context import CONTEXT_FEATURES, context_features
from seedread.index.cleaning.gbdt import Trees
from seedread.index.cleaning.mlp import first_pass, line_model

try:
    import sklearn
    from sklearn.ensemble import HistGradientBoostingClassifier
except ImportError:
    sys.exit("training the trees needs scikit-learn: pip install scikit-learn")

if TYPE_CHECKING:
    from collections.abc import Sequence

    from line_rows import LabelledRow
    from numpy.typing import NDArray
    from word_vectors import WordVectors

    from seedread.index.cleaning.features import FloatArray
    from seedread.index.cleaning.mlp import LineModel

TREES = WEIGHTS.with_name("line_trees.json")
GROUPS = 3
PARAMETERS = {"max_iter": 320, "learning_rate": 0.1, "max_leaf_nodes": 15, "max_depth": 7, "min_samples_leaf": 40,
          "l2_regularization": 1.0, "early_stopping": False, "random_state": 0}  # fmt: skip


def features_of(rows: Sequence[LabelledRow], model: LineModel, weights: LineModel) -> list[FloatArray]:
    """Return the trees' features of each row, with the scores of `model` and the word weights of another model."""
    found = []
    for document in (row.document for row in rows):
        scores = first_pass(document, model)[2]
        local, position, _ = first_pass(document, weights)
        found.append(context_features(document.units, local, position, scores))
    return found


def trained(features: Sequence[FloatArray], rows: Sequence[LabelledRow]) -> dict[str, Any]:
    """Return trees trained on the rows, in the form of the file."""
    seen = np.vstack(features)
    body = np.concatenate([row.body for row in rows]) > 0.5
    weight = np.concatenate([row.weight for row in rows])
    counts = weight > 0
    classifier = HistGradientBoostingClassifier(**PARAMETERS)
    classifier.fit(seen[counts], body[counts], sample_weight=weight[counts] / weight[counts].mean())
    trees = [_tree(predictor.nodes) for (predictor,) in classifier._predictors]
    return {"start": round(float(classifier._baseline_prediction.item()), 4), "trees": trees}


def _tree(nodes: NDArray[Any]) -> list[Any]:
    return [round(float(node["value"]), 4) if node["is_leaf"] else _split(node) for node in nodes]


def _split(node: Any) -> list[Any]:
    threshold = float(f"{node['num_threshold']:.6g}")
    return [CONTEXT_FEATURES[node["feature_idx"]], threshold, int(node["left"]), int(node["right"])]


def trees_of(
    groups: Sequence[Sequence[LabelledRow]], models: Sequence[LineModel], weights: LineModel
) -> dict[str, Any]:
    """Return trees trained on the groups. Each group is scored by the model, of `models`, that has not seen it."""
    features = [
        found for group, model in zip(groups, models, strict=True) for found in features_of(group, model, weights)
    ]
    return trained(features, [row for group in groups for row in group])


def without(groups: Sequence[Sequence[LabelledRow]], *left: int, vectors: WordVectors, networks: int = 1) -> LineModel:
    """Return a model trained on all groups except some."""
    print("training without", *(n + 1 for n in left), "of", len(groups), file=sys.stderr, flush=True)
    rest = [row for n, group in enumerate(groups) if n not in left for row in group]
    return model_of(rest, networks, vectors)


def held_out(groups: Sequence[Sequence[LabelledRow]], networks: int, vectors: WordVectors) -> None:
    """Print figures for each flavour. Networks and trees of the other groups score each group."""
    numbers = range(len(groups))
    models = {pair: without(groups, *pair, vectors=vectors) for pair in combinations(numbers, 2)}
    counts = []
    for n, group in enumerate(groups):
        model = without(groups, n, vectors=vectors, networks=networks)
        rest = [other for other in numbers if other != n]
        inner = [models[min(n, other), max(n, other)] for other in rest]
        found = trees_of([groups[other] for other in rest], inner, model)
        trees = Trees.of(found["start"], found["trees"])
        scoring.line_model = lambda model=model: model  # type: ignore[assignment, misc]
        scoring.line_trees = lambda trees=trees: trees  # type: ignore[assignment, misc]
        counts += [(labelled.row["flavour"], counted(labelled.row)) for labelled in group]
    print_figures(counts)


def write(path: Path, found: dict[str, Any], data: tuple[Path, Path], rows: Sequence[dict[str, Any]]) -> None:
    """Write the trees to `path`; `rows` are the rows of the first file of `data` that they were trained on."""
    names = " ".join(file.name for file in data)
    provenance = {
        "what": "trees of the line model of seedread (index/cleaning/gbdt.py): numbers, no text",
        "a node is": ["feature", "threshold", "node if not greater", "node if greater"],
        "a leaf is": "its value",
        "rows learned from, by source": {name: sum(row["source"] == name for row in rows) for name in TRAINED_ON},
        "sha256 of the rows": hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest(),
        "sha256 of line_model.json": hashlib.sha256(WEIGHTS.read_bytes()).hexdigest(),
        "rebuilt by": f"python bench/training/train_line_trees.py {names} (scikit-learn {sklearn.__version__})",
    }
    trees = ",\n".join("[" + ",\n".join(map(compact, tree)) + "]" for tree in found["trees"])
    parts = [
        f'"provenance": {json.dumps(provenance, indent=1)}',
        f'"start": {found["start"]}',
        f'"trees": [\n{trees}\n]',
    ]
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="rows as JSON Lines, gzipped")
    parser.add_argument("vectors", type=Path, help="package of word vectors, see bench/training/word_vectors.py")
    parser.add_argument("--held-out", action="store_true", help="measure it on held-out sites instead of writing trees")
    parser.add_argument("--groups", type=int, default=5, help="of sites, with --held-out (default: %(default)s)")
    parser.add_argument("--networks", type=int, default=3, help="with --held-out, as ships (default: %(default)s)")
    options = parser.parse_args()
    rows, labelled = read_rows(options.data)
    vectors = read_vectors(options.vectors)
    if options.held_out:
        held_out(grouped(labelled, options.groups), options.networks, vectors)
        return
    groups = grouped(labelled, GROUPS)
    models = [without(groups, n, vectors=vectors) for n in range(GROUPS)]
    write(TREES, trees_of(groups, models, line_model()), (options.data, options.vectors), rows)


if __name__ == "__main__":
    main()
