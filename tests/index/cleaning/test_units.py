"""Broken lines are joined, whole ones are not."""

from __future__ import annotations

import pytest

from seedread.index.cleaning import clean
from seedread.index.cleaning.units import units_of

WIRE = """NORLAND SEES BIGGER WHEAT CROP THIS YEAR
BELMAR, June 4 -
Norland's farm ministry
said on Thursday it expected the wheat crop to reach 4.2 mln
tonnes this year, up from 3.9 mln last year, helped by a mild
winter and by rain in the second half of May.
    Exports would be at least one mln tonnes, it said. It gave
no figure for barley.
    Traders said the forecast was higher than they had thought,
and that prices, which had risen in April, would now come un-
der pressure before the harvest."""


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (
            ["BELMAR – Norland and Westria", "agreed on Tuesday to reopen the railway along the coast."],
            ["BELMAR – Norland and Westria agreed on Tuesday to reopen the railway along the coast."],
        ),
        (
            [
                "He spoke of the ties between the towns and said that",
                "“nobody wants the old border back,” as he put it.",
            ],
            ["He spoke of the ties between the towns and said that “nobody wants the old border back,” as he put it."],
        ),
        (
            ["The agreement was signed in the old town hall by", "Anna Berg", ", the minister of transport."],
            ["The agreement was signed in the old town hall by Anna Berg, the minister of transport."],
        ),
        (
            [
                "The two men are to meet again at a fair in the south on May 3-5",
                "In the weeks before, the town had said no.",
            ],
            [
                "The two men are to meet again at a fair in the south on May 3-5",
                "In the weeks before, the town had said no.",
            ],
        ),
        (
            ["Railway Plan Approved", "The council has approved the plan."],
            ["Railway Plan Approved", "The council has approved the plan."],
        ),
        (
            ["It was late.", "she said so herself, and left the hall."],
            ["It was late.", "she said so herself, and left the hall."],
        ),
        (
            ["Share this", "with everyone whom you know in the town"],
            ["Share this", "with everyone whom you know in the town"],
        ),
        (["He bought  two   loaves.", "\tShe paid."], ["He bought two loaves.", "She paid."]),
    ],
)
def test_a_line_is_joined_where_the_sentence_goes_on(lines: list[str], joined: list[str]) -> None:
    """A small letter, a sign or an opening quote after an open clause goes on; a capital after a long line does not."""
    assert [unit.text for unit in units_of(lines)] == joined


def test_old_wire_copy_becomes_paragraphs() -> None:
    """Text set in narrow lines is read by its indents; headline and dateline stay apart from it."""
    cleaned = clean(WIRE)
    assert cleaned.title == "NORLAND SEES BIGGER WHEAT CROP THIS YEAR"
    assert cleaned.dateline == "BELMAR"
    assert cleaned.published is None
    assert [paragraph[:15] for paragraph in cleaned.paragraphs] == [
        "Norland's farm ",
        "Exports would b",
        "Traders said th",
    ]
    assert "come un-der pressure" in cleaned.paragraphs[2]


def test_verdicts_stay_with_the_printed_lines() -> None:
    """Lines that are judged together are still reported one by one."""
    lines = clean(WIRE).lines
    assert [line.kind for line in lines[:3]] == ["title", "dateline", ""]
    assert len(lines) == len(WIRE.split("\n"))
    assert all(line.kept for line in lines[2:])


def test_tables_are_not_joined() -> None:
    """Rows set in columns stay rows, even between narrow lines."""
    table = ["    Wheat          4.2      3.9", "    Barley         1.1      1.3"]
    texts = [unit.text for unit in units_of([*WIRE.split("\n"), *table])]
    assert texts[-2:] == ["Wheat 4.2 3.9", "Barley 1.1 1.3"]


def test_a_break_over_a_blank_line_is_mended() -> None:
    """Where every line is followed by a blank one, a sentence that goes on with a small letter is still one."""
    text = "The council of Belmar\n\ndecided on Monday to sell the old mill to the highest bidder.\n\nIt was one vote."
    assert clean(text).paragraphs[0].startswith("The council of Belmar decided on Monday")
