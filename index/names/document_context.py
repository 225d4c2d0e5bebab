"""What is known about an article before its people are linked: its date, its countries and its candidates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from seedread.index.article import TITLE
from seedread.index.names.cues import cue_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from seedread.index.names.gazetteer import Gazetteer
    from seedread.index.names.mention_detection import DetectedMention
    from seedread.index.names.office import Leader

__all__ = ["DocumentContext", "same_state", "successor_states"]

GRACE = 14
"""Days after the article by which an office may begin: the dates in data and in newspapers differ."""
UNNAMED_GRACE = 3
"""The same for a name without the title of the office: a candidate does not hold it yet."""
_TRANSITION = 100
"""Days from a vote, or from the appointment of a person who forms a government, to the oath."""
_SUCCESSIONS = ({"RU", "SU"}, {"RS", "YU", "CS"}, {"CZ", "CS"}, {"SK", "CS"}, {"DE", "DD"}, {"CN", "HK"})


@dataclass(frozen=True)
class DocumentContext:
    """What is known about the article before its people are linked."""

    date: datetime.date | None
    countries: Mapping[str, int]
    """How often each country is named."""
    gazetteer: Gazetteer
    election_paragraphs: frozenset[int] = frozenset()
    """The paragraphs that report an election or an appointment."""
    focus_country: str | None = None
    """The country of the dateline, or the one named more often than all others together."""

    @cached_property
    def states(self) -> frozenset[str]:
        """The states named, each with its predecessors and successors."""
        return frozenset(self.countries).union(*(pair for pair in _SUCCESSIONS if not pair.isdisjoint(self.countries)))

    def mentions_country(self, code: str) -> bool:
        """Whether the article names this state, its predecessor or its successor."""
        return code in self.states

    def grace(self, mention: DetectedMention, leader: Leader) -> int:
        """Return how many days after the article this person's office may begin: none before the vote or the oath."""
        title = mention.title
        if title and title.is_leader and title.awaited:
            return max(_TRANSITION, _transitions().get(leader.country, 0))
        if self.election_paragraphs & {mention.paragraph, TITLE}:
            return _transitions().get(leader.country, _TRANSITION)
        loose = title is None or (title.form.loose and (not title.country or title.form.family == "state"))
        return GRACE if title and title.is_leader and not loose else UNNAMED_GRACE


@cache
def _transitions() -> dict[str, int]:
    return {code: int(days) for code, days in (entry.split(":") for entry in cue_words("transitions"))}


def successor_states(code: str) -> frozenset[str]:
    """Return a state's code with those of its legal predecessors and successors."""
    return frozenset((code,)).union(*(pair for pair in _SUCCESSIONS if code in pair))


def same_state(a: str, b: str) -> bool:
    """Whether both codes refer to one state or to its legal predecessor."""
    return a == b or any({a, b} <= pair for pair in _SUCCESSIONS)
