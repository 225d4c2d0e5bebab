"""Syncing under the running screen: what is there shows at once, what comes joins in, and nothing is left behind."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest
from screen import LONG_AGO, eventually, opened, records, settle, using, write

from seedread.index import Library

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def behind(tmp_path: Path) -> Library:
    """Return a library whose file has one article more than it knows."""
    library = opened(tmp_path, list(records())[:5])
    new = {"id": "new", "title": "Fresh news from Peru", "date": "2024-12-01", "text": "Peru has news of its own."}
    write(tmp_path, [new, *list(records())[:5]])
    return library


@pytest.mark.usefixtures("importable")
async def test_new_articles_join_in(behind: Library) -> None:
    """The known articles show at once; when the sync is done the new one is among them and the cursor where it was."""
    async with using(behind) as reader:
        await reader.press("j")
        here = reader.row_id
        await eventually(reader, lambda: reader.main.rows.pages.total == 6 and not reader.main.syncer.syncing)
        await settle(reader.pilot)
        assert "Fresh news from Peru" in reader.text()
        assert reader.row_id == here
        assert reader.main.progress is None


async def test_progress_shows_while_keys_work(behind: Library, tmp_path: Path) -> None:
    """The status line says how far the sync is, and a search meanwhile is answered; quitting ends the child."""
    pid = tmp_path / "pid"
    source = f"""
import os, time
open({str(pid)!r}, "w").write(str(os.getpid()))
print('{{"done": 3, "total": 12, "phase": "reading"}}', flush=True)
time.sleep(60)
"""
    async with using(behind, sync_command=[sys.executable, "-c", source]) as reader:
        await eventually(reader, lambda: reader.main.progress is not None)
        assert "reading 3/12 ███" in reader.lines()[-1]
        await reader.pilot.press("slash", "g", "a", "s")
        await eventually(reader, lambda: reader.main.rows.pages.total == 1)
        await reader.pilot.press("escape", "Q")
        await reader.pilot.pause(0.1)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)  # it was waited for, so its number is free


async def test_a_failed_sync_is_said(behind: Library) -> None:
    """What the child complained about is told, and the screen goes on."""
    command = [sys.executable, "-c", "import sys; sys.exit('Another process is writing this library.')"]
    async with using(behind, sync_command=command) as reader:
        await eventually(reader, lambda: bool(reader.main.message))
        assert reader.main.message == "Another process is writing this library."
        assert reader.main.error
        assert reader.main.rows.pages.total == 5


async def test_unreadable_files_are_listed(tmp_path: Path) -> None:
    """`!` lists the files that could not be read, with the reason, however they are called."""
    bad = tmp_path / "bad[red].jsonl"
    bad.write_text('{"text": 3}\n')
    os.utime(bad, (LONG_AGO, LONG_AGO))
    with Library.open([bad], tmp_path / "library") as library:
        library.sync()
        async with using(library, (80, 24)) as reader:
            await reader.press("exclamation_mark")
            text = "".join(reader.text().split())  # a long path is broken where the line ends
            assert "bad[red].jsonl" in text
            assert "no`text`" in text


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a library away")
async def test_a_library_of_somebody_else_is_left_to_them(behind: Library) -> None:
    """No sync is tried; it is said once, and without an error, who keeps the library, and again when asked."""
    for path in (behind.directory, *behind.directory.rglob("*")):
        os.chown(path, 12345, 12345)
    with Library.open(behind.roots, behind.directory, trusted=[12345]) as library:
        async with using(library) as reader:
            said = "12345 maintains this library and keeps it up to date."
            await eventually(reader, lambda: reader.main.message == said)
            assert said in reader.text()
            assert not reader.main.syncer.syncing
            assert not reader.main.error
            assert reader.main.rows.pages.total == 5
            reader.main.clear_message()
            reader.main.syncer.look()
            await settle(reader.pilot)
            assert reader.main.message == ""
            await reader.press("ctrl+r")
            await eventually(reader, lambda: reader.main.message == said)
            reader.main.clear_message()
            reader.main.syncer.sync()
            await eventually(reader, lambda: reader.main.message == said)
            assert not reader.main.syncer.syncing


@pytest.fixture
def cut_short(tmp_path: Path) -> Library:
    """Return a library of 60 articles whose file holds only ten of them now."""
    everything = list(records())[:60]
    opened(tmp_path, everything).close()
    write(tmp_path, [{"id": "new", "title": "Fresh news", "text": "Peru has news of its own."}, *everything[:10]])
    return Library.open(None, tmp_path / "library")


@pytest.mark.usefixtures("importable")
async def test_the_screen_asks_before_most_of_a_library_goes(cut_short: Library) -> None:
    """It keeps them, takes in what is new, and asks; a typed yes removes them."""
    async with using(cut_short) as reader:
        await eventually(reader, lambda: bool(reader.asked) and not reader.main.syncer.syncing)
        assert "50 of 60 articles are no longer in the files" in reader.asked
        await eventually(reader, lambda: reader.main.rows.pages.total == 61)
        await reader.press("y", "e", "s", "enter")
        await eventually(reader, lambda: reader.main.rows.pages.total == 11 and not reader.main.syncer.syncing)
        assert not reader.asked
        assert cut_short.kept == ()


@pytest.mark.usefixtures("importable")
@pytest.mark.parametrize("keys", [("enter",), ("escape",), ("y", "enter"), ("j", "j", "y", "enter")], ids=" ".join)
async def test_nothing_but_yes_removes(cut_short: Library, keys: tuple[str, ...]) -> None:
    """A key that was meant for the list removes nothing; Ctrl-R asks again."""
    async with using(cut_short) as reader:
        await eventually(reader, lambda: bool(reader.asked) and not reader.main.syncer.syncing)
        await reader.press(*keys)
        await settle(reader.pilot)
        assert not reader.asked
        assert not reader.main.syncer.syncing
        assert cut_short.count == 61
        await reader.press("ctrl+r")
        await eventually(reader, lambda: bool(reader.asked))
        assert cut_short.count == 61


async def test_what_was_kept_before_is_said_at_the_start(cut_short: Library) -> None:
    """Who opens a library whose last sync kept articles is told at once, and asked only on Ctrl-R."""
    cut_short.sync()
    cut_short.group()
    async with using(cut_short) as reader:
        await eventually(reader, lambda: "are kept. Press Ctrl-R" in reader.main.message)
        assert not reader.asked


async def test_nobody_is_asked_while_they_type(behind: Library, tmp_path: Path) -> None:
    """What comes while somebody types a search is said below, and takes no key."""
    go = tmp_path / "go"
    report = {"report": {"kept": [{"path": "/n", "articles": 4, "reason": "it is empty"}]}}
    source = f"""
