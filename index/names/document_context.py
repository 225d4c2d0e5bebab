"""What is known about an article before its people are linked: its date, its countries and its candidates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from seedread.index.names.gazetteer import Gazetteer
    from seedread.index.names.mention_detection import DetectedMention

__all__ = ["DocumentContext", "same_state", "successor_states"]

GRACE = 14
"""Days after the article by which an office may begin: the dates in data and in newspapers differ."""
ELECTED = 365
"""Days by which it may begin if the text reports an election."""
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

    def grace(self, mention: DetectedMention) -> int:
        """Return how many days after the article an office may begin."""
        return ELECTED if mention.paragraph in self.election_paragraphs else GRACE


def successor_states(code: str) -> frozenset[str]:
    """Return a state's code with those of its legal predecessors and successors."""
    return frozenset((code,)).union(*(pair for pair in _SUCCESSIONS if code in pair))


def same_state(a: str, b: str) -> bool:
    """Whether both codes refer to one state or to its legal predecessor."""
    return a == b or any({a, b} <= pair for pair in _SUCCESSIONS)
