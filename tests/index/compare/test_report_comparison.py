"""Tests what each of several reports on one event alone tells, and which share text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.compare import compare_reports
from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document

if TYPE_CHECKING:
    from seedread.index.article import Article

AGENCY = (
    "Peru and Chile agreed on Tuesday to reopen the Tacna railway, ending nine years of dispute over its bridges.",
    "The repair of 14 bridges will cost $212 million, to be shared equally between the two governments.",
    "About 3,000 people gathered at the station of Tacna with flags to cheer the signing.",
)
PAPER = (
    "Nine years of dispute over the bridges of the Tacna railway ended on Tuesday: Peru and Chile agreed to reopen it.",
    "The repair of 14 bridges will cost $212 million, to be shared equally between the two governments.",
    "Fishermen in the harbour of Ilo complained that the old freight tariff of $9 a tonne would double.",
)
RADIO = (
    "The Tacna railway will run again, the governments of Peru and Chile announced on Tuesday after nine years.",
    "Repairs to its 14 bridges cost $212 million, and Bolivia asked to be connected to the line by 2031.",
    "People with flags cheered the signing at the station of Tacna, about 3,000 of them.",
)


def article(name: str, lines: tuple[str, ...]) -> Article:
    return to_article(Document(name, "\n\n".join(lines), title=f"{name} on the railway", source=name))


def test_each_tells_what_no_other_does() -> None:
    """A sentence, number or country belongs to a report only if none of the others has it."""
    (agency, paper, radio), _ = compare_reports(
        [article("Agency", AGENCY), article("Paper", PAPER), article("Radio", RADIO)]
    )
    assert agency.sentences == ()
    assert paper.sentences == (PAPER[2],)
    assert paper.numbers == ("$9",)
    assert "Bolivia" in radio.countries
    assert not {"Peru", "Chile"} & {*agency.countries, *paper.countries, *radio.countries}


def test_what_one_other_report_has_is_not_only_here() -> None:
    """Compared with the paper alone, the agency's crowd is only there; the radio has it too."""
    alone, _ = compare_reports([article("Agency", AGENCY), article("Paper", PAPER)])
    assert alone[0].sentences == (AGENCY[2],)


def test_who_shares_text_with_whom() -> None:
    """Reports with text in common are named with the share; others are not."""
    longer = (*AGENCY, *PAPER[2:], "Work begins in June, the ministers said in Lima, and will take eighteen months.")
    _, shared = compare_reports([article("Agency", AGENCY), article("Radio", RADIO), article("Paper", longer)])
    assert [(pair.a, pair.b, pair.kind) for pair in shared] == [(0, 2, "copy")]
    assert shared[0].contained == 1


def test_one_report_alone() -> None:
    """A single report has all its sentences, and shares text with none."""
    (only,), shared = compare_reports([article("Paper", PAPER)])
    assert set(only.sentences) == set(PAPER)
    assert shared == ()
