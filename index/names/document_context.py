"""What is known of an article before its persons are: its date, its countries, and who could be meant."""

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
"""Days by which an office may begin after the article: dates of data and of papers differ."""
ELECTED = 365
"""Days by which it may begin where the text says that somebody was elected."""
_SUCCESSIONS = ({"RU", "SU"}, {"RS", "YU", "CS"}, {"CZ", "CS"}, {"SK", "CS"}, {"DE", "DD"}, {"CN", "HK"})


@dataclass(frozen=True)
class DocumentContext:
    """What is known of the article before its persons are."""

    date: datetime.date | None
    countries: Mapping[str, int]
    """How often each country is named."""
    gazetteer: Gazetteer
    election_paragraphs: frozenset[int] = frozenset()
    """The paragraphs that tell of an election or an appointment."""

    focus_country: str | None = None
    """The country of the dateline, or the one named far more than any other."""

    @cached_property
    def states(self) -> frozenset[str]:
        """The states named, each with the one before or after it."""
        return frozenset(self.countries).union(*(pair for pair in _SUCCESSIONS if not pair.isdisjoint(self.countries)))

    def mentions_country(self, code: str) -> bool:
        """Whether the article names this state, or the one before or after it."""
        return code in self.states

    def grace(self, mention: DetectedMention) -> int:
        """Return how many days after the article an office may begin."""
        return ELECTED if mention.paragraph in self.election_paragraphs else GRACE


def successor_states(code: str) -> frozenset[str]:
    """Return a code with those of the state's legal predecessors and successors."""
    return frozenset((code,)).union(*(pair for pair in _SUCCESSIONS if code in pair))


def same_state(a: str, b: str) -> bool:
    """Whether both codes are of one state or of its legal predecessor."""
    return a == b or any({a, b} <= pair for pair in _SUCCESSIONS)
