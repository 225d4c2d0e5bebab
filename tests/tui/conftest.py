"""A library of a few articles written for these tests, shared by all tests of the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from screen import records, write

import seedread
from seedread.index import Library
from seedread.tui.screens import main
from seedread.tui.state import row_follower

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    write(folder, list(records()))
    with Library.open([folder / "news.jsonl"], folder / "library") as library:
        library.sync()
        library.group()
    return folder


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with Library.open([folder / "news.jsonl"], folder / "library") as library:
        yield library


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(main, "TYPING_PAUSE", 0.001)
    monkeypatch.setattr(main, "SETTLED", 0.001)
    monkeypatch.setattr(row_follower, "ROW_PAUSE", 0.001)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a child find the package where these tests found it."""
    monkeypatch.setenv("PYTHONPATH", str(Path(next(iter(seedread.__path__))).parent))
