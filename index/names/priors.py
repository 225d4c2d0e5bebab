"""Says whom a family name alone means: who is in office, in a country that the article names or in the world."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from seedread.index.names.disambiguation import POWERS, RECENT
from seedread.index.names.document_context import same_state
from seedread.index.names.office import FOREIGN
from seedread.index.names.spelling import alike

if TYPE_CHECKING:
    from seedread.index.names.candidate import Candidate
    from seedread.index.names.document_context import Scene
    from seedread.index.names.office import Leader

__all__ = ["by_fame", "by_presence", "is_telling"]


def by_presence(candidate: Candidate, scene: Scene) -> Leader | None:
    """Return the only present office-holder with this family name in a country that the article names."""
    if len(candidate.keys[-1]) < 3 - bool(candidate.addressed or candidate.owner):
        return None
    people = [
        leader
        for leader in scene.names.of_family(candidate.keys[-1])
        if _is_called(leader, candidate.keys[-1])
        and (same_state(leader.country, candidate.owner) if candidate.owner else scene.names_country(leader.country))
    ]
    date = scene.date or datetime.date.max  # without a date, who is in office as far as is known
    people = [leader for leader in people if leader.in_office(date, days=RECENT)]
    if len({leader.id for leader in people}) != 1:
        return None
    leader = people[0]
    if leader.held("monarch") and not leader.held("premier"):
        return None  # a first name, which needs the title
    others = candidate.keys[0] in scene.names.starts and candidate.keys[0] != leader.spellings[0][0]
    return leader if candidate.addressed or candidate.owner or not others else None


def _is_called(leader: Leader, word: str) -> bool:
    """Whether the canonical name gives this word to call the person by, in any spelling."""
    return any(alike(word, own) for own in leader.called)


def by_fame(candidate: Candidate, scene: Scene) -> Leader | None:
    """Return the head of one of the powers whose country papers leave unsaid, if no other leader has the name."""
    date, word = scene.date, candidate.keys[-1]
    if date is None or candidate.owner or len(word) < 5:
        return None
    people = [leader for leader in scene.names.of_family(word) if _is_called(leader, word) and leader.in_office(date)]
    if len(people) != 1 or people[0].country not in POWERS or people[0].office_at(date)[0].family == FOREIGN:
        return None
    return people[0]


def is_telling(word: str, scene: Scene) -> bool:
    """Whether a family name speaks for itself: long, nobody's first name, and the date tells who is in office."""
    return scene.date is not None and len(word) > 5 and word not in scene.names.starts
