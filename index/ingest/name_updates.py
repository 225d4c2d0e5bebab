"""The steps of a sync that change names in stored articles; no file is read for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.ingest.reader_rules import names_files, names_mark
from seedread.index.ingest.rebuild_reasons import made_of
from seedread.index.ingest.report import Progress

if TYPE_CHECKING:
    from seedread.index.ingest.sync_state import SyncState
    from seedread.index.names.overrides.name_rules import NameOverrides

__all__ = ["apply_names_files", "link_introduced"]


def apply_names_files(state: SyncState) -> None:
    """Apply the current names files; if the names have a new version, find all of them again."""
    mark = names_mark(state.directory)
    if not mark and not state.manifest.names_mark and not state.names_again:
        return
    from seedread.index.ingest.renaming import read_overrides  # noqa: PLC0415 (0.1 s that a library without such files does not need)

    before = state.knowledge
    knowledge, problems = read_overrides(names_files(state.directory), before)
    state.problems += problems
    if state.names_again:
        _find_again(state, replace(knowledge, found=()))
    else:
        _rename(state, knowledge)
        state.new_rules = knowledge != before
    state.manifest = replace(state.manifest, names_mark=mark)


def link_introduced(state: SyncState) -> None:
    """Link the leaders in no data file whom some articles introduce in all others, under one row for all spellings."""
    changed = state.updated or state.removed
    if not (changed or state.introduced or state.renamed or state.new_rules):
        return
    from seedread.index.ingest.renaming import with_introduced  # noqa: PLC0415 (as above)

    known = state.knowledge
    if changed and known.found:
        state.commit()  # so that the reader has no article that is gone
    with state.reader() as reader:
        knowledge = with_introduced(known, state.introduced, reader)
    if knowledge != known:
        state.commit()
        _rename(state, knowledge)


def _find_again(state: SyncState, knowledge: NameOverrides) -> None:
    """Find the names in every stored article as a new index would have them, and commit them."""
    from seedread.index.ingest.renaming import names_again, with_introduced  # noqa: PLC0415 (as above)

    with state.reader() as reader:
        total = reader.count if reader else 0
        for done, entry in enumerate(names_again(reader, knowledge) if reader else (), 1):
            if entry:
                state.writer.add([entry])
                state.renamed.add(entry.id)
            state.on_progress(Progress(done, total, "finding names again"))
    state.manifest = replace(state.manifest, knowledge=knowledge.to_text())
    state.commit()
    with state.reader() as reader:
        found = with_introduced(knowledge, (), reader)
    _rename(state, found)
    # Only now: a sync that is killed earlier must start over.
    state.manifest = replace(state.manifest, versions=replace(state.manifest.versions, names=made_of().names))


def _rename(state: SyncState, knowledge: NameOverrides) -> None:
    """Find the names again where `knowledge` differs from what was applied, and commit them."""
    from seedread.index.ingest.renaming import renamed  # noqa: PLC0415 (as above)

    applied = state.knowledge
    changed = set()
    with state.reader() as reader:
        if reader and knowledge != applied:
            for entry in renamed(reader, applied, knowledge):
                state.writer.add([entry])
                changed.add(entry.id)
    state.manifest = replace(state.manifest, knowledge=knowledge.to_text())
    if changed:
        state.renamed |= changed
        state.commit()
