"""The screen where disks are full or read-only, and where its library is taken away: it says so and goes on."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from screen import bunch, home, records, settle, using, write

from seedread.index import Library

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run where files that keys save are in nobody's way."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def data_disk(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small disk, with the reader's marks on it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(small_disk))
    return small_disk


async def test_marks_on_a_full_disk(library: Library, data_disk: Path) -> None:
    """A note that finds no room is refused in words; what was there stays, and with room again the next one is kept."""
    async with using(library) as reader:
        await reader.press("f")
        ballast = data_disk / "ballast"
        ballast.write_bytes(b"x" * shutil.disk_usage(data_disk).free)
        for n in range(6):  # some pages of the file may have room yet
            await reader.press("j", "a")
            bunch(reader, *f"{n}" * 5000, "enter")
            await settle(reader.pilot)
        assert reader.main.error
        assert "no room" in reader.main.message or "full" in reader.main.message, reader.main.message
        await reader.press("g", "slash", *"rail", "enter")
        assert reader.row_id == "story-0"
        ballast.unlink()
        await reader.press("t", *"kept", "enter")
        assert not reader.main.error
    async with using(library) as reader:
        assert reader.marks.starred
        assert reader.marks.tags == ("kept",)


async def test_marks_on_a_read_only_disk(library: Library, data_disk: Path) -> None:
    """On a read-only disk marks show, a further one is refused in words, keys work, and later it is kept again."""
    async with using(library) as reader:
        await reader.press("f")
    remount(data_disk, "ro")
    try:
        async with using(library) as reader:
            assert reader.marks.starred
            await reader.press("j", "f")
            assert reader.main.error
            assert "cannot be written" in reader.main.message
            await reader.press("escape", "j")
            assert reader.main.rows.row == 2
    finally:
        remount(data_disk, "rw")
    async with using(library) as reader:
        await reader.press("j", "f")
        assert not reader.main.error
        assert reader.marks.starred


def remount(place: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", place], check=True)


@pytest.mark.parametrize(
    "key", ["c", "e", "w", "v", "V", "s", "E", "A", "slash", "H", "apostrophe", "exclamation_mark"]
)
async def test_a_library_that_is_deleted_while_it_is_read(tmp_path: Path, key: str) -> None:
    """Whatever opens on a library that is gone, the screen answers, shows no error of the program's own, and ends."""
    write(tmp_path, list(records())[:20])
    with Library.open([tmp_path / "news.jsonl"], tmp_path / "library") as library:
        library.sync()
        library.group()
        async with using(library, (80, 24)) as reader:
            shutil.rmtree(tmp_path / "library")
            bunch(reader, "j", key, "enter", "j", "tab")
            await settle(reader.pilot)
            assert "Internal error" not in reader.text()
            await home(reader)
            await reader.press("question_mark")
            assert "Keys here" in reader.text()
