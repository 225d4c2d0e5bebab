"""Broken lines are joined, whole ones are not."""

from __future__ import annotations

import pytest

from seedread.index.cleaning import clean
from seedread.index.cleaning.line_joining import join_lines

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
    ("lines", "texts"),
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
def test_a_line_is_joined_where_the_sentence_goes_on(lines: list[str], texts: list[str]) -> None:
    """A lower-case letter, a sign or an opening quote continues a clause; a capital after a long line does not."""
    assert [joined.text for joined in join_lines(lines)] == texts


def test_old_wire_copy_becomes_paragraphs() -> None:
    """Narrow lines become paragraphs by their indents; headline and dateline stay separate."""
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


def test_every_joined_line_has_its_own_verdict() -> None:
    """Lines that are labelled together are still reported one by one."""
    lines = clean(WIRE).lines
    assert [line.kind for line in lines[:3]] == ["title", "dateline", ""]
    assert len(lines) == len(WIRE.split("\n"))
    assert all(line.kept for line in lines[2:])


def test_tables_are_not_joined() -> None:
    """Rows in columns stay rows, even between narrow lines."""
    table = ["    Wheat          4.2      3.9", "    Barley         1.1      1.3"]
    texts = [joined.text for joined in join_lines([*WIRE.split("\n"), *table])]
    assert texts[-2:] == ["Wheat 4.2 3.9", "Barley 1.1 1.3"]


def test_a_sentence_is_joined_across_a_blank_line() -> None:
    """With a blank line after every line, a sentence that continues in lower case is still joined."""
    text = "The council of Belmar\n\ndecided on Monday to sell the old mill to the highest bidder.\n\nIt was one vote."
    assert clean(text).paragraphs[0].startswith("The council of Belmar decided on Monday")


def test_a_word_cut_by_a_soft_hyphen_is_whole() -> None:
    """A line that ends in a soft hyphen is joined with the next one without a space."""
    whole = "The council of Belmar voted on Monday to rebuild the old harbour bridge, which was swept away by floods."
    more = "The council will pay for it with a loan from the regional bank, said the mayor, who was elected in autumn."
    cut = whole.replace("council", "coun\xad\ncil").replace("harbour", "har\xadbour")
    assert clean(f"{cut}\n{more}").paragraphs == (whole, more)
