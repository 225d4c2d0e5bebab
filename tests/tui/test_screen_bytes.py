"""What the screen sends over the line, in a pseudo-terminal with 2,000 articles: the budgets that make SSH pleasant."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from emulator import Seen

BENCH = Path(__file__).parents[2] / "bench" / "speed"
REST = 1.2
"""Seconds that the cursor rests here before the article follows it, so that the one can be told from the other."""
SLOWER = f"""
from seedread.tui.screens import main
from seedread.tui.state import row_follower
row_follower.ROW_PAUSE = row_follower.ONE_ROW_PAUSE = {REST}
main.OPENING = 20  # a machine that is busy with other things would show an empty screen first
"""
RUN = "import sys; from seedread.tui.cli import main; sys.exit(main(sys.argv[1:]))"
BUDGETS = {
    (80, 24): {"first": 8000, "move": 250, "row": 1000, "page": 1600},
    (160, 50): {"first": 20000, "move": 350, "row": 3500, "page": 5000},
}
PLACE = 60
"""Bytes for the number of the row in the last line, written once the cursor rests."""
TYPED = 1000
"""Bytes for a typed character, beside the results that change."""
A_CELL = 1.5
"""Bytes for a changed cell of the results, its share of moves and colours counted in."""
TOGETHER = b"\x1b[?2026h"
"""What a painting of some size begins with."""


@pytest.fixture(scope="module")
def opens(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    sys.path.insert(0, str(BENCH))
    library = importlib.import_module("screen_library")
    arguments: tuple[str, ...] = library.make(tmp_path_factory.mktemp("made-up"))
    return arguments


@pytest.fixture(params=BUDGETS, ids=lambda size: f"{size[0]}x{size[1]}")
def terminal(request: pytest.FixtureRequest, opens: tuple[str, ...]) -> Iterator[Terminal]:
    """Return a terminal as sshd gives it, with the reader started and at rest."""
    command = [sys.executable, "-c", SLOWER + RUN]
    terminal = Terminal(
        request.param, *opens, command=command, environment={"SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"}
    )
    terminal.until(lambda text: "2,000 articles" in text)
    terminal.settle(1.0)
    yield terminal
    terminal.close()


def changed(before: list[list[Seen]], after: list[list[Seen]]) -> tuple[int, int]:
    """Return how many cells of results and article are others now."""
    edges = [x for x, (text, _) in enumerate(after[len(after) // 2]) if text == "│"]
    first, past = (edges[0] + 1 if len(edges) > 1 else 0), edges[-1]
    rows = list(zip(before[1:-1], after[1:-1], strict=True))

    def count(start: int, stop: int | None) -> int:
        return sum(was != now for old, new in rows for was, now in zip(old[start:stop], new[start:stop], strict=True))

    return count(first, past), count(past, None)


def test_the_line_is_hardly_used(terminal: Terminal) -> None:
    """First screen, moved cursor, the article behind it, a page, a typed character: each costs its budget at most."""
    budget = BUDGETS[terminal.screen.columns, terminal.screen.lines]
    assert len(terminal.written) <= budget["first"]
    assert terminal.written.count(TOGETHER) == 1, "the first screen was painted more than once"
    assert b"?1003h" not in terminal.written, "the mouse is reported over SSH"
    assert b"?1000h" not in terminal.written, "the mouse is reported over SSH"

    for key in "jk":  # what was said at the start goes from the status line
        terminal.press(key)
    if terminal.screen.columns < 120:  # the list alone, then the article beside it
        for _ in range(4):
            terminal.send("j")
            assert 0 < len(terminal.settle(REST)) <= budget["move"] + PLACE
        terminal.press("\r", "\t")
    for _ in range(4):
        terminal.send("j")
        moved = terminal.read(REST / 2)
        assert 0 < len(moved) <= budget["move"], moved
        article = terminal.settle(REST)
        assert len(article) > 200, "the article did not follow"
        assert len(moved) + len(article) <= budget["row"]

    terminal.press("\r")
    for _ in range(2):
        assert 0 < len(terminal.press(" ")) <= budget["page"]

    terminal.press("\t" if terminal.screen.columns < 120 else "q", "g", "/")
    terminal.settle(REST)
    for char in "bax":
        before = terminal.screen.cells()
        terminal.send(char)
        sent = len(terminal.read(REST * 2 / 3))
        results, filled = changed(before, terminal.screen.cells())
        assert sent <= TYPED + A_CELL * results
        assert not filled, "the article did not wait for the next key"
    assert 0 < len(terminal.settle(REST)) <= budget["row"], "the article did not follow"

    terminal.settle(1.0)
    assert terminal.read(3.0) == b"", "something is sent while nobody touches a key"
