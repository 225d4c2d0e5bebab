"""The features that the line model reads: each has a name, and each measures what its name says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from line_model_texts import MENU, PROSE, labelled

from seedread.index.cleaning.features.embedding import word_rows
from seedread.index.cleaning.features.overlap import OVERLAP_FEATURES
from seedread.index.cleaning.features.position import POSITION_FEATURES, REACH, Windows, position_features
from seedread.index.cleaning.features.score_context import CONTEXT_FEATURES, context_features
from seedread.index.cleaning.features.topic import topic_words
from seedread.index.cleaning.features.unit import UNIT_FEATURES
from seedread.index.cleaning.mlp import first_pass, line_model, local_features


@pytest.mark.parametrize("known", [True, False])
def test_every_feature_of_the_networks_has_a_name(known: bool) -> None:  # noqa: FBT001 - a table of cases
    """Each unit has as many features as there are names, and none is infinite."""
    document = replace(labelled(*MENU, *PROSE, "Related", "© 2020"), known_language=known)
    local, position = local_features(document, line_model().weights), position_features(document)
    assert local.shape == (len(document.units), len(UNIT_FEATURES) + len(OVERLAP_FEATURES))
    assert position.shape == (len(document.units), len(POSITION_FEATURES))
    assert np.isfinite(local).all()
    assert np.isfinite(position).all()


def test_every_feature_of_the_trees_has_a_name() -> None:
    """There are as many context features as names; a neighbour's score is at its distance, and 0 beyond the end."""
    document = labelled(*MENU, *PROSE)
    found = context_features(document.units, *first_pass(document, line_model()))
    assert found.shape == (len(document.units), len(CONTEXT_FEATURES))
    assert np.isfinite(found).all()
    after = found[:, CONTEXT_FEATURES.index("score, +1")].tolist()
    assert after == [*found[1:, CONTEXT_FEATURES.index("score")].tolist(), 0]


def test_windows_end_with_the_document() -> None:
    """A window holds the units before or after, of the same document only, and its mean is 0 if there are none."""
    values = np.arange(1, 6, dtype=np.float32)[:, None]
    before_1, after_1, before_2, after_2, *_ = (mean[:, 0].tolist() for mean in Windows([3, 2]).means(values))
    assert before_1 == [0, 1, 2, 0, 4]
    assert after_1 == [2, 3, 0, 5, 0]
    assert before_2 == [0, 1, 1.5, 0, 4]
    assert after_2 == [2.5, 3, 0, 5, 0]


def test_gradients_are_spread_back_over_the_windows() -> None:
    """`spread` is the transpose of `means`."""
    windows = Windows([4, 1, 7])
    random = np.random.default_rng(3)
    values = random.standard_normal((12, 2)).astype(np.float32)
    gradients = [random.standard_normal((12, 2)).astype(np.float32) for _ in range(2 * len(REACH))]
    there = sum(float((mean * own).sum()) for mean, own in zip(windows.means(values), gradients, strict=True))
    assert there == pytest.approx(float((values * windows.spread(gradients)).sum()), rel=1e-4)


def test_the_end_of_a_long_paragraph_is_read() -> None:
    """The last words of a unit are read by themselves, however long it is and whatever comes before them."""
    credit = "Photograph: Anna Mustermann/Press Service"
    units = labelled(" ".join((*PROSE, credit)), credit).units
    assert units[0].last_words[-4:] == units[1].last_words[-4:] == ("anna", "mustermann", "press", "service")
    _, first, last = word_rows(units[:1], line_model().rows)
    assert first[0].tolist() != last[0].tolist()


def test_topic_words_count_in_other_units() -> None:
    """A unit's share of topic words counts those that other units of the body, or of the rest, contain too."""
    lines = ("Bridge pillars crumble", "The council will mend the pillars.", "Horoscope", "Your horoscope for Friday")
    units = labelled(*lines).units
    found = topic_words(units).features(np.array([1, 1, 0, 0], dtype=np.float32))
    body, rest = found[:, 0].tolist(), found[:, 1].tolist()
    assert body == pytest.approx([1 / 3, 1 / 3, 0, 0])
    assert rest == pytest.approx([0, 0, 1, 1 / 2])
