"""What a reader says of leaders in the facets: spellings, merged and dropped rows, on the five seeds."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from typing import TYPE_CHECKING, TypeAlias

import pytest
from screen import SIZES, Reader, eventually, settle, using

from seedread.index import Library
from seedread.index.facets import NONE
from seedread.index.ingest.reader_rules import own_names_file
from seedread.index.names.overrides.name_rules import DROP, MERGE, SOURCE, NameRule
from seedread.index.names.overrides.names_edit import drop_row
from seedread.index.names.overrides.names_file import read_rules

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from pathlib import Path

PEZESHKIAN, BERDIMUHAMEDOW = "masoud-pezeshkian.ir", "serdar-berdimuhamedow.tm"


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the place of a synced library of the seeds, to be copied."""
    directory = tmp_path_factory.mktemp("seeds") / "library"
    with Library.open(None, directory) as library:
        library.sync()
    return directory


@pytest.fixture
def seeds(synced: Path, tmp_path: Path, importable: None) -> Iterator[Library]:
    """Open the seeds; a child finds the package where these tests found it."""
    del importable
    with Library.open(None, shutil.copytree(synced, tmp_path / "library")) as library:
        yield library


async def to_leader(reader: Reader, leader: str) -> None:
    """Go to the row of a leader in the facets."""
    await to_row(reader, "leader", leader)


async def to_row(reader: Reader, facet: str, leader: str) -> None:
    """Go to a row of the facets."""
    if reader.main.panes.pane != "facets":
        await reader.press("F")
    await reader.press("g")
    while reader.facet_row.facet.name != facet:
        await reader.press("J")
    for _ in range(40):
        if reader.facet_row.value is None:
            await reader.press("enter")
        elif reader.value.value == leader:
            return
        else:
            await reader.press("j")
    raise AssertionError(f"{leader} has no row")


async def applied(reader: Reader) -> None:
    """Wait until the sync that follows is done and shows."""
    await settle(reader.pilot)
    await eventually(reader, lambda: not reader.main.syncer.syncing)
    await settle(reader.pilot)


def shown(reader: Reader) -> dict[str, int]:
    """Return the leaders' rows as they show, with their counts."""
    rows = reader.main.panes.facet_list._rows
    return {row.value.value: row.value.count for row in rows if row.value and row.facet.name == "leader"}


def counted(reader: Reader) -> dict[str, int]:
    """Return how many articles each leader has."""
    return {value.value: value.count for value in reader.main.facets["leader"].values}


KEYS = {"spellings": "i", "merge_row": "M", "drop_row": "D", "undo": "U"}


async def by_key(reader: Reader, name: str) -> None:
    await reader.press(KEYS[name])


async def by_name(reader: Reader, name: str) -> None:
    await reader.press("colon", *name.replace("_", "-"), "enter")


async def by_palette(reader: Reader, name: str) -> None:
    await reader.press("ctrl+p", "colon", *("underscore" if char == "_" else char for char in name), "enter")


Way: TypeAlias = "Callable[[Reader, str], Awaitable[None]]"
WAYS = pytest.mark.parametrize("run", [by_key, by_name, by_palette])


@WAYS
async def test_each_has_a_key_a_name_and_a_line_in_the_palette(library: Library, run: Way) -> None:
    """However an action is run, it means the row of the facets with the cursor."""
    async with using(library, (80, 24)) as reader:
        await to_leader(reader, "vladimir-putin.ru")
        await run(reader, "merge_row")
        assert reader.main.panes.facet_list.marked == "vladimir-putin.ru"
        await run(reader, "merge_row")
        assert not reader.main.panes.facet_list.marked
        await run(reader, "drop_row")
        assert reader.asked == "Remove “Vladimir Putin” (not a leader)? (y/n)"
        await reader.press("n")
        await run(reader, "spellings")
        assert [choice.label for choice in reader.picking.choices] == ["Putin", "Vladimir Putin"]


