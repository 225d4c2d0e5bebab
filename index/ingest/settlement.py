"""The end of a sync: removes or keeps articles that the files no longer contain, and copies them to a new index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.ingest.removals import Losses, decide, kept_words
from seedread.index.storage.manifest import KeptArticles
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from seedread.index.ingest.source_scan import SourceScan
    from seedread.index.ingest.sync_state import ReplacedIndex, SyncState

__all__ = ["settle"]


def settle(state: SyncState, scan: SourceScan) -> tuple[KeptArticles, ...]:
    """Remove or keep what the files no longer contain; return what is kept.

    Raises SourceMissing if articles cannot be carried over from the index that is replaced.
    """
    losses = _losses(state, scan)
    if state.replaced and state.replaced.reader is None:
        losses.unread.clear()  # they cannot be recovered from the old index
    verdict = decide(losses, state.known, state.before, prune=state.prune)
    for key, gone in verdict.gone.items():
        state.remove(key, gone)
    for key in scan.gone:
        state.files.pop(key, None)
    for key, ids in verdict.files.items():
        state.files[key] = replace(state.known[key], ids=tuple(sorted(ids)), missing=True)
    for key, ids in verdict.records.items():
        _keep_records(state, key, tuple(sorted(ids)), unread=key in losses.unread)
    if state.replaced:
        state.files.update((key, state.known[key]) for key in scan.away)
        away = {key: state.known[key].ids for key in scan.away}
        _carry_over(state, scan, state.replaced, {**away, **verdict.files, **verdict.records})
    return (*scan.kept, *_unread_sources(state, scan), *verdict.kept)


def _losses(state: SyncState, scan: SourceScan) -> Losses:
    """Return the articles that the files no longer contain, by missing file and missing record."""
    losses = Losses()
    left = {key: ids for key in scan.gone if (ids := state.left_by(key, state.known[key].ids))}
    here = _digests_here(state, scan) if left else frozenset[str]()
    for key, ids in left.items():
        moved = state.known[key].digest and state.known[key].digest in here
        (losses.moved if moved else losses.files)[key] = ids
    state.files.update(state.shrunk)
    for key in _may_have_lost(state, scan):
        now, shrunk = state.files[key], key in state.shrunk
        held: frozenset[str] = frozenset(() if shrunk else now.held)
        own = tuple(one for one in now.ids if one not in held)
        state.files[key] = replace(now, ids=own, held=())
        if lost := state.left_by(key, set(state.known[key].ids).difference(own)):
            unread = state.replaced and now.problem and not own
            (losses.unread if unread else losses.records)[key] = lost
    return losses


def _digests_here(state: SyncState, scan: SourceScan) -> frozenset[str]:
    """Return the hashes of all files that were found."""
    absent = {*scan.gone, *scan.away}
    return frozenset(state.files[key].digest for key in state.files if key not in absent)


def _may_have_lost(state: SyncState, scan: SourceScan) -> list[str]:
    """Return the files that were found and may no longer have an article that they had before."""
    if state.replaced:
        return [file.key for file in scan.noted if file.key in state.known]
    absent = {*scan.gone, *scan.away}
    return sorted(key for key in {*state.shrunk, *state.files.with_held()} - absent if key in state.known)


def _keep_records(state: SyncState, key: str, ids: tuple[str, ...], *, unread: bool) -> None:
    now = state.files[key]
    if unread:
        state.unread.add(key)
        state.files[key] = replace(now, ids=ids, problem=f"{now.problem}; {kept_words(len(ids))}")
    else:
        state.files[key] = replace(now, ids=(*now.ids, *ids), held=ids)


def _unread_sources(state: SyncState, scan: SourceScan) -> Iterator[KeptArticles]:
    """Yield the sources that are single files and cannot be read now."""
    for file in scan.noted:
        now = state.files[file.key]
        if file.key in state.unread and file.path in state.roots:
            yield KeptArticles(safe_line(str(file.path)), len(now.ids), safe_line(now.problem or ""))


def _carry_over(
    state: SyncState, scan: SourceScan, replaced: ReplacedIndex, held: Mapping[str, Collection[str]]
) -> None:
    """Copy articles whose files cannot be read from the index that is replaced; raises SourceMissing."""
    from seedread.index.ingest.carry_over import carried  # noqa: PLC0415 (only for a new index)

    for key in held:
        if key in scan.away or state.files[key].missing:
            # read again, whatever its contents, once it is back
            state.files[key] = replace(state.files[key], mtime_ns=0, digest="")
    for entry in carried(replaced.reader, (own for key in held for own in held[key]), state.knowledge):
        state.writer.add([entry])
