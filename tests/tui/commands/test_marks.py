"""Marks on the screen: what was read, stars, tags, notes, in bulk, and taking them back."""

from __future__ import annotations

import pwd
import sqlite3
from typing import TYPE_CHECKING

import pytest
from screen import SIZES, opened, records, settle, using
from textual import events

from seedread.index.shelf import Marks, Ref, Shelf, database, default_path, library_name
from seedread.tui.app import SeedreadApp
from seedread.tui.commands.marks import shown_ids
from seedread.tui.config import parse_settings
from seedread.tui.workers.shelf import ref_of

if TYPE_CHECKING:
    from pathlib import Path

    from seedread.index import Library


async def test_who_goes_into_an_article_reads_it(library: Library) -> None:
    """Passing over rows reads nothing; going in does, and the row shows it."""
    async with using(library, (80, 24)) as reader:
        await reader.press("j", "j", "k", "k")
        assert "•2024-10-14" in reader.text()
        await reader.press("enter")
        assert reader.marks.read
        assert "•Iran and Turkey" not in reader.text()
        assert "Iran and Turkey" in reader.text()
        await reader.press("J")
        assert reader.marks.read


async def test_paging_from_the_list_reads_too(library: Library) -> None:
    """Space pages in the article beside the list; at its end it goes to the next that is unread."""
    async with using(library, (120, 30)) as reader:
        await reader.press("j", "r", "k")
        while reader.main.rows.row == 0:
            await reader.press("space")
        assert reader.main.rows.row == 2
        assert reader.main.rows.pages.marks("story-0").read


async def test_marking_unread_stays_so(library: Library) -> None:
    """Who marks an article as unread while in it means it."""
    async with using(library, (80, 24)) as reader:
        await reader.press("enter", "u", "tab", "tab", "enter")
        assert not reader.marks.read


async def test_reading_can_be_left_to_the_key(library: Library) -> None:
    """With mark_read = never only the key marks."""
    settings = parse_settings('[reading]\nmark_read = "never"\n')
    async with using(library, (80, 24), settings=settings) as reader:
        await reader.press("enter", "space")
        assert not reader.marks.read
        await reader.press("r")
        assert reader.marks.read


async def test_tags_notes_and_stars_show(library: Library) -> None:
    """Row and article show what was noted, and the tags there are can be completed."""
    async with using(library) as reader:
        await reader.press("f", "t", *"rail #iran", "enter", "a", *"who pays?", "enter")
        assert reader.marks == Marks(starred=True, tags=("iran", "rail"), note="who pays?")
        text = reader.text()
        assert "* Valley Post · 2024-10-14" in text
        assert "#iran #rail" in text
        assert "Note who pays?" in text
        assert "▌*Iran and Turkey" in text
        await reader.press("j", "t", "i", "tab", "enter", "T", "enter")
        assert not reader.marks.tags
        assert reader.main.message == "Removed #iran."
        await reader.press("t", *"x", "enter", "T", *"nothing", "enter")
        assert reader.main.message == "This article has no tag #nothing."
        assert reader.marks.tags == ("x",)


async def test_what_is_read_stays_where_it_is(library: Library) -> None:
    """A tag makes the head of the article longer, and the line at the top of the pane stays there."""
    async with using(library, (80, 24)) as reader:
        await reader.press("enter", "j", "j", "j", "j", "j", "j")
        before = [text[40:] for text in reader.lines()[1:6]]
        await reader.press("t", "x", "enter", "a", "y", "enter")
        assert [text[40:] for text in reader.lines()[1:6]] == before
        assert reader.marks.note == "y"


async def test_bulk_marks_ask_and_can_be_taken_back(library: Library) -> None:
    """A marks all that the query finds, loaded or not, and U takes back just those."""
    async with using(library, (80, 24), query="norway") as reader:
        await reader.press("j", "r", "A", "n")
        assert sum(reader.main.rows.pages.marks(own).read for own in shown_ids(reader.main.context)) == 1
        await reader.press("A", "y")
        assert reader.main.message == "Marked 111 articles as read. Press U to undo."
        await reader.press("G")
        assert reader.marks.read
        await reader.press("U")
        assert reader.main.message == "Undone: read mark on 111 articles."
        await reader.press("slash", *" is", "colon", *"read", "enter")
        assert reader.main.rows.pages.total == 1


