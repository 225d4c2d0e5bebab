"""Merges unlisted leaders of a library that are one person under several spellings."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from seedread.index.names.document_context import successor_states
from seedread.index.names.overrides.name_rules import MERGE, NameRule
from seedread.index.names.person_names import PARTICLES, fold_name_word
from seedread.index.names.spelling import are_variants, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

__all__ = ["spelling_merges"]


def spelling_merges(names: Mapping[str, str], apart: Iterable[frozenset[str]] = ()) -> tuple[NameRule, ...]:
    """Return a merge into the fullest spelling for each person with several IDs in `names` (ID → name).

    Two names belong to one person if country and family name agree and the longer name contains every word of the
    shorter one, in the same order, in full or as an initial. A short name that fits two different people is not
    merged. Rows that a reader keeps `apart` are never merged.
    """
    groups: defaultdict[tuple[frozenset[str], str], list[str]] = defaultdict(list)
    words = {identity: _words(name) for identity, name in names.items()}
    for identity, parts in words.items():
        if len(parts) > 1:
            groups[successor_states(identity.rpartition(".")[2].upper()), skeleton(parts[-1])].append(identity)
    kept = tuple(apart)
    return tuple(rule for group in groups.values() if len(group) > 1 for rule in _merges(group, words, names, kept))


def _words(name: str) -> tuple[str, ...]:
    return tuple(word for word in fold_name_word(name).split() if word not in PARTICLES)


def _merges(
    group: list[str], words: Mapping[str, Sequence[str]], names: Mapping[str, str], apart: Sequence[frozenset[str]]
) -> Iterator[NameRule]:
    """Yield the merges among people of one country with similar family names, the fullest names first."""
    fullest: list[str] = []
    joined: defaultdict[str, list[str]] = defaultdict(list)
    for identity in sorted(group, key=lambda row: (-len(words[row]), -len("".join(words[row])), row)):
        longer = [
            one
            for one in fullest
            if _is_short_for(words[identity], words[one]) and not any({identity, one} <= rows for rows in apart)
        ]
        if len(longer) == 1:
            joined[longer[0]].append(identity)
        elif not longer:
            fullest.append(identity)
    for identity, rows in joined.items():
        yield NameRule(MERGE, identity, (names[identity],), tuple(sorted(rows)))


def _is_short_for(short: Sequence[str], long: Sequence[str]) -> bool:
    if not are_variants(short[-1], long[-1]):
        return False
    rest = iter(long[:-1])
    return all(any(_same(word, other) for other in rest) for word in short[:-1])


def _same(word: str, other: str) -> bool:
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    return are_variants(word, other)
