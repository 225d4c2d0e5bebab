"""What is left after a power cut at any moment: an old or the new state of everything, and nothing that was reported.

`bench/robustness/power_loss.py` looks at as many moments as there is time for.
"""

from __future__ import annotations

import random
import tomllib
from typing import TYPE_CHECKING

import pytest
from library_after_power_loss import Recorded, record, write, wrong
from power_loss import Named, PowerLoss, Told, build

from seedread.index import Library
from seedread.index.files import atomic_write
from seedread.index.files.atomic_write import write_file
from seedread.index.names.overrides.names_edit import drop_row, remove_entry
from seedread.index.shelf import Ref, Shelf
from seedread.tui.workers.saving import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    return record(tmp_path_factory.mktemp("recorded"))


def test_every_file_of_a_library_is_on_the_disk_before_its_name(recorded: Recorded) -> None:
    """In syncs, merges, a rebuild and grouping no file is named and none removed before the disk has what it must."""
    assert list(recorded.log.unsafe()) == []
    assert len(recorded.log.events) > 200


@pytest.mark.parametrize("seed", range(8))
def test_after_a_power_cut_a_library_opens_and_completes(recorded: Recorded, tmp_path: Path, seed: int) -> None:
    """Cut off anywhere, a library opens in a state that was finished, none older than reported; a sync mends it."""
    pick = random.Random(seed)
    for n in range(5):
        moment = pick.randrange(1, len(recorded.log.events) + 1)
        assert list(wrong(recorded, tmp_path / f"{n}", moment, pick)) == [], f"moment {moment}, seed {seed}"


class Killed(BaseException):
    """Stands for SIGKILL: nothing more is done, and nothing taken back."""


def test_what_a_killed_writer_named_comes_to_the_disk_before_anything_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between a name and the sync of its folder, the next writer syncs it before it removes the old state."""
    news, disk = tmp_path / "news", tmp_path / "disk"
    news.mkdir()
    disk.mkdir()
    write(news / "1.txt", 1)

    def sync_folder(folder: Path) -> None:
        if log.events[-1:] and isinstance(event := log.events[-1], Named) and event.to[1] == "manifest.json":
            raise Killed
        real(folder)

    real = atomic_write.sync_folder
    with PowerLoss(disk) as log, Library.open([news], disk / "library") as library:
        library.sync()
        write(news / "2.txt", 2)
        with monkeypatch.context() as patch:
            patch.setattr(atomic_write, "sync_folder", sync_folder)
            with pytest.raises(Killed):
                library.sync()
        library.sync()
    assert list(log.unsafe()) == []


def test_the_recorder_sees_what_is_done_carelessly(tmp_path: Path) -> None:
    """A file that is named without an fsync may be empty afterwards, and one removed too early may be all there was."""
    root = tmp_path / "disk"
    root.mkdir()
    with PowerLoss(root) as log:
        (root / "a.new").write_bytes(b"first")
        (root / "a.new").rename(root / "a")
        (root / "b").write_bytes(b"x")
        (root / "b").unlink()
    assert len(list(log.unsafe())) == 2
    states = [log.state(len(log.events), random.Random(seed)) for seed in range(200)]
    assert {b"first", b"", None} <= {state.get("a") for state in states}


def cut_everywhere(log: PowerLoss, folder: Path, check: Callable[[Path, list[str]], None]) -> None:
    """Check what five power cuts at each moment left, with what was reported until then."""
    pick = random.Random(2)
    for moment in range(1, len(log.events) + 1):
        done = [event.what for event in log.events[:moment] if isinstance(event, Told)]
        for n in range(5):
            left = folder / f"{moment}-{n}"
            left.mkdir(parents=True)
            build(left, log.state(moment, pick))
            check(left, done)


def test_after_a_power_cut_every_reported_entry_is_in_the_file(tmp_path: Path) -> None:
    """A names.toml is whole after every cut and has all that was said to be noted; adding goes on from there."""
    root = tmp_path / "disk"
    root.mkdir()
    with PowerLoss(root) as log:
        taken = ""
        for n in range(4):
            taken = drop_row(root / "seedread" / "names.toml", f"a-{n}.us")
            log.tell(f"a-{n}.us")
        remove_entry(root / "seedread" / "names.toml", taken)
    assert list(log.unsafe()) == []

    def check(left: Path, done: list[str]) -> None:
        path = left / "seedread" / "names.toml"
        entries = tomllib.loads(path.read_text())["drop"] if path.exists() else []
        people = [entry["person"] for entry in entries]
        assert people == [f"a-{n}.us" for n in range(len(people))]
        assert set(done) - {"a-3.us"} <= set(people)
        drop_row(path, "b-1.us")
        assert {one.name for one in path.parent.iterdir()} == {"names.toml", ".names.toml.lock"}

    cut_everywhere(log, tmp_path / "left", check)


def test_after_a_power_cut_an_export_is_the_old_or_the_new_one(tmp_path: Path) -> None:
    """A file that is written over is never half of either, and once it is reported it is the new one."""
    root = tmp_path / "disk"
    root.mkdir()
    old, new = b"old\n" * 3000, b"new\n" * 5000
    with PowerLoss(root) as log:
        write_file(root / "out.md", old)
        log.tell("old")
        write_whole(root / "out.md", (piece.decode() for piece in (new[:8000], new[8000:])))
        log.tell("new")
    assert list(log.unsafe()) == []

    def check(left: Path, done: list[str]) -> None:
        path = left / "out.md"
        if done or path.exists():
            assert path.read_bytes() in ((new,) if "new" in done else (old, new))

    cut_everywhere(log, tmp_path / "left", check)


def test_marks_are_on_the_disk_when_they_are_reported(tmp_path: Path) -> None:
    """SQLite waits for the disk at every commit (synchronous = FULL, 2), and the file's own name is synced."""
    with Shelf(tmp_path / "deep" / "shelf.db") as shelf:
        shelf.mark("x", [Ref("a", "hash", "title")], "read")
        with shelf._database.reading() as connection:
            assert connection is not None
            assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
