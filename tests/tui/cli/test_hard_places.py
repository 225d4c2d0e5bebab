"""No home, read-only folders, full disks, no /tmp, a clock that jumps back: each is reported, and nothing is lost."""

from __future__ import annotations

import io
import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from seedread.index import Library
from seedread.index.ingest import changed_files as intake
from seedread.index.ingest.reader_rules import own_names_file
from seedread.index.shelf import Ref, SavedSearch, Shelf, default_path, library_name
from seedread.tui.cli import inspect, main
from seedread.tui.workers.child_process import ChildFailed
from seedread.tui.workers.sync_process import SyncProcess

TALKS = "Talks In Norway\n\nMinisters met in Oslo, Norway, on Tuesday, and talks on gas will go on for some weeks.\n"
LONG_AGO = 1_700_000_000


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for n in range(3):
        put(folder / f"{n}.txt", TALKS + f"\nThis is number{n} of the talks that were held in this town.\n")
    return folder


def put(path: Path, text: str, when: int = LONG_AGO) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (when, when))


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The user has no known home directory, as in a container or a service."""

    def nobody(number: int) -> pwd.struct_passwd:
        raise KeyError(number)

    for name in ("HOME", *(f"XDG_{kind}_HOME" for kind in ("CACHE", "CONFIG", "DATA", "STATE"))):
        monkeypatch.delenv(name)
    monkeypatch.setattr(pwd, "getpwuid", nobody)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


@pytest.mark.usefixtures("homeless")
def test_without_a_home_a_library_is_read_where_it_is_named(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --library all that needs no file of the reader's own works, and no folder named ~ is made."""
    place = [str(news), "--library", str(tmp_path / "library")]
    assert main(["index", *place]) == 0
    assert main(["search", "gas", *place, "--ids"]) == 0
    assert main(["show", "0.txt", *place]) == 0
    assert main(["export", "gas", *place, "--output", "out.md"]) == 0
    assert main(["inspect", str(news / "0.txt")]) == 0
    assert main(["config", "--print-default"]) == 0
    capsys.readouterr()
    assert [path.name for path in Path().iterdir()] == ["out.md"]


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize(
    ("arguments", "variable"),
    [
        (["search", "gas", "NEWS"], "XDG_CACHE_HOME"),
        (["index", "NEWS"], "XDG_CACHE_HOME"),
        (["mark", "gas", "NEWS", "--library", "LIBRARY", "--read"], "XDG_DATA_HOME"),
        (["search", "is:read", "NEWS", "--library", "LIBRARY"], "XDG_DATA_HOME"),
        (["saved", "--add", "gas", "gas"], "XDG_DATA_HOME"),
        (["shelf", "export"], "XDG_DATA_HOME"),
        (["shelf", "path"], "XDG_DATA_HOME"),
        (["names", "drop", "ali-khan.pk"], "XDG_CONFIG_HOME"),
        (["rule", "body", "example.org", "In brief"], "XDG_CONFIG_HOME"),
        (["config", "--path"], "XDG_CONFIG_HOME"),
    ],
)
def test_without_a_home_the_reader_learns_what_to_set(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], variable: str
) -> None:
    """A command that needs a user folder names the variable to set, in one line, with exit code 3."""
    names = {"NEWS": str(news), "LIBRARY": str(tmp_path / "library")}
    assert main([names.get(one, one) for one in arguments]) == 3
    output = capsys.readouterr().err
    assert output.startswith("seedread: ")
    assert f"set HOME or {variable} to a folder" in output
    assert output.count("\n") == 1
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("home", ["FILE/home", "relative"])
def test_a_home_that_is_none_is_told(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: str
) -> None:
    """A missing home that cannot be created is reported with advice; nothing is created in the current folder."""
    (tmp_path / "file").touch()
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for kind in ("CACHE", "CONFIG", "DATA"):
        monkeypatch.delenv(f"XDG_{kind}_HOME")
    monkeypatch.setenv("HOME", home.replace("FILE", str(tmp_path / "file")))
    if home == "relative":
        monkeypatch.setattr(pwd, "getpwuid", lambda _: pwd.struct_passwd(["x", "x", 1, 1, "x", "relative", "x"]))
    assert main(["search", "gas", str(news)]) == 3
    output = capsys.readouterr().err
    assert ("set HOME" if home == "relative" else "choose another place with --library") in output
    assert list(Path().iterdir()) == []


def remount(place: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(place)], check=True)


def test_a_read_only_library_is_searched_as_it_is(
    news: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Indexed articles are found, new files are reported once as not searched, and `index` gives advice."""
    place = [str(news), "--library", str(small_disk / "library")]
    assert main(["index", *place]) == 0
    put(news / "9.txt", TALKS)
    remount(small_disk, "ro")
    capsys.readouterr()
    try:
        assert main(["search", "gas", *place, "--ids"]) == 0
        found = capsys.readouterr()
        assert found.out.split() == ["0.txt", "1.txt", "2.txt"]
        assert "Searching the library as is. " in found.err
        assert main(["index", *place]) == 3
        output = capsys.readouterr().err
        assert "Read-only file system" in output
        assert "ask a user who may write there to sync it, or choose another place with --library" in output
    finally:
        remount(small_disk, "rw")
    assert main(["index", *place]) == 0
    assert capsys.readouterr().out.startswith("4 articles")


def test_marks_on_a_read_only_disk_are_read(
    news: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was marked is found; a further mark is refused in words, and works when the disk can be written again."""
    monkeypatch.setenv("XDG_DATA_HOME", str(small_disk))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(small_disk / "config"))
    assert main(["mark", "number1", str(news), "--star"]) == 0
    remount(small_disk, "ro")
    capsys.readouterr()
    try:
        assert main(["search", "is:starred", str(news), "--ids"]) == 0
        assert capsys.readouterr().out == "1.txt\n"
        with Shelf() as shelf:
            for arguments in (["mark", "number2", str(news), "--star"], ["names", "drop", "ali-khan.pk"]):
                assert main(arguments) == 3
                assert "cannot be written" in capsys.readouterr().err
            name, ref = library_name([news]), Ref("0.txt", "hash")
            assert shelf.marks_of(name, "1.txt").starred
            remount(small_disk, "rw")
            assert shelf.mark(name, [ref], "starred") == 1
    finally:
        remount(small_disk, "rw")
    assert main(["mark", "number2", str(news), "--star"]) == 0


