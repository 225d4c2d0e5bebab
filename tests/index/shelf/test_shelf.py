"""Tests marks, saved searches and history of one user."""

from __future__ import annotations

import json
import sqlite3
import threading
from typing import TYPE_CHECKING

import pytest
from child_processes import run_together
from marked_ids import read_ids

from seedread.index.errors import ShelfBusy, ShelfError
from seedread.index.shelf import Marks, Ref, SavedSearch, Shelf, Undone, clean_tag, database, default_path
from seedread.index.shelf.migrations import MIGRATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GAS, RAIL, GRAIN = Ref("gas.txt", "h1", "Gas"), Ref("rail.txt", "h2", "Rail"), Ref("grain.txt", "h3", "Grain")
HERE, THERE = "/news", "/moved/news"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with Shelf(tmp_path / "data" / "shelf.db") as shelf:
        yield shelf


def test_who_marks_nothing_leaves_nothing(shelf: Shelf) -> None:
    """Reading creates no file."""
    assert shelf.marks(HERE, ["gas.txt"]) == {}
    assert not any((shelf.saved(), shelf.history(), shelf.tags()))
    assert not shelf.to_adopt(HERE, 1)
    assert not shelf.path.parent.exists()


def test_it_lies_in_the_data_folder(hermetic: Path) -> None:
    """The shelf is in the XDG data folder, not in the cache."""
    assert default_path() == hermetic / "data" / "seedread" / "shelf.db"


def test_other_users_cannot_read_it(shelf: Shelf) -> None:
    """Other users cannot read the file or the folder."""
    shelf.mark(HERE, [GAS], "read")
    assert shelf.path.stat().st_mode & 0o077 == 0
    assert shelf.path.parent.stat().st_mode & 0o077 == 0


def test_marks_come_and_go(shelf: Shelf) -> None:
    """Each mark is set and cleared separately, and the result is the number of changed articles."""
    assert shelf.mark(HERE, [GAS, RAIL], "read") == 2
    assert shelf.mark(HERE, [GAS, RAIL, GRAIN], "read") == 1
    assert shelf.mark(HERE, [GAS], "starred") == 1
    assert shelf.mark(HERE, [GAS], "tag", tag="winter") == 1
    assert shelf.mark(HERE, [GAS], "tag", tag="deals") == 1
    assert shelf.note(HERE, GAS, "who\npays? ")
    assert shelf.marks_of(HERE, "gas.txt") == Marks(read=True, starred=True, tags=("deals", "winter"), note="who pays?")
    assert shelf.mark(HERE, [GAS], "read", on=False) == 1
    assert shelf.mark(HERE, [GAS], "tag", on=False, tag="winter") == 1
    assert not shelf.note(HERE, GAS, "who pays?")
    assert shelf.note(HERE, GAS, "")
    assert shelf.marks(HERE, ["gas.txt", "rail.txt"]) == {
        "gas.txt": Marks(starred=True, tags=("deals",)),
        "rail.txt": Marks(read=True),
    }
    assert shelf.tags() == ["deals"]


def named(step: Undone | None) -> tuple[object, ...]:
    """Return what an undone step says of itself."""
    assert step
    return tuple(step[:4])


def test_unmarking_what_was_never_marked_changes_nothing(shelf: Shelf) -> None:
    """Clearing a mark of an unmarked article creates no entry."""
    assert shelf.mark(HERE, [GAS], "read", on=False) == 0
    assert shelf.undo() is None


