"""Updates the names in a library to the current name rules, without reading a file again.

A changed rule affects only some articles, and only these are examined: those that show one of its rows, and those whose
text contains its names. Names are found again in the cleaned text that the library keeps.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from seedread.index.article.stored import body_paragraphs, from_stored
from seedread.index.facets.fields import INTRODUCED
from seedread.index.facets.outlets import label_rank
from seedread.index.files.problem import Problem
from seedread.index.ingest.index_entry import to_entry
from seedread.index.ingest.pipeline import with_names
from seedread.index.names.document_context import successor_states
from seedread.index.names.introduced_leaders import Introduction, rules_of
from seedread.index.names.native_spellings import last_words, spelled_languages
from seedread.index.names.overrides.name_rules import LEADER, NO_PERSON, SOURCE, NameOverrides
from seedread.index.names.overrides.names_file import NamesFileError, read_rules, unknown_people
from seedread.index.names.person_names import fold_name_word
from seedread.index.names.spelling import are_variants
from seedread.index.query import All, And, HasValue, Or, Wildcard, Word
from seedread.index.text import analysis

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from seedread.index.engines import Reader
    from seedread.index.ingest.index_entry import IndexEntry
    from seedread.index.names.overrides.name_rules import NameRule
    from seedread.index.query import Node

__all__ = ["names_again", "read_overrides", "renamed", "with_introduced"]

_FACET = "leader"


def read_overrides(paths: Sequence[Path], before: NameOverrides) -> tuple[NameOverrides, list[Problem]]:
    """Return the rules of the names files, and their problems; while one cannot be read, the old rules apply."""
    rules: list[NameRule] = []
    problems: list[Problem] = []
    broken = False
    for path in paths:
        try:
            own, wrong = read_rules(path)
        except NamesFileError as error:
            broken = True
            problems.append(Problem(str(path), error.message))
            continue
        rules += own
        problems += [Problem(str(path), reason) for reason in (*wrong, *unknown_people(own))]
    return NameOverrides(before.rules if broken and before.rules else tuple(rules), before.found), problems


def renamed(reader: Reader, before: NameOverrides, after: NameOverrides) -> Iterator[IndexEntry]:
    """Yield a new entry for every article of `reader` in which `after` finds other names than `before`."""
    rules = after.difference(before)
    touched = Or(tuple(tree for rule in rules for tree in _touched(rule, reader, (before, after))))
    documents = reader.numbers(touched) if touched.children else ()
    yield from filter(None, _found_again(reader, documents, after))


def names_again(reader: Reader, overrides: NameOverrides) -> Iterator[IndexEntry | None]:
    """Find the names in every article of `reader`; yield a new entry, or None if the names are the same."""
    return _found_again(reader, reader.numbers(All()), overrides)


def _found_again(reader: Reader, documents: Iterable[int], overrides: NameOverrides) -> Iterator[IndexEntry | None]:
    for number in documents:
        kept = reader.kept(number)
        body = body_paragraphs(kept.body)
        try:
            article = with_names(from_stored(kept.id, kept.title, body, kept.record), overrides)
        except Exception:  # noqa: BLE001 (a text that causes an error keeps its names)
            yield None
            continue
        entry = to_entry(article, kept.record["file"])
        yield entry if entry.record != kept.record else None


def _touched(rule: NameRule, reader: Reader, overrides: Sequence[NameOverrides]) -> Iterator[Node]:
    """Yield queries that find every article in which the rule may change something."""
    if rule.kind == SOURCE:
        yield HasValue("source", frozenset(rule.names))
        return
    if rule.kind == NO_PERSON:
        yield from (_all_of(fold_name_word(name).split(), reader) for name in rule.names)
    rows = frozenset[str]().union(*(known.same_row(rule.ids) for known in overrides))
    yield HasValue(_FACET, rows)
    if rule.kind == LEADER:
        yield _may_mean(rule, reader)
    for identity in rows:
        people = [leader for known in overrides if (leader := known.gazetteer.with_id(identity))]
        for word in frozenset[str]().union(*(leader.address_names for leader in people)):
            yield _spelled_like(word, reader)
        yield from _in_other_languages(identity)
        if not people:
            yield _all_of(_words(identity), reader)


def _in_other_languages(identity: str) -> Iterator[Node]:
    """Yield queries for the articles that may name a person in other letters than Latin, or in another spelling."""
    words = {tuple(analysis.words(word)) for word in last_words(identity)}
    for known in sorted(words):
        # A script without spaces has a term for each sign; in others a name may have letters before and behind it.
        if len(known) > 1:
            yield And(tuple(map(Word, known)))
        else:
            yield from (Wildcard(f"*{word}*") for word in known)
    country = identity.rpartition(".")[2].upper()
    if country:
        named = HasValue("country", successor_states(country))
        yield And((named, HasValue("language", spelled_languages())))


def _may_mean(rule: NameRule, reader: Reader) -> Node:
    """Return a query for the articles that name the leader's country, and one of the last words of the names."""
    states = HasValue("country", successor_states(rule.country))
    words = {word for name in rule.names for word in fold_name_word(name).split() if len(word) > 1}
    return And((states, Or(tuple(_spelled_like(word, reader) for word in sorted(words)))))


def _words(identity: str) -> list[str]:
    return identity.rpartition(".")[0].split("-")


def _all_of(words: Sequence[str], reader: Reader) -> Node:
    return And(tuple(_spelled_like(word, reader) for word in words if len(word) > 1))


def _spelled_like(word: str, reader: Reader) -> Node:
    """Return a query for a folded word of a name and its other spellings in the texts."""
    near = {other for other, _ in reader.suggest(analysis.fold(word), 2) if are_variants(fold_name_word(other), word)}
    return Or(tuple(Word(spelling) for spelling in sorted(near.union(analysis.words(word)))))


def with_introduced(overrides: NameOverrides, met: Iterable[tuple[str, str]], reader: Reader | None) -> NameOverrides:
    """Return `overrides` with the rules that follow from the leaders whom the articles of the library introduce.

    `met` are the introductions, values with labels, of articles that `reader` does not have yet.
    """
    said = set(met)
    if reader:
        labels = reader.introduced().labels
        said.update((value, labels[value]) for value, _ in reader.search(All()).tally(INTRODUCED))
    introductions = {
        key: one for key, one in _introductions(said).items() if overrides.gazetteer.number(key[0]) is None
    }
    return NameOverrides(overrides.rules, rules_of(introductions, overrides.apart))


def _introductions(said: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Introduction]:
    """Return what is said of each (ID, office), whatever the order of the articles."""
    found: dict[tuple[str, str], Introduction] = {}
    for value, name in said:
        identity, role, day = value.split(":")
        before = found.get((identity, role), Introduction(name, None, None))
        days = [*filter(None, (before.first, before.last)), *([datetime.date.fromisoformat(day)] if day else [])]
        best = min(before.name, name, key=label_rank)
        found[identity, role] = Introduction(best, min(days, default=None), max(days, default=None))
    return found
