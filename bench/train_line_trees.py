"""Fits the trees of the cleaner's line model, which look again at what its networks made of a document.

    python bench/train_line_trees.py lines.jsonl.gz VECTORS             writes index/cleaning/data/line_trees.json
    python bench/train_line_trees.py lines.jsonl.gz VECTORS --held-out  figures on sites it has not seen

Needs scikit-learn, which the program does not. The data, and the sources that are learned from, are those of
bench/train_line_model.py, which is to be run first. The trees learn from points that networks gave to sites they had
not seen: the sites are in GROUPS, and each group is judged by a network of the other ones. For held-out figures each
group is judged by networks and trees of the others, whose points come from networks without either. With the same data,
NumPy, scikit-learn and kind of processor the file is the same, byte for byte.
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
sys.path.insert(0, str(Path(__file__).parent.parent / ".src"))

import numpy as np
from line_rows import grouped, read_rows
from line_weights import TRAINED_ON
from train_line_model import WEIGHTS, counted, model_of, print_figures
from word_vectors import read_vectors

from seedread.index.cleaning import scoring as weighing
from seedread.index.cleaning.features.context import STANDING, standing
from seedread.index.cleaning.gbdt import Trees
from seedread.index.cleaning.mlp import line_model, looked_at

try:
    import sklearn
    from sklearn.ensemble import HistGradientBoostingClassifier
except ImportError:
    sys.exit("fitting the trees needs scikit-learn: pip install scikit-learn")

if TYPE_CHECKING:
    from collections.abc import Sequence

    from line_rows import Read
    from numpy.typing import NDArray
    from word_vectors import WordVectors

    from seedread.index.cleaning.features.position import Array
    from seedread.index.cleaning.mlp import LineModel

TREES = WEIGHTS.with_name("line_trees.json")
GROUPS = 3
FITTED = {"max_iter": 320, "learning_rate": 0.1, "max_leaf_nodes": 15, "max_depth": 7, "min_samples_leaf": 40,
          "l2_regularization": 1.0, "early_stopping": False, "random_state": 0}  # fmt: skip


def judged(model: LineModel, documents: Sequence[Read], weights: LineModel) -> list[Array]:
    """Return what the trees are given of each document: points of `model`, and the word weights of another one."""
    found = []
    for document in documents:
        units, verdicts = document.features, document.verdicts
        points = looked_at(units, verdicts, model, known_language=True)[2]
        inputs, places, _ = looked_at(units, verdicts, weights, known_language=True)
        found.append(standing(units, inputs, places, points))
    return found


def fitted(numbers: Sequence[Array], documents: Sequence[Read]) -> dict[str, Any]:
    """Return trees that have learned from the documents, as the file has them."""
    seen = np.vstack(numbers)
    body = np.concatenate([document.body for document in documents]) > 0.5
    weight = np.concatenate([document.weight for document in documents])
    told = weight > 0
    judge = HistGradientBoostingClassifier(**FITTED)
    judge.fit(seen[told], body[told], sample_weight=weight[told] / weight[told].mean())
    trees = [_tree(predictor.nodes) for (predictor,) in judge._predictors]
    return {"start": round(float(judge._baseline_prediction.item()), 4), "trees": trees}


def _tree(nodes: NDArray[Any]) -> list[Any]:
    return [round(float(node["value"]), 4) if node["is_leaf"] else _question(node) for node in nodes]


def _question(node: Any) -> list[Any]:
    border = float(f"{node['num_threshold']:.6g}")
    return [STANDING[node["feature_idx"]], border, int(node["left"]), int(node["right"])]


def trees_of(groups: Sequence[Sequence[Read]], models: Sequence[LineModel], weights: LineModel) -> dict[str, Any]:
    """Return trees that have learned from the groups, each judged by a model that has not seen it."""
    numbers = [found for group, model in zip(groups, models, strict=True) for found in judged(model, group, weights)]
    return fitted(numbers, [document for group in groups for document in group])


def without(groups: Sequence[Sequence[Read]], *left: int, vectors: WordVectors, networks: int = 1) -> LineModel:
    """Return a model that has learned from all groups but some."""
    print("learning without", *(n + 1 for n in left), "of", len(groups), file=sys.stderr, flush=True)
    rest = [document for n, group in enumerate(groups) if n not in left for document in group]
    return model_of(rest, networks, vectors)


def held_out(groups: Sequence[Sequence[Read]], networks: int, vectors: WordVectors) -> None:
    """Print figures for each flavour, each group judged by networks and trees of the other ones."""
    numbers = range(len(groups))
    models = {pair: without(groups, *pair, vectors=vectors) for pair in combinations(numbers, 2)}
    counts = []
    for n, group in enumerate(groups):
        model = without(groups, n, vectors=vectors, networks=networks)
        rest = [other for other in numbers if other != n]
        inner = [models[min(n, other), max(n, other)] for other in rest]
        found = trees_of([groups[other] for other in rest], inner, model)
        trees = Trees.of(found["start"], found["trees"])
        weighing.line_model = lambda model=model: model  # type: ignore[assignment, misc]
        weighing.line_trees = lambda trees=trees: trees  # type: ignore[assignment, misc]
        counts += [(document.row["flavour"], counted(document.row)) for document in group]
    print_figures(counts)


def write(path: Path, found: dict[str, Any], data: tuple[Path, Path], rows: Sequence[dict[str, Any]]) -> None:
    """Write the trees to `path`; `rows` are those they have learned from, of the first file of `data`."""
    names = " ".join(file.name for file in data)
    provenance = {
        "what": "trees of the line model of seedread (index/cleaning/gbdt.py): numbers, no text",
        "a node is": ["what is asked", "the border", "the node where it is not more", "the node where it is more"],
        "a leaf is": "the points that it gives",
        "rows learned from, by source": {name: sum(row["source"] == name for row in rows) for name in TRAINED_ON},
        "sha256 of the rows": hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest(),
        "sha256 of line_model.json": hashlib.sha256(WEIGHTS.read_bytes()).hexdigest(),
        "rebuilt by": f"python bench/train_line_trees.py {names} (scikit-learn {sklearn.__version__})",
    }
    trees = ",\n".join("[" + ",\n ".join(map(json.dumps, tree)) + "]" for tree in found["trees"])
    parts = [
        f'"provenance": {json.dumps(provenance, indent=1)}',
        f'"start": {found["start"]}',
        f'"trees": [\n{trees}\n]',
    ]
    path.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="rows as JSON Lines, gzipped")
    parser.add_argument("vectors", type=Path, help="package of word vectors, see bench/word_vectors.py")
    parser.add_argument("--held-out", action="store_true", help="tell how well it does instead of writing trees")
    parser.add_argument("--groups", type=int, default=5, help="of sites, with --held-out (default: %(default)s)")
    parser.add_argument("--networks", type=int, default=3, help="with --held-out, as ships (default: %(default)s)")
    options = parser.parse_args()
    rows, documents = read_rows(options.data)
    vectors = read_vectors(options.vectors)
    if options.held_out:
        held_out(grouped(documents, options.groups), options.networks, vectors)
        return
    groups = grouped(documents, GROUPS)
    models = [without(groups, n, vectors=vectors) for n in range(GROUPS)]
    write(TREES, trees_of(groups, models, line_model()), (options.data, options.vectors), rows)


if __name__ == "__main__":
    main()
