"""Tests the storage of the Whoosh engine, and its errors for damaged files."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any

import pytest
from whoosh import columns

from seedread.index.engines.whoosh import WhooshEngine, index_writer
from seedread.index.errors import Damaged
from seedread.index.query import Wildcard, Word

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


def test_a_writer_verifies_a_large_index_part_by_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Writers of a large index verify one part after another: damage where nobody reads is found in the end."""
    engine = build(tmp_path / "index", *(Item(str(n), f"gas {n} " * 400) for n in range(40)))
    (path,) = (tmp_path / "index").glob("*.seg")
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    monkeypatch.setattr(index_writer, "_VERIFIED_AT_ONCE", len(raw) // 5)
    told = 0
    for _ in range(6):
        try:
            writer = engine.writer()
        except Damaged:
            told += 1
            break
        writer.commit(last=False)
    assert told


def test_many_articles_are_replaced(tmp_path: Path) -> None:
    """Articles that are added again replace those before, in a batch and in segments; the last duplicate wins."""
    engine = build(tmp_path / "index", *(Item(str(n), "gas") for n in range(10)))
    writer = engine.writer()
    writer.add([Item(str(n), "oil") for n in (1, 2, 2, 3, 11)])
    writer.remove(["5", "5", "11", "unknown"])
    writer.commit(last=False)
    writer.add([Item("2", "coal"), Item("5", "coal"), Item("12", "coal")])
    writer.commit(last=True)
    reader = engine.reader()
    ids = {
        word: sorted(row.id for row, _ in reader.search(Word(word)).page("newest", 0, 20)) for word in ("oil", "coal")
    }
    assert (reader.count, ids) == (11, {"oil": ["1", "3"], "coal": ["12", "2", "5"]})
