r"""`\` finds a text inside the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import CHARS, opened, using

from seedread.tui.render.themes import CURRENT_MATCH, MATCH, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screen import Reader

    from seedread.index import Library

SIZE = (80, 24)
FILLER = "The delegates spoke about the harbour for an hour, and then they had lunch in the old town hall."
CAFES = {
    "id": "cafes",
    "title": "A walk along the quay",
    "text": "\n\n".join((
        "The first Café opened in Norway before the war.",
        *(f"{FILLER} Day {n} ended so." for n in range(1, 20)),
        "A second CAFE’S owner came from Sweden.",
        *(f"{FILLER} Night {n} ended so." for n in range(1, 20)),
        "Nobody goes to the cafe\u0301 of the harbour any more.",
        "Share this article on Facebook",
    )),
}  # fmt: skip
OTHER = {"id": "other", "title": "Another walk", "text": "The path leads to a café behind the mill in Norway at noon."}


@pytest.fixture
def cafes(tmp_path: Path) -> Iterator[Library]:
    with opened(tmp_path, [CAFES | {"date": "2024-02-02"}, OTHER | {"date": "2024-01-01"}]) as library:
        yield library


async def find(reader: Reader, text: str, *then: str) -> None:
    r"""Type `\` and a text."""
    names = {char: name for name, char in CHARS.items()}
    await reader.press("backslash", *(names.get(char, char) for char in text), *then)


def highlighted(reader: Reader) -> list[tuple[str, bool]]:
    """Return the text of every match that shows in the article, and whether it is the current one."""
    segments = [segment for strip in reader.app.screen._compositor.render_strips() for segment in strip]
    return [
        (segment.text, segment.style == CURRENT_MATCH)
        for segment in segments
        if segment.style in (MATCH, CURRENT_MATCH) and role_of(segment.style) in ("match", "cursor")
    ]


async def test_case_and_accents_do_not_matter(cafes: Library) -> None:
    """Every spelling is a match; the last line says which of how many, and `n` and `N` go round."""
    async with using(cafes, SIZE) as reader:
        await reader.press("enter")
        await find(reader, "cafe", "enter")
        assert highlighted(reader) == [("Café", True)]
        assert "match 1 of 3" in reader.lines()[-1]
        await reader.press("n")
        assert ("CAFE", True) in highlighted(reader)
        assert "match 2 of 3" in reader.lines()[-1]
        await reader.press("n", "n")
        assert "match 1 of 3" in reader.lines()[-1]
        await reader.press("N")
        assert "match 3 of 3" in reader.lines()[-1]
        assert "Nobody goes" in reader.text()


async def test_it_shows_while_it_is_typed(cafes: Library) -> None:
    """Each letter goes to the first match from where the reader was, in a line at the bottom."""
    async with using(cafes, SIZE) as reader:
        await reader.press("enter", "space")
        await find(reader, "caf")
        assert reader.lines()[-1].split() == ["Find:", "caf"]
        assert highlighted(reader) == [("CAF", True)]
        await reader.press("e", "s", "space")
        assert highlighted(reader) == []
        await reader.press("backspace", "backspace")
        assert highlighted(reader) == [("CAFE", True)]
        await reader.press("backspace", "backspace", "backspace", "backspace", *"night")
        assert highlighted(reader)[0] == ("Night", True)


@pytest.mark.parametrize("keys", [(), ("enter",), ("enter", "n")])
async def test_escape_ends_it_and_stays(cafes: Library, keys: tuple[str, ...]) -> None:
    """Esc, during typing and after it, takes the highlights away and leaves the text where it is."""
    async with using(cafes, SIZE, query="norway quay") as reader:
        await reader.press("enter")
        await find(reader, "cafe's", *keys)
        top = reader.main.panes.reading.top
        assert top > 0
        await reader.press("escape")
        assert reader.main.panes.reading.top == top
        assert reader.main.panes.pane == "article"
        in_list = ("quay", False)
        assert highlighted(reader) == [in_list]
        await reader.press("g")
        assert highlighted(reader) == [in_list, ("quay", False), ("Norway", False)]


async def test_the_last_line_counts_no_matches_after_the_end(cafes: Library) -> None:
    """Esc at the top of an article: the last line says so again, not which match the reader was at."""
    async with using(cafes, SIZE) as reader:
        await reader.press("enter")
        await find(reader, "norway", "enter")
        assert "match 1 of 2" in reader.lines()[-1]
        await reader.press("escape")
        await reader.until(lambda: "· Top" in reader.lines()[-1])


async def test_a_text_that_is_not_there(cafes: Library) -> None:
    """It is said, the text stays where it was, and `n` goes through the matches of the query again."""
    async with using(cafes, SIZE, query="sweden") as reader:
        await reader.press("enter", "space")
        top = reader.main.panes.reading.top
        await find(reader, "coffee", "enter")
        assert "“coffee” is not in this article." in reader.lines()[-1]
        assert reader.main.panes.reading.top == top
        await reader.press("n")
        assert highlighted(reader) == [("Sweden", True)]


async def test_it_ends_with_the_article(cafes: Library) -> None:
    """The next article is not searched: what is looked for is in this one."""
    async with using(cafes, SIZE) as reader:
        await reader.press("enter")
        await find(reader, "cafe", "enter")
        await reader.press("J")
        assert reader.read_id == "other"
        assert highlighted(reader) == []


@pytest.mark.parametrize("view", ["v", "V"])
async def test_all_that_shows_is_searched(cafes: Library, view: str) -> None:
    """Stripped lines and the raw document are searched too."""
    async with using(cafes, SIZE) as reader:
        await reader.press("enter", view)
        await find(reader, "on facebook", "enter")
        assert " ".join(text.lower() for text, current in highlighted(reader) if current) == "on facebook"


async def test_from_the_list_and_by_name(cafes: Library) -> None:
    """`:find_in_article` and the key in the results find in the article of the row."""
    async with using(cafes, SIZE) as reader:
        await reader.press("colon", *"find_in_article", "space", *"mill", "enter")
        assert reader.main.message == "“mill” is not in this article."
        await reader.press("escape", "j")
        await find(reader, "mill", "enter")
        assert highlighted(reader) == [("mill", True)]
