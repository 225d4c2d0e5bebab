"""Scores each unit with the line model, and corrects scores that a chance neighbour would spoil."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from seedread.index.cleaning.bias import bias_for
from seedread.index.cleaning.features.score_context import CLIPPED_AT, context_features
from seedread.index.cleaning.features.unit import SHAPED
from seedread.index.cleaning.gbdt import line_trees
from seedread.index.cleaning.mlp import first_pass, line_model
from seedread.index.cleaning.numbered_parts import numbered_parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.labelled_document import LabelledDocument

__all__ = ["model_scores", "score"]

BATCH = 5000
"""Units that are scored together. It bounds the memory for a long text."""
FEW = 12
"""Units of a text so short that one line can spoil the score of all others."""
NUMBERS = 2
"""Numbers in a table row."""
ROWS = 4
"""Rows of the shortest table. One unit without numbers may separate two of them."""
PAGE = 0.2
"""Share of labelled units from which a text is a whole page."""
PLAIN = SHAPED | {"other"}
"""Kinds that also occur in a text that is not a web page: lines about the text, and rules of dashes."""
NETWORK_SHARE = 0.3
"""The networks' share of the score; the trees have the rest. The two err in different places."""
TABLE_SCORE = 1.0
"""The least score of a table row."""


def score(document: LabelledDocument, *, extracted: bool = False, strict: bool = False) -> LabelledDocument:
    """Return the document with `scores` and `bias` filled in; above 0, body is more likely."""
    plain = _is_plain(document)
    page = len(document.unlabelled) < (1 - PAGE) * len(document.units)
    bias = bias_for(extracted=extracted, strict=strict, known_language=document.known_language, plain=plain, page=page)
    document = replace(document, scores=model_scores(document), bias=bias)
    scores = _level_lists(document, _score_doubtful_again(document))
    return replace(document, scores=_raise_tables(document, scores) if plain else scores)


def model_scores(document: LabelledDocument) -> list[float]:
    """Return the line model's score of each unit: from networks and trees, or from the networks alone.

    The trees do not score a unit that has a label, nor a text in an unknown language.
    """
    count = len(document.units)
    if not count:
        return []
    if count > BATCH:
        batches = (document.only(range(at, min(count, at + BATCH))) for at in range(0, count, BATCH))
        return [found for batch in batches for found in model_scores(batch)]
    local, position, scores = first_pass(document, line_model())
    if document.known_language:
        open_units = np.array([label is None for label in document.labels])
        trees = line_trees().scores(context_features(document.units, local, position, scores)[open_units])
        networks = np.clip(scores[open_units], -CLIPPED_AT, CLIPPED_AT)
        scores[open_units] = NETWORK_SHARE * networks + (1 - NETWORK_SHARE) * trees
    return [float(found) for found in scores]


def _is_plain(document: LabelledDocument) -> bool:
    """Tell whether the rules found no sign of a web page."""
    return all(label is None or label.kind in PLAIN for label in document.labels)


def _score_doubtful_again(document: LabelledDocument) -> list[float]:
    """Return the scores, higher for a doubtful paragraph that scores better without the labelled units.

    One cookie notice below a short article must not take the last paragraph along. Nor must a unit that resembles one
    in an unknown language.
    """
    scores, bias = list(document.scores), document.bias
    if document.known_language and len(document.units) > FEW:
        return scores
    open_units = document.unlabelled
    doubtful = [at for at in open_units if document.units[at].prose and scores[at] + bias.prose < 2 * bias.change]
    if not doubtful or len(open_units) == len(document.units):
        return scores
    again = dict(zip(open_units, model_scores(document.only(open_units)), strict=True))
    for at in doubtful:
        scores[at] = max(scores[at], again[at])
    return scores


def _level_lists(document: LabelledDocument, scores: Sequence[float]) -> list[float]:
    """Return the scores with the mean for what is of one list: the author wrote all of it or none.

    These are the items of a list, the headings of a numbered text, and the paragraphs below such headings.
    """
    units, labels, levelled = document.units, document.labels, list(scores)
    start = 0
    for at in range(len(units) + 1):
        if at < len(units) and units[at].listed and labels[at] is None:
            continue
        if at - start > 1:
            levelled[start:at] = [sum(scores[start:at]) / (at - start)] * (at - start)
        start = at + 1
    for group in (group for parts in numbered_parts(document) for group in parts if group):
        mean = sum(levelled[at] for at in group) / len(group)
        for at in group:
            levelled[at] = mean
    return levelled


def _raise_tables(document: LabelledDocument, scores: Sequence[float]) -> list[float]:
    """Return the scores with at least `TABLE_SCORE` for table rows: outside a web page the author wrote them."""
    raised = list(scores)
    rows = [at for at, unit in enumerate(document.units) if unit.short and unit.words.count("#") >= NUMBERS]
    if not rows:
        return raised
    starts = [n for n, at in enumerate(rows) if n == 0 or at - rows[n - 1] > 2]
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        if end - start >= ROWS:
            for at in rows[start:end]:
                raised[at] = max(raised[at], TABLE_SCORE)
    return raised
