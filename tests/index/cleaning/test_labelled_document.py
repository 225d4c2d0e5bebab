"""The document that goes through the cleaner never changes in place, and every stage fills in its own part."""

from __future__ import annotations

import dataclasses

import pytest
from line_model_texts import MENU, PROSE, labelled

from seedread.index.cleaning.bias import Bias
from seedread.index.cleaning.decoding import best_path, decode, keep_most_prose
from seedread.index.cleaning.explanations import explain
from seedread.index.cleaning.labels import Label
from seedread.index.cleaning.scoring import score


def test_labels_are_put_on_a_copy() -> None:
    """`with_labels` returns another document and leaves the first one as it was."""
    document = labelled(*PROSE)
    other = document.with_labels({1: Label("other", "for a test")})
    assert document.unlabelled == [0, 1, 2]
    assert other.unlabelled == [0, 2]
    with pytest.raises(dataclasses.FrozenInstanceError):
        document.unsure = True  # type: ignore[misc]


def test_some_units_make_a_document_without_scores() -> None:
    """`only` keeps units and labels together and drops the scores, which belong to the whole document."""
    document = score(labelled(*MENU, *PROSE))
    part = document.only([0, len(MENU)])
    assert [unit.text for unit in part.units] == [MENU[0], PROSE[0]]
    assert part.labels == [document.labels[0], None]
    assert len(document.scores) == len(document.units)
    assert not part.scores


def test_every_unit_outside_the_body_is_explained() -> None:
    """After decoding and explaining, a unit without a label is body, and every other one has a label."""
    document = decode(score(labelled(*MENU, *PROSE, "See the plan of the bridge here", *MENU)))
    explained = explain(document)
    assert explained.unlabelled == [at for at in document.unlabelled if document.body[at]]
    assert all(label is None or label.evidence for label in explained.labels)


def test_a_lone_low_score_within_a_block_stays_on_the_path() -> None:
    """A unit between two of the body is body as long as leaving it out costs more than its score."""
    assert best_path([2.0, -0.4, 2.0], change=0.5) == [True, True, True]
    assert best_path([2.0, -0.6, 2.0], change=0.5) == [True, False, True]
    assert best_path([-2.0, -2.0, 3.0], change=0.5) == [False, False, True]


def test_the_guard_keeps_prose_that_only_scores_would_strip() -> None:
    """If most of the prose would be stripped, all of it is kept except what a rule has labelled, and that is unsure."""
    before = labelled(*PROSE, "Leave a Reply")
    after = before.with_labels({0: Label("other", "a low score"), 1: Label("other", "a low score")})
    kept = keep_most_prose(after, before=before)
    assert kept.unsure
    assert kept.unlabelled == [0, 1, 2]
    mostly = keep_most_prose(before.with_labels({2: Label("other", "a low score")}), before=before)
    assert (mostly.unsure, mostly.unlabelled) == (False, [0, 1])


def test_the_guard_trusts_labels_that_leave_an_article() -> None:
    """A page with much more prose than its article is not put back: what is left is long enough."""
    before = labelled(*PROSE * 8)
    most = dict.fromkeys(range(6, 24), Label("other", "a low score"))
    kept = keep_most_prose(before.with_labels(most), before=before)
    assert (kept.unsure, kept.unlabelled) == (False, list(range(6)))


def test_short_units_inside_a_body_share_its_fate() -> None:
    """A subhead that a path leaves out is body between paragraphs, and is left out below the last one."""
    document = labelled(PROSE[0], "What the engineers say", PROSE[1], "Where the money goes")
    bias = Bias(short=0.0, prose=0.0, change=0.5, inside=1.5)
    decoded = decode(dataclasses.replace(document, scores=[3.0, -1.2, 3.0, -1.2], bias=bias))
    assert decoded.body == [True, True, True, False]
