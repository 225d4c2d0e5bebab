"""A library of a few articles written for these tests, and a way to use the screen on it as a person would."""

from __future__ import annotations

import json
import os
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from textual import events

from seedread.index import Library
from seedread.tui.app import SeedreadApp
from seedread.tui.config import Settings
from seedread.tui.keys.dispatch import keys_of
from seedread.tui.screens.main import MainScreen
from seedread.tui.widgets.pick_list import PickList
from seedread.tui.widgets.prompt_line import PromptLabel, PromptLine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Sequence
    from pathlib import Path

    from textual.pilot import Pilot

    from seedread.index import FacetValue
    from seedread.index.shelf import Marks
    from seedread.tui.render.facet_rows import FacetRow
    from seedread.tui.state.opening import Opening

SIZES = ((160, 50), (80, 24), (40, 12))
DEFAULTS = Settings()
LONG_AGO = 1_700_000_000

_STORIES = (
    ("Iran and Turkey open a rail link", "2024-10-14", "Valley Post", "Iran and Turkey opened a rail link on Monday."),
    ("Iran sells gas to Iraq", "2024-10-13", "Harbour Times", "Iran will sell gas to Iraq through the winter."),
    ("Turkey raises its rates", "2024-10-12", "Valley Post", "Turkey raised its rates to slow the rise of prices."),
    ("France hosts talks on grain", "2024-10-11", "Harbour Times", "France hosted talks on grain with Egypt."),
    ("Putin flies to China", "2024-10-10", "Valley Post", "Russian President Vladimir Putin flew to China."),
    ("Japan builds a port in Kenya", "2024-10", None, "Japan began to build a port in Kenya."),
    ("Brazil counts its forests", "2023", "Harbour Times", "Brazil counted its forests from the air."),
    ("A letter without a date", None, None, "Iran is named here, and nobody knows when this was written."),
)
_MORE = (
    "The ministers said that the work had taken four years and that a second track would follow by the spring.",
    "Drivers at the border told this newspaper that the wait had been three days and would now be three hours.",
    "Critics of the plan asked who would pay for it, and they were given no figure on which they could rely.",
    "A report that the two sides had argued over the price was called wrong by the people who had been in the room.",
    "The next meeting is planned for the last week of the month, in a town that both sides can reach by road.",
)


def records() -> Iterator[dict[str, str]]:
    """Each story, and enough short ones for several pages."""
    for n, (title, date, source, lead) in enumerate(_STORIES):
        # The first has the lead of the third too, which makes this a copy of a part of it.
        more = (*_MORE, _STORIES[2][3]) if n == 0 else _MORE
        text = "\n\n".join((lead, *more, "Share this article on Facebook"))
        given = {"title": title, "date": date, "source": source}
        yield {"id": f"story-{n}", "text": text} | {key: value for key, value in given.items() if value}
    for n in range(112):
        lead = f"The committee of village number {n} met in Norway to speak about its bridge."
        day = f"2022-{n // 28 + 1:02}-{n % 28 + 1:02}"
        yield {"id": f"note-{n:03}", "title": f"Note {n} from a village", "date": day, "text": f"{lead}\n\n{_MORE[0]}"}


def write(folder: Path, articles: Sequence[dict[str, str]], name: str = "news.jsonl") -> None:
    """Write articles into a file whose time stands still: one just written counts as changing yet."""
    path = folder / name
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))


