"""Corrects the kinds that depend on where a stripped line is: in readers' comments, or among related links.

Comment forms themselves are recognized in `boilerplate_rules`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from seedread.index.cleaning.labels import Label
from seedread.index.cleaning.word_lists import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.units import TextUnit

__all__ = ["kinds_by_place"]

NEAR = 4
"""Units from the body within which a link can belong to the article."""
GAP = 12
"""The most units between two signs of the same block of comments."""
SIGNS = ("comment form", "dateline", "byline")
"""Kinds that occur again and again among comments."""
LEAST_SIGNS = 3
RELATED_PAIRS = frozenset((("more", "on"), ("more", "from"), ("more", "about"), ("read", "more"), ("on", "this")))
"""Word pairs in headings of related links, besides the word list "related". "Next" and "Most popular" are left out."""
FOLLOWERS = 6
"""Units below such a heading that are also related."""
LINKS = ("navigation", "other", "teaser")
"""Kinds of lines that can be links."""
AMONG_COMMENTS = ("navigation", "other", "teaser", "byline", "dateline")
"""Kinds of lines that become part of the comments around them."""


def kinds_by_place(document: LabelledDocument) -> LabelledDocument:
    """Return the document with the kinds corrected inside blocks of comments and for links far from the article."""
    prose = [at for at in document.unlabelled if document.units[at].prose]
    if not prose:
        return document
    document = _label_comments(document, prose[0])
    return _label_related(document, range(prose[0] - NEAR, prose[-1] + NEAR + 1))


def _label_related(document: LabelledDocument, near: range) -> LabelledDocument:
    """Keep "related" only for headings near the article, and extend it to the links below them."""
    heading: tuple[int, str] | None = None
    changed: dict[int, Label | None] = {}
    for at, (unit, label) in enumerate(zip(document.units, document.labels, strict=True)):
        if label is None:
            heading = None
        elif label.kind == "related":
            heading = (at, unit.text[:40]) if at in near and _names_related(unit) else None
            if heading is None:
                changed[at] = Label("navigation", label.evidence)
        elif label.kind in LINKS and heading and at - heading[0] <= FOLLOWERS:
            changed[at] = Label("related", f"follows '{heading[1]}'")
        elif label.kind != "dateline":
            heading = None
    return document.with_labels(changed)


def _names_related(unit: TextUnit) -> bool:
    return not word_list("related").isdisjoint(unit.words) or any(
        pair in RELATED_PAIRS for pair in pairwise(unit.words)
    )


def _label_comments(document: LabelledDocument, first: int) -> LabelledDocument:
    """Label what lies between a comment form, from unit `first` on, and the last of several signs of comments below."""
    labels = document.labels
    changed: dict[int, Label | None] = {}
    at = first
    while at < len(labels):
        label = labels[at]
        at += 1
        if label is None or label.kind != "comment form":
            continue
        last, signs = _last_sign(labels, at)
        if signs >= LEAST_SIGNS:
            for n in range(at, last + 1):
                own = labels[n]
                if own is not None and own.kind in AMONG_COMMENTS:
                    changed[n] = Label("comment form", f"among comments; {own.evidence}")
        at = last + 1
    return document.with_labels(changed)


def _last_sign(labels: Sequence[Label | None], at: int) -> tuple[int, int]:
    """Return the last sign of the block of comments that begins before `at`, and the number of its signs."""
    last, signs = at - 1, 1
    while at < len(labels) and at - last <= GAP:
        label = labels[at]
        if label is not None and label.kind in SIGNS:
            last, signs = at, signs + 1
        at += 1
    return last, signs