import os, time
while not os.path.exists({str(go)!r}):
    time.sleep(0.01)
print({json.dumps(report)!r}, flush=True)
"""
    async with using(behind, sync_command=[sys.executable, "-c", source]) as reader:
        await reader.press("slash", "p", "e")
        go.touch()
        await eventually(reader, lambda: "its 4 articles are kept. Press Ctrl-R" in reader.main.message)
        assert not reader.asked
        await reader.press("r", "u")
        assert reader.main.panes.box.value == "peru"


@pytest.mark.usefixtures("importable")
async def test_a_part_of_a_library_says_so(tmp_path: Path) -> None:
    """Beside the count stands what alone is searched, with articles and without, and the sync covers the rest too."""
    write(tmp_path, list(records())[:5])
    for name in ("a", "b"):
        (tmp_path / "news" / name).mkdir(parents=True)
        (tmp_path / "news" / name / "one.txt").write_text(
            f"Story {name}\n\nPeru said {name} today.\n", encoding="utf-8"
        )
    with Library.open([tmp_path / "news"], tmp_path / "library") as library:
        library.sync()
        library.group()
    (tmp_path / "news" / "b" / "two.txt").write_text("Story two\n\nPeru said two today.\n", encoding="utf-8")
    with Library.open([tmp_path / "news" / "a"], tmp_path / "library") as library:
        async with using(library, (100, 24)) as reader:
            assert "only in a · 1 article" in reader.lines()[0]
            await eventually(reader, lambda: reader.main.message.startswith("Synced: 1 added"))
            await reader.type("nothing")
            assert "only in a · 0 of 1" in reader.lines()[0]
            assert "Esc clears" not in reader.text()
    with Library.open(None, tmp_path / "library") as library:
        assert library.count == 3
