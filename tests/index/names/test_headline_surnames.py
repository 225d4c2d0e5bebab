"""Titles, lines of capitals and teasers name leaders by their family names alone; other lines name other people."""

from __future__ import annotations

import datetime

import pytest

from seedread.index.names.article_names import find_names


def leaders(date: str, title: str, *paragraphs: str) -> set[str]:
    names = find_names(title, paragraphs, dateline=None, published=datetime.date.fromisoformat(date))
    return {person.id for person in names.leaders}


@pytest.mark.parametrize(
    ("date", "title", "named"),
    [
        ("2019-06-29", "Trump, Xi agree to halt new duties", {"donald-trump.us", "xi-jinping.cn"}),
        ("2019-06-29", "Trump, Xi Agree to Halt New Duties", {"donald-trump.us", "xi-jinping.cn"}),
        ("2010-04-09", "Obama-Medvedev pact cuts warheads", {"barack-obama.us", "dmitry-medvedev.ru"}),
        ("1990-08-09", "BUSH SENDS TROOPS, THATCHER BACKS BLOCKADE", {"george-h-w-bush.us", "margaret-thatcher.gb"}),
        ("2014-03-04", "Yanukovich spotted at Russian resort", {"viktor-yanukovych.ua"}),
        ("2017-06-02", "May urges voters to back her on Brexit", {"theresa-may.gb"}),
        (
            "2024-11-07",
            "Zelenskiy and Scholz greet Trump's victory",
            {"volodymyr-zelenskyy.ua", "olaf-scholz.de", "donald-trump.us"},
        ),
        ("2013-04-17", "Thatcher buried with military honours", {"margaret-thatcher.gb"}),
    ],
)
def test_a_title_names_sitting_and_past_leaders(date: str, title: str, named: set[str]) -> None:
    """A family name alone is the office holder's at the date, in any way to write a title."""
    assert leaders(date, title) == named


@pytest.mark.parametrize(
    ("date", "title"),
    [
        ("2019-05-01", "May rain eases drought in Kenya"),
        ("2003-01-10", "Bush fire closes road near Sydney"),
        ("2018-05-02", "Park ranger finds rare orchid in South Korea"),
        ("2017-03-01", "Trump Tower reopens its lobby"),
        ("2021-02-09", "Johnson & Johnson asks for approval of vaccine"),
        ("2021-06-30", "Hunter Biden opens exhibition of paintings"),
        ("2023-07-07", "Johnson takes five wickets as England win"),
        ("2025-05-16", "Donald Trump Jr speaks at a fair in Iowa"),
        ("2008-02-06", "Obama sweeps Kansas caucus"),
    ],
)
def test_a_title_names_nobody(date: str, title: str) -> None:
    """A month, a plant, a firm, a relative, a player and a candidate are no leaders."""
    assert not leaders(date, title)


def test_a_teaser_says_which_office() -> None:
    """A common name in the title is the person's whose office the teaser mentions."""
    assert leaders("2022-07-08", "Abe dies after shooting", "Japan's former prime minister was 67.") == {
        "shinzo-abe.jp"
    }
    assert not leaders("2022-07-08", "Abe dies after shooting", "The owner of a cafe in Ohio was 67.")


def test_a_table_of_capitals_names_nobody() -> None:
    """A line of capitals in the text needs a verb beside the name."""
    assert not leaders("1996-08-29", "Grain prices", "Prices were steady.", "DECATUR, IL / CLINTON AND PEORIA, IL")


def test_another_person_of_the_article_has_the_name() -> None:
    """A family name in the title is that of the person whom the text names in full."""
    assert not leaders("2012-03-26", "Cameron reaches deepest trench", "The director James Cameron dived alone.")
