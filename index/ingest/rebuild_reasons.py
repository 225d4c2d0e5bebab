"""What a sync must rebuild because the program, the reader's rules or the index itself changed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from seedread.index.sources.html_libraries import mark as html_mark
from seedread.index.storage.versions import Versions, current_versions

if TYPE_CHECKING:
    from seedread.index.storage.manifest import Manifest

__all__ = ["GROUPED_AGAIN", "Redo", "made_of", "redo"]

GROUPED_AGAIN = "Stories: grouped again (new version)"
_DAMAGED = "Index: built again (the old one cannot be read)"
_EARLIER = "Index: built again (an earlier version of seedread made it)"
_REQUESTED = "Index: built again (requested)"
_NEW_RULES = "Articles: cleaned again (lines.toml changed)"
_REBUILDS = {
    "store": "Index: built again (new format)",
    "analysis": "Words: indexed again (new version)",
    "sources": "Files: read again (new version)",
    "cleaning": "Articles: cleaned again (new version)",
    "html": "Web pages: read again (another HTML library)",
}
"""The message for each version whose change requires reading the files again."""
_NEW_NAMES = "Names: found again (new version)"


class Redo(NamedTuple):
    """What must be rebuilt; nothing if all fields are false."""

    rebuild: bool = False
    """Whether the index is rebuilt from the files."""
    names: bool = False
    """Whether the names are found again in the stored articles."""
    reasons: tuple[str, ...] = ()
    """One message for each item, for the reader."""


def made_of() -> Versions:
    """Return the versions of this program with the HTML library that is installed."""
    return current_versions(html_mark())


def redo(manifest: Manifest | None, lines_mark: str = "", *, readable: bool = True, requested: bool = False) -> Redo:
    """Return what must be rebuilt of the index that `manifest` names; a `manifest` of None is damaged.

    `lines_mark` is the fingerprint of the reader's line rules; `readable` tells whether the index can be read.
    """
    if requested:
        return Redo(rebuild=True, reasons=(_REQUESTED,))
    if manifest is None or not readable:
        return Redo(rebuild=True, reasons=(_DAMAGED,))
    if not manifest.versions.known:
        return Redo(rebuild=True, reasons=(_EARLIER,))
    now = made_of()
    reasons = [text for name, text in _REBUILDS.items() if getattr(now, name) != getattr(manifest.versions, name)]
    if manifest.lines_mark != lines_mark:
        reasons.append(_NEW_RULES)
    if reasons:
        return Redo(rebuild=True, reasons=tuple(reasons))
    if manifest.versions.names != now.names:
        return Redo(names=True, reasons=(_NEW_NAMES,))
    return Redo()