async def test_rows_below_are_marked_in_the_order_of_the_list(library: Library) -> None:
    """B marks the results below the row and no other, loaded or not, whatever the order; U takes it back."""
    async with using(library, (80, 24)) as reader:
        await reader.press("colon", *"order", "space", *"title", "enter", "G", "k", "k", "underscore", "n")
        assert not any(reader.main.rows.pages.marks(own).read for own in shown_ids(reader.main.context))
        await reader.press("underscore", "y")
        assert reader.main.message == "Marked 2 articles as read. Press U to undo."
        assert not reader.marks.read
        await reader.press("j")
        assert reader.marks.read
        await reader.press("U", "g", "j", "underscore", "y")
        assert reader.main.message == "Marked 118 articles as read. Press U to undo."
        assert not reader.marks.read
        await reader.press("G", "underscore")
        assert reader.main.message == "No articles below."


async def test_undo_and_redo_name_what_they_did(library: Library) -> None:
    """U undoes the steps of this session and R makes them again, each with its article's title, until a new step."""
    title = "Iran and Turkey open a rail link"
    async with using(library, (80, 24)) as reader:
        await reader.press("f", "t", "x", "enter", "U")
        assert f"Undone: tag x on “{title}”." in reader.lines()[-1]
        await reader.press("U")
        assert f"Undone: star on “{title}”." in reader.lines()[-1]
        await reader.press("U")
        assert "Nothing to undo." in reader.lines()[-1]
        await reader.press("R")
        assert f"Redone: star on “{title}”." in reader.lines()[-1]
        assert reader.marks.starred
        await reader.press("R")
        assert reader.marks.tags == ("x",)
        await reader.press("R")
        assert "Nothing to redo." in reader.lines()[-1]
        await reader.press("U", "r", "R")
        assert "Nothing to redo." in reader.lines()[-1]
        assert not any(reader.marks.tags)


