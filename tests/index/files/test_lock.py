"""Tests the file lock: one holder at a time, bounded waiting, and release when the holder dies."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library, LibraryError, Locked
from seedread.index.files.lock import NoLocks, locked

if TYPE_CHECKING:
    from pathlib import Path


def test_a_second_holder_is_told_who_has_it(tmp_path: Path) -> None:
    """The given message is used, with the process ID of the lock holder."""
    path = tmp_path / "lock"
    with locked(path):
        with pytest.raises(Locked, match=f"process {os.getpid()}"), locked(path):
            pass
        with pytest.raises(Locked, match=f"^{os.getpid()} works here$"), locked(path, busy="{holder} works here"):
            pass
    with locked(path):
        assert path.read_text() == str(os.getpid())


@pytest.mark.parametrize("wait", [None, 20.0])
def test_one_who_waits_gets_it(tmp_path: Path, wait: float | None) -> None:
    """A waiting process gets the lock as soon as the other releases it."""
    path, got = tmp_path / "lock", threading.Event()

    def second() -> None:
        with locked(path, wait):
            got.set()

    thread = threading.Thread(target=second)
    with locked(path):
        thread.start()
        assert not got.wait(0.05)
    assert got.wait(20)
    thread.join()


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    """The lock of a killed process is released."""
    path = tmp_path / "lock"
    code = f"""
import fcntl, time
file = open({str(path)!r}, "w")
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(Locked), locked(path):
            pass
        holder.send_signal(signal.SIGKILL)
    with locked(path):
        pass


def test_a_lock_that_was_taken_away_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock on a file that was removed does not count: others would lock a new one."""
    path, flock = tmp_path / "lock", fcntl.flock
    removed: list[Path] = []

    def late(handle: int, how: int) -> None:
        if not removed:
            removed.append(path)
            path.unlink()
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", late)
    with locked(path) as handle:
        assert os.path.samestat(os.fstat(handle), path.stat())
    assert removed


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Without locks nothing is written and the message gives advice; reading still works."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(
        "Talks In Peru\n\nIt was said on Friday in Peru that talks on gas go on.\n"
    )

    def refused(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    with Library.open([tmp_path / "news"], tmp_path / "library") as library:
        library.sync()
        monkeypatch.setattr(fcntl, "flock", refused)
        with pytest.raises(NoLocks, match=r"has no locks .* another file system"):
            library.sync()
        assert library.search("gas").total == 1
    assert issubclass(NoLocks, LibraryError)


def test_a_link_in_the_place_of_a_lock_is_not_followed(tmp_path: Path) -> None:
    """A symbolic link at the lock path does not empty another file."""
    (tmp_path / "precious").write_text("kept")
    (tmp_path / "lock").symlink_to("precious")
    with pytest.raises(OSError, match="symbolic"), locked(tmp_path / "lock"):
        pass
    assert (tmp_path / "precious").read_text() == "kept"
