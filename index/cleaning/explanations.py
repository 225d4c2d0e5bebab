"""Says what a unit is that no rule has taken and that is not body, and what speaks against it, for the reader."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from seedread.index.cleaning.comment_blocks import place_kinds
from seedread.index.cleaning.rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features.counts import Features

__all__ = ["told_of_rest"]

FOLLOWS = {"comment form": "comment form", "related": "teaser", "newsletter": "newsletter", "cookie": "cookie",
           "copyright": "copyright", "account": "account", "advertisement": "advertisement"}  # fmt: skip
"""What a unit is that stands below a heading of each kind."""
REACH = {
    "comment form": 12,
    "related": 12,
    "newsletter": 3,
    "cookie": 3,
    "copyright": 3,
    "account": 3,
    "advertisement": 2,
}
"""Units below the heading that it speaks for, where not all do."""
TEASER_TOKENS = 5
"""Words of the shortest line that can be another article's headline."""
LABEL = 40
"""Size up to which what is no teaser is taken for an entry of a menu."""


def told_of_rest(
    units: Sequence[Features], verdicts: Sequence[Verdict | None], points: Sequence[float], body: Sequence[bool]
) -> list[Verdict | None]:
    """Return the verdicts with one for each unit that is not `body`."""
    inside = [at for at, kept in enumerate(body) if kept and verdicts[at] is None]
    first, last = (inside[0], inside[-1]) if inside else (len(body), -1)
    decided = list(verdicts)
    heading: tuple[str, str, int] | None = None
    for at, (unit, verdict) in enumerate(zip(units, verdicts, strict=True)):
        if verdict is not None:
            opener = next((p for p in (unit.line, unit.start) if p and p.opens), None)
            heading = (opener.kind, unit.text, at) if opener else heading
        elif body[at]:
            heading = None
        else:
            place = "before the body" if at < first else "after the body" if at > last else "within the body"
            decided[at] = _rest(unit, points[at], heading, at, place)
    place_kinds(units, decided)
    return decided


def _rest(unit: Features, points: float, heading: tuple[str, str, int] | None, at: int, place: str) -> Verdict:
    likely = f"{100 / (1 + math.exp(-max(-20.0, min(20.0, points)))):.0f} % body by its look"
    against = _against(unit)
    if heading and at - heading[2] <= REACH.get(heading[0], at) and heading[0] in FOLLOWS:
        kind = FOLLOWS[heading[0]]
        if kind == "comment form" and not unit.ends:  # a comment is a sentence
            kind = "teaser"
        if kind != "teaser" or unit.tokens >= TEASER_TOKENS:
            return Verdict(kind, f"follows '{heading[1][:40]}'")
    evidence = "; ".join(filter(None, (place, against, likely)))
    if place == "after the body" and unit.tokens >= TEASER_TOKENS and not unit.ends:
        return Verdict("teaser", evidence)
    return Verdict("navigation" if unit.size <= LABEL else "other", evidence)


def _against(unit: Features) -> str:
    """Return the plainest thing that speaks against a unit, empty where there is none."""
    if phrase := unit.line or unit.within:
        return f"known phrase '{phrase.text}'"
    if unit.start:
        return f"begins with '{unit.start.text}'"
    if unit.separators:
        return "divided by bars"
    if unit.links:
        return "holds an address"
    if not unit.ends and not unit.prose:
        return "short, without the end of a sentence"
    return ""
