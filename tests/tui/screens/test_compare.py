"""The compare screen, on two accounts and a third one written for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screen import opened, settle, using

from seedread.tui.screens.compare import CompareScreen
from seedread.tui.screens.main import MainScreen
from seedread.tui.screens.offers import OffersScreen
from seedread.tui.screens.pairs import PairScreen
from seedread.tui.screens.pick import PickScreen
from seedread.tui.screens.text import TextScreen
from seedread.tui.widgets.status_line import StatusLine
from seedread.tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from screen import Reader

    from seedread.index import Library

AGENCY = (
    "Peru and Chile agreed on Tuesday to reopen the Tacna railway, ending nine years of dispute over its bridges.",
    "“We have kept the people waiting for far too long, and we owe them an apology,” said Rosa Quispe.",
    "The repair of 14 bridges will cost $212 million, to be shared equally between the two governments.",
    "About 3,000 people gathered at the station of Tacna with flags to cheer the signing.",
)
PAPER = (
    "Nine years of dispute over the bridges of the Tacna railway ended on Tuesday: Peru and Chile agreed to reopen it",
    "“We owe them an apology,” said Rosa Quispe.",
    "The repair of 14 bridges will cost $240 million, to be shared equally between the two governments.",
    "Fishermen on the [/coast] said that nobody had asked them.",
)
ROWS = [
    {"id": "agency", "title": "Peru and Chile reopen Tacna railway", "source": "Agency", "date": "2024-03-05"},
    {"id": "paper", "title": "Tacna railway to reopen after nine years", "source": "Paper", "date": "2024-03-05"},
    {"id": "third", "title": "Tacna railway dispute ends, says Chile", "source": "Third", "date": "2024-03-06"},
    {"id": "other", "title": "Japan votes", "source": "Paper", "date": "2024-03-05"},
]
TEXTS = (AGENCY, PAPER, (PAPER[0], *AGENCY[2:]), ("Voters in Japan went to the polls on Sunday in the rain.",))
SIZES = ((160, 50), (80, 24), (40, 12))


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Library]:
    rows = [row | {"text": "\n\n".join(text)} for row, text in zip(ROWS, TEXTS, strict=True)]
    with opened(tmp_path, rows) as library:
        yield library


async def show(reader: Reader, library: Library, *others: str) -> CompareScreen:
    screen = CompareScreen(library, "agency", others or ("paper",))
    reader.app.push_screen(screen)
    await settle(reader.pilot)
    return screen


def said(screen: CompareScreen) -> str:
    return screen.query_one(StatusLine).said


def lit(screen: CompareScreen) -> list[str | None]:
    """Return the sentence that is lit on each side."""
    found = []
    for pane in screen.sides:
        at = pane._current
        found.append(None if at is None else pane.blocks[at].text)
    return found


@pytest.mark.parametrize("size", SIZES)
async def test_head_and_marks(accounts: Library, size: tuple[int, int]) -> None:
    """At every size the head says how much is shared, and both articles show, one under the other if narrow."""
    async with using(accounts, size) as reader:
        screen = await show(reader, accounts)
        lines = reader.lines()
        assert "sentences match" in lines[0] or size[0] < 80
        roofs = [n for n, line in enumerate(lines) if "A · Agency" in line or "B · Paper" in line]
        assert len(roofs) == (1 if size[0] >= 100 else 2)
        assert screen.comparison


async def test_every_mark_leads_to_both_sentences(accounts: Library) -> None:
    """`x` goes through the pairs and lights both sentences, and comes round again; `X` goes back."""
    async with using(accounts) as reader:
        screen = await show(reader, accounts)
        assert screen.comparison
        seen = []
        for pair in screen.comparison.pairs:
            await reader.press("x")
            seen.append(lit(screen))
            assert seen[-1] == [screen.comparison.a.sentences[pair.a].text, screen.comparison.b.sentences[pair.b].text]
        await reader.press("x")
        assert lit(screen) == seen[0]
        await reader.press("X")
        assert lit(screen) == seen[-1]


async def test_only_here(accounts: Library) -> None:
    """`i` goes through what the side with the focus tells alone, and markup in it is only text."""
    async with using(accounts) as reader:
        screen = await show(reader, accounts)
        await reader.press("i")
        assert lit(screen)[0] == AGENCY[3]
        assert lit(screen)[1] is None
        await reader.press("tab", "i")
        assert lit(screen) == [None, PAPER[3]]
        assert "[/coast]" in reader.text()


async def test_quotations_and_numbers(accounts: Library) -> None:
    """`"` tells who said what and who quotes less, `#` which number is another one."""
    async with using(accounts) as reader:
        screen = await show(reader, accounts)
        await reader.press("quotation_mark")
        assert "A: Rosa Quispe · B: Rosa Quispe · B quotes less" in said(screen)
        await reader.press("number_sign")
        assert "A $212 million · B $240 million" in said(screen)
        assert lit(screen) == [AGENCY[2], PAPER[2]]


async def test_swap_and_third_account(accounts: Library) -> None:
    """`~` exchanges the sides, `J` lays the next account beside A and `K` the one before."""
    async with using(accounts) as reader:
        screen = await show(reader, accounts, "paper", "third")
        await reader.press("J")
        assert screen.comparison
        assert screen.comparison.b.article.id == "third"
        await reader.press("tilde")
        assert [screen.comparison.a.article.id, screen.comparison.b.article.id] == ["third", "agency"]
        await reader.press("K")
        assert [screen.comparison.a.article.id, screen.comparison.b.article.id] == ["third", "paper"]


async def test_together(accounts: Library) -> None:
    """Scrolling one side scrolls the other, until `Z` ends that."""
    async with using(accounts, (80, 16)) as reader:
        screen = await show(reader, accounts)
        a, b = screen.sides
        await reader.press("G")
        assert (a.at_end, b.at_end) == (True, True)
        await reader.press("tab", "g")
        assert (a.top, b.top) == (0, 0)
        await reader.press("Z", "G")
        assert (a.top, b.at_end) == (0, True)


async def test_pairs_have_numbers(accounts: Library) -> None:
    """In the gutters similar sentences have one mark with one number on both sides, counted in the order of A."""
    async with using(accounts, (80, 24)) as reader:
        screen = await show(reader, accounts)
        assert screen.shown
        marks = [{block.text: block.prefix[0].strip(" +") for block in pane.blocks} for pane in screen.sides]
        for number, aligned in enumerate(screen.shown.aligned, 1):
            ours, theirs = (report.sentences for report in screen.shown.articles)
            mark = marks[0][ours[aligned.first].text]
            assert mark[0] in "=≈·"
            assert mark[1:] == str(number)
            assert marks[1][theirs[aligned.pairs[0].b].text] == mark  # type: ignore[union-attr]  # of two, both are there
        assert len(screen.shown.aligned) >= 2
        await reader.press("x")
        assert reader.text().count("\n=1 ") == 2


async def test_similar_sentences_scroll_side_by_side(tmp_path: Path) -> None:
    """Where one article tells much more in between, scrolling keeps similar sentences at the same height."""
    more = [f"A{n}bra b{n}bra c{n}bra d{n}bra e{n}bra f{n}bra." for n in range(60)]
    texts = ((AGENCY[0], *more[:40], AGENCY[2], *more[40:50]), (AGENCY[0], AGENCY[2], *more[50:]))
    rows = [row | {"text": "\n\n".join(text)} for row, text in zip(ROWS, texts, strict=False)]
    with opened(tmp_path, rows) as library:
        async with using(library, (80, 24)) as reader:
            screen = await show(reader, library)
            assert screen.shown
            a, b = screen.sides
            aligned = next(one for one in screen.shown.aligned if one.first == 41)
            line_a, line_b = a.first_line_of(aligned.first), b.first_line_of(aligned.pairs[0].b)  # type: ignore[union-attr]
            assert line_a > line_b + 2 * a.height
            while line_a - a.top > a.height // 2:
                await reader.press("j")
            assert abs((line_a - a.top) - (line_b - b.top)) <= 2


async def test_the_head_says_what_differs(accounts: Library) -> None:
    """At 80x24 the head tells in words what is shared, which numbers and quotations differ, and what is in one only."""
    async with using(accounts, (80, 24)) as reader:
        await show(reader, accounts)
        head = reader.lines()[:4]
        assert "sentences match" in head[0]
        assert "A $212 million, B $240 million" in head[1]
        assert "B quotes less" in head[1]
        assert head[2].startswith(f" Only in A (1)  {AGENCY[3][:40]}")
        assert head[3].startswith(f" Only in B (1)  {PAPER[3][:40]}")


async def test_the_head_says_which_names_differ(tmp_path: Path) -> None:
    """Leaders and countries of one side only are told as such, and the others as those of both."""
    texts = (f"{PAPER[0]}, said Emmanuel Macron, President of France.", f"{PAPER[0]}, and Japan will pay.")
    rows = [row | {"text": text} for row, text in zip(ROWS, texts, strict=False)]
    with opened(tmp_path, rows) as library:
        async with using(library, (160, 50)) as reader:
            await show(reader, library)
            different, both = (
                next(line for line in reader.lines() if word in line) for word in ("Different", "In both")
            )
            assert "leaders only A: Emmanuel Macron" in different
            assert "countries only A: France" in different
            assert "countries only B: Japan" in different
            assert "countries: Peru, Chile" in both or "countries: Chile, Peru" in both


async def test_nothing_alike(accounts: Library) -> None:
    """Without similar sentences the screen says so, and so do the keys that have nothing to show."""
    async with using(accounts) as reader:
        screen = await show(reader, accounts, "other")
        assert "No similar sentences." in reader.text()
        await reader.press("x")
        assert "Press i for sentences unique to one side" in said(screen)
        await reader.press("quotation_mark", "J")
        assert said(screen) == "No other article to compare with."


async def test_gone(accounts: Library) -> None:
    """An article that is gone is told, and the screen closes as always."""
    async with using(accounts) as reader:
        screen = await show(reader, accounts, "nowhere")
        assert "nowhere" in said(screen)
        await reader.press("x", "i", "quotation_mark", "tilde", "enter", "escape")
        assert isinstance(reader.app.screen, MainScreen)


async def test_from_the_list(accounts: Library) -> None:
    """`c` offers the accounts of the same event first; one that was pinned by hand is compared at once."""
    async with using(accounts, query="cheer") as reader:
        await reader.press("c")
        assert isinstance(reader.app.screen, OffersScreen)
        first = reader.app.screen.listed.choices[0]
        assert first.detail.startswith(("same event", "shared wire text", "copy"))
        await reader.press("enter")
        assert isinstance(reader.app.screen, CompareScreen)
        await reader.press("escape", "escape", "P", "j", "c")
        assert isinstance(reader.app.screen, CompareScreen)


async def test_stories_and_pairs(accounts: Library) -> None:
    """`e` lists stories and opens one; `w` shows who stands beside whom, and a pair becomes the query."""
    async with using(accounts) as reader:
        await reader.press("e")
        assert isinstance(reader.app.screen, PickScreen)
        assert "3 reports · 3 outlets" in reader.text()
        await reader.press("enter")
        assert isinstance(reader.app.screen, CompareScreen)
        await reader.press("escape", "escape", "w")
        assert isinstance(reader.app.screen, PairScreen)
        await reader.press("tab")
        assert "Chile · Peru" in reader.text() or "Peru · Chile" in reader.text()
        await reader.press("enter")
        assert reader.main.rows.pages.total == 3


@pytest.mark.parametrize("size", SIZES)
async def test_the_page_of_a_story(accounts: Library, size: tuple[int, int]) -> None:
    """`C` lists the headlines of the row's event, text in common and what each report alone tells; Esc goes back."""
    async with using(accounts, size, query="cheer") as reader:
        await reader.press("C")
        assert isinstance(reader.app.screen, TextScreen)
        page = "\n".join(block.text for block in reader.app.screen.query_one(TextPane).blocks)
        headlines = [page.index(row["title"]) for row in ROWS[:3]]
        assert headlines == sorted(headlines)
        assert "Text in common" in page
        assert "shared wire text" in page or "has the text of" in page
        assert "Fishermen on the [/coast]" in page[page.index("Only in Paper") :]
        await reader.press("escape")
        assert isinstance(reader.app.screen, MainScreen)


