"""Tests the storage of the Whoosh engine, and its errors for damaged files."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest
from whoosh import columns

from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.errors import Damaged
from seedread.index.query import Wildcard

if TYPE_CHECKING:
    from pathlib import Path


class Item:
    def __init__(self, name: str, body: str) -> None:
        self.id = name
        self.title = ""
        self.body = body
        self.facets: dict[str, list[tuple[str, str]]] = {}
        self.titled = False
        self.minute = None
        self.precision = 0
        self.credits: dict[str, str] = {}
        self.record: dict[str, Any] = {"id": name, "deep": [{"é": None}]}


def build(directory: Path, *items: Item) -> WhooshEngine:
    engine = WhooshEngine(directory)
    writer = engine.writer()
    writer.add(items)
    writer.commit(last=True)
    return engine


def test_an_article_is_never_pickled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records are written and read without the column type that pickles."""

    def forbidden(*_arguments: object) -> None:
        raise AssertionError("pickled")

    monkeypatch.setattr(columns, "dumps", forbidden)
    monkeypatch.setattr(columns, "loads", forbidden)
    reader = build(tmp_path / "index", Item("1", "gas")).reader()
    assert reader.kept(0).record == {"id": "1", "deep": [{"é": None}]}


@pytest.mark.filterwarnings("ignore:unclosed file", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_broken_files_are_told(tmp_path: Path) -> None:
    """An index with a truncated table of contents gives an error with advice, not a Whoosh traceback."""
    engine = build(tmp_path / "index", Item("1", "gas"))
    for file in (tmp_path / "index").glob("*.toc"):
        file.write_bytes(file.read_bytes()[:20])
    with pytest.raises(Damaged, match="--rebuild"):
        engine.reader()
    gc.collect()  # Whoosh leaves the file that it could not read open: close it here, where the warning is expected


def test_a_wildcard_is_capped_and_says_so(tmp_path: Path) -> None:
    """A pattern that matches too many words searches the first of them and gives a notice."""
    reader = build(tmp_path / "index", *(Item(str(n), f"zz{n}x") for n in range(600))).reader()
    assert reader.search(Wildcard("zz*x")).total == 500
    assert "more than 500 words" in reader.notices(Wildcard("zz*x"))[0].message
    assert reader.notices(Wildcard("zz1*")) == []
