"""Reads what stands about the article: city, author, date and source, and marks the lines that hold nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.cleaning.bylines import byline_of, is_name
from seedread.index.cleaning.credits import credited_source
from seedread.index.cleaning.date_lines import published_in, says_updated
from seedread.index.cleaning.datelines import dateline_of
from seedread.index.cleaning.orthography import lone_address
from seedread.index.cleaning.rules import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.article import Published
    from seedread.index.cleaning.features.counts import Features

__all__ = ["Masthead", "mark_datelines", "mark_masthead", "masthead_of"]

HEAD = 6
"""Units from the first one that is not furniture in which a dateline may stand."""
NEAR_END = 4
"""Units after the body in which a lone domain names the source."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What is known about an article from its own text."""

    city: str | None
    byline: str | None
    published: Published | None
    source: str | None


def mark_datelines(units: Sequence[Features], verdicts: list[Verdict | None]) -> None:
    """Mark the datelines that stand on a line of their own above the body."""
    first = _first_prose(units, verdicts)
    for at in range(max(0, first - HEAD), min(len(units), first + 2)):
        line = dateline_of(units[at].text)
        if verdicts[at] is None and line and line.alone:
            verdicts[at] = Verdict("dateline", f"nothing but city and date: '{line.head}'")


def mark_masthead(units: Sequence[Features], verdicts: list[Verdict | None]) -> None:
    """Mark names of authors on a line of their own above a date, and the source below the body."""
    first = _first_prose(units, verdicts)
    for at in range(max(0, first - HEAD), min(len(units) - 1, first)):
        after = verdicts[at + 1]
        if verdicts[at] is None and after and after.kind == "dateline" and is_name(units[at].text):
            verdicts[at] = Verdict("byline", "a name above the date")
    _mark_sources(units, verdicts)


def _first_prose(units: Sequence[Features], verdicts: Sequence[Verdict | None]) -> int:
    return next((at for at, unit in enumerate(units) if unit.prose and verdicts[at] is None), min(HEAD, len(units)))


def _mark_sources(units: Sequence[Features], verdicts: list[Verdict | None]) -> None:
    whole = sum(unit.size for unit, verdict in zip(units, verdicts, strict=True) if unit.prose and not verdict)
    before, since, found = 0, 0, False
    for at, unit in enumerate(units):
        verdict = verdicts[at]
        if verdict is None:
            since = 0 if unit.prose else since + 1
            before += unit.size if unit.prose else 0
            continue
        late = whole and before > 0.5 * whole
        if verdict.kind == "source" and not late:
            verdicts[at] = Verdict("caption", "a credit within the text")
        elif late and not found and since < NEAR_END and lone_address(unit.text):
            verdicts[at] = Verdict("source", "a domain alone below the body")
            found = True


def masthead_of(units: Sequence[Features], verdicts: Sequence[Verdict | None]) -> Masthead:
    """Return what the stripped lines and the beginning of the body tell."""
    body = [at for at, verdict in enumerate(verdicts) if verdict is None]
    first = body[0] if body else 0
    return Masthead(
        city=_city(units, verdicts, body[:3]),
        byline=_byline(units, verdicts, first),
        published=_published(units, verdicts, first),
        source=_source(units, verdicts),
    )


def _city(units: Sequence[Features], verdicts: Sequence[Verdict | None], lead: Sequence[int]) -> str | None:
    for unit, verdict in zip(units, verdicts, strict=True):
        if verdict and verdict.kind == "dateline" and (line := dateline_of(unit.text)) and line.alone:
            return line.city
    for at in lead:
        if line := dateline_of(units[at].text):
            return line.city
    return None


def _byline(units: Sequence[Features], verdicts: Sequence[Verdict | None], first: int) -> str | None:
    named = [at for at, verdict in enumerate(verdicts) if verdict and verdict.kind == "byline"]
    if not named:
        return None
    text = units[min(named, key=lambda at: abs(at - first))].text
    return byline_of(text) or text


def _published(units: Sequence[Features], verdicts: Sequence[Verdict | None], first: int) -> Published | None:
    dated = [at for at, verdict in enumerate(verdicts) if verdict and verdict.kind in ("dateline", "byline")]
    dated.sort(key=lambda at: (says_updated(units[at].text), abs(at - first)))
    for at in dated:
        if found := published_in(units[at].text):
            return found
    line = dateline_of(units[first].text) if units else None
    return published_in(line.head) if line else None


def _source(units: Sequence[Features], verdicts: Sequence[Verdict | None]) -> str | None:
    for unit, verdict in zip(reversed(units), reversed(verdicts), strict=True):
        if verdict and verdict.kind == "source":
            return credited_source(unit.text) or lone_address(unit.text)
    return None
