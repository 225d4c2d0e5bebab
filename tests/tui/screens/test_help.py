"""The help on a terminal of 80x24: a card for where the reader is, examples that run, all keys, and the texts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from screen import SIZES, using

import seedread
from seedread.tui.config import parse_settings
from seedread.tui.keys.bindings import ACTIONS
from seedread.tui.keys.help_card import CARDS
from seedread.tui.render.markdown_blocks import markdown_blocks
from seedread.tui.screens.compared_pair import THREE
from seedread.tui.screens.search_examples import EXAMPLES
from seedread.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from seedread.index import Library

SIZE = (80, 24)
README = Path(__file__).parents[3] / "README.md"
STARTS: dict[str, tuple[str, ...]] = {
    "results": (),
    "article": ("enter",),
    "facets": ("F",),
    "offers": ("c",),
    "compare": ("c", "enter"),
    "feeds": ("I",),
    "brief": ("colon", *"brief all", "enter"),
}


@pytest.mark.parametrize("place", STARTS)
async def test_the_card_fits(library: Library, place: str) -> None:
    """Wherever the reader is, the card is whole on the screen, with a group for that place first."""
    async with using(library, SIZE) as reader:
        await reader.press(*STARTS[place], "question_mark")
        pane = reader.app.screen.query_one(TextPane)
        assert pane.length <= pane.height
        text = reader.text()
        assert all(heading in text for heading, _ in CARDS[place])  # type: ignore[index]  # the places have cards
        assert text.index(CARDS[place][0][0]) < text.index(CARDS[place][1][0])  # type: ignore[index]
        assert "…" not in text


def test_the_card_names_actions() -> None:
    """Every name on a card is that of an action."""
    known = {action.name for action in ACTIONS}
    named = {name for groups in CARDS.values() for _, rows in groups for names, _ in rows for name in names.split()}
    assert named <= known


def test_the_card_tells_files_from_saved_searches() -> None:
    """The row of `m` says that it saves a search, and the row of `s` that it writes a file."""
    for groups in CARDS.values():
        rows = {names: words for _, rows in groups for names, words in rows}
        if "save_search saved_searches" in rows:
            assert "search" in rows["save_search saved_searches"].split(",")[0]
            assert "file" in rows["save save_all"].split(",")[0]


async def test_the_card_says_which_key_needs_a_wide_screen(library: Library) -> None:
    """At 80 columns `+` can show no third article, and the card says from which width on it can."""
    async with using(library, SIZE) as reader:
        await reader.press("c", "enter", "question_mark")
        assert f"third, from {THREE} columns" in reader.text()


async def test_the_card_shows_the_keys_that_work_there(library: Library) -> None:
    """A key that means something else where the reader is does not show, and a key of one's own does."""
    async with using(library, SIZE, settings=parse_settings('[keys.bindings]\nnote = "x"\n')) as reader:
        await reader.press("question_mark")
        assert re.search(r"\bf +star\b", reader.text())
        assert re.search(r"\bx +note\b", reader.text())
        await reader.press("escape", "F", "question_mark")
        assert re.search(r"\bf +find a value\b", reader.text())
        assert not re.search(r"\bf +star\b", reader.text())


async def test_tab_goes_through_the_pages_and_round(library: Library) -> None:
    """Each page says what Tab leads to; after the last comes the first."""
    async with using(library, SIZE) as reader:
        await reader.press("question_mark")
        heads = []
        for _ in range(5):
            heads.append(reader.lines()[0].strip("─ ").split(" · ")[0].split(" (")[0])
            await reader.press("tab")
        assert heads == ["Keys here", "How to search", "All keys", "Documentation", "Keys here"]


@pytest.mark.parametrize("pages", [1, 3])
async def test_q_leaves_the_lists_of_the_help(library: Library, pages: int) -> None:
    """Where rows can be typed for, q goes back as on the other pages; behind other letters it is a letter."""
    async with using(library, SIZE) as reader:
        await reader.press("question_mark", *["tab"] * pages, "s", "q")
        assert reader.lines()[0].rstrip().endswith("sq")
        await reader.press("backspace", "backspace")
        assert reader.app.screen is not reader.main
        await reader.press("q")
        assert reader.app.screen is reader.main
        await reader.press("question_mark", *["tab"] * pages, "backspace", "q")
        assert reader.app.screen is reader.main


@pytest.mark.parametrize("start", [(), ("c", "enter")], ids=["list", "comparison"])
async def test_an_example_runs(library: Library, start: tuple[str, ...]) -> None:
    """Enter on an example searches for it, from whichever screen the help was opened."""
    async with using(library, SIZE) as reader:
        await reader.press(*start, "question_mark", "tab", *"code", "enter")
        assert reader.app.screen is reader.main
        assert reader.main.panes.box.value == "country:iran"
        assert reader.main.rows.pages.total == 3


def test_the_examples_are_those_of_the_readme(library: Library) -> None:
    """The help has every example of the table in README that runs anywhere, and each of them can be understood."""
    table = README.read_text("utf-8").partition("| you type | it finds |")[2].partition("\n\n")[0]
    written = [example for row in table.splitlines()[2:] for example in re.findall(r"`([^`]+)`", row.split("|")[1])]
    assert len(written) > 20
    assert [query for query, _ in EXAMPLES] == [one for one in written if not one.startswith(("like:", "https:"))]
    assert all(library.search(query, limit=0).tree for query, _ in EXAMPLES)


async def test_a_text_opens_in_the_program(library: Library) -> None:
    """The last page lists the documentation; Enter opens a text, / finds in it, and q goes back to the list."""
    async with using(library, SIZE) as reader:
        await reader.press("colon", *"docs", "enter", *"searching", "enter")
        assert "Searching" in reader.lines()[0]
        await reader.press("slash", *"ceasefire")
        assert "cease-fire" in reader.lines()[0]
        await reader.press("escape", "q")
        assert "Documentation" in reader.lines()[0]
        await reader.press("escape")
        assert reader.app.screen is reader.main


@pytest.mark.parametrize("path", sorted(seedread.docs_folder().glob("*.md")), ids=lambda path: path.stem)
def test_every_text_can_be_shown(path: Path) -> None:
    """Every word of a text is in its blocks, without the signs of Markdown tables and links."""
    blocks = markdown_blocks(path.read_text("utf-8"))
    shown = "\n".join(block.prefix[0] + block.text for block in blocks)
    source = re.sub(r"\]\([^)]*\)", "]", re.sub(r"<!--.*?-->", "", path.read_text("utf-8")))
    words = set(re.findall(r"[^\W\d_]{3,}", source)) - {"sh", "toml", "python", "json", "text"}
    assert words <= set(re.findall(r"[^\W\d_]{3,}", shown)) | {"md"}
    assert "](" not in shown
    assert "|---" not in shown


@pytest.mark.parametrize("size", [*SIZES, (100, 30)])
async def test_every_page_at_every_size(library: Library, size: tuple[int, int]) -> None:
    """No page breaks on a wide or a tiny screen, and a card that was resized fits again."""
    async with using(library, size) as reader:
        await reader.press("question_mark")
        for _ in range(4):
            assert len(reader.lines()) == size[1]
            await reader.press("tab")
        await reader.pilot.resize_terminal(40, 12)
        await reader.press("j")
        assert "next, previous row" in reader.text()
        await reader.pilot.resize_terminal(80, 24)
        await reader.press("g")
        assert "Finding" in reader.lines()[1]
