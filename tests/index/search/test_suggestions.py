"""What is said about words that no article has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.index import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

RARE = "President Hassan Rouhani spoke about the rohan deal, and ministers listened.\n"
OFTEN = "President Hassan Rouhani met the minister for a talk about gas.\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("news")
    for n in range(12):
        (folder / f"{n}.txt").write_text(f"Talks On Gas Number {n}\n\n{OFTEN if n else RARE}", encoding="utf-8")
    with Library.open([folder], tmp_path_factory.mktemp("index") / "library") as opened:
        opened.sync()
        yield opened


def notices(library: Library, text: str, *, typing: bool = False) -> list[tuple[str, str]]:
    told = library.search(text, typing=typing).notices
    return [(notice.message, text[notice.start : notice.end]) for notice in told]


def test_the_likelier_word_is_offered_first(library: Library) -> None:
    """Of words that are as near or a little farther, the one in most articles comes first, with what it would find."""
    assert notices(library, "gas rohani") == [
        ("No article contains “rohani”: did you mean rouhani (12) or rohan (1)?", "rohani")
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pouhani", "rouhani (12)"),
        ("oruhani", "rouhani (12)"),
        ("ouhani", "rouhani (12)"),
        ("ministre", "minister (12)"),
        ("title:numbr", "number (12)"),
        ('"hasan rouhani"', "hassan (12)"),
        ('"rouhani hasan"~3', "hassan (12)"),
        ("atleast2(hasan)", "hassan (12)"),
        ("gas OR presidnet", "president (12)"),
        ("gas -presidnet", "president (12)"),
    ],
)
def test_offered(library: Library, text: str, said: str) -> None:
    """A mistyped word is told wherever it stands in the query, one word for each stem."""
    told = notices(library, text)
    assert len(told) == 1
    assert told[0][0].endswith(f"did you mean {said}?")


@pytest.mark.parametrize(
    "text", ["gas", "ministers gas", "title:hassan", '"gas rouhani"', "gas -ministers", "xq", "ga?s*"]
)
def test_nothing_is_said_about_words_that_are_there(library: Library, text: str) -> None:
    """Words that stand somewhere, by their stem too, are not doubted, whatever the query finds."""
    assert notices(library, text) == []


def test_a_word_like_no_other(library: Library) -> None:
    """Where nothing is spelled alike, that is said."""
    assert notices(library, "zzzzzz") == [("No article contains “zzzzzz”.", "zzzzzz")]


def test_while_typing(library: Library) -> None:
    """The beginning of a word is told once nothing begins so."""
    assert notices(library, "rou", typing=True) == []
    assert notices(library, "rohani", typing=True)[0][1] == "rohani"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("gas pouhani", "gas rouhani"),
        ('"Hasan Rouhani" gas', '"hassan Rouhani" gas'),
        ("gas -(presidnet OR oil)", "gas -(president OR oil)"),
        ("title:numbr", "title:number"),
        ("gas zzzzzz", ""),
    ],
)
def test_what_is_meant_can_be_searched(library: Library, text: str, meant: str) -> None:
    """A notice holds what to search for instead, in place of the columns that it names."""
    notice = library.search(text).notices[0]
    assert (text[: notice.start] + notice.instead + text[notice.end :] if notice.instead else "") == meant
