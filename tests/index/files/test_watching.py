"""Tests that changes below folders are told, and only those that matter."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from seedread.index.files.watching import FolderWatch, is_on_network

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LONG = 20.0
"""Seconds that a change may take to be told on a busy machine."""


def write(path: Path) -> None:
    path.write_text("news", encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a new file": lambda folder: write(folder / "new.txt"),
    "a file below": lambda folder: write(folder / "below" / "new.txt"),
    "a written file": lambda folder: write(folder / "old.txt"),
    "a removed file": lambda folder: (folder / "old.txt").unlink(),
    "a moved file": lambda folder: (folder.parent / "apart.txt").rename(folder / "moved.txt"),
    "a new folder": lambda folder: (folder / "fresh").mkdir(),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    (folder / "below").mkdir(parents=True)
    (folder / "library").mkdir()
    write(folder / "old.txt")
    write(tmp_path / "apart.txt")
    return folder


@pytest.mark.parametrize("change", CHANGES)
def test_changes_are_told(folder: Path, change: str) -> None:
    """Files that come, change, go or are moved are told, at any depth, and nothing before them."""
    with FolderWatch([folder], folder / "library") as watch:
        assert watch.whole
        assert not watch.wait(0)
        CHANGES[change](folder)
        assert watch.wait(LONG)


def test_new_folders_are_watched_too(folder: Path) -> None:
    """A file in a folder that came later is told."""
    with FolderWatch([folder]) as watch:
        (folder / "fresh" / "deep").mkdir(parents=True)
        assert watch.wait(LONG)
        while watch.wait(0.2):
            pass
        write(folder / "fresh" / "deep" / "new.txt")
        assert watch.wait(LONG)


def test_what_is_never_read_is_not_told(folder: Path) -> None:
    """Hidden files, the library itself, and the neighbours of a single file are not told."""
    with FolderWatch([folder, folder.parent / "apart.txt"], folder / "library") as watch:
        write(folder / ".hidden")
        write(folder / "library" / "manifest.json")
        write(folder.parent / "other.txt")
        assert not watch.wait(0.3)
        write(folder.parent / "apart.txt")
        assert watch.wait(LONG)


def test_a_folder_that_is_not_there_is_not_whole(folder: Path) -> None:
    """Where something cannot be watched, the watch says that it is not whole and still tells of the rest."""
    with FolderWatch([folder.parent / "gone" / "x.txt", folder]) as watch:
        assert not watch.whole
        write(folder / "new.txt")
        assert watch.wait(LONG)


def test_a_local_disk_is_not_on_the_network(folder: Path) -> None:
    """Only file systems that other machines write count as on the network."""
    assert not is_on_network(folder)
    assert not is_on_network(folder / "gone")
    assert os.path.exists("/proc/self/mountinfo")  # noqa: PTH110 (what the answer rests on)
