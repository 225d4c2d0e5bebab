"""What the screen looks like, at three sizes. A change here is to be looked at before it is accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from screen import SIZES, settle

from seedread.tui.app import SeedreadApp
from seedread.tui.config import parse_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

    from seedread.index import Library

Compare: TypeAlias = "Callable[..., bool]"


def after(*keys: str) -> Callable[[Pilot[Any]], Any]:
    """Return what brings the screen where it is to be looked at."""

    async def press(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        for key in keys:
            await pilot.press(key)
            await settle(pilot)

    return press


every_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
one_size = pytest.mark.parametrize("size", [(80, 24)], ids=["80x24"])
"""For what other sizes show in the same way."""


class TestAtEverySize:
    """The states that people spend their day in."""

    @every_size
    def test_start(self, snap_compare: Compare, library: Library, size: tuple[int, int]) -> None:
        """The newest articles, the first one open."""
        assert snap_compare(SeedreadApp(library), terminal_size=size, run_before=after())

    @every_size
    def test_search(self, snap_compare: Compare, library: Library, size: tuple[int, int]) -> None:
        """A query with its matches lit."""
        assert snap_compare(SeedreadApp(library, "iran"), terminal_size=size, run_before=after("j"))

    @every_size
    def test_facets(self, snap_compare: Compare, library: Library, size: tuple[int, int]) -> None:
        """One country included, another excluded."""
        run = after("F", "j", "space", "j", "minus")
        assert snap_compare(SeedreadApp(library), terminal_size=size, run_before=run)

    @every_size
    def test_compare(self, snap_compare: Compare, library: Library, size: tuple[int, int]) -> None:
        """Two articles at once, the pinned one with the focus."""
        run = after("P", "j", "enter", "tab")
        assert snap_compare(SeedreadApp(library), terminal_size=size, run_before=run)

    @every_size
    def test_accounts(self, snap_compare: Compare, library: Library, size: tuple[int, int]) -> None:
        """A story that stands open, the cursor on the first account beneath."""
        assert snap_compare(SeedreadApp(library, "rail"), terminal_size=size, run_before=after("plus", "j"))

    @one_size
    def test_stripped(self, snap_compare: Compare, library: Library, size: tuple[int, int]) -> None:
        """The article alone, to its end, with what was stripped."""
        run = after("z", "v", "G")
        assert snap_compare(SeedreadApp(library, "rail"), terminal_size=size, run_before=run)

    @one_size
    def test_error(self, snap_compare: Compare, library: Library, size: tuple[int, int]) -> None:
        """A query that cannot be understood."""
        run = after("slash", "i", "r", "a", "n", "right_parenthesis")
        assert snap_compare(SeedreadApp(library), terminal_size=size, run_before=run)

    @one_size
    def test_help(self, snap_compare: Compare, library: Library, size: tuple[int, int]) -> None:
        """The help from its beginning."""
        assert snap_compare(SeedreadApp(library), terminal_size=size, run_before=after("question_mark"))

    @one_size
    @pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
    def test_theme(self, snap_compare: Compare, library: Library, size: tuple[int, int], theme: str) -> None:
        """Matches, cursor and facets in the colours of a theme."""
        app = SeedreadApp(library, "iran", settings=parse_settings(f'[screen]\ntheme = "{theme}"\n'))
        assert snap_compare(app, terminal_size=size, run_before=after("j"))