@pytest.mark.parametrize("size", SIZES)
async def test_spellings_are_listed(seeds: Library, size: tuple[int, int]) -> None:
    """A leader's row lists the words that made it with their counts; one that is taken brings its articles."""
    async with using(seeds, size) as reader:
        await to_leader(reader, BERDIMUHAMEDOW)
        await reader.press("i")
        found = {choice.label: int(choice.detail) for choice in reader.picking.choices}
        assert list(found.items()) == seeds.spellings("leader", BERDIMUHAMEDOW)
        assert found["Serdar Berdymukhamedov"] == 2
        assert "Serdar Berdymu" in reader.text()
        await reader.press(*"serdar", "space", *"berdym", "enter")
        assert reader.main.panes.pane == "results"
        assert reader.main.rows.pages.total == 2


async def test_a_country_has_spellings_too(seeds: Library) -> None:
    """Names, demonyms, capitals and metonyms of a country are listed; merged and dropped are only leaders."""
    async with using(seeds) as reader:
        await reader.press("F", "i")
        assert "Tehran" in {choice.label for choice in reader.picking.choices}
        await reader.press("escape", "M")
        assert "only leaders" in reader.main.message.lower()
        await reader.press("D")
        assert not reader.asked


async def test_a_merged_row_is_one_with_the_other(seeds: Library) -> None:
    """Marked, and merged into a second row after a question; the rows change by themselves, and U takes it back."""
    async with using(seeds, (80, 24)) as reader:
        before = counted(reader)
        await to_leader(reader, PEZESHKIAN)
        await reader.press("M")
        assert ">  Masoud Pezeshkian" in reader.text()
        await to_leader(reader, BERDIMUHAMEDOW)
        await reader.press("M")
        assert reader.asked == "Merge “Masoud Pezeshkian” into “Serdar Berdimuhamedow”? (y/n)"
        assert not own_names_file().exists()
        await reader.press("y")
        await applied(reader)
        assert read_rules(own_names_file())[0] == [NameRule(MERGE, BERDIMUHAMEDOW, (), (PEZESHKIAN,))]
        assert PEZESHKIAN not in shown(reader)
        assert counted(reader)[BERDIMUHAMEDOW] > before[BERDIMUHAMEDOW]
        assert reader.value.value == BERDIMUHAMEDOW
        assert reader.main.message.startswith(
            "Merged. Press U to undo. Saved to ~/config/seedread/names.toml: “Masoud P"
        )
        await reader.press("U")
        await applied(reader)
        assert read_rules(own_names_file())[0] == []
        assert counted(reader) == before
        assert reader.main.message.startswith("Undone")


async def test_two_ways_to_write_an_outlet_become_one_row(library: Library) -> None:
    """Marked, and merged into a second source after a question; U takes it back."""
    async with using(library, (80, 24)) as reader:
        before = {row.value: row.count for row in reader.main.facets["source"].values}
        first, second, *_ = (source for source in before if source != NONE)
        await reader.press("f", "U")
        await to_row(reader, "source", first)
        await reader.press("M")
        assert "same outlet" in reader.main.message
        await to_row(reader, "source", second)
        await reader.press("M")
        assert reader.asked == f"Merge “{first}” into “{second}”? (y/n)"
        await reader.press("y")
        await applied(reader)
        assert read_rules(own_names_file())[0] == [NameRule(SOURCE, names=(second, first))]
        await reader.press("R")
        assert reader.main.message == "Nothing to redo."
        after = {row.value: row.count for row in reader.main.facets["source"].values}
        assert (after.get(first), after[second]) == (None, before[first] + before[second])
        await reader.press("U")
        await applied(reader)
        assert {row.value: row.count for row in reader.main.facets["source"].values} == before


async def test_a_dropped_row_is_gone(seeds: Library) -> None:
    """Dropped after a question, and nothing that was chosen stays chosen with it; U brings it back."""
    async with using(seeds, (80, 24)) as reader:
        before = counted(reader)
        await to_leader(reader, PEZESHKIAN)
        await reader.press("plus")
        assert reader.main.rows.pages.total == 3
        await reader.press("D")
        assert reader.asked == "Remove “Masoud Pezeshkian” (not a leader)? (y/n)"
        await reader.press("y")
        await applied(reader)
        assert read_rules(own_names_file())[0] == [NameRule(DROP, PEZESHKIAN)]
        assert PEZESHKIAN not in shown(reader)
        assert not reader.main.request.selection
        assert reader.main.rows.pages.total == 5
        assert reader.main.message.startswith("Removed. Press U to undo. Saved to ~/config/seedread/names.toml: “Mas")
        await by_name(reader, "undo")
        await applied(reader)
        assert counted(reader) == before


