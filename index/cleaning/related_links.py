"""Keeps the kind "related" for headings of links near the article, and extends it to the links below them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from seedread.index.cleaning.labels import Label
from seedread.index.cleaning.word_lists import word_list

if TYPE_CHECKING:
    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.units import TextUnit

__all__ = ["label_related"]

NEAR = 4
"""Units from the body within which a link can belong to the article."""
RELATED_PAIRS = frozenset((("more", "on"), ("more", "from"), ("more", "about"), ("read", "more"), ("on", "this")))
"""Word pairs in headings of related links, besides the word list "related". "Next" and "Most popular" are left out."""
FOLLOWERS = 6
"""Units below such a heading that are also related."""
LINKS = ("navigation", "other", "teaser")
"""Kinds of lines that can be links."""


def label_related(document: LabelledDocument) -> LabelledDocument:
    """Return the document with the kind "related" for headings near the article and the links below them only."""
    prose = [at for at in document.unlabelled if document.units[at].prose]
    if not prose:
        return document
    near = range(prose[0] - NEAR, prose[-1] + NEAR + 1)
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