def test_steps_are_taken_back_one_by_one(shelf: Shelf) -> None:
    """Undo restores just what a step changed: a bulk mark leaves those alone that were so before."""
    shelf.mark(HERE, [RAIL], "read")
    shelf.mark(HERE, [GAS, RAIL, GRAIN], "read")
    shelf.note(HERE, GAS, "first")
    shelf.note(HERE, GAS, "second")
    shelf.mark(HERE, [GAS], "tag", tag="deals")
    assert named(shelf.undo()) == ("tag", "deals", 1, "Gas")
    assert named(shelf.undo()) == ("note", "", 1, "Gas")
    assert shelf.marks_of(HERE, "gas.txt").note == "first"
    shelf.undo()
    assert named(shelf.undo()) == ("read", "", 2, "")
    assert [shelf.marks_of(HERE, ref.id).read for ref in (GAS, RAIL, GRAIN)] == [False, True, False]


def test_steps_are_numbered_as_they_come(shelf: Shelf) -> None:
    """The newest step of a session has a higher number than all before it, even after an undo."""
    assert shelf.newest_step() == 0
    shelf.mark(HERE, [GAS], "read")
    first = shelf.newest_step()
    shelf.mark(HERE, [RAIL], "read")
    assert (taken := shelf.newest_step()) > first > 0
    shelf.undo()
    assert shelf.newest_step() == first
    shelf.mark(HERE, [RAIL], "starred")
    assert shelf.newest_step() > taken
    with Shelf(shelf.path) as other:
        assert other.newest_step() == 0


def test_only_own_steps_are_undone(shelf: Shelf) -> None:
    """Undo takes steps of this session; one of another session is named first, and undone only when asked for."""
    shelf.mark(HERE, [GAS], "read")
    with Shelf(shelf.path) as other:
        other.mark(HERE, [RAIL], "starred")
        assert named(shelf.undo()) == ("read", "", 1, "Gas")
        assert shelf.undo() is None
        assert named(shelf.older_step()) == ("starred", "", 1, "Rail")
        assert named(shelf.undo(older=True)) == ("starred", "", 1, "Rail")
        assert shelf.older_step() is None
        assert other.undo() is None
        assert not shelf.marks_of(HERE, "rail.txt").starred


def test_what_was_undone_is_made_again(shelf: Shelf) -> None:
    """Redo sets what the step had set, for exactly the articles that it changed, and can be undone again."""
    shelf.mark(HERE, [RAIL], "read")
    shelf.mark(HERE, [GAS, RAIL, GRAIN], "read")
    shelf.note(HERE, GAS, "first")
    shelf.mark(HERE, [GAS, RAIL], "tag", tag="deals")
    shelf.save(SavedSearch("a", "gas"))
    shelf.forget("a")
    before = (shelf.marks(HERE, [ref.id for ref in (GAS, RAIL, GRAIN)]), shelf.saved())
    undone = []
    while step := shelf.undo():
        undone.append(step)
    assert shelf.marks(HERE, [ref.id for ref in (GAS, RAIL, GRAIN)]) == {}
    for step in reversed(undone):
        shelf.redo(step)
    assert (shelf.marks(HERE, [ref.id for ref in (GAS, RAIL, GRAIN)]), shelf.saved()) == before
    for _ in undone:
        assert shelf.undo()
    assert shelf.marks(HERE, [ref.id for ref in (GAS, RAIL, GRAIN)]) == {}


def test_an_article_keeps_its_marks_when_its_text_changes(shelf: Shelf) -> None:
    """In the same library an article is identified by its ID, even if its text changes."""
    shelf.mark(HERE, [GAS], "starred")
    assert shelf.mark(HERE, [GAS._replace(hash="other")], "read") == 1
    assert shelf.marks_of(HERE, "gas.txt") == Marks(read=True, starred=True)


def test_a_moved_library_keeps_its_marks(shelf: Shelf) -> None:
    """In another library articles are identified by their text, not by their ID."""
    shelf.mark(HERE, [GAS, RAIL], "read")
    assert shelf.to_adopt(THERE, 1)
    assert shelf.marks_of(THERE, "gas.txt") == Marks()
    assert shelf.adopt(THERE, 1, [("2024/gas.txt", "h1"), ("rail.txt", "another rail")]) == 1
    assert shelf.marks_of(THERE, "2024/gas.txt").read
    assert not shelf.marks_of(THERE, "rail.txt").read
    assert not shelf.to_adopt(THERE, 1)
    assert shelf.to_adopt(THERE, 2)
    assert not shelf.to_adopt(HERE, 1)


