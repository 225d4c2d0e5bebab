"""A library through syncs, merges, a rebuild and grouping, recorded; and what is wrong with one after a power cut."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from unittest import mock

from power_loss import PowerLoss, Told, build

from seedread.index import Library, LibraryError
from seedread.index.engines.whoosh import index_writer
from seedread.index.ingest import sync_state
from seedread.index.storage import manifest as layout

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator
    from pathlib import Path

PLACES = ("Iran", "France", "Peru")


@dataclass
class Recorded:
    """What happened to a library."""

    news: Path
    log: PowerLoss
    states: dict[int, Any] = field(default_factory=dict)
    """What a reader found in each generation."""

    def told(self, moment: int) -> int:
        """Return the newest generation that was reported before a moment."""
        done = [event.what for event in self.log.events[:moment] if isinstance(event, Told)]
        return max(done, default=0)


def write(path: Path, n: int, extra: str = "") -> None:
    place = PLACES[n % 3]
    path.write_text(
        f"Talks On Gas In {place} Number {n}\n\nOfficials of {place} said on Friday that talks on gas number{n} would "
        f"go on for as long as they were needed {extra}.\n"
    )
    os.utime(path, (1_700_000_000, 1_700_000_000 + len(extra)))


def record(place: Path) -> Recorded:
    """Sync, change, merge, group and rebuild a library of some articles, with a commit after each."""
    news, disk = place / "news", place / "disk"
    news.mkdir()
    disk.mkdir()
    log = PowerLoss(disk)
    recorded = Recorded(news, log)
    where = disk / "cache" / "library"

    def on_named(name: str) -> None:
        if name == "manifest.json":
            with Library.open([news], where) as library:
                recorded.states[library.generation] = found(library)

    log.on_named = on_named

    def brought_up(*, rebuild: bool = False) -> None:
        with Library.open([news], where) as library:
            library.sync(rebuild=rebuild)
            log.tell(library.generation)
            library.group()

    with log, mock.patch.object(sync_state, "_FIRST_COMMIT", 0.0):
        for n in range(4):
            write(news / f"{n}.txt", n)
        brought_up()
        write(news / "1.txt", 1, "again")
        (news / "2.txt").unlink()
        write(news / "9.txt", 9)
        with mock.patch.object(index_writer, "_MERGE_AT", 1000):
            brought_up()
        brought_up(rebuild=True)
        write(news / "10.txt", 10)
        brought_up()
    return recorded


def found(library: Library) -> Any:
    """Return all that a reader can find."""
    results = library.search("gas", limit=100, sort="oldest")
    facets = {value.value: value.count for value in results.facets["country"].values} if results.total else {}
    return {hit.id: library.get(hit.id).body for hit in results.hits}, results.total, facets


def wrong(recorded: Recorded, place: Path, moment: int, pick: random.Random) -> Iterator[str]:
    """Build what a power cut before event `moment` may have left, in `place`, and say what is wrong with it."""
    place.mkdir(parents=True)
    build(place, recorded.log.state(moment, pick))
    where = place / "cache" / "library"
    told = recorded.told(moment)
    try:
        with Library.open([recorded.news], where) as library:
            generation = library.generation
            if generation < told:
                yield f"generation {generation} where {told} was reported"
            elif generation and found(library) != recorded.states[generation]:
                yield f"generation {generation} has other articles"
            library.sync()
            library.group()
            if found(library) != recorded.states[max(recorded.states)]:
                yield "other articles after the next sync"
            if library.pending() or library.ungrouped():
                yield "the next sync has not completed it"
    except LibraryError as error:
        yield error.message
        return
    yield from left_over(where)


def left_over(where: Path) -> Iterator[str]:
    """Name what no manifest and no table of contents names."""
    manifest = layout.load(where)
    assert manifest is not None
    named = {"lock", "manifest.json", *manifest.files, manifest.index, f"stories-{manifest.serial}.json"}
    named.add(f"links-{manifest.serial}.bin")
    toc = (where / manifest.index / f"_seedread_{manifest.generation}.toc").read_bytes()
    yield from (f"{path.name} is left over" for path in where.iterdir() if path.name not in named)
    for path in (where / manifest.index).iterdir():
        own = path.name.removeprefix("seedread_").removesuffix(".seg").encode()
        if path.name != f"_seedread_{manifest.generation}.toc" and not (path.suffix == ".seg" and own in toc):
            yield f"{path.name} is left over"
