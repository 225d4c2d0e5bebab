"""Tests that files are replaced atomically, keep their mode and links, and leave no temporary files."""

from __future__ import annotations

import fcntl
import os
import stat
import threading
from pathlib import Path

import pytest

from seedread.index.files import atomic_write as module
from seedread.index.files.atomic_write import atomic_write, make_folder, sync_folder, target_of, write_file


class Ended(Exception):
    """Simulates the death of a writer."""


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_old_file_stands_until_the_new_one_is_whole(tmp_path: Path) -> None:
    """Readers find the old file while the new one is written and after a failure; nothing is left over."""
    path = tmp_path / "a.txt"
    path.write_text("old")

    def ended() -> None:
        with atomic_write(path) as file:
            file.write(b"new")
            file.flush()
            assert path.read_text() == "old"
            raise Ended

    with pytest.raises(Ended):
        ended()
    assert (path.read_text(), left(tmp_path)) == ("old", ["a.txt"])
    write_file(path, b"new")
    assert (path.read_text(), left(tmp_path)) == ("new", ["a.txt"])


def test_data_is_on_the_disk_before_the_name_and_the_name_before_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file is fsynced after the last write, then renamed, then its folder is fsynced."""
    path, steps = tmp_path / "a.txt", []
    fsync, replace = os.fsync, os.replace

    def record_fsync(handle: int) -> None:
        found = os.fstat(handle)
        steps.append("folder" if stat.S_ISDIR(found.st_mode) else f"{found.st_size} bytes")
        fsync(handle)

    def record_replace(source: Path, target: Path) -> None:
        steps.append(f"named {Path(target).name}")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", record_fsync)
    monkeypatch.setattr(os, "replace", record_replace)
    write_file(path, b"12345")
    assert steps == ["5 bytes", "named a.txt", "folder"]


@pytest.mark.parametrize(
    ("before", "asked", "umask", "after"),
    [
        (None, None, 0o022, 0o644),
        (None, None, 0o077, 0o600),
        (None, 0o644, 0o077, 0o644),
        (0o640, None, 0o077, 0o640),
        (0o600, None, 0o000, 0o600),
        (0o600, 0o664, 0o077, 0o664),
        (0o444, None, 0o022, 0o444),
    ],
)
def test_the_mode_is_that_asked_for_or_that_of_before(
    tmp_path: Path, before: int | None, asked: int | None, umask: int, after: int
) -> None:
    """A given mode applies regardless of the umask; else a file keeps its mode, and a new one follows the umask."""
    path = tmp_path / "a.txt"
    if before is not None:
        path.touch()
        path.chmod(before)
    usual = os.umask(umask)
    try:
        write_file(path, b"x", asked)
    finally:
        os.umask(usual)
    assert stat.S_IMODE(path.stat().st_mode) == after


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """The target of a symbolic link is replaced in its own folder, even if it does not exist yet."""
    (tmp_path / "far").mkdir()
    (tmp_path / "far" / "a.txt").write_text("old")
    for name in ("a.txt", "new.txt"):
        link = tmp_path / name
        link.symlink_to(Path("far", name))
        write_file(link, b"new")
        assert link.is_symlink()
        assert (tmp_path / "far" / name).read_text() == "new"


def test_what_is_no_file_is_written_to(tmp_path: Path) -> None:
    """A pipe gets the bytes and stays a pipe; so does /dev/null for root."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    got = []
    reader = threading.Thread(target=lambda: got.append(path.read_bytes()))
    reader.start()
    write_file(path, b"through")
    reader.join(20)
    assert got == [b"through"]
    assert path.is_fifo()
    write_file(Path("/dev/null"), b"away")
    assert Path("/dev/null").is_char_device()


def test_a_folder_is_no_target(tmp_path: Path) -> None:
    """A folder at the target path is an error, and stays."""
    (tmp_path / "a").mkdir()
    with pytest.raises(IsADirectoryError):
        write_file(tmp_path / "a", b"x")
    assert left(tmp_path) == ["a"]