async def test_older_steps_ask(library: Library) -> None:
    """A step of an earlier session is undone only after a question that names it, its day and the keys."""
    title = "Iran and Turkey open a rail link that was to carry goods and people in a year from now"
    with Shelf() as shelf:
        shelf.mark(library_name(library.roots), [Ref("story-0", "h", title)], "starred")
    async with using(library, (80, 24)) as reader:
        assert reader.marks.starred
        await reader.press("U")
        assert reader.asked.startswith("Undo a step of 20")
        assert "star on “Iran and Turkey" in reader.asked
        assert reader.lines()[-1].rstrip().endswith("(y/n)")
        await reader.press("n")
        assert reader.marks.starred
        await reader.press("U", "y")
        assert not reader.marks.starred
        await reader.press("U")
        assert "Nothing to undo." in reader.lines()[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_marks_are_searched_and_chosen(library: Library, size: tuple[int, int]) -> None:
    """`is:` and `tag:` work in the search line, and unread is a value of a facet."""
    async with using(library, size) as reader:
        await reader.press("t", "x", "enter", "f")
        await reader.type("tag:x is:starred")
        await reader.press("enter")
        assert reader.main.rows.pages.total == 1
        reader.main.panes.box.value = ""
        await reader.press("F")
        assert {row.value: row.count for row in reader.main.facets["is"].values} == {"unread": 120, "starred": 1}
        assert "x" in {row.value for row in reader.main.facets["tag"].values}


async def test_the_facets_count_what_was_marked(library: Library) -> None:
    """Who goes to the facets finds the tag that was just given."""
    async with using(library) as reader:
        await reader.press("j", "t", "x", "enter", "F")
        await reader.until(lambda: len(reader.main.facets["tag"].values) == 2)
        assert {row.value: row.count for row in reader.main.facets["tag"].values} == {"x": 1, "∅": 119}
        assert reader.main.rows.row == 1


async def test_marks_survive_the_session(library: Library) -> None:
    """What was marked is there when the screen opens again."""
    async with using(library) as reader:
        await reader.press("f", "a", "x", "enter", "Q")
    async with using(library) as reader:
        assert reader.marks == Marks(starred=True, note="x")


async def test_two_sessions_see_each_other(library: Library) -> None:
    """A mark of another session shows with the next search."""
    async with using(library) as reader:
        assert reader.main.rows.hit
        with Shelf() as other:
            other.mark(reader.main.shelf._name, [ref_of(reader.main.rows.hit)], "starred")
        await reader.type("rail")
        await reader.press("enter")
        assert reader.marks.starred


async def test_a_shelf_that_cannot_be_written_is_said(library: Library) -> None:
    """What the disk refuses is told, the mark does not show, and reading goes on."""
    default_path().parent.mkdir(parents=True)
    default_path().write_text("no database, and long enough to be looked at " * 50)
    async with using(library, (160, 50)) as reader:
        await reader.press("f")
        assert reader.main.error
        assert "damaged" in reader.main.message
        assert not reader.marks.starred
        await reader.type("iran")
        await reader.press("enter", "j")
        assert reader.main.rows.pages.total > 1


async def test_a_pasted_note_keeps_all_its_lines(library: Library) -> None:
    """A note has one line: those of a pasted text stand behind one another, and replace what is selected."""
    async with using(library) as reader:
        await reader.press("a")
        reader.app.key_queue.put(events.Paste("Ask the port.\r\n\r\n  Call again on Friday.\n"))
        await reader.press("enter")
        assert reader.marks.note == "Ask the port. Call again on Friday."


async def test_a_note_that_was_refused_is_offered_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody wrote is not lost with the disk's refusal."""
    monkeypatch.setattr(database, "WAIT", 0.01)
    async with using(library) as reader:
        await reader.press("f")
        holder = sqlite3.connect(default_path(), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        await reader.press("a", *"long thought", "enter")
        assert "try again" in reader.main.message
        holder.execute("ROLLBACK")
        holder.close()
        await reader.press("a")
        assert reader.answer == "long thought"
        await reader.press("enter")
        assert reader.marks.note == "long thought"


async def test_what_cannot_be_written_at_the_end_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark made just before leaving is written, or the command line is told why not."""
    monkeypatch.setattr(database, "WAIT", 0.5)
    async with using(library) as reader:
        await reader.press("f")
        holder = sqlite3.connect(default_path(), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        for key in "jfQ":
            reader.app.post_message(events.Key(key, key))
        await reader.pilot.pause(0.1)
    holder.execute("ROLLBACK")
    holder.close()
    assert isinstance(reader.app, SeedreadApp)
    assert reader.app.unwritten == ["Another seedread is writing your marks: try again in a moment."]


async def test_a_locked_shelf_keeps_no_key_waiting(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program holds the shelf keys work on, and marks come in their order once it lets go."""
    monkeypatch.setattr(database, "WAIT", 20.0)
    async with using(library, (80, 24)) as reader:
        await reader.press("f")
        holder = sqlite3.connect(default_path(), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        await reader.pilot.press("j", "f", "j", "j")
        assert reader.main.rows.row == 3
        holder.execute("ROLLBACK")
        holder.close()
        await settle(reader.pilot)
        assert reader.main.rows.pages.marks("story-1").starred


async def test_marks_made_elsewhere_come_along(tmp_path: Path) -> None:
    """A library read from another folder shows the marks its articles had there."""
    stories = list(records())[:3]
    for name in "ab":
        (tmp_path / name).mkdir()
    with opened(tmp_path / "a", stories) as first:
        async with using(first) as reader:
            await reader.press("f")
    with opened(tmp_path / "b", stories) as second:
        async with using(second) as reader:
            assert reader.marks.starred


async def test_without_a_home_one_reads_and_is_told_what_to_set(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An account without a home searches and reads; a mark says that it has no place, and the screen goes on."""

    def nobody(number: int) -> pwd.struct_passwd:
        raise KeyError(number)

    for name in ("HOME", *(f"XDG_{kind}_HOME" for kind in ("CACHE", "CONFIG", "DATA", "STATE"))):
        monkeypatch.delenv(name)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    async with using(library) as reader:
        await reader.type("rail")
        await reader.press("enter")
        assert reader.row_id == "story-0"
        await reader.press("f")
        assert reader.main.error
        assert "set HOME or XDG_DATA_HOME" in reader.main.message
        await reader.press("F", "D")
        await reader.press("R", "j", "enter")
        assert reader.read_id
