"""Tests document frequencies and the search for similar documents in the index."""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

from seedread.index.engines.whoosh import WhooshEngine
from seedread.index.ingest.index_entry import IndexEntry
from seedread.index.text.analysis import tokens

if TYPE_CHECKING:
    from pathlib import Path

WORDS = ("storm", "harbours", "bridge", "Kalmora", "rivière", "学校", "x1", "o'clock", "tables", "minister")


def entry(name: str, body: str, minute: int | None = None) -> IndexEntry:
    return IndexEntry(
        name, "A title", titled=True, body=body, facets={}, minute=minute, precision=10, record={"lines": []}
    )


def test_frequencies(tmp_path: Path) -> None:
    """The document frequency counts all segments, for words of any script; unknown words have none."""
    pick = random.Random(1)
    engine = WhooshEngine(tmp_path / "index")
    counts: Counter[str] = Counter()
    for part in range(3):
        bodies = [" ".join(pick.choices(WORDS, k=4)) for _ in range(20)]
        for body in bodies:
            counts.update({token.term for token in tokens(f"A title {body}")})
        writer = engine.writer()
        writer.add([entry(f"{part}-{n}", body) for n, body in enumerate(bodies)])
        writer.commit(last=False)
    terms = [*counts, "nowhere", "storms"]
    with_reader = engine.reader()
    assert with_reader.frequencies(terms) == [counts.get(term, 0) for term in terms]
    assert with_reader.frequencies([]) == []


def test_closest(tmp_path: Path) -> None:
    """Documents with the heavier words come first, those of other days later, and those removed not at all."""
    engine = WhooshEngine(tmp_path / "index")
    day = 1440
    bodies = {
        "both": ("storm bridge over the river", 0),
        "later": ("storm bridge over the river", 9 * day),
        "one": ("storm over the river", 0),
        "none": ("nothing of it", 0),
        "gone": ("storm bridge storm bridge", 0),
    }
    writer = engine.writer()
    writer.add([entry(name, body, minute) for name, (body, minute) in bodies.items()])
    writer.commit(last=True)
    writer = engine.writer()
    writer.remove(["gone"])
    writer.commit(last=True)
    reader = engine.reader()

    def ids(far: float) -> list[str]:
        found = reader.closest({"bridg": 2.0, "storm": 1.0}, 10, 0, within=3 * day, far=far)
        return [reader.row(number).id for number, _ in found]

    assert ids(0.5) == ["both", "later", "one"]
    assert ids(0.1) == ["both", "one", "later"]
    assert ids(0.0) == ["both", "one"]
    assert reader.minute(reader.document("later") or 0) == 9 * day


def test_asking_again(tmp_path: Path) -> None:
    """One call leaves no scores behind for the next, over segments and removed documents."""
    pick = random.Random(2)
    engine = WhooshEngine(tmp_path / "index")
    for part in range(3):
        writer = engine.writer()
        writer.add([entry(f"{part}-{n}", " ".join(pick.choices(WORDS, k=6))) for n in range(30)])
        writer.remove([f"{part - 1}-{n}" for n in range(0, 30, 7)])
        writer.commit(last=False)
    reader = engine.reader()
    stems = ("storm", "bridg", "tabl", "minist")
    asked = [{stem: pick.random() + 0.1 for stem in pick.sample(stems, 3)} for _ in range(3)]
    once = [engine.reader().closest(weights, 40, None, within=0, far=1.0) for weights in asked]
    assert once == [reader.closest(weights, 40, None, within=0, far=1.0) for weights in asked]
    assert all(len({number for number, _ in found}) == len(found) > 20 for found in once)


def test_text_sum(tmp_path: Path) -> None:
    """The sum of title and body changes with either, and survives the merging of segments."""
    engine = WhooshEngine(tmp_path / "index")
    sums: list[dict[str, int]] = []
    for last, body in ((False, "a storm"), (True, "a bridge")):
        writer = engine.writer()
        writer.add([entry("same", "one body"), entry("other", body)])
        writer.commit(last=last)
        reader = engine.reader()
        sums.append({name: reader.text_sum(reader.document(name) or 0) for name in ("same", "other")})
    assert sums[0]["same"] == sums[1]["same"]
    assert len({*sums[0].values(), *sums[1].values()}) == 3
