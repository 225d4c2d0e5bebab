"""Copies a library to another place, into a folder or a cluster, without reading its sources again.

What a killed migration has copied stays, and the next one goes on. At the end both libraries are compared.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from seedread.index.article.stored import body_paragraphs, from_stored
from seedread.index.engines import open_engine
from seedread.index.errors import LibraryError
from seedread.index.files.atomic_write import write_file
from seedread.index.ingest.index_entry import to_entry
from seedread.index.ingest.report import Progress
from seedread.index.query import All
from seedread.index.storage.file_states import FileStates
from seedread.index.storage.manifest import has_library, load, load_files, save
from seedread.index.storage.modes import mode_in
from seedread.index.storage.store import open_store
from seedread.index.storage.stories_file import (
    links_file,
    read_links,
    stories_file,
    write_links,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from seedread.index.engines import Reader, Writer
    from seedread.index.ingest.index_entry import IndexEntry
    from seedread.index.storage.manifest import Manifest
    from seedread.index.storage.ownership import Trust
    from seedread.index.storage.places import ReadablePlace, WritablePlace
    from seedread.index.storage.store import Store

__all__ = ["Migrated", "migrate"]

_AT_ONCE = 500
"""Articles looked up at once."""
_STEP = 5_000
"""Articles after which what was copied is committed."""


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a migration did."""

    articles: int
    """In the library, at both places."""
    copied: int
    """Of these, copied this time."""
    compared: tuple[str, ...]
    """The facets whose counts were compared and are the same."""


def migrate(
    source: WritablePlace, target: WritablePlace, trust: Trust, on_progress: Callable[[Progress], None]
) -> Migrated:
    """Copy the library at `source` to `target`, and compare both.

    Raises LibraryError where there is none, or another library at the target, and where the copy is different.
    """
    if source == target:
        raise LibraryError(f"{target} is the library itself: choose another place.")
    place = open_store(source, trust).look()
    manifest = load(place) if place else None
    if place is None or manifest is None:
        raise LibraryError(f"There is no library in {source}: nothing can be copied.")
    if not manifest.complete:
        raise LibraryError(f"The last sync of {source} did not finish: run `seedread index` first.")
    store = open_store(target, trust)
    with store.writing(), closing(open_engine(place / manifest.index).reader(manifest.generation)) as reader:
        begun = _begun(target, manifest)
        copied = _copy(reader, target, store, begun, on_progress)
        written = load(target)
        assert written is not None, "it was just written"
        with closing(open_engine(target / written.index).reader(written.generation)) as other:
            compared = _compared(reader, other)
        finished = replace(manifest, serial=written.serial, index=written.index, generation=written.generation)
        # All of them are new at the target, though a part of the list on disk has them at the source.
        saved = save(target, finished, FileStates(load_files(place, manifest)))
        _copy_stories(place, manifest.serial, target, saved.serial)
        return Migrated(reader.count, copied, compared)


def _begun(target: WritablePlace, manifest: Manifest) -> Manifest:
    """Return the manifest of a migration to begin, or to go on with."""
    known = load(target)
    if known is None and has_library(target):
        raise LibraryError(f"{target} has a library that cannot be read: choose another place.")
    if known is not None:
        if known.sources != manifest.sources or known.versions != manifest.versions or known.complete:
            raise LibraryError(f"There is another library in {target}: choose another place, or remove it.")
        return known
    return replace(manifest, serial=0, index="index-1", generation=0, complete=False)


def _copy(
    reader: Reader, target: WritablePlace, store: Store, manifest: Manifest, on_progress: Callable[[Progress], None]
) -> int:
    """Copy what the target does not have, and return how many articles that are."""
    engine = open_engine(target / manifest.index)
    writer = engine.writer(manifest.generation or None)
    here = engine.reader(manifest.generation) if manifest.generation else None
    total, copied, waiting = reader.count, 0, 0
    try:
        if here:
            writer.remove(_gone(reader, here))
        for done, entry in enumerate(_entries(reader, here), 1):
            if entry is not None:
                writer.add([entry])
                copied, waiting = copied + 1, waiting + 1
            if waiting == _STEP:
                manifest, waiting = _commit(writer, target, store, manifest, last=False), 0
            on_progress(Progress(done, total, "copying"))
        _commit(writer, target, store, manifest, last=True)
    finally:
        writer.cancel()
        if here:
            here.close()
    on_progress(Progress(total, total, "done"))
    return copied


def _commit(writer: Writer, target: WritablePlace, store: Store, manifest: Manifest, *, last: bool) -> Manifest:
    """Commit what was copied, without the list of files: a sync would believe that all is there."""
    generation = writer.commit(last=last)
    store.secure(target / manifest.index)
    return save(target, replace(manifest, generation=generation), FileStates())


def _entries(reader: Reader, here: Reader | None) -> Iterator[IndexEntry | None]:
    """Go through the articles; None for one that the target has already."""
    numbers = reader.numbers(All())
    while part := list(islice(numbers, _AT_ONCE)):
        kept = {number: reader.kept(number) for number in part}
        known = here.documents([one.id for one in kept.values()]) if here else {}
        for number, one in kept.items():
            if here and (other := known.get(one.id)) is not None and here.text_sum(other) == reader.text_sum(number):
                yield None
                continue
            yield to_entry(from_stored(one.id, one.title, body_paragraphs(one.body), one.record), one.record["file"])


def _gone(reader: Reader, here: Reader) -> Iterator[str]:
    """Go through the articles of the target that the library no longer has."""
    numbers = here.numbers(All())
    while part := list(islice(numbers, _AT_ONCE)):
        ids = [here.row(number).id for number in part]
        known = reader.documents(ids)
        yield from (own for own in ids if own not in known)


def _copy_stories(place: ReadablePlace, serial: int, target: WritablePlace, new: int) -> None:
    """Copy the stories with their links; where there are none, the next start makes them."""
    try:
        stories, links = stories_file(place, serial).read_bytes(), read_links(links_file(place, serial))
    except (OSError, ValueError):
        return
    mode = mode_in(target)
    write_links(links_file(target, new), links, mode)
    write_file(stories_file(target, new), stories, mode)


def _compared(one: Reader, other: Reader) -> tuple[str, ...]:
    """Return the facets in which both libraries have the same counts; raises LibraryError where one differs."""
    if one.count != other.count:
        raise LibraryError(f"The copy has {other.count:,} articles and the library {one.count:,}: copy it again.")
    ours, theirs = one.search(All()), other.search(All())
    for name in one.facets():
        if sorted(ours.tally(name)) != sorted(theirs.tally(name)):
            raise LibraryError(f"The copy has other counts of {name} than the library: copy it to another place.")
    if ours.span(chosen=False) != theirs.span(chosen=False):
        raise LibraryError("The copy has other dates than the library: copy it to another place.")
    if ours.dates("month", chosen=False) != theirs.dates("month", chosen=False):
        raise LibraryError("The copy has other dates than the library: copy it to another place.")
    return (*one.facets(), "date")
