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
        ("The Crown Prince, who is here on a visit, replied: “We agreed.”", "the Crown Prince"),
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
        "Camille Moreau met Ines Duarte. “We agreed,” she said.",
        "The “mayor”, Camille Moreau, said nobody had been asked.",
        "The minister and the envoy met. “We agreed,” he said.",
        "Camille Moreau wrote a book, “We Agreed to Differ”.",
        "Camille Moreau ran on the slogan “We agree, so should you”.",
        "Camille Moreau walked in and sat down. “We agreed to differ”",
        "Mr. Okafor denied it. “We agreed,” she said.",
        "Nobody had seen it. “We agreed,” they said.",
    ],
)
def test_doubt(text: str) -> None:
    """A name that is only nearby is not the speaker."""
    assert speakers(text) == ["?"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("“We agreed,” said the minister. Camille Moreau was in the room.", "the minister"),
        ("Camille Moreau walked in. The paper called it “a triumph”.", "the paper"),
        ("Friends of Camille Moreau said it was “a triumph”.", "friends of Camille Moreau"),
        ("“No comment,” said a spokesman for the ministry on Friday.", "a spokesman for the ministry"),
        ("“No comment,” said an aide to the queen.", "an aide to the queen"),
        ("The campaign called it “a smear”.", "the campaign"),
        ("MPs said it was “a smear”.", "MPs"),
        ("Officials said it was “a smear”.", "officials"),
        ("U.S. officials said it was “a smear”.", "U.S. officials"),
        ("Ines Duarte's mother, sister and nephew said it was “a smear”.", "Ines Duarte's mother, sister and nephew"),
        ("“Prices will rise,” the report concludes.", "the report"),
        ("It was “a smear”, according to a person close to the talks.", "a person close to the talks"),
        ("“It fell,” a bystander shouted.", "a bystander"),
    ],
)
def test_nouns(text: str, source: str) -> None:
    """A source without a name is given as the text gives it."""
    assert speakers(text) == [source]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Mr. Okafor met Mrs. Lund. “We agreed,” she said.", "Lund"),
        ("Camille Moreau spoke first, she said. Her brother, Luc, laughed. “We agreed,” he said.", "Luc"),
        ("Chancellor Ines Duarte flew to Brell. The visit was short. “We agreed,” she said.", "Ines Duarte"),
        ("Ines Duarte praised Luc Moreau’s speech. “He was brief,” she said.", "Ines Duarte"),
        ("Of Ines Duarte, Luc Moreau was wary. “She is no fool,” he said.", "Luc Moreau"),
        ("The union rejected the offer. “It is an insult,” it said.", "the union"),
        ("Two drivers stopped. “There was smoke,” they said.", "two drivers"),
        ("A nurse opened the door. “Come in,” she said.", "a nurse"),
        ("Ines Duarte had two meetings. The first, she said, “was polite”.", "Ines Duarte"),
        ("Luc Moreau defended the tax. The rich, he said, “will not starve”.", "Luc Moreau"),
    ],
)
def test_pronouns(text: str, speaker: str) -> None:
    """A pronoun stands for the last speaker or subject of its gender and number."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ines Duarte told donors it was “over”, according to audio obtained by the Valley Post.", "Ines Duarte"),
        ("“It is over,” Ines Duarte said, according to a recording of the call.", "Ines Duarte"),
        ("Luc Moreau dismissed Ines Duarte's claim that it was “over”.", "Ines Duarte"),
        ("As Ines Duarte put it, “It is over.”", "Ines Duarte"),
        ("It is “over”, as Ines Duarte put it.", "Ines Duarte"),
        ("Ines Duarte (D-Maine) said it was “over”.", "Ines Duarte"),
        ("Ines Duarte, D-Maine, said it was “over”.", "Ines Duarte"),
        ("Gov. Ines B. Duarte, who lost, issued a letter calling it “over”.", "Ines B. Duarte"),
        ("“It is over,” thundered Ines Duarte.", "Ines Duarte"),
        ("Ines Duarte snorted: “It is over.”", "Ines Duarte"),
        ("Ines Duarte of the Council on Rivers said it was “over”.", "Ines Duarte"),
        ("Secretary of State Ines Duarte said it was “over”.", "Ines Duarte"),
        ("It was the captain, Ines Duarte, who said it was “over”.", "Ines Duarte"),
        ("Ines Duarte then accused the board of “greed”.", "Ines Duarte"),
        ("KALMORA, Estova — Ines Duarte left early and later called it “over”.", "Ines Duarte"),
        ("The Post quoted an insider in the talks as saying it was “over”.", "an insider in the talks"),
    ],
)
def test_longer_ways_of_saying(text: str, speaker: str) -> None:
    """The one who speaks is found behind parties, places, recordings and verbs that are in no list."""
    assert speakers(text) == [speaker]


@pytest.mark.parametrize(
    ("paragraphs", "last"),
    [
        (("“We agreed,” said Ines B. Duarte, who leads the party. “It took a day.”",), "Ines B. Duarte"),
        (("“We agreed. It took a day,” Ines Duarte said. “Nobody slept.”",), "Ines Duarte"),
        (("“We agreed,” Ines Duarte said.", "“It took a day.”"), "Ines Duarte"),
        (("Later Ines Duarte sent a note to the press:", "“It took a day.”"), "Ines Duarte"),
        (('Ines Duarte said: "We agreed. "It took a day. "Nobody slept."',), "Ines Duarte"),
        (("Ines Duarte called it “a start” and “no more than that”.",), "Ines Duarte"),
        (("“We agreed,” Ines Duarte said.", "‘A PARTY OF ONE’"), "?"),
        (("“We agreed,” Ines Duarte said.", "Luc Moreau and Tor Haugen disagreed. “Not at all.”"), "?"),
    ],
)
def test_speech_that_goes_on(paragraphs: tuple[str, ...], last: str) -> None:
    """A sentence in quotation marks without a verb of speech continues the speech before it; a heading does not."""
    assert speakers(*paragraphs)[-1] == last


@pytest.mark.parametrize(
    ("text", "title", "speaker"),
    [
        ("Perhaps Duarte was tired. “We agreed,” Duarte said.", "", "Duarte"),
        ("“We agreed,” Duarte said.", "Voters Say Duarte Must Go Now", "Duarte"),
        ("Ines Duarte came with her son, Luc Duarte. Ines Duarte spoke. “We agreed,” Duarte said.", "", "Ines Duarte"),
        ("Luc Duarte came with Ines Duarte. “We agreed,” Mrs Duarte said.", "", "Ines Duarte"),
    ],
)
def test_names_with_other_words(text: str, title: str, speaker: str) -> None:
    """A word that begins a sentence or a headline is no part of a name, and relatives are told apart."""
    assert speakers(text, title=title) == [speaker]
