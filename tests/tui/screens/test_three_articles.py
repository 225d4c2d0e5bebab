"""Three articles on the compare screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import opened, settle, using

from seedread.tui.screens.compare import CompareScreen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screen import Reader

    from seedread.index import Library

WIDE = (160, 50)
DEAL = "Peru and Chile agreed on Tuesday to reopen the Tacna railway, ending nine years of dispute over its bridges."
COST = "The repair of 14 bridges will cost $212 million, to be shared equally between the two governments."
MORE = COST.replace("$212", "$240")
FLAGS = "About 3,000 people gathered at the station of Tacna with flags to cheer the signing."
FISH = "Fishermen on the coast said that nobody had asked them."
RAIN = "Heavy showers had flooded Arica's market the night before, spoiling tomatoes and garlic."
TEXTS = {"one": (DEAL, COST, FLAGS), "two": (MORE, DEAL, FISH), "three": (FLAGS, RAIN, DEAL), "four": (DEAL, COST)}


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Library]:
    rows = [
        {"id": own, "title": f"Railway, as {own} tells", "source": f"Paper {own}", "text": "\n\n".join(text)}
        for own, text in TEXTS.items()
    ]
    with opened(tmp_path, rows) as library:
        yield library


async def show(reader: Reader, library: Library, *others: str) -> CompareScreen:
    screen = CompareScreen(library, "one", others)
    reader.app.push_screen(screen)
    await settle(reader.pilot)
    return screen


def ids(screen: CompareScreen) -> list[str]:
    assert screen.shown
    return [report.article.id for report in screen.shown.articles]


async def test_a_key_adds_the_third_and_removes_it(accounts: Library) -> None:
    """`+` puts the next article beside the two, in a third of the width; `+` again removes it."""
    async with using(accounts, WIDE) as reader:
        screen = await show(reader, accounts, "two", "three")
        await reader.press("plus")
        roof = next(line for line in reader.lines() if "A · Paper one" in line)
        assert "B 1/2 · Paper two" in roof
        assert "C 2/2 · Paper three" in roof
        assert [pane.display for pane in screen.query("ComparePane")] == [True, True, True]
        await reader.press("tab", "tab", "plus")
        assert ids(screen) == ["one", "two"]
        assert "Paper three" not in reader.text()
        assert screen.side == 1


async def test_one_number_in_all_three(accounts: Library) -> None:
    """A sentence that all three tell has one number in all gutters, and `x` goes to all of them."""
    async with using(accounts, WIDE) as reader:
        screen = await show(reader, accounts, "two", "three")
        await reader.press("plus", "x")
        assert [pane.blocks[pane._current].text for pane in screen.sides if pane._current is not None] == [DEAL] * 3
        assert reader.text().count("=1 ") == 4  # in three gutters and in the last line
        await reader.press("x", "x")
        third = [pane.blocks[pane._current].text if pane._current is not None else None for pane in screen.sides]
        assert third == [FLAGS, None, FLAGS]


async def test_alone_among_three(accounts: Library) -> None:
    """What two of the three tell is no longer alone; the head counts what each alone tells, and `i` goes through it."""
    async with using(accounts, WIDE) as reader:
        screen = await show(reader, accounts, "two", "three")
        assert f"Only in A (1)  {FLAGS}" in reader.text()
        await reader.press("plus")
        text = reader.text()
        assert "Only in A (0)" in text
        assert f"Only in B (1)  {FISH}" in text
        assert f"Only in C (1)  {RAIN}" in text
        await reader.press("tab", "tab", "i")
        assert screen.sides[2]._current is not None
        assert screen.sides[2].blocks[screen.sides[2]._current].text == RAIN


async def test_numbers_that_differ_say_between_which(accounts: Library) -> None:
    """A number that B gives differently is told with the names of both articles."""
    async with using(accounts, WIDE) as reader:
        await show(reader, accounts, "two", "three")
        await reader.press("plus")
        assert "A $212 million, B $240 million" in next(line for line in reader.lines() if "Different" in line)


async def test_the_side_with_the_focus_changes(accounts: Library) -> None:
    """`J` changes C while it has the focus, else B, and never shows one article twice; `~` swaps A and B."""
    async with using(accounts, WIDE) as reader:
        screen = await show(reader, accounts, "two", "three", "four")
        await reader.press("plus", "tab", "tab", "J")
        assert ids(screen) == ["one", "two", "four"]
        await reader.press("tab", "J")
        assert ids(screen) == ["one", "three", "four"]
        await reader.press("tilde")
        assert ids(screen) == ["three", "one", "four"]


@pytest.mark.parametrize("size", [(80, 24), (159, 50)])
async def test_too_narrow(accounts: Library, size: tuple[int, int]) -> None:
    """Below 160 columns `+` says how many are needed, and the two stay."""
    async with using(accounts, size) as reader:
        screen = await show(reader, accounts, "two", "three")
        await reader.press("plus")
        assert f"Three articles need a screen of 160 columns; this one has {size[0]}." in reader.lines()[-1]
        assert ids(screen) == ["one", "two"]


async def test_a_screen_that_becomes_narrow(accounts: Library) -> None:
    """The third article goes when the terminal becomes too narrow for it."""
    async with using(accounts, WIDE) as reader:
        screen = await show(reader, accounts, "two", "three")
        await reader.press("plus", "tab", "tab")
        await reader.pilot.resize_terminal(100, 30)
        await settle(reader.pilot)
        assert ids(screen) == ["one", "two"]
        await reader.press("x")
        assert "Paper three" not in reader.text()


async def test_no_third_article(accounts: Library) -> None:
    """With only two to choose from, `+` says where more come from."""
    async with using(accounts, WIDE) as reader:
        await show(reader, accounts, "two")
        await reader.press("plus")
        assert "No third article here. Press c" in reader.lines()[-1]


async def test_all_three_scroll(accounts: Library) -> None:
    """Whichever article is scrolled to its end, the others come along."""
    async with using(accounts, (160, 10)) as reader:
        screen = await show(reader, accounts, "two", "three")
        await reader.press("plus")
        for side in range(3):
            await reader.press("g")
            assert [pane.top for pane in screen.sides] == [0, 0, 0]
            await reader.press("G")
            assert all(pane.at_end and pane.top for pane in screen.sides), side
            await reader.press("tab")