def test_two_writers_share_no_file(tmp_path: Path) -> None:
    """Two concurrent writers of a file do not mix; the last one wins."""
    path = tmp_path / "a.txt"
    with atomic_write(path) as one:
        one.write(b"one")
        one.flush()
        with atomic_write(path) as other:
            other.write(b"other, and longer")
        assert path.read_bytes() == b"other, and longer"
    assert (path.read_bytes(), left(tmp_path)) == (b"one", ["a.txt"])


def test_what_a_killed_writer_left_goes_with_the_next(tmp_path: Path) -> None:
    """The next writer of a file removes its unlocked temporary files, but not those of a running writer."""
    path = tmp_path / "a.txt"
    abandoned, living = tmp_path / f".a.txt-{'0' * 16}.new", tmp_path / f".a.txt-{'1' * 16}.new"
    others = [tmp_path / name for name in (f".b.txt-{'0' * 16}.new", "a.txt.new", ".a.txt-short.new", ".a.txt.lock")]
    for one in (abandoned, living, *others):
        one.touch()
    with living.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        write_file(path, b"x")
    assert not abandoned.exists()
    assert living.exists()
    assert all(one.exists() for one in others)


def test_a_writer_whose_file_was_taken_for_abandoned_makes_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If another writer removes a temporary file before it is locked, nothing is lost."""
    path, opened = tmp_path / "a.txt", os.open
    taken: list[Path] = []

    def open_and_lose(name: Path, flags: int, mode: int = 0o777) -> int:
        handle = opened(name, flags, mode)
        if flags & os.O_EXCL and not taken:
            taken.append(name)
            Path(name).unlink()
        return handle

    monkeypatch.setattr(os, "open", open_and_lose)
    write_file(path, b"kept")
    assert len(taken) == 1
    assert (path.read_bytes(), left(tmp_path)) == (b"kept", ["a.txt"])


def test_without_locks_files_are_written_and_only_old_leftovers_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a file system without locks, temporary files are kept for a day and then removed."""

    def refused(*_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refused)
    old, new = tmp_path / f".a.txt-{'0' * 16}.new", tmp_path / f".a.txt-{'1' * 16}.new"
    for one in (old, new):
        one.touch()
    os.utime(old, (1_000_000_000, 1_000_000_000))
    write_file(tmp_path / "a.txt", b"x")
    assert left(tmp_path) == [new.name, "a.txt"]


def test_the_longest_name_can_be_written(tmp_path: Path) -> None:
    """A name of 255 bytes has a temporary name that is not longer and is recognized."""
    path = tmp_path / ("ü" * 127 + "x")
    with atomic_write(path) as file:
        file.write(b"x")
        fresh = [name for name in left(tmp_path) if name != path.name]
        assert [target_of(name) for name in fresh] == ["ü" * 50]
    assert left(tmp_path) == [path.name]


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failing fsync is an error, and the old file stays."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.txt"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"new")
    assert (path.read_text(), left(tmp_path)) == ("old", ["a.txt"])


def test_folders_that_cannot_be_synced_are_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that cannot sync folders is accepted; a disk error is raised."""
    for number, told in ((22, False), (5, True)):

        def refused(_: int, number: int = number) -> None:
            raise OSError(number, "no")

        monkeypatch.setattr(os, "fsync", refused)
        if told:
            with pytest.raises(OSError, match="no"):
                sync_folder(tmp_path)
        else:
            sync_folder(tmp_path)


def test_every_folder_that_is_made_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The parent of each new folder is synced; existing folders are not changed."""
    synced: list[Path] = []
    monkeypatch.setattr(module, "sync_folder", synced.append)
    make_folder(tmp_path / "a" / "b")
    assert synced == [tmp_path, tmp_path / "a"]
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o700
    make_folder(tmp_path / "a" / "b")
    assert len(synced) == 2


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_root_leaves_a_file_to_its_owner(tmp_path: Path) -> None:
    """Root may write a user's file without changing its owner."""
    path = tmp_path / "a.txt"
    path.touch()
    os.chown(path, 12345, 12345)
    write_file(path, b"x")
    assert (path.stat().st_uid, path.stat().st_gid) == (12345, 12345)
