"""Who said what, measured on quotations written for it: a wrong name is worse than a question mark."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from seedread.index.article import Article
from seedread.index.compare import take_apart
from seedread.index.compare.quotations import quoted_spans


class Block(NamedTuple):
    paragraphs: tuple[str, ...]
    speakers: tuple[str, ...]


def blocks() -> list[Block]:
    text = (Path(__file__).parent / "quotations.txt").read_text(encoding="utf-8")
    found = []
    for piece in text.split("\n\n")[1:]:
        lines = piece.strip().split("\n")
        found.append(Block(tuple(lines[:-1]), tuple(part.strip() for part in lines[-1].removeprefix("=").split("|"))))
    return found


def speakers(*paragraphs: str, title: str = "") -> list[str]:
    return [one.speaker for one in take_apart(Article("a", title, paragraphs)).quotations]


def test_the_set_is_large_enough() -> None:
    """The set holds at least a hundred quotations, and every one of them is found."""
    assert sum(len(block.speakers) for block in blocks()) >= 100
    for block in blocks():
        assert len(quoted_spans(block.paragraphs)) == len(block.speakers), block.paragraphs


def test_precision() -> None:
    """Of the names that are given at least nine in ten are right, and most of those that the text tells are given."""
    given = right = told = 0
    wrong = []
    for block in blocks():
        for found, true in zip(speakers(*block.paragraphs), block.speakers, strict=True):
            told += true != "?"
            given += found != "?"
            right += found == true != "?"
            if found not in ("?", true):
                wrong.append((found, true, block.paragraphs))
    assert right >= 0.9 * given, wrong
    assert right >= 0.75 * told


def test_full_name() -> None:
    """A surname stands for the full name that the article gave before, in its title too."""
    assert speakers("“We agreed,” Moreau said.", title="Camille Moreau visits the dam") == ["Camille Moreau"]


@pytest.mark.parametrize(
    "text",
    [
        "“We agreed,” said the minister. Camille Moreau was in the room.",
        "Camille Moreau walked in. The paper called it “a triumph”.",
        "Camille Moreau met Ines Duarte. “We agreed,” she said.",
        "Friends of Camille Moreau said it was “a triumph”.",
    ],
)
def test_doubt(text: str) -> None:
    """A name that only stands nearby is not taken for the speaker's."""
    assert speakers(text) == ["?"]