def opened(folder: Path, articles: Sequence[dict[str, str]]) -> Library:
    """Open a synced library of its own of `articles`."""
    write(folder, articles)
    library = Library.open([folder / "news.jsonl"], folder / "library")
    library.sync()
    library.group()
    return library


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way any more, however slow the machine; a sync may take longer."""
    quiet = 0
    for _ in range(4000):
        await pilot.pause(0.005)
        quiet = (
            0
            if not keys_of(pilot.app).idle
            or any(worker.group != "sync" and not worker.is_finished for worker in pilot.app.workers)
            else quiet + 1
        )
        if quiet == 4:
            return
    raise AssertionError("it does not come to rest")


class Reader:
    """The running screen, with the keys to press."""

    def __init__(self, pilot: Pilot[None]) -> None:
        self.pilot = pilot
        assert isinstance(pilot.app, SeedreadApp)
        self.app = pilot.app

    @property
    def main(self) -> MainScreen:
        screen = next(screen for screen in self.app.screen_stack if isinstance(screen, MainScreen))
        assert isinstance(screen, MainScreen)
        return screen

    @property
    def row_id(self) -> str:
        """The article of the row with the cursor."""
        assert self.main.rows.hit
        return self.main.rows.hit.id

    @property
    def read_id(self) -> str:
        """The article that shows beside it."""
        assert self.main.article
        return self.main.article.id

    @property
    def marks(self) -> Marks:
        """The marks of the row with the cursor, as they show."""
        return self.main.rows.pages.marks(self.row_id)

    @property
    def asked(self) -> str:
        """What is asked at the bottom, nothing where nothing is."""
        return self.main.query_one(PromptLabel).text if self.main.query_one("#asking").display else ""

    @property
    def answer(self) -> str:
        """What is typed there."""
        return self.main.query_one(PromptLine).value

    @property
    def picking(self) -> PickList:
        """The list to choose from."""
        return self.app.screen.query_one(PickList)

    @property
    def pinned_id(self) -> str:
        """The pinned article."""
        assert self.main.pinned
        return self.main.pinned.id

    @property
    def facet_row(self) -> FacetRow:
        """The line of the facets with the cursor."""
        assert self.main.panes.facet_list.here
        return self.main.panes.facet_list.here

    @property
    def value(self) -> FacetValue:
        """The facet value with the cursor."""
        assert self.facet_row.value
        return self.facet_row.value

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await settle(self.pilot)

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds that a worker or another thread brings about."""
        for _ in range(1000):
            await settle(self.pilot)
            if holds():
                return
        raise AssertionError("it never holds")

    async def type(self, text: str) -> None:
        names = {" ": "space", ":": "colon", "-": "minus", '"': "quotation_mark", "(": "left_parenthesis"}
        await self.press("slash", *(names.get(char, char) for char in text))

    def lines(self) -> list[str]:
        """Return what the terminal shows."""
        width, height = self.app.size
        strips = self.app.screen._compositor.render_strips()
        assert len(strips) == height
        assert all(strip.cell_length == width for strip in strips)
        return [strip.text for strip in strips]

    def text(self) -> str:
        return "\n".join(self.lines())


@asynccontextmanager
async def using(  # noqa: PLR0917 (all but the first two are named)
    library: Library,
    size: tuple[int, int] = (160, 50),
    query: str = "",
    sync_command: Sequence[str] = (),
    settings: Settings = DEFAULTS,
    opening: Opening | None = None,
) -> AsyncIterator[Reader]:
    """Run the screen on `library`."""
    app = SeedreadApp(library, query, sync_command=sync_command, settings=settings, opening=opening)
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield Reader(pilot)


async def eventually(reader: Reader, holds: Callable[[], bool]) -> None:
    """Wait until something holds that another process brings about, also while work is under way on the screen."""
    for _ in range(3000):
        await reader.pilot.pause(0.02)
        if holds():
            return
    raise AssertionError(reader.text())


NO_SYNC = (sys.executable, "-c", "print('{\"report\": {}}')")
"""What the screen runs in place of a sync, if nothing is to change: it ends at once, and nothing is said of it."""
CHARS = {"slash": "/", "colon": ":", "question_mark": "?", "apostrophe": "'", "vertical_line": "|", "space": " "}


def bunch(reader: Reader, *keys: str) -> None:
    """Send `keys` as one read of a terminal does: all of them before anything is done."""
    for key in keys:
        char = CHARS.get(key, key if len(key) == 1 else None)
        reader.app.key_queue.put(events.Key(key, char))


async def home(reader: Reader) -> None:
    """Close all that is open, and give the results the focus."""
    for _ in range(12):
        if reader.app.screen is reader.main and reader.main.focused is reader.main.rows:
            return
        await reader.press("escape")
    raise AssertionError(f"Escape does not lead back from {reader.app.screen}")
