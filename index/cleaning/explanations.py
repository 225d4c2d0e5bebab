"""Labels each unit that decoding left out of the body, and names for the reader what counted against it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.cleaning.labels import Label

if TYPE_CHECKING:
    from seedread.index.cleaning.labelled_document import LabelledDocument
    from seedread.index.cleaning.units import TextUnit

__all__ = ["explain"]

FOLLOWS = {"comment form": "comment form", "related": "teaser", "newsletter": "newsletter", "cookie": "cookie",
           "copyright": "copyright", "account": "account", "advertisement": "advertisement"}  # fmt: skip
"""The kind of a unit below a heading of each kind."""
REACH = {
    "comment form": 12,
    "related": 12,
    "newsletter": 3,
    "cookie": 3,
    "copyright": 3,
    "account": 3,
    "advertisement": 2,
}
"""How many units below a heading it explains; one of another kind explains all."""
TEASER_TOKENS = 5
"""Words of the shortest line that can be another article's headline."""
MENU_ENTRY = 40
"""Size up to which a line that is not a teaser is taken for a menu entry."""


class Heading(NamedTuple):
    """The last stripped heading above a unit that other text than the article follows."""

    kind: str
    text: str
    at: int
    """The index of its unit."""


def explain(document: LabelledDocument) -> LabelledDocument:
    """Return a decoded document with a label on each unit that is not body."""
    body, labels = document.body, document.labels
    inside = [at for at in document.unlabelled if body[at]]
    first, last = (inside[0], inside[-1]) if inside else (len(body), -1)
    explained: dict[int, Label | None] = {}
    heading: Heading | None = None
    for at, (unit, label) in enumerate(zip(document.units, labels, strict=True)):
        if label is not None:
            opener = next((phrase for phrase in (unit.line, unit.start) if phrase and phrase.opens), None)
            heading = Heading(opener.kind, unit.text, at) if opener else heading
        elif body[at]:
            heading = None
        else:
            place = "before the body" if at < first else "after the body" if at > last else "within the body"
            explained[at] = _label_of(unit, document.scores[at], heading, at, place)
    return document.with_labels(explained)


def _label_of(unit: TextUnit, score: float, heading: Heading | None, at: int, place: str) -> Label:
    likely = f"{100 / (1 + math.exp(-max(-20.0, min(20.0, score)))):.0f}% likely to be body"
    if heading and at - heading.at <= REACH.get(heading.kind, at) and heading.kind in FOLLOWS:
        kind = FOLLOWS[heading.kind]
        if kind == "comment form" and not unit.ends:  # a comment is a sentence
            kind = "teaser"
        if kind != "teaser" or unit.tokens >= TEASER_TOKENS:
            return Label(kind, f"follows '{heading.text[:40]}'")
    evidence = "; ".join(filter(None, (place, _strongest_sign(unit), likely)))
    if place == "after the body" and unit.tokens >= TEASER_TOKENS and not unit.ends:
        return Label("teaser", evidence)
    return Label("navigation" if unit.size <= MENU_ENTRY else "other", evidence)


def _strongest_sign(unit: TextUnit) -> str:
    """Return the plainest sign that a unit is not body, empty if there is none."""
    if phrase := unit.line or unit.within:
        return f"known phrase '{phrase.text}'"
    if unit.start:
        return f"begins with '{unit.start.text}'"
    if unit.separators:
        return "parts separated by bars"
    if unit.links:
        return "contains an address"
    if not unit.ends and not unit.prose:
        return "short, not a sentence"
    return ""
