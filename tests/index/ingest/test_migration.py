"""A library is copied from one folder to another."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library, LibraryError
from seedread.index.ingest import migration
from seedread.index.ingest.migration import migrate
from seedread.index.storage.ownership import Trust

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """The folder of a library of three articles."""
    path = tmp_path / "news.jsonl"
    records = ({"id": str(n), "title": f"Report {n}", "text": f"Talks on gas in Norway, day {n}."} for n in range(3))
    path.write_text("".join(f"{json.dumps(one)}\n" for one in records))
    with Library.open([path], tmp_path / "library") as made:
        made.sync()
    return tmp_path / "library"


def move(source: Path, target: Path) -> int:
    return migrate(source, target, Trust.of_reader(), lambda _: None).copied


def test_a_copy_that_differs_is_no_library(library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison that fails leaves a copy that is not complete, and that the next try goes on with."""
    compared = migration._compared

    def differs(*_: object) -> tuple[str, ...]:
        raise LibraryError("The copy has other dates than the library: copy it to another place.")

    monkeypatch.setattr(migration, "_compared", differs)
    with pytest.raises(LibraryError, match="other dates"):
        move(library, tmp_path / "copy")
    monkeypatch.setattr(migration, "_compared", compared)
    assert move(library, tmp_path / "copy") == 0
    with closing(Library.open(directory=tmp_path / "copy")) as copy:
        assert copy.search("gas").total == 3


def test_a_library_is_not_copied_onto_itself(library: Path) -> None:
    """Nobody is told to remove the library that is to be copied."""
    with pytest.raises(LibraryError, match="is the library itself"):
        move(library, library)
    with closing(Library.open(directory=library)) as same:
        assert same.search("gas").total == 3
