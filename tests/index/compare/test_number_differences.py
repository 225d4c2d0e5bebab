"""Different numbers for one thing, in pairs of reports written for the tests."""

from __future__ import annotations

import pytest

from seedread.index.article import Article
from seedread.index.compare import Comparison, compare
from seedread.index.compare.comparison import Quantity
from seedread.index.compare.number_agreement import agree


def compared(a: str, b: str) -> Comparison:
    return compare(
        Article("a", "T", tuple(a.split("\n")), language="en"), Article("b", "U", tuple(b.split("\n")), language="en")
    )


def differing(found: Comparison) -> list[tuple[str, str, str]]:
    a, b = found.a.quantities, found.b.quantities
    return [(one.noun, a[one.a].printed, b[one.b].printed) for one in found.numbers]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            "The ferry fire off Kalmora killed at least 31 people, harbour officials said.",
            "At least 34 people died when a ferry caught fire off Kalmora.",
            ("people", "at least 31", "at least 34"),
        ),
        (
            "Police in Kalmora arrested more than 200 people at the harbour protest.",
            "About 240 protesters were detained by police at the harbour of Kalmora.",
            ("people", "more than 200", "about 240"),
        ),
        (
            "Oresk Tin will buy the Brunn foundry for $13.9 billion in cash.",
            "Oresk Tin will acquire the Brunn foundry for about $12 billion.",
            ("$", "$13.9 billion", "about $12 billion"),
        ),
        (
            "The council presented a harbour plan of 700 pages on Monday.",
            "On Monday the council presented its harbour plan, with nearly 600 pages of drawings.",
            ("pages", "700", "nearly 600"),
        ),
    ],
)
def test_one_thing(a: str, b: str, expected: tuple[str, str, str]) -> None:
    """A toll that grew, another price and another length are found in sentences that share a part of their words."""
    assert differing(compared(a, b)) == [expected]


def test_one_month_and_one_year() -> None:
    """Sentences that name the same month and year may still differ."""
    a, b = "The harbour fire of May 1987 killed 31 people.", "The harbour fire in May 1987 killed 34 people."
    assert differing(compared(a, b)) == [("people", "31", "34")]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Voters gave Jana Oresk 46 percent in Brunn.", "Voters gave Jana Oresk 40 percent in Estova."),
        ("Brunn Savings lent Kalmora 1.3 billion dollars.", "Estova Mutual lent Kalmora 1.4 billion dollars."),
        ("The fire killed 31 people in the harbour.", "The fire injured 34 people in the harbour."),
        ("Analysts expected the harbour to add 800 jobs in May.", "The harbour added 900 jobs in May."),
        ("Six of the eight dioceses in Brunn joined the inquiry.", "The six dioceses in Brunn joined the inquiry."),
        ("The 20-year-old was shot dead in Brunn.", "The 18-year-old was shot dead in Brunn."),
        ("The mayor and three other members left the harbour council.", "Four members left the harbour council."),
        ("The harbour fire killed 31 people.", "The harbour fire killed 310 people."),
        ("Kalmora shipped 20,400 tonnes of tin in May.", "Kalmora shipped 19,200 tonnes of tin in June."),
        ("The harbour fire killed 31 people.", "The 1987 harbour fire killed 34 people."),
        ("Harbour fees rose 8 percent in Kalmora.", "Harbour fees fell 6 percent in Kalmora."),
        ("Jana Oresk, the No. 2 minister of Kalmora, resigned.", "Three ministers of Kalmora resigned."),
        ("The harbour of Kalmora opens at 1200 hrs EDT.", "The harbour of Kalmora opens at 1000 hrs EDT."),
    ],
)
def test_other_things(a: str, b: str) -> None:
    """Other places, fates, periods, directions, forecasts, parts, ages, ranks, hours and sizes are no differences."""
    assert not differing(compared(a, b))


def test_a_number_that_both_have_does_not_differ() -> None:
    """Numbers that the other article has somewhere else are in no difference."""
    a = "The quake killed 31 people in Brunn.\nIn Estova 24 people were killed by the quake."
    b = "The quake killed 24 people in Estova.\nIn Brunn 31 people were killed by the quake."
    assert not differing(compared(a, b))


def test_one_value_is_in_one_difference() -> None:
    """A toll that an article repeats is reported once."""
    a = "The harbour fire killed 31 people.\nThe 31 people killed by the harbour fire were sailors."
    assert len(differing(compared(a, "The harbour fire killed 34 people."))) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("The loan of €8m pays for the harbour.", "A loan of over 8 million euros pays for the harbour."),
        ("The loan pays 30 percent of the harbour.", "The loan pays thirty per cent of the harbour."),
        ("A dozen boats sank in the harbour.", "Twelve boats sank in the harbour."),
        ("The harbour lost about 1,700 jobs.", "The harbour lost 1,754 jobs."),
        ("The harbour lost more than 900 jobs.", "The harbour lost 928 jobs."),
        ("He is a sailor aged 50.", "The 50-year-old sailor is from Brunn."),
    ],
)
def test_the_same_figure_in_other_words(a: str, b: str) -> None:
    """Other words and rounded forms of a figure are the same figure: it does not differ, and no side has it alone."""
    found = compared(a, b)
    assert (found.numbers, found.figures_a, found.figures_b) == ((), (), ())


def number(value: float, hedge: str = "") -> Quantity:
    return Quantity(0, 0, 1, "", value, "", (), frozenset(), hedge=hedge)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (number(12_000), number(12_345), True),
        (number(984.4e9), number(984e9), True),
        (number(7.6), number(7.7), False),
        (number(40, "more than"), number(44), True),
        (number(40, "more than"), number(39), False),
        (number(40, "more than"), number(70), False),
        (number(9, "nearly"), number(8), True),
        (number(300, "nearly"), number(246), False),
        (number(50), number(49.9), True),
        (number(0), number(1), False),
    ],
)
def test_agreement(a: Quantity, b: Quantity, *, expected: bool) -> None:
    """A rounder number agrees with the exact one that its hedge allows, whichever side has it."""
    assert agree(a, b) is expected
    assert agree(b, a) is expected
