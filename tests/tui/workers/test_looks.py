"""Who looks whether files changed: the screen itself, or of many files a process of its own."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from screen import eventually, using

from seedread.index import Library
from seedread.index.storage import manifest

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("importable")


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Return a library whose files count as many."""
    monkeypatch.setattr(manifest, "_MANY_FILES", 0)
    put(tmp_path / "news" / "a.txt", "The first title of all\n\nA few words about gas.\n")
    library = Library.open([tmp_path / "news"], tmp_path / "library")
    library.sync()
    library.group()
    return library


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    os.utime(path, (1_700_000_000, 1_700_000_000))


async def test_many_files_are_looked_at_by_a_child(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process of the screen does not walk through the files, and still learns that they are as they were."""

    def pending(self: Library) -> bool:
        raise AssertionError(self)

    monkeypatch.setattr(Library, "pending", pending)
    async with using(library) as reader:
        await reader.press("ctrl+r")
        await eventually(reader, lambda: reader.main.message == "Up to date.")


async def test_what_the_child_finds_is_synced(library: Library, tmp_path: Path) -> None:
    """A new file among many is on the screen after the look."""
    async with using(library) as reader:
        put(tmp_path / "news" / "b.txt", "Another title for the second\n\nA few words about oil.\n")
        await reader.press("ctrl+r")
        await eventually(reader, lambda: reader.main.rows.pages.total == 2)
