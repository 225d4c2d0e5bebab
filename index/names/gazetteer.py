"""Who held which office when: reads `data/leaders.tsv` and looks people up by name, surname and spelling.

It proposes candidates for a name; `disambiguation` decides which of them the article refers to.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from functools import cache, cached_property
from typing import TYPE_CHECKING

from seedread.index.names.forms_of_address import (
    BY_GIVEN,
    FAMILY_FIRST,
    SUFFIXES,
    address_words,
    monarch_rows,
    writes_both_orders,
)
from seedread.index.names.name_folding import fold_name, skeletons
from seedread.index.names.name_index import NameIndex, fold_rows
from seedread.index.names.office import Leader
from seedread.index.names.person_ids import assign_ids
from seedread.index.names.person_names import PARTICLES, fold_name_word
from seedread.index.names.spelling import are_variants, skeleton
from seedread.index.text.data_files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Gazetteer", "gazetteer", "leader_label", "name_key", "person_id", "resolve_leaders"]

_HORIZON = re.compile(r"^# Last day checked: (\d{4}-\d\d-\d\d)$", re.MULTILINE)
_NOT_ID = re.compile(r"[\W_]+")
_NOT_IN_LINE = re.compile(r"[^\w\n]+|_+")


def person_id(name: str, country: str) -> str:
    """Return the ID of a person in the library: `vladimir-putin.ru`."""
    return f"{_NOT_ID.sub('-', fold_name(name)).strip('-')}.{country.lower()}"


def name_key(words: Sequence[str]) -> str:
    """Return the key of a full name from its folded words: particles count only as the first word."""
    if PARTICLES.isdisjoint(words):
        return " ".join(words)
    return " ".join([words[0], *(word for word in words[1:] if word not in PARTICLES)])


class Gazetteer:
    """The people of one data file, found by full name, family name and consonant skeleton."""

    def __init__(self, text: str, excluded: frozenset[str] = frozenset()) -> None:
        """Take lines of `country TAB name TAB aliases TAB offices`; offices are parsed when they are first needed."""
        self.excluded = excluded
        """Folded names that refer to no person."""
        self.own_spellings: Mapping[str, Sequence[str]] = {}
        """ID → spellings in other letters than Latin, for leaders whom readers added."""
        checked = _HORIZON.search(text)
        self.horizon = datetime.date.fromisoformat(checked[1]) if checked else datetime.date.max
        """The last day on which the offices were checked."""
        self.rows = [line for line in text.splitlines() if line and not line.startswith("#")]
        """The lines as given."""
        self._folded = fold_rows(self.rows)
        self._codes = [row.split("\t", 1)[0] for row in self.rows]
        self._full = NameIndex()
        self._families = NameIndex()
        self._leaders: dict[int, Leader] = {}
        self._skeleton_states: dict[str, frozenset[str]] = {}
        self.starts: set[str] = set()
        """The first word of every full name; other look-ups cannot succeed."""
        reigning = monarch_rows(self.rows)
        for number, (_, name, aliases) in enumerate(self._folded):
            code = self._codes[number]
            given_too = code in BY_GIVEN or number in reigning
            plain = not given_too and code not in FAMILY_FIRST
            self._add(number, f"{name}|{aliases}".split("|") if aliases else (name,), plain=plain, given_too=given_too)

    def _add(self, number: int, spellings: Iterable[str], *, plain: bool, given_too: bool) -> None:
        code = self._codes[number]
        families: set[str] = set()
        for spelling in spellings:
            words = spelling.split()
            if not words:
                continue
            self.starts.add(words[0])
            self._full.add(name_key(words), number)
            if plain and words[-1] not in SUFFIXES and "of" not in words:
                families.add(words[-1])
            else:
                families.update(address_words(words, code, given_too=given_too))
            if not plain and writes_both_orders(code) and 1 < len(words) < 4:
                self.starts.add(words[1])
                self._full.add(" ".join((*words[1:], words[0])), number)
        for family in families:
            self._families.add(family, number)

    def __len__(self) -> int:
        return len(self.rows)

    def leader(self, number: int) -> Leader:
        """Return the person in row `number`."""
        if number not in self._leaders:
            country, name, aliases, offices = self.rows[number].split("\t")
            parts = tuple(aliases.split("|")) if aliases else ()
            self._leaders[number] = Leader(self._ids[number], name, country, parts, offices)
        return self._leaders[number]

    @cached_property
    def _ids(self) -> list[str]:
        names = _NOT_IN_LINE.sub("-", "\n".join(name for _, name, _ in self._folded)).split("\n")
        return assign_ids([name.strip("-") for name in names], self._codes)

    @cached_property
    def _careers(self) -> dict[str, list[int]]:
        """ID → rows, for the people with several rows."""
        rows: dict[str, list[int]] = defaultdict(list)
        for number, identity in enumerate(self._ids):
            rows[identity].append(number)
        return {identity: numbers for identity, numbers in rows.items() if len(numbers) > 1}

    def rows_of_person(self, identity: str) -> list[Leader]:
        """Return all rows of a person, the one of the ID's own country first."""
        number = self._numbers.get(identity)
        return [] if number is None else self._all([number, *self._careers.get(identity, ())])

    def at(self, leader: Leader, date: datetime.date | None) -> Leader:
        """Return the same person's row that is in office at the date, or the given row if no other is."""
        if leader.id not in self._careers or date is None or leader.in_office(date):
            return leader
        return next((row for row in self._all(self._careers[leader.id]) if row.in_office(date)), leader)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """ID → row; of several rows, the one of the country in the ID."""
        numbers: dict[str, int] = {}
        for number, identity in enumerate(self._ids):
            if identity not in numbers or identity.endswith(f".{self._codes[number].lower()}"):
                numbers[identity] = number
        return numbers

    def _all(self, rows: Iterable[int]) -> list[Leader]:
        return [self.leader(number) for number in dict.fromkeys(rows)]

    def with_full_name(self, key: str) -> list[Leader]:
        """Return the people with this full name or alias, given as `name_key`."""
        return self._all(self._full.rows_of(key))

    def with_family_name(self, word: str) -> list[Leader]:
        """Return the people whose family name or form of address is this folded word."""
        return self._all(self._families.rows_of(word))

    @cached_property
    def _skeletons(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for family, consonants in zip(self._families.first, skeletons(self._families.first), strict=True):
            found[consonants].append(family)
        return found

    def _states_of(self, consonants: str) -> frozenset[str]:
        """Return the countries of the people whose family name has this skeleton."""
        families = self._skeletons.get(consonants, ())
        if not families:
            return frozenset()
        if consonants not in self._skeleton_states:
            rows = (row for family in families for row in self._families.rows_of(family))
            self._skeleton_states[consonants] = frozenset(self._codes[row] for row in rows)
        return self._skeleton_states[consonants]

    def with_family_name_like(self, word: str, states: frozenset[str] | None = None) -> list[Leader]:
        """Return the people of these states whose family name may be another spelling of this folded word."""
        rows: list[int] = []
        consonants = skeleton(word)
        if states is not None and states.isdisjoint(self._states_of(consonants)):
            return []
        for family in self._skeletons.get(consonants, ()):
            here = [row for row in self._families.rows_of(family) if states is None or self._codes[row] in states]
            if here and are_variants(word, family):
                rows += here
        return self._all(rows)

    def with_skeletons(self, consonants: Iterable[str]) -> list[Leader]:
        """Return the people whose family name has one of these skeletons."""
        families = (family for some in consonants for family in self._skeletons.get(some, ()))
        return self._all(row for family in families for row in self._families.rows_of(family))

    @cached_property
    def _bearers(self) -> Counter[str]:
        """Word → the number of rows whose name has it."""
        return Counter(word for _, name, _ in self._folded for word in set(name.split()))

    def bearers(self, word: str) -> int:
        """Return how many people have this folded word in their canonical name."""
        return self._bearers[word]

    @cached_property
    def _by_country(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = defaultdict(list)
        for number, code in enumerate(self._codes):
            rows[code].append(number)
        return rows

    def of_country(self, code: str) -> list[Leader]:
        """Return the people who led this country or body."""
        return self._all(self._by_country.get(code, ()))

    def is_family_name(self, word: str) -> bool:
        """Whether this folded word is a person's family name or form of address."""
        return word in self._families.first

    def number(self, identity: str) -> int | None:
        """Return the row of the person with this ID, None if there is none."""
        return self._numbers.get(identity)

    def with_id(self, identity: str) -> Leader | None:
        """Return the person with this ID, None if there is none."""
        number = self.number(identity)
        return None if number is None else self.leader(number)

    def resolve(self, text: str) -> frozenset[str]:
        """Return the IDs of the people to whom a typed name may refer."""
        words = fold_name_word(text).split()
        if not words:
            return frozenset()
        exact = self.with_full_name(name_key(words))
        if len(words) > 1 and exact:
            return frozenset(leader.id for leader in exact)
        family = [leader for leader in self.with_family_name(words[-1]) if leader.matches_name(words)] or [
            leader for leader in self.with_family_name_like(words[-1]) if leader.matches_name(words)
        ]
        return frozenset(leader.id for leader in (*exact, *family))


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer of the package, read at the first call."""
    return Gazetteer(read_text("names", "leaders.tsv"))


def resolve_leaders(text: str) -> frozenset[str]:
    """Return the IDs that match a typed name by full name, alias, family name or spelling; empty if none."""
    return gazetteer().resolve(text)


def leader_label(leader_id: str) -> str | None:
    """Return the canonical name for an ID, None if the gazetteer does not have it."""
    leader = gazetteer().with_id(leader_id)
    return leader.name if leader else None
