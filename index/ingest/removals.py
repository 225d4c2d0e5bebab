"""What a sync takes out of a library at its end, when all files were read, and what it keeps though its files are gone.

Most articles of a library do not go in one day: where more than half of them would, it is more likely that a disk is
away or a file was cut short, and they stay until somebody says that they may go.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedread.index.storage.manifest import KeptArticles

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from seedread.index.storage.manifest import FileState

__all__ = ["MANY", "Losses", "Verdict", "decide", "kept_words"]

MANY = 50
"""Articles from which a library is not emptied by more than half without being asked."""


@dataclass
class Losses:
    """Articles that the files no longer hold, by the key of their file."""

    files: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of files that are gone."""
    moved: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of files whose bytes stand in another one now."""
    records: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of files that hold others now."""
    unread: dict[str, frozenset[str]] = field(default_factory=dict)
    """Of files in which nothing can be read now."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of articles that the files no longer hold."""

    gone: Mapping[str, Collection[str]]
    """Those that are taken out, by the key of their file."""
    files: Mapping[str, Collection[str]]
    """Those that stay of files that are gone."""
    records: Mapping[str, Collection[str]]
    """Those that stay of files that hold others now, or nothing that can be read."""
    kept: tuple[KeptArticles, ...]
    """What is to be said of them."""


def decide(losses: Losses, known: Mapping[str, FileState], before: int, *, prune: bool) -> Verdict:
    """Decide what goes of a library of `before` articles, `known` before the sync; with `prune` all of it goes."""
    gone: dict[str, Collection[str]] = dict(losses.moved)
    files: dict[str, Collection[str]] = {}
    records: dict[str, Collection[str]] = {}
    lost = sum(map(len, (*losses.files.values(), *losses.records.values())))
    too_many = before >= MANY and 2 * lost > before
    for key, ids in losses.files.items():
        stays = not prune and (too_many or known[key].missing)
        (files if stays else gone)[key] = ids
    for key, ids in losses.records.items():
        held = ids if too_many else ids.intersection(known[key].held)
        gone[key] = ids if prune else ids - held
        if held and not prune:
            records[key] = held
    for key, ids in losses.unread.items():
        (gone if prune else records)[key] = ids
    held_now = sum(map(len, files.values())) + sum(len(ids) for key, ids in records.items() if key in losses.records)
    reason = f"{held_now:,} of {max(before, held_now):,} articles are no longer in the files, and are kept"
    kept = (KeptArticles("", held_now, reason),) if held_now else ()
    return Verdict(gone, files, records, kept)


def kept_words(articles: int) -> str:
    """Return what is said of a file in which nothing can be read now, and which held so many articles."""
    return "its article is kept" if articles == 1 else f"its {articles:,} articles are kept"
