"""The data files of the line model fit the code, name their provenance, and are evaluated as described."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from line_model_texts import MENU, PROSE, labelled

from seedread.index.cleaning.features.embedding import EMBEDDED, mean_embeddings, word_rows
from seedread.index.cleaning.features.position import POSITION_FEATURES, REACH, Windows, position_features
from seedread.index.cleaning.features.score_context import CONTEXT_FEATURES
from seedread.index.cleaning.gbdt import Trees, line_trees
from seedread.index.cleaning.mlp import LOCAL_FEATURES, first_pass, line_model, local_features

if TYPE_CHECKING:
    from seedread.index.cleaning.features import FloatArray

DATA = files("seedread.index.cleaning").joinpath("data")


def networks_file() -> Any:
    return json.loads(DATA.joinpath("line_model.json").read_text(encoding="utf-8"))


def test_the_weights_fit_the_code() -> None:
    """Every row of weights in the file has the name of the feature that the code multiplies it with, in order."""
    for written, read in zip(networks_file()["networks"], line_model().networks, strict=True):
        values = range(1, read.embeddings.shape[1] + 1)
        own = [*LOCAL_FEATURES, *(f"{part}, value {n}" for part in EMBEDDED for n in values)]
        names = list(written["second"])
        assert list(written["first"]) == own
        assert names[-len(own) - len(POSITION_FEATURES) :] == [*own, *POSITION_FEATURES]
        assert len(names) == read.first.shape[1] * (1 + 2 * len(REACH)) + len(own) + len(POSITION_FEATURES)


def test_the_weights_name_their_provenance() -> None:
    """The file names its sources, its rows and the command, and holds single words only."""
    data = networks_file()
    provenance = data["provenance"]
    sources = provenance["rows learned from, by source"]
    assert set(sources) == {"scrapinghub", "naeb", "wcxb", "fundus_tests", "fundus_eval"}
    assert len(provenance["sha256 of the rows"]) == 64
    assert "train_line_model.py" in provenance["rebuilt by"]
    assert "PDDL" in provenance["word vectors"]
    assert len(provenance["sha256 of the package of vectors"]) == 64
    assert not [word for word in data["words"] if " " in word]


def test_the_trees_name_their_provenance() -> None:
    """The trees were trained on top of the networks beside them, and their file names its rows and the command."""
    provenance = json.loads(DATA.joinpath("line_trees.json").read_text(encoding="utf-8"))["provenance"]
    networks = DATA.joinpath("line_model.json").read_bytes()
    assert provenance["sha256 of line_model.json"] == hashlib.sha256(networks).hexdigest()
    assert provenance["sha256 of the rows"] == json.loads(networks)["provenance"]["sha256 of the rows"]
    assert "train_line_trees.py" in provenance["rebuilt by"]


def test_many_words_have_an_embedding_but_no_weight() -> None:
    """Every word with a weight has an embedding, and so have many words without; each has a row of its own."""
    model = line_model()
    assert len(model.weights) < len(model.rows) / 4
    assert list(model.rows.values()) == list(range(len(model.rows)))
    assert model.weights.keys() <= model.rows.keys()
    assert all(len(network.embeddings) == len(model.rows) + 1 for network in model.networks)


def test_the_joined_network_gives_the_mean() -> None:
    """The networks side by side in one network give the mean of their scores."""
    document, model = labelled(*MENU, *PROSE, "Related", *MENU), line_model()
    local, position = local_features(document, model.weights), position_features(document)
    words, windows = word_rows(document.units, model.rows), Windows([len(document.units)])
    scores = [
        network.scores(local, position, mean_embeddings(network.embeddings, words, 1), windows)
        for network in model.networks
    ]
    assert first_pass(document, model)[2].tolist() == pytest.approx(np.mean(scores, axis=0).tolist(), abs=1e-3)


def test_a_tree_is_read_from_its_root_to_a_leaf() -> None:
    """A number up to the threshold leads to the first child, a greater one to the second; the trees' values add up."""
    deep = [["size", 0.5, 1, 2], -1.0, ["score", 2.0, 3, 4], 2.0, 4.0]
    flat = [0.25]
    features = np.zeros((3, len(CONTEXT_FEATURES)), dtype=np.float32)
    features[:, CONTEXT_FEATURES.index("size")] = (0.5, 0.6, 0.6)
    features[:, CONTEXT_FEATURES.index("score")] = (9, 2, 3)
    assert Trees.of(0.5, [deep, flat]).scores(features).tolist() == [-0.25, 2.75, 4.75]


def test_all_comparisons_at_once_give_what_a_walk_through_each_tree_gives() -> None:
    """The trees of the package have many shapes, and more units than are scored together make several chunks."""
    data = json.loads(DATA.joinpath("line_trees.json").read_text(encoding="utf-8"))
    features = np.random.default_rng(7).normal(size=(150, len(CONTEXT_FEATURES))).astype(np.float32)
    walked = [data["start"] + sum(_walk(tree, row) for tree in data["trees"]) for row in features]
    assert line_trees().scores(features).tolist() == pytest.approx(walked, abs=1e-3)


def _walk(tree: list[Any], row: FloatArray) -> float:
    node = tree[0]
    while isinstance(node, list):
        name, limit, first, second = node
        node = tree[second if row[CONTEXT_FEATURES.index(name)] > np.float32(limit) else first]
    return float(node)
