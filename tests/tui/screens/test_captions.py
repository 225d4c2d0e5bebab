"""The words that describe the images of an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from screen import using

from seedread.index import Library

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "The ferry sails again after nine weeks, the port said on Friday. Its fares stay as they are."
SECOND = "The boat takes forty cars and two hundred people on each of its crossings."
QUAY = "Passengers wait on the quay with their bicycles"


async def test_a_caption_is_a_line_of_its_own(tmp_path: Path) -> None:
    """It shows at its place with a mark; `x` selects no sentence of it, and no search finds it."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ferry.md").write_text(f"# Ferry\n\n{FIRST}\n\n![{QUAY}](quay.jpg)\n\n{SECOND}\n")
    with Library.open([tmp_path / "news"], tmp_path / "library") as library:
        library.sync()
        async with using(library, (80, 24)) as reader:
            await reader.press("enter", "z")
            rows = [line.strip() for line in reader.lines()]
            assert rows.index(f"▫ {QUAY}") == rows.index(SECOND) - 2
            await reader.press("3", "x", "Y")
            assert reader.app.clipboard.startswith(f"“{SECOND}”")
            await reader.press("escape", "escape", "escape")
            await reader.type("bicycles")
            assert "No matches" in reader.text()
