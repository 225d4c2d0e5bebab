"""Decodes the scores into body and rest. A body is mostly one block, so a unit's neighbours count too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.labelled_document import LabelledDocument

__all__ = ["best_path", "body_start", "decode", "keep_most_prose"]

LABELLED = -1.5
"""The score of a unit with a label: its neighbours become suspect, but only a little."""
LARGE = 0.15
"""A block is large from this share of the largest block."""
LEAST_SHARE, LEAST_KEPT = 0.5, 600
"""The labels are trusted if this share of the prose is kept, or this size of it: a page holds more than its article."""


def decode(document: LabelledDocument) -> LabelledDocument:
    """Return the document with `body` filled in: which units are body on the best path.

    A second path leans more towards the short units between the first and the last paragraph of the first path:
    subheads, the items of a list and listings look like links by themselves.
    """
    bias = document.bias
    biased = [
        LABELLED if label else score + (bias.prose if unit.prose else bias.short)
        for unit, label, score in zip(document.units, document.labels, document.scores, strict=True)
    ]
    path = best_path(biased, bias.change)
    prose = [at for at in document.unlabelled if path[at] and document.units[at].prose]
    if len(prose) < 2:
        return replace(document, body=path)
    for at in range(prose[0] + 1, prose[-1]):
        if document.labels[at] is None and not document.units[at].prose:
            biased[at] += bias.inside
    return replace(document, body=best_path(biased, bias.change))


def best_path(scores: Sequence[float], change: float) -> list[bool]:
    """Return for each unit whether it is body on the best path with two states (Viterbi).

    A unit adds its score to the path if it is body and subtracts it if not; each change of state costs `change`.
    """
    body, rest = 0.0, 0.0
    came_from: list[tuple[bool, bool]] = []
    for value in scores:
        body_stays, rest_stays = body >= rest - change, rest >= body - change
        came_from.append((body_stays, not rest_stays))
        body, rest = (body if body_stays else rest - change) + value, (rest if rest_stays else body - change) - value
    path: list[bool] = []
    state = body >= rest
    for from_body_if_body, from_body_if_rest in reversed(came_from):
        path.append(state)
        state = from_body_if_body if state else from_body_if_rest
    path.reverse()
    return path


def body_start(document: LabelledDocument) -> int:
    """Return the index of the first paragraph in the first large block; the number of units if there is none."""
    units, body = document.units, decode(document).body
    blocks: list[tuple[int, int]] = []
    for at, unit in enumerate(units):
        if not body[at] or at == 0 or not body[at - 1]:
            blocks.append((len(units), 0))
        if body[at] and document.labels[at] is None and unit.prose:
            first, size = blocks[-1]
            blocks[-1] = (min(first, at), size + unit.size)
    largest = max((size for _, size in blocks), default=0)
    return next((first for first, size in blocks if size and size >= LARGE * largest), len(units))


def keep_most_prose(document: LabelledDocument, before: LabelledDocument) -> LabelledDocument:
    """Return the document, or one that keeps all prose that had no label `before` if most of it would be stripped."""
    units, labels = document.units, document.labels
    prose = [at for at in before.unlabelled if units[at].prose]
    kept = sum(units[at].size for at in prose if labels[at] is None)
    if prose and kept < min(LEAST_KEPT, LEAST_SHARE * sum(units[at].size for at in prose)):
        return replace(document.with_labels(dict.fromkeys(prose)), unsure=True)
    if prose or len(document.unlabelled) > LEAST_SHARE * len(units):
        return document
    return replace(before, unsure=bool(units))