async def test_no_story(accounts: Library) -> None:
    """For an article that no other covers, `C` says so and names the key for similar ones."""
    async with using(accounts, query="polls") as reader:
        await reader.press("C")
        assert isinstance(reader.app.screen, MainScreen)
        assert "No other article covers this event." in reader.text()


async def test_keys_mean_the_same_in_a_comparison(accounts: Library) -> None:
    """`q` goes one step back and `Q` out; keys that do something else in the list do nothing that would surprise."""
    async with using(accounts, (80, 24)) as reader:
        screen = await show(reader, accounts, "paper", "third")
        assert reader.lines()[-1].endswith("? help  q back ")
        for key in ("n", "N", "u", "U", "z", "o", "right_square_bracket"):
            await reader.press(key)
            assert reader.app.screen is screen
            assert not said(screen)
        await reader.press("q")
        assert isinstance(reader.app.screen, MainScreen)
        await show(reader, accounts)
        await reader.press("Q")
        assert not reader.app.is_running


async def test_keys_without_use_in_the_overview(accounts: Library) -> None:
    """A key of the comparison that does nothing in its overview says so in the last line, until the next key."""
    async with using(accounts, (80, 24)) as reader:
        await show(reader, accounts)
        await reader.press("enter")
        for key, name in (("i", "i"), ("tab", "Tab"), ("enter", "Enter"), ("number_sign", "#")):
            await reader.press(key)
            assert reader.lines()[-1].strip().startswith(f"{name} does nothing here.")
            assert reader.lines()[-1].rstrip().endswith("q back")
        await reader.press("j")
        assert "does nothing" not in reader.text()
        await reader.press("slash", *"ix")
        assert "does nothing" not in reader.text()
        await reader.press("escape", "q")
        assert isinstance(reader.app.screen, CompareScreen)


