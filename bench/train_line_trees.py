"""Fits the trees of the cleaner's line model, which look again at what its networks made of a document.

    python bench/train_line_trees.py lines.jsonl.gz             writes index/cleaning/data/line_trees.json
    python bench/train_line_trees.py lines.jsonl.gz --held-out  figures on sites it has not seen, nothing is written

Needs scikit-learn, which the program does not. The data, and the sources that are learned from, are those of
bench/train_line_model.py, which is to be run first. The trees learn from points that networks gave to sites they had
not seen: the sites are in GROUPS, and each group is judged by a network of the other ones. With the same data, the
same NumPy and scikit-learn, and the same kind of processor the file is the same, byte for byte.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # sums in one order
sys.path.insert(0, str(Path(__file__).parent.parent / ".src"))

import numpy as np
from line_weights import TRAINED_ON
from train_line_model import WEIGHTS, Read, counted, model_of, print_figures

from seedread.index.cleaning import weighing
from seedread.index.cleaning.network import line_model, looked_at
from seedread.index.cleaning.standing import STANDING, standing
from seedread.index.cleaning.trees import Trees

try:
    import sklearn
    from sklearn.ensemble import HistGradientBoostingClassifier
except ImportError:
    sys.exit("fitting the trees needs scikit-learn: pip install scikit-learn")

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from seedread.index.cleaning.network import LineModel
    from seedread.index.cleaning.surroundings import Array

TREES = WEIGHTS.with_name("line_trees.json")
GROUPS = 3
FITTED = {"max_iter": 200, "learning_rate": 0.1, "max_leaf_nodes": 15, "max_depth": 7, "min_samples_leaf": 40,
          "l2_regularization": 1.0, "early_stopping": False, "random_state": 0}  # fmt: skip


def grouped(documents: Sequence[Read]) -> list[list[Read]]:
    """Return the documents in GROUPS, those of a site together."""
    sites = sorted({document.site for document in documents}, key=lambda site: hashlib.md5(site.encode()).digest())
    group = {site: n % GROUPS for n, site in enumerate(sites)}
    return [[document for document in documents if group[document.site] == n] for n in range(GROUPS)]


def judged(model: LineModel, documents: Sequence[Read], weights: LineModel) -> list[Array]:
    """Return what the trees are given of each document: points of `model`, and the word weights of another one."""
    found = []
    for document in documents:
        units, verdicts = document.features, document.verdicts
        points = looked_at(units, verdicts, model, known_language=True)[2]
        inputs, places, _ = looked_at(units, verdicts, weights, known_language=True)
        sizes = np.array([unit.size for unit in units], dtype=np.float32)
        found.append(standing(inputs, places, points, sizes))
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


def trees_of(groups: Sequence[Sequence[Read]], weights: LineModel) -> dict[str, Any]:
    """Return trees that have learned from the groups, each judged by a network of the other ones."""
    numbers, order = [], []
    for n, group in enumerate(groups):
        others = [document for other, own in enumerate(groups) if other != n for document in own]
        numbers += judged(model_of(others, 1), group, weights)
        order += group
        print(f"group {n + 1} of {len(groups)}", file=sys.stderr, flush=True)
    return fitted(numbers, order)


def held_out(documents: Sequence[Read]) -> None:
    """Print figures for each flavour, each group judged by networks and trees of the other ones."""
    groups = grouped(documents)
    counts = []
    for n, group in enumerate(groups):
        rest = [own for other, own in enumerate(groups) if other != n]
        model = model_of([document for own in rest for document in own], 1)
        found = trees_of(rest, model)
        trees = Trees.of(found["start"], found["trees"])
        weighing.line_model = lambda model=model: model  # type: ignore[assignment, misc]
        weighing.line_trees = lambda trees=trees: trees  # type: ignore[assignment, misc]
        counts += [(document.row["flavour"], counted(document.row)) for document in group]
    print_figures(counts)


def write(path: Path, found: dict[str, Any], data: Path, rows: Sequence[dict[str, Any]]) -> None:
    provenance = {
        "what": "trees of the line model of seedread (index/cleaning/trees.py): numbers, no text",
        "a node is": ["what is asked", "the border", "the node where it is not more", "the node where it is more"],
        "a leaf is": "the points that it gives",
        "rows learned from, by source": {name: sum(row["source"] == name for row in rows) for name in TRAINED_ON},
        "sha256 of the rows": hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest(),
        "sha256 of line_model.json": hashlib.sha256(WEIGHTS.read_bytes()).hexdigest(),
        "rebuilt by": f"python bench/train_line_trees.py {data.name} (scikit-learn {sklearn.__version__})",
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
    parser.add_argument("--held-out", action="store_true", help="tell how well it does instead of writing trees")
    options = parser.parse_args()
    with gzip.open(options.data, "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["source"] in TRAINED_ON]
    documents = [document for document in map(Read, rows) if len(document.features)]
    if options.held_out:
        held_out(documents)
        return
    write(TREES, trees_of(grouped(documents), line_model()), options.data, rows)


if __name__ == "__main__":
    main()
