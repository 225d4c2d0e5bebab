"""Numbers, what they count, and where two articles differ."""

from __future__ import annotations

import pytest

from seedread.index.article import Article
from seedread.index.cleaning.language import stop_words
from seedread.index.compare import compare
from seedread.index.compare.amounts import find_amounts
from seedread.index.compare.comparison import Sentence
from seedread.index.compare.quantities import find_quantities
from seedread.index.compare.quotations import quoted_spans


def found(text: str) -> list[tuple[float, str]]:
    sentence = Sentence(0, 0, 0, len(text), text)
    return [(one.value, one.unit) for one in find_quantities(sentence, find_amounts(text), stop_words("en"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It paid $1.7 billion for drones.", [(1.7e9, "$")]),
        ("It paid 1.7 billion dollars.", [(1.7e9, "$")]),
        ("A €3bn loan and a £20m grant.", [(3e9, "€"), (2e7, "£")]),
        ("Prices rose 3.5 per cent and wages 2 pct, or 4%.", [(3.5, "%"), (2, "%"), (4, "%")]),
        ("Twelve soldiers and 3,000 villagers fled.", [(12, ""), (3000, "")]),
        ("Twenty-one ships lay 30km off the coast.", [(21, ""), (30, "km")]),
        ("On March 5, 2024, at 10:30, the G7 met MI5 for the 22nd time.", []),
        ("In 2019 they met.", []),
        ("The No. 2 minister took flight 370 passengers had left.", []),
        ("Offers close at 1200 hrs and 900 GMT.", []),
        ("A loan of 90 million Australian dollars.", [(9e7, "Australian $")]),
        ("A loan of 90 million U.S. dollars.", [(9e7, "$")]),
        ("They won 2-1.", []),
        ("Over 8 million euros, EUR 8m, 8m euros and an 8-million-euro loan.", [(8e6, "€")] * 4),
        ("Eight million euros is a €8m loan.", [(8e6, "€")] * 2),
        ("Thirty percent, 30%, 30 pct, 30 per cent and 30pc.", [(30, "%")] * 5),
        ("A dozen boats, two dozen nets and half a million sardines.", [(12, ""), (24, ""), (5e5, "")]),
        ("Two hundred and fifty boats and a hundred thousand sardines.", [(250, ""), (1e5, "")]),
        ("Two and a half million sardines.", [(2.5e6, "")]),
        ("A loan of A$5m.", [(5e6, "Australian $")]),
        (
            "Between $140 and $150 million, or $1.4-1.5 billion.",
            [(1.4e8, "$"), (1.5e8, "$"), (1.4e9, "$"), (1.5e9, "$")],
        ),
        ("Waves of 30 to 40 metres and winds of 60-70 km.", [(30, "m"), (40, "m"), (60, "km"), (70, "km")]),
        ("About one-third of them left, dozens of boats sank, and 1, 000 nets tore.", []),
    ],
)
def test_read(text: str, expected: list[tuple[float, str]]) -> None:
    """Values with units and scales are read; dates, times, names and scores are skipped."""
    assert found(text) == expected


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        (
            "The Moreau group now holds 70 percent of Harbour Ferries in Kalmora.",
            "The Moreau group now holds 80 percent of Island Rail and its depots in Kalmora.",
            False,
        ),
        (
            "The Moreau group now holds 70 percent of Harbour Ferries in Kalmora.",
            "The Moreau group now holds 75 percent of the shares of Harbour Ferries in Kalmora.",
            True,
        ),
        (
            "The Moreau group raised its offer for Harbour Ferries to $27 a share.",
            "The Moreau group raised its offer for Harbour Ferries to $330 million.",
            False,
        ),
        (
            "The Moreau group raised its offer for Harbour Ferries to $27 a share.",
            "The Moreau group raised its offer for Harbour Ferries to $29 per share.",
            True,
        ),
        (
            "Last week’s fire killed one miner in the Brunn pit.",
            "Another 56 miners were trapped by last week’s fire in the Brunn pit.",
            False,
        ),
    ],
)
def test_other_numbers(a: str, b: str, *, differ: bool) -> None:
    """Shares of two companies, a price and a sum, one dead and many trapped are not numbers for one thing."""
    found = compare(Article("a", "T", (a,), language="en"), Article("b", "U", (b,), language="en"))
    assert bool(found.numbers) is differ


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we can’t go” and left.", ["we can’t go"]),
        ("‘It’s the boys’ club,’ she said.", ["It’s the boys’ club,"]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("„Ja“ und «oui» und 「はい」", ["Ja", "oui", "はい"]),
        ("The dogs' bowl and the '90s.", []),
        ("“He said ‘no’ twice,” she said.", ["He said ‘no’ twice,"]),
    ],
)
def test_quotation_marks(text: str, expected: list[str]) -> None:
    """Marks of many kinds are read, apostrophes are not marks, and a quotation inside another belongs to it."""
    assert [text[a:b] for _, (a, b) in quoted_spans([text])] == expected