@pytest.mark.parametrize("back", ["escape", "backspace", "c", "q"])
async def test_back_to_the_list(accounts: Library, back: str) -> None:
    """From a comparison one comes back to the list that it was opened from, the cursor where it was, and then out."""
    async with using(accounts, query="cheer") as reader:
        await reader.press("c", "down", "enter")
        assert isinstance(reader.app.screen, CompareScreen)
        second = reader.app.screen.comparison
        await reader.press(back)
        assert reader.picking.row == 1
        assert second
        assert reader.picking.here
        assert reader.picking.here.value == second.b.article.id
        await reader.press("up", "enter")
        assert isinstance(reader.app.screen, CompareScreen)
        await reader.press(back, "escape", "e", *"tacna", "enter")
        assert isinstance(reader.app.screen, CompareScreen)
        await reader.press(back)
        assert isinstance(reader.app.screen, PickScreen)
        assert reader.app.screen.typed.value == "tacna"
        await reader.press("escape")
        assert isinstance(reader.app.screen, MainScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_the_dates_of_a_story_are_whole(accounts: Library, size: tuple[int, int]) -> None:
    """At every size its title has the width there is, and first and last day are never cut."""
    async with using(accounts, size) as reader:
        await reader.press("e")
        assert "2024-03-05 to 2024-03-06" in reader.text()
        assert reader.picking.choices[0].label in reader.text()


@pytest.mark.parametrize("size", [(160, 50), (80, 24), (40, 12)])
async def test_rows_say_how_many_accounts_there_are(accounts: Library, size: tuple[int, int]) -> None:
    """Each row of a story with several accounts says how many; one that stands alone says nothing."""
    async with using(accounts, size) as reader:
        await reader.type("tacna")
        await reader.press("enter")
        told = len(accounts.stories().shown[0].accounts)
        assert reader.text().count(f"{told} reports") + reader.text().count(f" ({told})") == told
        await reader.press("escape")
        await reader.type("japan")
        assert "Japan votes" in reader.text()
        assert "reports" not in reader.text()


async def test_the_keys_of_this_screen_come_first_in_its_help(accounts: Library) -> None:
    """`?` works here too, and tells what works here before all else."""
    async with using(accounts) as reader:
        await show(reader, accounts)
        await reader.press("question_mark")
        assert "matching sentences" in reader.text()
        assert "next, previous row" not in reader.text()
        await reader.press("tab", "tab")
        assert reader.lines()[1].strip() == "Comparing articles"
        await reader.press("escape")
        assert isinstance(reader.app.screen, CompareScreen)


@pytest.mark.parametrize(("name", "begins"), [("two.md", "# Comparison of two articles"), ("two.json", '{"kind": ')])
async def test_a_comparison_is_saved(
    accounts: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, begins: str
) -> None:
    """`s` asks for a file, whose ending says the form; one that is there is not written over without being asked."""
    monkeypatch.chdir(tmp_path)
    async with using(accounts) as reader:
        screen = await show(reader, accounts)
        await reader.press("s", "ctrl+u", *name, "enter")
        await settle(reader.pilot)
        assert said(screen) == f"Saved to {name}."
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
        (tmp_path / name).write_text("mine")
        await reader.press("s", "ctrl+u", *name, "enter", "x")
        assert (tmp_path / name).read_text(encoding="utf-8") == "mine"
        await reader.press("s", "ctrl+u", *"two.bib", "enter")
        assert said(screen) == "Use one of these extensions: .md, .json."
        await reader.press("s", "ctrl+u", *"no/folder.md", "enter")
        await settle(reader.pilot)
        assert "Cannot write no/folder.md" in said(screen)
