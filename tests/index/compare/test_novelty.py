"""Sentences that only one of two reports has."""

from __future__ import annotations

from seedread.index.article import Article
from seedread.index.compare import compare

HARBOUR = (
    "The harbour of Kalmora was closed on Monday after a crane fell on the quay.",
    "Nobody was hurt, the harbour office said.",
    "The crane had passed its yearly test, and the quay will be open again soon.",
)
CRANE = (
    "A crane fell on the quay of Kalmora on Monday, and the harbour was closed.",
    "The office in the harbour said that the quay was closed.",
    "Divers searched murky water beneath its broken arm until dusk.",
    "Engineer Ines Salgado had warned the owners, Brunn Steel, about rust in 40 bolts.",
)


def only_b() -> tuple[list[str], list[str]]:
    found = compare(
        Article("a", "T", HARBOUR, language="en"), Article("b", "U", CRANE, language="en", source="Valley Post")
    )
    sentences = found.b.sentences
    return [sentences[n].text for n in found.only_b], [sentences[n].text for n in found.first_b]


def test_only_what_is_mostly_new_is_only_here() -> None:
    """A sentence without a similar one is only here if the other article tells little of it."""
    assert only_b()[0] == [CRANE[2], CRANE[3]]


def test_new_names_and_numbers_come_first() -> None:
    """The sentence with a person, a company and a number that the other article lacks comes before an earlier one."""
    assert only_b()[1] == [CRANE[3], CRANE[2]]