def test_on_a_full_disk_nothing_of_the_readers_own_is_lost(
    news: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a full disk, exports, marks and rules fail with exit code 3, and existing files are kept."""
    for kind in ("DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(small_disk / kind))
    out = small_disk / "out.md"
    assert main(["mark", "number0", str(news), "--star"]) == 0
    assert main(["names", "drop", "ali-khan.pk"]) == 0
    assert main(["export", "number0", str(news), "--output", str(out)]) == 0
    names = own_names_file()
    before = out.read_bytes(), names.read_bytes()
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * shutil.disk_usage(small_disk).free)
    capsys.readouterr()
    for arguments in (
        ["export", "gas", str(news), "--output", str(out)],
        ["names", "drop", "jordan-rivers.us"],
        ["mark", "gas", str(news), "--tag", "x"],
    ):
        assert main(arguments) == 3, arguments
        output = capsys.readouterr().err
        assert "No space left" in output or "is full" in output
        assert "Traceback" not in output
    assert (out.read_bytes(), names.read_bytes()) == before
    ballast.unlink()
    assert main(["search", "is:starred", str(news), "--ids"]) == 0
    assert capsys.readouterr().out == "0.txt\n"
    assert main(["export", "gas", str(news), "--output", str(out)]) == 0
    assert main(["names", "drop", "jordan-rivers.us"]) == 0
    assert main(["mark", "gas", str(news), "--tag", "x"]) == 0
    assert not [path.name for path in small_disk.iterdir() if path.name.endswith(".new")]


@pytest.fixture
def no_tmp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))


@pytest.mark.usefixtures("no_tmp")
def test_a_sync_of_the_screen_needs_no_tmp(tmp_path: Path) -> None:
    """What the child complains of is kept in memory, only the end of it, however much it is."""
    source = 'import sys; sys.stderr.write("x" * 300000 + "\\nIt went wrong.\\n"); print("{}"); sys.exit(3)'
    sync = SyncProcess(tmp_path, [], [sys.executable, "-c", source])
    with pytest.raises(ChildFailed, match=r"^It went wrong\.$"):
        list(sync.run())


@pytest.mark.usefixtures("no_tmp")
def test_long_input_without_tmp_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard input that fits into memory needs no file; for longer input the message names the variable to set."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<html><body><p>" + TALKS.encode() * 3)))
    assert main(["inspect", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["paragraphs"]
    monkeypatch.setattr(inspect, "_IN_MEMORY", 20)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"<html><body><p>" + TALKS.encode() * 3)))
    assert main(["inspect", "-"]) == 3
    assert "set TMPDIR to a larger folder" in capsys.readouterr().err


def test_a_clock_that_jumps_back_hides_no_change(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of the future are read once, and what is written after the jump, with an older time, is seen."""
    now = time.time_ns()
    day = 86_400_000_000_000
    put(news / "0.txt", TALKS + "before", (now + day) // 1_000_000_000)
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        assert not library.pending()
        monkeypatch.setattr(time, "time_ns", lambda: now - 2 * day)
        assert library.sync().updated == 0
        assert not library.pending()
        put(news / "0.txt", TALKS + "behind", (now - 2 * day) // 1_000_000_000)
        assert library.pending()
        assert library.sync().updated == 1
        assert library.search("behind").total == 1
        assert library.search("before").total == 0


@pytest.mark.parametrize(("ahead", "again"), [(0, True), (300, True), (-3, False), (3600, False)])
def test_a_file_of_this_moment_is_looked_at_again(news: Path, tmp_path: Path, ahead: int, again: bool) -> None:  # noqa: FBT001
    """A file with the time of now, or of a file server's clock some minutes ahead, may still change unseen."""
    assert intake._RACY_NS < 3_000_000_000
    put(news / "0.txt", TALKS, int(time.time()) + ahead)
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        assert library.pending() == again


def test_order_of_searches_survives_a_clock_that_jumps_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest query is first, and saved searches keep their order, whatever the clock."""
    with Shelf(default_path()) as shelf:
        for n in range(3):
            monkeypatch.setattr(time, "time_ns", lambda n=n: 10**18 - n * 10**15)
            shelf.asked(f"query {n}")
            shelf.save(SavedSearch(f"search {9 - n}", "gas", "relevance"))
        assert shelf.history() == ["query 2", "query 1", "query 0"]
        assert [search.name for search in shelf.saved()] == ["search 9", "search 8", "search 7"]


def test_a_name_that_begins_with_a_tilde_is_a_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file, folder, library or export may be called ~draft if there is no user of that name."""
    monkeypatch.chdir(tmp_path)
    Path("~draft").mkdir()
    put(Path("~draft") / "0.txt", TALKS)
    assert main(["index", "~draft", "--library", "~library"]) == 0
    assert main(["export", "gas", "~draft", "--library", "~library", "--output", "~out.md"]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["~draft", "~library", "~out.md"]
