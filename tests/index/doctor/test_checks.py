"""What `seedread doctor` finds in a library: each fault is named, with what to do, and nothing is written."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.doctor.checks import Checkup, Finding
from seedread.index.files.lock import locked
from seedread.index.names.gazetteer import gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "Talks On Gas In Iran\n\nOfficials of Iran said on Friday that the talks on gas would go on as long as needed.\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text(TEXT)
    made = Library.open([tmp_path / "news"], tmp_path / "library")
    made.sync()
    made.group()
    return made


def looked(library: Library) -> dict[str, Finding]:
    return {finding.subject: finding for finding in Checkup(library.roots, library.directory).findings()}


def test_a_sound_library_has_no_fault(library: Library) -> None:
    """Every check says ok, and looking changes no file."""
    before = [(path, path.stat().st_mtime_ns) for path in sorted(library.directory.rglob("*"))]
    found = looked(library)
    assert {finding.state for finding in found.values()} == {"ok"}
    assert set(found) == {
        "library", "owner", "readers", "lock", "state", "index", "stories", "sources", "files", "leaders",
    }  # fmt: skip
    assert "1 articles" in found["index"].text
    assert [(path, path.stat().st_mtime_ns) for path in sorted(library.directory.rglob("*"))] == before


def _no_library(library: Library) -> None:
    for path in sorted(library.directory.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    library.directory.rmdir()


def _flip(path: Path) -> None:
    broken = bytearray(path.read_bytes())
    broken[len(broken) // 2] ^= 1
    path.write_bytes(broken)


def _no_sources(library: Library) -> None:
    (library.roots[0] / "a.txt").unlink()
    library.roots[0].rmdir()


def _closed_file(library: Library) -> None:
    library.directory.chmod(0o755)
    (library.directory / "manifest.json").chmod(0o600)


def _closed_above(library: Library) -> None:
    library.directory.chmod(0o755)
    library.directory.parent.chmod(0o700)


def _one(library: Library, pattern: str) -> Path:
    return next(library.directory.glob(pattern))


FAULTS: dict[str, tuple[Callable[[Library], object], str, str, str]] = {
    "no library": (_no_library, "library", "warning", "No library"),
    "others may write": (lambda one: one.directory.chmod(0o777), "library", "problem", "chmod"),
    "a broken segment": (lambda one: _flip(_one(one, "index-*/*.seg")), "index", "problem", "--rebuild"),
    "a broken table": (lambda one: _flip(_one(one, "index-*/*.toc")), "index", "problem", "--rebuild"),
    "a segment that is gone": (lambda one: _one(one, "index-*/*.seg").unlink(), "index", "problem", "--rebuild"),
    "a broken manifest": (lambda one: _flip(_one(one, "manifest.json")), "state", "problem", "cannot be read"),
    "a broken list of files": (lambda one: _flip(_one(one, "files-*.json")), "state", "problem", "cannot be read"),
    "no stories": (lambda one: _one(one, "stories-*.json").unlink(), "stories", "warning", "out of date"),
    "no sources": (_no_sources, "sources", "problem", "does not exist"),
    "closed files": (_closed_file, "readers", "problem", "manifest.json"),
    "a closed folder above": (_closed_above, "readers", "problem", "o+x"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(library: Library, fault: str) -> None:
    """One thing that is wrong is one line that says what to do; the other checks go on."""
    make, subject, state, word = FAULTS[fault]
    make(library)
    finding = looked(library)[subject]
    assert finding.state == state
    assert word in finding.text + finding.advice


def test_a_file_that_could_not_be_read_is_counted(library: Library) -> None:
    """What the last sync could not read is told with its most frequent reason."""
    os.mkfifo(library.roots[0] / "pipe.txt")
    library.sync()
    finding = looked(library)["files"]
    assert finding.state == "warning"
    assert "1 file could not be read" in finding.text
    assert len(finding.details) == 1
    assert ": " in finding.details[0]
    assert "regular file" in finding.text


def test_who_holds_the_lock_is_named(library: Library) -> None:
    """While a sync runs its process is told, and that is no fault; the look takes the lock from nobody."""
    with locked(library.directory / "lock"):
        finding = looked(library)["lock"]
        assert (finding.state, str(os.getpid()) in finding.text) == ("ok", True)
    assert "No process" in looked(library)["lock"].text
    with locked(library.directory / "lock"):
        pass


def test_a_library_of_another_version_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read as it is, and the next sync redoes it."""
    monkeypatch.setattr("seedread.index.storage.versions.NAMES_VERSION", -1)
    finding = looked(library)["state"]
    assert (finding.state, "another version" in finding.text) == ("warning", True)


def test_how_recent_the_list_of_leaders_is(tmp_path: Path) -> None:
    """The last day on which the offices were checked is told, with or without a library."""
    found = [one for one in Checkup((), tmp_path / "none").findings() if one.subject == "leaders"]
    assert [one.state for one in found] == ["ok"]
    assert str(gazetteer().horizon) in found[0].text
    assert gazetteer().horizon < datetime.date.max
