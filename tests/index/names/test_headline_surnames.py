"""Titles, lines of capitals and teasers name leaders by their family names alone; other lines name other people."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path

import pytest

from seedread.index.names.article_names import find_names
from seedread.index.names.document_context import same_state
from seedread.index.names.gazetteer import gazetteer
from seedread.index.names.person_names import fold_name_word

HEADLINES = Path(__file__).parent / "headlines.tsv"


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


def _is_person(label: str, identity: str) -> bool:
    """Whether a label such as "Rice:US" is the person with this ID."""
    name, _, code = label.rpartition(":")
    wanted = set(fold_name_word(name).split())
    rows = gazetteer().rows_of_person(identity)
    return any(same_state(row.country, code) for row in rows) and any(
        wanted <= set(spelling) for row in rows for spelling in row.spellings
    )


@pytest.mark.parametrize(("columns", "precision", "recall"), [(1, 0.97, 0.80), (2, 0.97, 0.90)])
def test_headlines_of_a_quarter_of_a_century(columns: int, precision: float, recall: float) -> None:
    """Most leaders that a title names are found, with one sentence nearly all, and hardly a wrong one."""
    tally: Counter[str] = Counter()
    for line in HEADLINES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        date, title, sentence, *labelled = line.split("\t")
        labels = [label.strip() for cell in labelled[:columns] for label in cell.split(";") if label.strip()]
        found = leaders(date, title, *([sentence] if columns == 2 else []))
        for label in labels:
            hit = next((one for one in sorted(found) if _is_person(label.lstrip("?"), one)), None)
            found.discard(hit or "")
            if not label.startswith("?"):
                tally["right" if hit else "missed"] += 1
        tally["wrong"] += len(found)
    assert tally["right"] / (tally["right"] + tally["wrong"]) >= precision
    assert tally["right"] / (tally["right"] + tally["missed"]) >= recall
