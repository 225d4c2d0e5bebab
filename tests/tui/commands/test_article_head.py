"""The head of an article: one line of countries and one of leaders, and all of them on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import opened, using

from seedread.tui.config import parse_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screen import Reader

    from seedread.index import Library

SIZE = (80, 24)
LANDS = "Norway, Sweden, Denmark, Finland, Iceland, Estonia, Latvia, Lithuania and Poland"
FILLER = "The delegates spoke about the harbour for an hour, and then they had lunch in the old town hall."
TALKS = {
    "id": "talks",
    "title": "A sea of nine coasts",
    "source": "Valley Post",
    "text": "\n\n".join((f"The ministers of {LANDS} met.", *(f"{FILLER} Day {n} ended so." for n in range(1, 30)))),
}


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Library]:
    with opened(tmp_path, [TALKS]) as library:
        yield library


def head(reader: Reader) -> list[str]:
    """Return the lines of the article from the countries to the blank line after them."""
    lines = [line.rpartition("▌")[2].strip() for line in reader.lines()]
    first = next(n for n, line in enumerate(lines) if line.startswith("Countries"))
    return lines[first : lines.index("", first)]


async def test_one_key_shows_every_country(talks: Library) -> None:
    """The countries are in one line that names the key for the others; it shows all nine, and folds them again."""
    async with using(talks, SIZE) as reader:
        await reader.press("enter")
        folded = head(reader)
        assert len(folded) == 1
        assert folded[0].endswith("(i)")
        assert "Poland" not in folded[0]
        await reader.press("i")
        assert len(head(reader)) > 2
        assert all(name in " ".join(head(reader)) for name in LANDS.replace(" and", ",").split(", "))
        await reader.press("i")
        assert head(reader) == folded


async def test_the_text_stays_where_it_is(talks: Library) -> None:
    """Below the head, unfolding it moves no line of the text."""
    async with using(talks, SIZE) as reader:
        await reader.press("enter", "space", "space")
        before = reader.lines()[1:-1]
        await reader.press("i")
        assert reader.main.panes.reading.unfolded
        assert reader.lines()[1:-1] == before


async def test_the_hint_names_the_readers_own_key(talks: Library) -> None:
    """The line names the key of the reader's keymap; unfolded, it names none."""
    settings = parse_settings('[keys.bindings]\nunfold = ["I"]\n')
    async with using(talks, SIZE, settings=settings) as reader:
        await reader.press("enter")
        assert head(reader)[0].endswith("(I)")
        await reader.press("I")
        assert "(I)" not in " ".join(head(reader))


async def test_from_the_raw_document_it_shows_the_text(talks: Library) -> None:
    """The raw document has no head, so the key goes to the text."""
    async with using(talks, SIZE) as reader:
        await reader.press("enter", "V")
        assert reader.main.panes.reading.view == "raw"
        await reader.press("i")
        assert len(head(reader)) > 2


MEETING = {
    "id": "meeting",
    "title": "Two presidents meet",
    "date": "2024-10-11",
    "source": "Valley Post",
    "text": "Turkish President Recep Tayyip Erdogan met Russian President Vladimir Putin on Friday.\n\n" + FILLER,
}


async def test_a_long_name_is_cut_and_not_left_out(tmp_path: Path) -> None:
    """Beside the list, where the first leader does not fit whole, his name is cut, and the others are counted."""
    with opened(tmp_path, [MEETING]) as library:
        async with using(library, SIZE) as reader:
            await reader.press("enter")
            leaders = [line for line in head(reader) if line.startswith("Leaders")]
            assert len(leaders) == 1
            name = leaders[0].removeprefix("Leaders").split("…")[0].strip()
            assert len(name) >= 8
            assert "Recep Tayyip Erdoğan".startswith(name)
            assert leaders[0].endswith("… · +1 (i)")
