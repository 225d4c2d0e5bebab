"""Draws docs/screen.svg, the picture in README: the screen on the bundled articles after a search.

`python docs/picture.py` writes the file, and with `--check` ends with 1 if the file is not current.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.pilot import Pilot

SIZE = (132, 34)
PICTURE = Path(__file__).with_name("screen.svg")
_KEYS = ("slash", *"leader", "colon", *"putin", "enter", "j", "F")


def picture() -> str:
    """Return the screen as SVG, always the same for the same program."""
    with tempfile.TemporaryDirectory() as home:
        # The reader's own marks, configuration and colours must not show.
        os.environ.update(
            HOME=home, XDG_DATA_HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home, TERM="xterm-256color"
        )
        os.environ.pop("NO_COLOR", None)
        return asyncio.run(_drawn(Path(home)))


async def _drawn(home: Path) -> str:
    from seedread.index import Library  # noqa: PLC0415 (after the environment is set)
    from seedread.tui.app import SeedreadApp  # noqa: PLC0415

    with Library.open(None, home / "library") as library:
        library.sync()
        library.group()
        app = SeedreadApp(library)
        async with app.run_test(size=SIZE) as pilot:
            for key in _KEYS:
                await pilot.press(key)
                await _settle(pilot)
            return app.export_screenshot(title="seedread")


async def _settle(pilot: Pilot[None]) -> None:
    """Wait until no worker runs, and a search or an article that waits for typing to rest has come."""
    quiet = 0
    while quiet < 40:
        await pilot.pause(0.01)
        quiet = 0 if any(not worker.is_finished for worker in pilot.app.workers) else quiet + 1


def main() -> int:
    """Write or check the picture."""
    drawn = picture()
    if "--check" in sys.argv:
        return int(drawn != PICTURE.read_text(encoding="utf-8"))
    PICTURE.write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
