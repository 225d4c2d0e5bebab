"""Decides which units are the body: points, place and neighbours together, and the guard that holds all of it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.cleaning.blocks import best_path
from seedread.index.cleaning.rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features import Features
    from seedread.index.cleaning.scores import Score

__all__ = ["body_start", "decide"]

CHANGE = 4.0
"""What a change between body and the rest costs on the best path, in points."""
CERTAIN = -1.5
"""Points of a unit that a rule has taken: its neighbours are suspect, but no more."""
ENDS_FROM = 0.6
"""Share of the prose that must stand before a heading that can end the body."""
AFTER_END = {"comment form": -3.5, "source": -2.2, "related": -2.2, "newsletter": -1.0}
"""Points of every unit after such a heading: comments are whole sentences, teasers seldom."""
LARGE = 0.15
"""Share of the largest block that makes another one large."""
LEAST_KEPT = 0.5
"""Share of the prose below which the usual verdicts are not trusted."""
PROOF = 0.1
"""Share of a stretch of rest inside the body that must be furniture by its own words; around it one unit is enough."""
NO_PROOF = ("title", "duplicate title", "dateline", "byline", "caption", "other")
"""Kinds that stand beside a body as often as beside furniture."""
LENIENT, STRICT = 0.04, 0.3
"""Shares of units that say themselves that they are furniture: a clean text has few, a whole page many."""


def decide(
    units: Sequence[Features], verdicts: list[Verdict | None], scores: Sequence[Score]
) -> tuple[list[Verdict | None], bool]:
    """Return the verdicts with those added that follow from points and place, and whether prose had to be kept."""
    body = _path(units, verdicts, scores)
    _keep_unproven(units, verdicts, body)
    return _hold_back(units, verdicts, _explained(units, verdicts, scores, body))


def body_start(units: Sequence[Features], verdicts: Sequence[Verdict | None], scores: Sequence[Score]) -> int:
    """Return the first paragraph of the first large block, before anything is decided; the number of units if none."""
    path = _path(units, verdicts, scores)
    blocks: list[tuple[int, int]] = []
    for at, unit in enumerate(units):
        if not path[at] or at == 0 or not path[at - 1]:
            blocks.append((len(units), 0))
        if path[at] and verdicts[at] is None and unit.prose:
            first, size = blocks[-1]
            blocks[-1] = (min(first, at), size + unit.size)
    largest = max((size for _, size in blocks), default=0)
    return next((first for first, size in blocks if size and size >= LARGE * largest), len(units))


def _path(units: Sequence[Features], verdicts: Sequence[Verdict | None], scores: Sequence[Score]) -> list[bool]:
    slack = _slack(verdicts)
    points = [
        CERTAIN if verdict else found.points + (slack if found.points < 0 else 0.0)
        for verdict, found in zip(verdicts, scores, strict=True)
    ]
    _weigh_tail(units, verdicts, points)
    return best_path(points, CHANGE)


def _keep_unproven(units: Sequence[Features], verdicts: Sequence[Verdict | None], body: list[bool]) -> None:
    """Keep every stretch of rest that has too little in it that says itself that it is furniture.

    A list, a table, a column of results has the shape of a menu; what it lacks is the menu's words.
    """
    inside = [at for at, kept in enumerate(body) if kept and verdicts[at] is None]
    first, last = (inside[0], inside[-1]) if inside else (len(body), -1)
    at = 0
    while at < len(body):
        start = at
        while at < len(body) and not (body[at] and verdicts[at] is None):
            at += 1
        if at > start:
            within = first < start and at <= last
            proofs = sum(_proof(units[i], verdicts[i]) for i in range(start, at))
            if proofs < max(1.0, PROOF * (at - start) if within else 0.0):
                body[start:at] = [True] * (at - start)
        at += 1


def _proof(unit: Features, verdict: Verdict | None) -> float:
    if verdict is not None:
        return verdict.kind not in NO_PROOF
    return 0.5 * any(phrase is not None for phrase in (unit.line, unit.start, unit.within)) + 0.5 * unit.links


def _explained(
    units: Sequence[Features], verdicts: Sequence[Verdict | None], scores: Sequence[Score], body: Sequence[bool]
) -> list[Verdict | None]:
    inside = [at for at, kept in enumerate(body) if kept and verdicts[at] is None]
    first, last = (inside[0], inside[-1]) if inside else (len(body), -1)
    decided = list(verdicts)
    opener = ""
    for at, (unit, verdict) in enumerate(zip(units, verdicts, strict=True)):
        if verdict is not None:
            opener = unit.text if unit.line and unit.line.opens else opener
        elif body[at]:
            opener = ""
        else:
            decided[at] = _rest(unit, scores[at].against, opener, before=at < first, after=at > last)
    return decided


def _slack(verdicts: Sequence[Verdict | None]) -> float:
    share = sum(verdict is not None for verdict in verdicts) / max(1, len(verdicts))
    return 1.2 * (1.0 - (share - LENIENT) / (STRICT - LENIENT)) if share < STRICT else 0.0


def _weigh_tail(units: Sequence[Features], verdicts: Sequence[Verdict | None], points: list[float]) -> None:
    whole = sum(unit.size for unit, verdict in zip(units, verdicts, strict=True) if unit.prose and verdict is None)
    before, weight = 0, 0.0
    for at, (unit, verdict) in enumerate(zip(units, verdicts, strict=True)):
        if verdict is None:
            points[at] += 0.0 if _is_foreign_prose(unit) else weight
            before += unit.size if unit.prose else 0
        elif before > ENDS_FROM * whole and (verdict.kind == "source" or _opens(unit)):
            weight = min(weight, AFTER_END.get(verdict.kind, 0.0))


def _is_foreign_prose(unit: Features) -> bool:
    """Whether it is whole sentences in a language whose function words are not known: those no heading takes away."""
    return unit.prose and unit.ends and not unit.stops


def _opens(unit: Features) -> bool:
    return any(phrase is not None and phrase.opens for phrase in (unit.line, unit.start))


def _rest(unit: Features, against: str, opener: str, *, before: bool, after: bool) -> Verdict:
    place = "before the body" if before else "after the body" if after else "between other stripped lines"
    evidence = f"follows '{opener[:40]}'" if opener else f"{place}; {against}" if against else place
    if not before and (unit.tokens > 4 or unit.size > 40):
        return Verdict("teaser", evidence)
    return Verdict("navigation" if unit.size <= 40 else "other", evidence)


def _hold_back(
    units: Sequence[Features], sure: Sequence[Verdict | None], decided: list[Verdict | None]
) -> tuple[list[Verdict | None], bool]:
    """Keep all prose that no rule has taken where most of it would go."""
    prose = [at for at, unit in enumerate(units) if unit.prose and sure[at] is None]
    kept = sum(units[at].size for at in prose if decided[at] is None)
    if prose and kept < LEAST_KEPT * sum(units[at].size for at in prose):
        held = frozenset(prose)
        return [None if at in held else verdict for at, verdict in enumerate(decided)], True
    if prose or sum(verdict is None for verdict in decided) > LEAST_KEPT * len(units):
        return decided, False
    return list(sure), bool(units)