def test_marks_in_two_places_are_one(shelf: Shelf) -> None:
    """An article marked here and opened there is the same article."""
    shelf.mark(HERE, [GAS], "read")
    shelf.mark(THERE, [GAS], "starred")
    assert shelf.marks_of(HERE, "gas.txt") == Marks(read=True, starred=True)


def test_saved_searches(shelf: Shelf) -> None:
    """Saved searches keep their order, a new one replaces one of the same name, and undo restores it."""
    shelf.save(SavedSearch("gas", "gas"))
    shelf.save(SavedSearch("grain", "(grain) (country:EG)", "newest"))
    shelf.save(SavedSearch("gas", "gas pipeline"))
    assert shelf.saved() == [SavedSearch("gas", "gas pipeline"), SavedSearch("grain", "(grain) (country:EG)", "newest")]
    assert shelf.forget("gas")
    assert not shelf.forget("gas")
    shelf.undo()
    shelf.undo()
    assert shelf.saved()[0] == SavedSearch("gas", "gas")


def test_history(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last queries come first, each once, and the oldest are forgotten."""
    monkeypatch.setattr("seedread.index.shelf.searches.MAX_HISTORY", 3)
    for query in ("a", "b", "c", "a", "d"):
        shelf.asked(query)
    assert shelf.history() == ["d", "a", "c"]
    assert shelf.history(1) == ["d"]


@pytest.mark.parametrize(
    ("typed", "tag"), [("#gas deal", "gas-deal"), (" Türkei ", "Türkei"), ("a/b", "a-b"), ("--", ""), ("\x1b[1m", "1m")]
)
def test_tags_can_be_typed(typed: str, tag: str) -> None:
    """A tag is one word that can be typed after tag: in a query."""
    assert clean_tag(typed).strip("[") == tag


def test_out_and_in_again(shelf: Shelf, tmp_path: Path) -> None:
    """An export imported into an empty shelf gives the same export."""
    shelf.mark(HERE, [GAS, RAIL], "read")
    shelf.mark(HERE, [GAS], "tag", tag="deals")
    shelf.note(HERE, GAS, "who pays?")
    shelf.save(SavedSearch("gas", "gas"))
    shelf.asked("gas")
    lines = [json.dumps(entry) for entry in shelf.export()]
    with Shelf(tmp_path / "other.db") as other:
        assert other.import_lines(lines) == (2, 1, 1)
        assert [json.dumps(entry) for entry in other.export()] == lines
        assert other.import_lines(lines) == (2, 1, 1)
        assert [json.dumps(entry) for entry in other.export()] == lines


def test_joining_takes_nothing_away(shelf: Shelf, tmp_path: Path) -> None:
    """The marks of both shelves are kept."""
    shelf.note(HERE, GAS, "mine")
    shelf.save(SavedSearch("gas", "mine"))
    with Shelf(tmp_path / "other.db") as other:
        other.note(THERE, GAS, "theirs")
        other.mark(THERE, [GAS], "starred")
        other.save(SavedSearch("gas", "theirs"))
        shelf.import_lines(json.dumps(entry) for entry in other.export())
    assert shelf.marks_of(HERE, "gas.txt") == Marks(starred=True, note="mine / theirs")
    assert shelf.saved() == [SavedSearch("gas", "mine")]


@pytest.mark.parametrize(
    "bad", ["no json", "[]", '{"article": {"hash": 3}}', '{"search": {"name": "x"}}', '{"article": null}']
)
def test_a_bad_line_takes_nothing_in(shelf: Shelf, bad: str) -> None:
    """An import is all or nothing, and the error names the line."""
    good = '{"article": {"hash": "h1", "title": "Gas", "read": 5, "places": [["/news", "gas.txt"]]}}'
    with pytest.raises(ShelfError, match=r"^Line 3 "):
        shelf.import_lines(['{"seedread_shelf": 1}', good, bad])
    assert shelf.marks(HERE, ["gas.txt"]) == {}


@pytest.mark.parametrize("version", range(len(MIGRATIONS)))
def test_every_old_version_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    """A shelf of any earlier version keeps its marks and can do what the newest can."""
    path = tmp_path / "shelf.db"
    old = sqlite3.connect(path)
    for statements in MIGRATIONS[:version]:
        for statement in statements:
            old.execute(statement)
    if version:
        old.execute("INSERT INTO item (item, hash, title, read, note) VALUES (1, 'h1', 'Gas', 5, 'old')")
        old.execute("INSERT INTO place VALUES (?, ?, 1)", (HERE, "gas.txt"))
    old.execute(f"PRAGMA user_version = {version}")
    old.commit()
    old.close()
    with Shelf(path) as shelf:
        assert shelf.marks(HERE, ["gas.txt"]) == ({"gas.txt": Marks(read=True, note="old")} if version else {})
        shelf.save(SavedSearch("gas", "gas"))
        shelf.mark(HERE, [GAS], "starred")
        assert named(shelf.undo()) == ("starred", "", 1, "Gas")
        assert shelf.to_adopt(THERE, 1)
    again = sqlite3.connect(path)
    assert again.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    again.close()


def test_a_step_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A migration is all or nothing."""
    path = tmp_path / "shelf.db"
    with Shelf(path) as shelf:
        shelf.mark(HERE, [GAS], "read")
    broken = (*MIGRATIONS, ("CREATE TABLE extra (x)", "INSERT INTO nowhere VALUES (1)"))
    monkeypatch.setattr("seedread.index.shelf.migrations.MIGRATIONS", broken)
    with Shelf(path) as shelf, pytest.raises(ShelfError):
        shelf.saved()
    monkeypatch.setattr("seedread.index.shelf.migrations.MIGRATIONS", broken[:-1])
    with Shelf(path) as shelf:
        assert shelf.marks_of(HERE, "gas.txt").read
        shelf.mark(HERE, [GAS], "starred")


def test_a_newer_shelf_is_left_alone(shelf: Shelf) -> None:
    """A shelf written by a newer version is not changed, and the message gives advice."""
    shelf.mark(HERE, [GAS], "read")
    shelf.close()
    newer = sqlite3.connect(shelf.path)
    newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.close()
    with pytest.raises(ShelfError, match="newer version of seedread"):
        shelf.saved()


def test_a_damaged_file_is_told(shelf: Shelf) -> None:
    """A file that is not a database gives an error with advice, and is not changed."""
    shelf.path.parent.mkdir()
    shelf.path.write_text("this is no database, and it is long enough to be looked at " * 40)
    with pytest.raises(ShelfError, match="seedread shelf import"):
        shelf.mark(HERE, [GAS], "read")
    assert shelf.path.read_text().startswith("this is no")


def test_a_full_disk_loses_nothing(shelf: Shelf) -> None:
    """On a full disk a step fails with a clear error, and works after space was freed."""
    shelf.mark(HERE, [GAS], "read")
    with shelf._database.reading() as connection:
        assert connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    many = [Ref(f"{n}.txt", f"hash {n}", "x" * 500) for n in range(200)]
    with pytest.raises(ShelfError, match="is full"):
        shelf.mark(HERE, many, "read")
    assert len(read_ids(shelf, HERE)) == 1
    with shelf._database.reading() as connection:
        assert connection
        connection.execute("PRAGMA max_page_count = 100000")
    assert shelf.mark(HERE, many, "read") == 200


def test_a_locked_shelf_is_told(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another program locks the file, marking gives an error and reading works; later both work."""
    monkeypatch.setattr(database, "WAIT", 0.05)
    shelf.mark(HERE, [GAS], "read")
    shelf.close()
    other = sqlite3.connect(shelf.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ShelfBusy, match="try again"):
        shelf.mark(HERE, [RAIL], "read")
    assert shelf.marks_of(HERE, "gas.txt").read
    other.execute("ROLLBACK")
    other.close()
    assert shelf.mark(HERE, [RAIL], "read") == 1


def test_a_folder_without_write_permission_is_named(tmp_path: Path) -> None:
    """A folder that cannot be created is named in the error."""
    (tmp_path / "file").write_text("in the way")
    with Shelf(tmp_path / "file" / "shelf.db") as shelf:
        assert shelf.saved() == []
        with pytest.raises(ShelfError, match="cannot be used"):
            shelf.mark(HERE, [GAS], "read")


def test_another_file_in_its_place_is_seen(shelf: Shelf, tmp_path: Path) -> None:
    """A shelf that was replaced during a session is reopened."""
    shelf.mark(HERE, [GAS], "read")
    before = shelf.version()
    with Shelf(tmp_path / "other.db") as other:
        other.mark(HERE, [RAIL], "read")
    for end in ("-wal", "-shm"):
        shelf.path.with_name(shelf.path.name + end).unlink(missing_ok=True)
    (tmp_path / "other.db").replace(shelf.path)
    assert shelf.version() != before
    assert read_ids(shelf, HERE) == {"rail.txt"}


def test_changes_of_others_are_seen(shelf: Shelf) -> None:
    """The version changes with every change by any session, and only then."""
    shelf.mark(HERE, [GAS], "read")
    before = shelf.version()
    assert shelf.version() == before
    with Shelf(shelf.path) as other:
        other.mark(HERE, [RAIL], "read")
    assert shelf.version() != before


def test_threads_take_turns(shelf: Shelf) -> None:
    """Marks from several threads are all kept."""
    threads = [
        threading.Thread(
            target=lambda n=n: [shelf.mark(HERE, [Ref(f"{n}-{m}", f"{n}-{m}")], "read") for m in range(20)]
        )
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_ids(shelf, HERE)) == 80


def test_many_sessions_that_come_and_go_lose_nothing(tmp_path: Path) -> None:
    """Six processes repeatedly open, mark and close a new shelf at once: every mark is kept."""
    imports = "import sys\nfrom pathlib import Path\nfrom seedread.index.shelf import Ref, Shelf\n"
    code = """
for n in range(15):
    with Shelf(Path(sys.argv[1])) as shelf:
        shelf.mark("library", [Ref(f"{sys.argv[2]}-{n}", f"{sys.argv[2]}-{n}")], "read")
"""
    path = tmp_path / "data" / "shelf.db"
    assert [error for _, error in run_together(imports, code, [(str(path), str(n)) for n in range(6)])] == [""] * 6
    with Shelf(path) as shelf:
        assert len(read_ids(shelf, "library")) == 90


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (sqlite3.SQLITE_IOERR_LOCK, "has no locks.*XDG_DATA_HOME"),
        (sqlite3.SQLITE_IOERR_SHMMAP, "has no locks.*XDG_DATA_HOME"),
        (sqlite3.SQLITE_PROTOCOL, "has no locks.*XDG_DATA_HOME"),
        (sqlite3.SQLITE_IOERR_WRITE, "is full.*free some space"),
        (sqlite3.SQLITE_FULL, "is full.*free some space"),
        (sqlite3.SQLITE_IOERR_READ, "cannot be used: disk I/O error"),
        (sqlite3.SQLITE_READONLY_DIRECTORY, "cannot be written"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "try again"),
    ],
)
def test_what_the_disk_does_is_said_in_words(shelf: Shelf, code: int, said: str) -> None:
    """A file system without locks, a full disk and a broken disk give different errors."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.raises(ShelfError, match=said), shelf._database.writing():
        raise error
