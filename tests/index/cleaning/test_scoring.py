"""Scores and bias: paragraphs score above menus, networks and trees share the score, and bias holds prose back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from line_model_texts import MENU, PROSE, labelled

from seedread.index.cleaning import clean, scoring
from seedread.index.cleaning.bias import bias_for
from seedread.index.cleaning.features.score_context import context_features
from seedread.index.cleaning.gbdt import line_trees
from seedread.index.cleaning.mlp import first_pass, line_model
from seedread.index.cleaning.scoring import model_scores, score

if TYPE_CHECKING:
    import pytest

TABLE = ("BELMAR 3,907.5 +16.4 3,632.3", "ANSE 5,710.53 -22.94 5,032.94", "NORLAND 2,020.82 +3.06 1,897.85",
         "WESTRIA 2,292.9 +18.3 2,096.10", "SAND POINT 2,555.16 -2.10 2,284.86")  # fmt: skip


def test_prose_scores_higher_than_a_menu() -> None:
    """Paragraphs of an article score above 0, and menu entries without a label below."""
    document = labelled(*MENU, *PROSE)
    scores = model_scores(document)
    entries = [scores[at] for at in document.unlabelled if at < len(MENU)]
    assert min(scores[len(MENU) :]) > 0 > max(entries)


def test_a_long_text_is_scored_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each unit of a text with more units than a batch is scored within its batch."""
    document = labelled(*PROSE, *MENU, *PROSE)
    batches = [document.only(range(at, min(at + 4, len(document.units)))) for at in (0, 4, 8)]
    expected = [found for batch in batches for found in model_scores(batch)]
    monkeypatch.setattr(scoring, "BATCH", 4)
    assert model_scores(document) == expected


def test_trees_and_networks_share_the_score() -> None:
    """The trees have seven tenths of the score of a unit without a label, and no part in an unknown language."""
    document = labelled(*MENU, *PROSE)
    unknown = replace(document, known_language=False)
    assert model_scores(unknown) == first_pass(unknown, line_model())[2].tolist()
    local, position, networks = first_pass(document, line_model())
    trees = line_trees().scores(context_features(document.units, local, position, networks))
    has_label = [label is not None for label in document.labels]
    assert any(has_label)
    expected = np.where(has_label, networks, 0.3 * np.clip(networks, -8, 8) + 0.7 * trees)
    assert model_scores(document) == expected.tolist()


def test_bias_is_in_order() -> None:
    """Strict strips more than usual; less is stripped behind an extractor, and least in an unknown language."""
    strict, usual, lenient, unknown = (
        bias_for(extracted=extracted, strict=strict, known_language=known, plain=False)
        for extracted, strict, known in (
            (False, True, True),
            (False, False, True),
            (True, False, True),
            (True, True, False),
        )
    )
    for name in ("short", "prose"):
        values = [getattr(bias, name) for bias in (strict, usual, lenient, unknown)]
        assert values == sorted(values)
        assert len(set(values)) == 4
    assert all(bias.prose > bias.short for bias in (strict, usual, lenient, unknown))


def test_strict_strips_no_less() -> None:
    """With `strict` the cleaner keeps no line that it would strip without."""
    text = "\n".join((*MENU, *PROSE, "Old market", "Follow the mayor", "See the plan of the bridge here"))
    usual, strict = clean(text), clean(text, strict=True)
    assert {line.n for line in strict.lines if line.kept} <= {line.n for line in usual.lines if line.kept}


def test_prose_of_an_unknown_language_is_kept() -> None:
    """In an unknown language an article keeps its paragraphs, and its boilerplate is still stripped."""
    cleaned = clean("\n".join((*MENU, *PROSE, "Leave a Reply")), language="unknown")
    assert cleaned.paragraphs == PROSE


def test_a_table_in_a_plain_text_is_kept() -> None:
    """Table rows in a text without any sign of a web page are kept, between paragraphs and after them."""
    assert clean("\n".join((*PROSE[:2], *TABLE, PROSE[2]))).paragraphs == (*PROSE[:2], *TABLE, PROSE[2])
    assert clean("\n".join((*PROSE, *TABLE))).paragraphs == (*PROSE, *TABLE)


def test_a_table_of_a_web_page_is_not_raised() -> None:
    """In a web page table rows keep the score of the line model."""
    document = labelled(*MENU, *PROSE, *TABLE)
    assert score(document).scores == model_scores(document)
