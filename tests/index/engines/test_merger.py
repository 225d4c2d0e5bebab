"""Merging segments in small ranges of words."""

from __future__ import annotations

import random
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from seedread.index.engines.whoosh import compression, index_writer, merger
from seedread.index.engines.whoosh.batch import Batch
from seedread.index.engines.whoosh.engine import WhooshEngine
from seedread.index.engines.whoosh.packing import pack_lists, pack_long
from seedread.index.engines.whoosh.schema import FACETS
from seedread.index.engines.whoosh.segment import Segment
from seedread.index.engines.whoosh.segment_file import SegmentFile
from seedread.index.query import All, Word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@dataclass
class Item:
    id: str
    title: str
    body: str
    titled: bool = True
    minute: int | None = 1
    precision: int = 10
    facets: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    credits: dict[str, str] = field(default_factory=dict)
    record: dict[str, Any] = field(default_factory=dict)


def segments(folder: Path) -> list[Segment]:
    """Write three segments of 40 articles with words that only some of them have."""
    dice = random.Random(3)
    found = []
    for part in range(3):
        words = [f"w{dice.randrange(400):x}" for _ in range(150)]
        batch = Batch(FACETS)
        for n in range(40):
            body = "\n".join(" ".join(dice.choices(words, k=30)) for _ in range(3))
            batch.add(Item(f"{part}-{n}", " ".join(dice.choices(words, k=4)).title(), body))
        path = folder / f"{part}.seg"
        batch.write(path, {})
        found.append(Segment(path))
    return found


def merged(folder: Path, name: str, dropped: int) -> dict[str, bytes]:
    """Merge the segments without every `dropped`th article; return every section."""
    parts = segments(folder)
    alive = [np.arange(segment.count) % dropped != 0 for segment in parts]
    merger.merge(folder / name, parts, alive, FACETS)
    file = Segment(folder / name).file
    return {section: bytes(file.pieces(section).all()) for section in file._sections}


@pytest.mark.parametrize("dropped", [2, 1000])
def test_ranges_make_no_difference(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dropped: int) -> None:
    """However few words and postings are held at a time, a merge writes the same bytes and leaves no other file."""
    whole = merged(tmp_path, "whole", dropped)
    monkeypatch.setattr(merger, "_WORDS", 7)
    monkeypatch.setattr(merger, "_BATCH_SIZE", 50)
    monkeypatch.setattr(merger, "_PART", 4)
    assert merged(tmp_path, "ranges", dropped) == whole
    assert {path.name for path in tmp_path.iterdir()} == {"0.seg", "1.seg", "2.seg", "whole", "ranges"}


@pytest.mark.parametrize("highest", [1, 15, 255, 4_095, 65_535, 70_000])
@pytest.mark.parametrize("length", [1, 40, 41])
def test_a_list_in_parts_is_packed_as_a_whole_one(highest: int, length: int) -> None:
    """A list that is given in parts of any lengths gets the same bytes as one that is given at once."""
    dice = random.Random(highest)
    values = np.array([highest, *(dice.randint(1, highest) for _ in range(length - 1))])
    whole = pack_lists("positions", values, np.array([length]))
    cuts = sorted(dice.choices(range(length + 1), k=5))
    found = dict.fromkeys(whole, b"")
    for name, piece in pack_long("positions", np.split(values, cuts)):
        found[name] += piece.tobytes()
    assert found == {name: section.tobytes() for name, section in whole.items()}


def test_no_merge_has_many_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many batches a sync writes, a few become one segment at a time, without what was replaced or removed."""
    sizes: list[int] = []

    def noted(path: Path, parts: Sequence[Segment], *rest: Any) -> None:
        sizes.append(len(parts))
        merger.merge(path, parts, *rest)

    monkeypatch.setattr(index_writer, "merge", noted)
    monkeypatch.setattr(index_writer, "_BUDGET", 1)  # an article is a batch
    monkeypatch.setattr(index_writer, "_MOST_BATCHES", 4)
    writer = WhooshEngine(tmp_path / "index").writer()
    for n in range(40):
        writer.add([Item(f"{n}", f"Title {n}", "rain on the quay")])
        if n % 4 == 3:
            writer.remove([f"{n - 1}"])
            writer.add([Item(f"{n - 3}", f"Title {n - 3} again", "sun on the quay")])
    generation = writer.commit(last=True)
    with closing(WhooshEngine(tmp_path / "index").reader(generation)) as reader:
        found = {reader.row(number).id: reader.row(number).title for number in reader.numbers(All())}
        words = [reader.search(Word(word)).total for word in ("rain", "sun")]
    kept = {f"{n}": f"Title {n}" + " again" * (n % 4 == 0) for n in range(40) if n % 4 != 2}
    assert (found, words) == (kept, [20, 10])
    assert 4 in sizes
    assert max(sizes) <= 4 + 40 // 4


def test_a_reader_lets_go_of_what_it_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who goes through a library reads the same texts, and every few of them the pages of the file are let go."""
    store = segments(tmp_path)[0].articles
    released: list[SegmentFile] = []
    expected = [store.text(n) for n in range(len(store))]
    monkeypatch.setattr(compression, "_READ", 10)

    def release(file: SegmentFile) -> None:
        released.append(file)

    monkeypatch.setattr(SegmentFile, "release", release)
    again = Segment(tmp_path / "0.seg").articles
    assert [again.text(n) for n in range(len(again))] == expected
    assert len(released) == len(expected) // 10
