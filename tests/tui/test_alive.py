"""What others do shows by itself: new files, another process's sync, marks of another session; else nothing is sent."""

from __future__ import annotations

import asyncio
import sys
from contextlib import ExitStack, asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from screen import NO_SYNC, eventually, opened, records, settle, using, write

from seedread.index import Library
from seedread.index.shelf import Ref, Shelf, library_name
from seedread.tui.workers import sync

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from screen import Reader
    from textual.strip import Strip

pytestmark = pytest.mark.usefixtures("importable")
SIZE = (80, 24)
NEW = {"title": "Fresh news from Peru", "date": "2024-12-01", "text": "Peru has news of its own today."}
SLOW_END = """
import time
from pathlib import Path
from seedread.index import Library
print('{{"phase": "reading", "done": 0, "total": 1}}', flush=True)
with Library.open([Path({news!r})], Path({library!r})) as library:
    library.sync()
print('{{"phase": "done", "done": 1, "total": 1}}', flush=True)
while not Path({end!r}).exists():
    time.sleep(0.01)
print('{{"report": {{}}}}')
"""
"""A sync that does not end before a file is there. It prints its two lines as one that takes no time does."""


def folder_of(tmp_path: Path) -> Path:
    """Return a folder with five articles in a file."""
    (tmp_path / "news").mkdir()
    write(tmp_path / "news", list(records())[:5])
    return tmp_path / "news"


async def at_rest(reader: Reader) -> None:
    """Wait until the files were checked and are watched."""
    await reader.until(lambda: reader.main.sync_status.looked and not reader.main.syncer.syncing)
    await settle(reader.pilot)


async def test_a_new_file_shows_by_itself(tmp_path: Path) -> None:
    """A file that is written below the folder joins in without a key, and the row that is read does not move."""
    news = folder_of(tmp_path)
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        library.group()
        async with using(library, SIZE) as reader:
            await at_rest(reader)
            await reader.press("S", "j")
            here, line = reader.row_id, next(n for n, text in enumerate(reader.lines()) if text.startswith("▌"))
            (news / "later").mkdir()
            write(news / "later", [{"id": "new", **NEW}], "more.jsonl")
            await reader.until(lambda: reader.main.rows.pages.total == 6)
            await reader.until(lambda: "1 new ↑" in reader.lines()[-1])
            assert reader.row_id == here
            moved = [text.startswith("▌") for text in reader.lines()[line:]].index(True)
            assert moved <= 2, "a list that fits moves down by a new row and the heading of its day"
            await reader.press("j")
            assert "new ↑" not in reader.lines()[-1]


async def test_articles_show_before_their_sync_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """New articles show as soon as they are written, while the child groups them and exits."""
    monkeypatch.setattr(sync, "PROGRESS_PAUSE", 60)
    news, end = folder_of(tmp_path), tmp_path / "end"
    script = tmp_path / "sync.py"
    script.write_text(SLOW_END.format(news=str(news), library=str(tmp_path / "library"), end=str(end)))
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        library.group()
        async with using(library, SIZE, sync_command=[sys.executable, str(script)]) as reader:
            await at_rest(reader)
            write(news, [{"id": "new", **NEW}], "more.jsonl")
            await reader.until(lambda: reader.main.rows.pages.total == 6)
            assert reader.main.syncer.syncing
            end.touch()
            await reader.until(lambda: not reader.main.syncer.syncing)


async def test_another_sync_shows_by_itself(tmp_path: Path) -> None:
    """What somebody else's sync brings into the library shows without a key."""
    with opened(tmp_path, list(records())[:5]) as library:
        async with using(library, SIZE, sync_command=NO_SYNC) as reader:
            await at_rest(reader)
            write(tmp_path, [*list(records())[:5], {"id": "new", **NEW}])
            with Library.open([tmp_path / "news.jsonl"], tmp_path / "library") as other:
                await asyncio.to_thread(other.sync)
            await reader.until(lambda: "Fresh news from Peru" in reader.text())


async def test_marks_of_another_session_show(library: Library) -> None:
    """A star and a tag that another session sets show in the row without a key."""
    async with using(library, SIZE) as reader:
        await at_rest(reader)
        with Shelf() as shelf:
            shelf.mark(library_name(library.roots), [Ref("story-0", "h", "Rail")], "starred")
            shelf.mark(library_name(library.roots), [Ref("story-0", "h", "Rail")], "tag", tag="rail")
        await reader.until(lambda: reader.marks.starred and reader.marks.tags == ("rail",))
        assert "▌*2024-10-14" in reader.text()
        assert reader.main.marking.tags == ("rail",)


@asynccontextmanager
async def beside_a_writer(tmp_path: Path) -> AsyncIterator[tuple[Reader, ExitStack]]:
    """Run the screen with a file that changed while another process, which ends with the stack, has the library."""
    with opened(tmp_path, list(records())[:5]) as library:
        async with using(library, SIZE) as reader:
            await at_rest(reader)
            with ExitStack() as other:
                other.enter_context(library._writer.writing())
                write(tmp_path, [*list(records())[:5], {"id": "new", **NEW}])
                await reader.until(lambda: "is updating this library" in reader.main.message)
                yield reader, other


async def test_another_writer_is_no_error(tmp_path: Path) -> None:
    """While another process updates the library, that is said, and not as an error."""
    async with beside_a_writer(tmp_path) as (reader, _):
        assert not reader.main.error


async def test_a_writer_that_ended_without_a_trace_is_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If another process had the library and was killed, this one brings the new file in, and says so once."""
    monkeypatch.setattr(sync, "BUSY_PAUSE", 0.2)
    async with beside_a_writer(tmp_path) as (reader, other):
        await reader.press("j")
        await reader.pilot.pause(1.0)
        assert not reader.main.message
        other.close()
        await eventually(reader, lambda: reader.main.rows.pages.total == 6)
        assert "is updating" not in reader.main.message


async def test_a_look_without_a_change_draws_nothing(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shelf that was touched without a change of a mark redraws no line."""
    async with using(library, SIZE) as reader:
        await at_rest(reader)
        await reader.press("f")
        await reader.press("j")
        drawn: list[int] = []
        rows = reader.main.rows
        draw = rows.draw

        def counted(y: int, width: int) -> Strip:
            drawn.append(y)
            return draw(y, width)

        monkeypatch.setattr(rows, "draw", counted)
        reader.main.shelf.reload(rows.pages.ids)
        await settle(reader.pilot)
        assert drawn == []
        assert not reader.main.message
