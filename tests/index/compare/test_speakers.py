"""Speaker attribution, measured on quotations written for it: a wrong name is worse than "?"."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from seedread.index.article import Article
from seedread.index.compare import analyse_article
from seedread.index.compare.quotations import quoted_spans


class Block(NamedTuple):
    paragraphs: tuple[str, ...]
    speakers: tuple[str, ...]


SETS = ("quotations", "quotations_fresh", "quotations_last", "quotations_discourse")


def blocks(name: str) -> list[Block]:
    text = (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
    found = []
    for piece in text.split("\n\n")[1:]:
        lines = piece.strip().split("\n")
        found.append(Block(tuple(lines[:-1]), tuple(part.strip() for part in lines[-1].removeprefix("=").split("|"))))
    return found


def speakers(*paragraphs: str, title: str = "") -> list[str]:
    return [one.speaker for one in analyse_article(Article("a", title, paragraphs)).quotations]


def test_the_set_is_large_enough() -> None:
    """The sets have at least two hundred quotations, and every one is found."""
    found = [block for name in SETS for block in blocks(name)]
    assert sum(len(block.speakers) for block in found) >= 200
    for block in found:
        assert len(quoted_spans(block.paragraphs)) == len(block.speakers), block.paragraphs


@pytest.mark.parametrize("name", SETS)
def test_precision(name: str) -> None:
    """At least nine in ten of the given names are right, and most of the speakers in the text are given."""
    given = right = told = 0
    wrong = []
    for block in blocks(name):
        for found, true in zip(speakers(*block.paragraphs), block.speakers, strict=True):
            told += true != "?"
            given += found != "?"
            right += found == true != "?"
            if found not in ("?", true):
                wrong.append((found, true, block.paragraphs))
    assert right >= 0.9 * given, wrong
    assert right >= 0.75 * told


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Labour’s Ines Duarte said: “We agreed.”", "Ines Duarte"),
        ("Moody’s Investors Service said the debt was “junk”.", "Moody’s Investors Service"),
        ("President-elect Ines Duarte said: “We agreed.”", "Ines Duarte"),
        ("“We agreed,” al-Duarte said.", "al-Duarte"),
        ("“We agreed,” Duarte & Sons said.", "Duarte & Sons"),
        ("« We agreed », said Ines Duarte.", "Ines Duarte"),
        ("The plan was “sound”, the head of the Bank of Estova, Ines Duarte, told parliament.", "Ines Duarte"),
        ("Duarte thanked them and said they had “agreed”.", "Duarte"),
        ("“We agreed,” the minister, Ines Duarte, shot back.", "Ines Duarte"),
        ("Ines Duarte put it more plainly: “We agreed.”", "Ines Duarte"),
        ("The Valley Post earlier quoted Duarte as saying: “We agreed.”", "Duarte"),
        ("Parliament spokeswoman Ines Duarte played it down, saying it was “extremely limited”.", "Ines Duarte"),
        ("It was their “last and best offer,” according to Duarte.", "Duarte"),
        ("Senate Majority Leader Ines Duarte said: “We agreed.”", "Ines Duarte"),
        ("The Crown Prince, who is here on a visit, replied: “We agreed.”", "?"),
        ("According to the coach, Ines Duarte, the team “ran out of legs”.", "Ines Duarte"),
    ],
)
def test_ways_of_saying(text: str, speaker: str) -> None:
    """Possessives, titles and particles before a name, clauses before a verb and set phrases do not hide a speaker."""
    assert speakers(text) == [speaker]


def test_full_name() -> None:
    """A surname gives the full name that the article gave before, even in the title."""
    assert speakers("“We agreed,” Moreau said.", title="Camille Moreau visits the dam") == ["Camille Moreau"]


@pytest.mark.parametrize(
    "text",
    [
        "“We agreed,” said the minister. Camille Moreau was in the room.",
        "Camille Moreau walked in. The paper called it “a triumph”.",
        "Camille Moreau met Ines Duarte. “We agreed,” she said.",
        "Friends of Camille Moreau said it was “a triumph”.",
        "The “mayor”, Camille Moreau, said nobody had been asked.",
        "Camille Moreau spoke first, she said. Her brother, Luc, laughed. “We agreed,” he said.",
    ],
)
def test_doubt(text: str) -> None:
    """A name that is only nearby is not the speaker."""
    assert speakers(text) == ["?"]
