"""What a sync removes from a library after all files were read, and what it keeps although the files are gone.

A library seldom loses most of its articles in one day. If more than half of them are missing, a disk is probably not
mounted or a file is truncated. These articles stay until the user removes them with `prune`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedread.index.storage.manifest import KeptArticles

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from seedread.index.storage.file_states import FileState

__all__ = ["MANY", "Losses", "Verdict", "decide", "kept_words"]

MANY = 50
"""From this number of articles on, more than half of a library is removed only on request."""


@dataclass
class Losses:
    """Articles that the files no longer contain, by the key of their file."""

    files: dict[str, frozenset[str]] = field(default_factory=dict)
    """Articles of files that are gone."""
    moved: dict[str, frozenset[str]] = field(default_factory=dict)
    """Articles of files whose bytes are now in another file."""
    records: dict[str, frozenset[str]] = field(default_factory=dict)
    """Articles of files that now contain others."""
    unread: dict[str, frozenset[str]] = field(default_factory=dict)
    """Articles of files that cannot be read now."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision about articles that the files no longer contain."""

    gone: Mapping[str, Collection[str]]
    """Those that are removed, by the key of their file."""
    files: Mapping[str, Collection[str]]
    """Kept articles of files that are gone."""
    records: Mapping[str, Collection[str]]
    """Kept articles of files that now contain others, or cannot be read."""
    kept: tuple[KeptArticles, ...]
    """The report on the kept articles."""


def decide(losses: Losses, known: Mapping[str, FileState], before: int, *, prune: bool) -> Verdict:
    """Decide what to remove from a library of `before` articles in the files `known`; with `prune`, all losses."""
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
    """Return the message about a file that cannot be read now and had `articles` articles."""
    return "its article is kept" if articles == 1 else f"its {articles:,} articles are kept"
