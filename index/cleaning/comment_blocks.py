"""Kinds that depend on where a stripped line stands: the comments of readers, and what is related to the article."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from seedread.index.cleaning.labels import label_words
from seedread.index.cleaning.rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features.counts import Features

__all__ = ["place_kinds"]

NEAR = 4
"""Units from the body within which a link can belong to the article."""
GAP = 12
"""Units between two signs of comments that belong to the same comments."""
SIGNS = ("comment form", "dateline", "byline")
"""Kinds that stand in comments again and again."""
LEAST_SIGNS = 3
RELATING_PAIRS = frozenset((("more", "on"), ("more", "from"), ("more", "about"), ("read", "more"), ("on", "this")))
"""What a heading says, beside the words of the list "relating", that stands above what belongs to the article: "Next"
and "Most popular" do not."""
FOLLOWERS = 6
"""Units below such a heading that are related too."""
LINKS = ("navigation", "other", "teaser")
"""Kinds of lines that can be links."""
NAMED = ("navigation", "other", "teaser", "byline", "dateline")
"""Kinds of lines that are part of the comments they stand in."""


def place_kinds(units: Sequence[Features], decided: list[Verdict | None]) -> None:
    """Give the lines of readers' comments, and links that are far from the article, the kinds they have by place."""
    prose = [at for at, unit in enumerate(units) if unit.prose and decided[at] is None]
    if not prose:
        return
    _mark_comments(decided, prose[0])
    _place_related(units, decided, range(prose[0] - NEAR, prose[-1] + NEAR + 1))


def _place_related(units: Sequence[Features], decided: list[Verdict | None], near: range) -> None:
    """Leave related only headings near the article that say so, with the links below them."""
    heading: tuple[int, str] | None = None
    for at, (unit, verdict) in enumerate(zip(units, decided, strict=True)):
        if verdict is None:
            heading = None
        elif verdict.kind == "related":
            heading = (at, unit.text[:40]) if at in near and _relates(unit) else None
            if heading is None:
                decided[at] = Verdict("navigation", verdict.evidence)
        elif verdict.kind in LINKS and heading and at - heading[0] <= FOLLOWERS:
            decided[at] = Verdict("related", f"follows '{heading[1]}'")
        elif verdict.kind != "dateline":
            heading = None


def _relates(unit: Features) -> bool:
    return not label_words("relating").isdisjoint(unit.words) or any(
        pair in RELATING_PAIRS for pair in pairwise(unit.words)
    )


def _mark_comments(decided: list[Verdict | None], first: int) -> None:
    """Mark what stands from a comment form's line to the last of several signs of comments below it."""
    at = first
    while at < len(decided):
        verdict = decided[at]
        at += 1
        if verdict is None or verdict.kind != "comment form":
            continue
        start = last = at - 1
        signs = 1
        while at < len(decided) and at - last <= GAP:
            following = decided[at]
            if following is not None and following.kind in SIGNS:
                last, signs = at, signs + 1
            at += 1
        if signs >= LEAST_SIGNS:
            for n in range(start + 1, last + 1):
                own = decided[n]
                if own is not None and own.kind in NAMED:
                    decided[n] = Verdict("comment form", f"among comments; {own.evidence}")
        at = last + 1