async def test_nothing_is_written_without_a_yes(seeds: Library) -> None:
    """n, Esc, the same row again and Esc on a marked row leave everything as it was."""
    async with using(seeds, (80, 24)) as reader:
        await to_leader(reader, PEZESHKIAN)
        await reader.press("D", "n", "D", "escape", "M", "M")
        assert not reader.main.panes.facet_list.marked
        await reader.press("M", "escape")
        assert not reader.main.panes.facet_list.marked
        assert reader.main.panes.pane == "facets"
        await reader.press("M")
        await to_leader(reader, BERDIMUHAMEDOW)
        await reader.press("M", "n")
        assert reader.main.panes.facet_list.marked == PEZESHKIAN
        assert not own_names_file().exists()


async def test_undo_goes_back_in_the_order_of_the_keys(seeds: Library) -> None:
    """A star that came after a dropped row is taken back before it, one that came before it after it."""
    async with using(seeds) as reader:
        await reader.press("f")
        first = reader.row_id
        await to_leader(reader, PEZESHKIAN)
        await reader.press("D", "y", "h", "j", "f")
        await applied(reader)
        await reader.press("U")
        assert reader.main.message.startswith("Undone: star on “")
        assert own_names_file().exists()
        await reader.press("U")
        assert reader.main.message.startswith("Undone, and removed from")
        await applied(reader)
        assert reader.main.rows.pages.marks(first).starred
        await reader.press("U")
        assert not reader.main.rows.pages.marks(first).starred


async def test_what_was_written_meanwhile_stays(seeds: Library) -> None:
    """U takes out one's own entry and leaves what was added since; an entry that was changed stays, and U says so."""
    async with using(seeds) as reader:
        await to_leader(reader, PEZESHKIAN)
        await reader.press("D", "y")
        await applied(reader)
        drop_row(own_names_file(), "jordan-rivers.us")
        await reader.press("U")
        await applied(reader)
        assert "Undone" in reader.main.message
        assert [rule.person for rule in read_rules(own_names_file())[0]] == ["jordan-rivers.us"]
        await to_leader(reader, PEZESHKIAN)
        await reader.press("D", "y")
        await applied(reader)
        own_names_file().write_text(own_names_file().read_text().replace(PEZESHKIAN, "ali-khan.pk"))
        await reader.press("U")
        await applied(reader)
        assert "has changed since" in reader.main.message
        assert len(read_rules(own_names_file())[0]) == 2


