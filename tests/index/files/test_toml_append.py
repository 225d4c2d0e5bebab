"""Tests that concurrent additions to the user's TOML files are all kept."""

from __future__ import annotations

import os
import tomllib
from typing import TYPE_CHECKING

import pytest
from child_processes import run_together

from seedread.index.cleaning.site_rules import SiteRule
from seedread.index.cleaning.site_rules_file import LinesFileError
from seedread.index.cleaning.site_rules_file import add_site_rule as add_line
from seedread.index.errors import SeedreadError
from seedread.index.files import toml_append
from seedread.index.files.lock import locked
from seedread.index.files.toml_append import append_text, remove_text, toml_entry
from seedread.index.names.overrides.names_edit import drop_row, remove_entry
from seedread.index.names.overrides.names_file import NamesFileError, read_rules

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LINES = """\
import sys
from pathlib import Path
from seedread.index.cleaning.site_rules import SiteRule
from seedread.index.cleaning.site_rules_file import add_site_rule
def add(path, name, n):
    add_site_rule(path, SiteRule("example.org", f"{name} line {n}", body=True, begins=False, kind="other"))
"""
_NAMES = """\
import sys
from pathlib import Path
from seedread.index.names.overrides.names_edit import drop_row
from seedread.index.names.overrides.names_file import read_rules
def add(path, name, n):
    drop_row(path, f"{name}-{n}.us")
"""
_ADDING = """\
for n in range(60):
    add(Path(sys.argv[1]), sys.argv[2], n)
    print("noted", flush=True)
"""


def adding(code: str, path: Path, names: Sequence[str]) -> list[int]:
    """Let one process per name add 60 entries concurrently; return how many each reports."""
    return [out.count("noted") for out, _ in run_together(code, _ADDING, [(str(path), name) for name in names])]


@pytest.mark.parametrize(("code", "kind"), [(_LINES, "body"), (_NAMES, "drop")])
def test_nothing_is_lost_when_three_add_at_once(tmp_path: Path, code: str, kind: str) -> None:
    """Each of 180 entries that three processes add at the same time is in the file, once, and nothing else is left."""
    path = tmp_path / "own.toml"
    assert adding(code, path, ("one", "two", "three")) == [60, 60, 60]
    entries = [str(entry) for entry in tomllib.loads(path.read_text())[kind]]
    assert len(entries) == len(set(entries)) == 180
    assert sorted(one.name for one in tmp_path.iterdir()) == [".own.toml.lock", "own.toml"]


def line(text: str) -> SiteRule:
    return SiteRule("example.org", text, body=True, begins=False, kind="other")


def test_a_file_that_an_addition_would_break_is_left(tmp_path: Path) -> None:
    """A file that cannot be extended gives an error with its place, and is not changed."""
    path = tmp_path / "names.toml"
    before = b'drop = [{ person = "a-b.us" }]\n'
    path.write_bytes(before)
    with pytest.raises(NamesFileError, match=r"would not be valid TOML.*line 3.*nothing was written"):
        drop_row(path, "e-f.us")
    assert path.read_bytes() == before


@pytest.mark.parametrize("before", [b"[[body]\nsite = 3\n", b"\xff\xfe", b"[[body]]\nsite = 'x'\n"])
def test_a_broken_file_is_never_written(tmp_path: Path, before: bytes) -> None:
    """An invalid file is not changed, and the message names it."""
    path = tmp_path / "lines.toml"
    path.write_bytes(before)
    with pytest.raises(LinesFileError, match=r"lines\.toml"):
        add_line(path, line("Read more"))
    assert path.read_bytes() == before


def test_line_ends_mode_and_link_stay(tmp_path: Path) -> None:
    """Line endings, mode and link target of a file are kept."""
    real = tmp_path / "dotfiles" / "lines.toml"
    real.parent.mkdir()
    real.write_bytes(b"# mine\r\n[[body]]\r\nsite = 'a'\r\nline = 'b'\r\n")
    real.chmod(0o640)
    path = tmp_path / "lines.toml"
    path.symlink_to(real)
    add_line(path, line("Read more"))
    assert path.is_symlink()
    assert real.read_bytes().startswith(b"# mine\r\n[[body]]\r\nsite = 'a'\r\nline = 'b'\r\n\n[[body]]\n")
    assert real.stat().st_mode & 0o777 == 0o640


def test_an_own_entry_is_taken_out_though_others_added_since(tmp_path: Path) -> None:
    """Undo removes exactly the added text, wherever it is; text changed since is kept."""
    path = tmp_path / "names.toml"
    mine = drop_row(path, "a-b.us")
    drop_row(path, "c-d.us")
    assert remove_entry(path, mine)
    assert [rule.person for rule in read_rules(path)[0]] == ["c-d.us"]
    changed = drop_row(path, "e-f.us")
    path.write_text(path.read_text() + 'reason = "mine"\n')
    before = path.read_bytes()
    assert not remove_entry(path, changed)
    assert path.read_bytes() == before


def test_strings_that_toml_forbids_are_written_as_it_wants() -> None:
    """Quotes, line ends and control characters come back as they were."""
    text = 'a "b" \\ \x7f \n \x01 ü 🔥'
    assert tomllib.loads(toml_entry("x", [("y", text), ("z", (text,))]))["x"] == [{"y": text, "z": [text]}]


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    """Arguments that are not UTF-8 give an error, and nothing is written."""
    path = tmp_path / "a.toml"
    with pytest.raises(SeedreadError, match="UTF-8"):
        append_text(path, toml_entry("x", [("y", "\udcff")]), "# head\n", lambda: None, SeedreadError)
    assert not path.exists()


def test_one_who_holds_the_file_too_long_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the wait the message names the lock holder, and nothing is written."""
    monkeypatch.setattr(toml_append, "_WAIT", 0.01)
    path = tmp_path / "a.toml"
    with locked(tmp_path / ".a.toml.lock"), pytest.raises(SeedreadError, match=f"process {os.getpid()}"):
        append_text(path, "x = 1\n", "", lambda: None, SeedreadError)
    assert not path.exists()


def test_without_locks_nothing_is_added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without locks the message says so, and the file is not changed."""

    def refused(*_: object) -> None:
        raise OSError(37, "No locks available")

    path = tmp_path / "a.toml"
    path.write_text("x = 1\n")
    monkeypatch.setattr("fcntl.flock", refused)
    with pytest.raises(SeedreadError, match=r"a\.toml cannot be written.*has no locks"):
        append_text(path, "y = 1\n", "", lambda: None, SeedreadError)
    with pytest.raises(SeedreadError, match="has no locks"):
        remove_text(path, "x = 1\n", SeedreadError)
    assert path.read_text() == "x = 1\n"


def test_a_full_disk_keeps_every_entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full disk the message says so, and the file is not changed."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "names.toml"
    drop_row(path, "a-b.us")
    before = path.read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NamesFileError, match=r"No space left on device.*Free disk space"):
        drop_row(path, "c-d.us")
    assert path.read_bytes() == before