async def test_a_full_disk_is_said(seeds: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be written is said with the reason; rows and file stay as they were."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with using(seeds) as reader:
        await applied(reader)
        await to_leader(reader, PEZESHKIAN)
        monkeypatch.setattr("seedread.index.files.atomic_write.os.fsync", full)
        await reader.press("D", "y")
        assert "cannot be written (No space left on device)" in reader.main.message
        assert reader.main.error
        assert not own_names_file().exists()
        assert PEZESHKIAN in shown(reader)
        assert not reader.main.syncer.syncing


async def test_a_config_folder_that_cannot_be_is_said(seeds: Library) -> None:
    """A file where the config folder should be is told, and nothing breaks."""
    own_names_file().parent.parent.mkdir(parents=True, exist_ok=True)
    own_names_file().parent.write_text("")
    async with using(seeds) as reader:
        await applied(reader)
        await to_leader(reader, PEZESHKIAN)
        await reader.press("D", "y")
        assert "names.toml cannot be written" in reader.main.message
        assert "nothing was added" in reader.main.message
        assert reader.main.error


async def test_a_library_of_somebody_else_is_left_alone(seeds: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the reader's own file does not count, nothing is written and it is said who decides."""
    monkeypatch.setattr("seedread.index.ingest.reader_rules._belongs_to_another", lambda _: True)
    async with using(seeds) as reader:
        await to_leader(reader, PEZESHKIAN)
        for key in ("M", "D"):
            await reader.press(key)
            assert "belongs to another user" in reader.main.message
            assert not reader.asked


async def test_a_row_dropped_during_a_sync_is_applied_after_it(seeds: Library, tmp_path: Path) -> None:
    """A sync that runs already may have read the file before: another one follows it."""
    go, runs = tmp_path / "go", tmp_path / "runs"
    source = f"""
import os, pathlib, sys, time
with open({str(runs)!r}, "a") as runs:
    runs.write(".")
while not os.path.exists({str(go)!r}):
    time.sleep(0.01)
if pathlib.Path({str(runs)!r}).read_text() != ".":
    os.execv(sys.executable, [sys.executable, "-m", "seedread", "index", *sys.argv[1:]])
"""
    async with using(seeds, sync_command=[sys.executable, "-c", source]) as reader:
        go.touch()
        await applied(reader)  # where the code has changed since the library was made
        go.unlink()
        runs.write_text("")
        await to_leader(reader, PEZESHKIAN)
        reader.main.syncer.sync()
        await reader.press("D", "y")
        assert reader.main.syncer.syncing
        go.touch()
        await eventually(reader, lambda: PEZESHKIAN not in counted(reader))
        await applied(reader)
        assert runs.read_text() == ".."
        assert reader.main.message.startswith("Removed. Press U to undo.")


async def test_a_sync_that_fails_is_said_beside_what_was_noted(seeds: Library) -> None:
    """What was written stays written; the reader learns that it is not applied yet, and why."""
    command = [sys.executable, "-c", "import sys; sys.exit('Another seedread is updating this library.')"]
    async with using(seeds, sync_command=command) as reader:
        await applied(reader)
        await to_leader(reader, PEZESHKIAN)
        await reader.press("D", "y")
        await applied(reader)
        assert reader.main.message == "Saved, but not applied yet: Another seedread is updating this library."
        assert reader.main.error
        assert read_rules(own_names_file())[0] == [NameRule(DROP, PEZESHKIAN)]


async def test_an_undo_that_cannot_be_written_can_be_tried_again(
    seeds: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full for a while costs no step."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with using(seeds) as reader:
        await to_leader(reader, PEZESHKIAN)
        await reader.press("D", "y")
        await applied(reader)
        with monkeypatch.context() as patch:
            patch.setattr("seedread.index.files.atomic_write.os.fsync", full)
            await reader.press("U")
        assert "No space left on device" in reader.main.message
        await reader.press("U")
        await applied(reader)
        assert PEZESHKIAN in counted(reader)


@pytest.mark.parametrize("name", ["spellings", "merge_row", "drop_row"])
async def test_without_a_row_nothing_is_done(library: Library, name: str) -> None:
    """Away from the facets, and on rows that are no country and no leader, it is said where to go."""
    async with using(library) as reader:
        await by_name(reader, name)
        assert reader.main.message.startswith("Select a ")
        await reader.press("F", "J")
        await by_key(reader, name)
        assert reader.main.message.startswith("Select a ")
        assert not reader.asked


async def test_the_palette_offers_what_the_pane_can_do(library: Library) -> None:
    """Actions of the facets are offered in the facets, not where they would have no row."""
    async with using(library) as reader:
        offered = []
        for keys in (("ctrl+p",), ("escape", "F", "ctrl+p")):
            await reader.press(*keys)
            offered.append({choice.value for choice in reader.picking.choices})
        assert {"merge_row", "drop_row", "spellings"} <= offered[1] - offered[0]
        assert {"open", "into_facets"} <= offered[0] - offered[1]


async def test_names_are_underlined_on_demand(seeds: Library) -> None:
    """`L` lights what names a country or a leader in the article, in the next one too, and again darkens it."""

    def lit(reader: Reader) -> set[str]:
        strips = (reader.main.panes.reading.render_line(y) for y in range(reader.main.panes.reading.height))
        return {piece.text for strip in strips for piece in strip if piece.style and piece.style.underline}

    async with using(seeds, query="title:meets") as reader:
        before = lit(reader)
        await by_name(reader, "names")
        assert {"Vladimir Putin"} <= lit(reader) - before
        await reader.press("v", "L")
        assert {"Vladimir Putin"} <= lit(reader) - before
        await reader.press("L")
        assert lit(reader) == before
