"""A reader's corrections to the data files: aliases, merged rows, rows that are not people, added leaders.

The rules come from `names.toml` (`seedread.index.names.overrides.names_file`). They change the gazetteer before an
article is read, and the persons found after it; the same rules give the same articles, whenever they are applied.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter, defaultdict
from dataclasses import astuple, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from seedread.index.article import Person
from seedread.index.names.gazetteer import Gazetteer, gazetteer, person_id
from seedread.index.names.person_names import fold_name_word

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping

__all__ = [
    "ALIAS",
    "APART",
    "DROP",
    "LEADER",
    "MERGE",
    "NO_OVERRIDES",
    "NO_PERSON",
    "SOURCE",
    "NameOverrides",
    "NameRule",
    "leader_rule",
]

ALIAS, MERGE, APART, DROP, NO_PERSON, LEADER = "alias", "merge", "apart", "drop", "no_person", "leader"
SOURCE = "source"


@dataclass(frozen=True, slots=True)
class NameRule:
    """One correction."""

    kind: str
    """alias, merge, apart, drop, no_person, leader or source."""
    person: str = ""
    """The ID of the row that the rule is about; empty for apart, no_person and source."""
    names: tuple[str, ...] = ()
    """The aliases; the names that are not people; a leader's name and aliases; the name for a merged row, if given;
    an outlet's name and the other ways to write it.
    """
    rows: tuple[str, ...] = ()
    """The IDs of the rows to merge, or to keep apart."""
    country: str = ""
    """The added leader's."""
    offices: tuple[str, ...] = ()
    """The added leader's, as `title:start:end`."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Every row that the rule affects."""
        return tuple(filter(None, (self.person, *self.rows)))


@dataclass(frozen=True)
class NameOverrides:
    """All rules in force, in the order of the file."""

    rules: tuple[NameRule, ...] = ()
    found: tuple[NameRule, ...] = ()
    """What the library itself shows (`seedread.index.names.introduced_leaders`): leaders in no data file, and merges of
    their spellings. The reader's rules win over them.
    """

    @classmethod
    def from_text(cls, text: str) -> NameOverrides:
        """Parse what `to_text` wrote."""
        return cls(*(tuple(map(_rule, part)) for part in json.loads(text))) if text else cls()

    def to_text(self) -> str:
        """Return all rules as one line of JSON, empty if there are none."""
        parts = [[astuple(rule) for rule in part] for part in (self.rules, self.found)]
        return json.dumps(parts, ensure_ascii=False) if any(parts) else ""

    @cached_property
    def _merged(self) -> dict[str, str]:
        """Row → the row it was merged into. A merge into a merged row follows that one, so that no cycle can arise."""
        merged: dict[str, str] = {}
        for rule in self._merges:
            root = _root(merged, rule.person)
            merged.update((other, root) for row in rule.rows if (other := _root(merged, row)) != root)
        return merged

    @cached_property
    def _labels(self) -> dict[str, str]:
        return {_root(self._merged, rule.person): rule.names[0] for rule in self._merges if rule.names}

    @cached_property
    def _dropped(self) -> frozenset[str]:
        return frozenset(rule.person for rule in self._of(DROP))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The package's gazetteer with the aliases and leaders of these rules."""
        base = gazetteer()
        added = [rule for rule in self.rules if rule.kind in {ALIAS, LEADER}]
        excluded = frozenset(fold_name_word(name) for rule in self._of(NO_PERSON) for name in rule.names)
        if not added and not excluded:
            return base
        rows = base.rows.copy()
        fresh: dict[str, int] = {}
        for rule in added:
            number = fresh.get(rule.person, base.number(rule.person))
            if number is not None:
                rows[number] = _with_rule(rows[number], rule)
            elif rule.kind == LEADER:
                fresh[rule.person] = len(rows)
                rows.append(_row_of(rule))
        found = Gazetteer("\n".join(rows), excluded)
        found.horizon = base.horizon
        native: defaultdict[str, list[str]] = defaultdict(list)
        for rule in added:
            native[rule.person] += filter(_is_native, rule.names)
        found.own_spellings = native
        return found

    @cached_property
    def introduced(self) -> Gazetteer | None:
        """The leaders in no data file whom articles of the library introduce; None if there are none."""
        leaders = (rule for rule in self.found if rule.kind == LEADER)
        rows = [_row_of(rule) for rule in leaders if self.row_of(rule.person) == rule.person]
        return Gazetteer("\n".join(rows)) if rows else None

    @cached_property
    def _merges(self) -> list[NameRule]:
        return [rule for rule in self.found if rule.kind == MERGE] + list(self._of(MERGE))

    def _of(self, kind: str) -> Iterator[NameRule]:
        return (rule for rule in self.rules if rule.kind == kind)

    @cached_property
    def sources(self) -> tuple[tuple[str, ...], ...]:
        """For each outlet of the reader's rules its name, then the other ways to write it."""
        return tuple(rule.names for rule in self._of(SOURCE))

    @property
    def apart(self) -> tuple[frozenset[str], ...]:
        """Sets of rows that are all different people."""
        return tuple(frozenset(rule.rows) for rule in self._of(APART))

    def row_of(self, person: str) -> str | None:
        """Return the ID of the row that shows a person, None if the row is dropped."""
        root = _root(self._merged, person)
        return None if self._dropped & {person, root} else root

    def same_row(self, persons: Iterable[str]) -> frozenset[str]:
        """Return the IDs of all rows that were merged with any of `persons`, including these."""
        given = frozenset(persons)
        roots = {_root(self._merged, person) for person in given}
        return given.union(roots, (row for row in self._merged if _root(self._merged, row) in roots))

    def apply(
        self, leaders: tuple[Person, ...], officials: tuple[Person, ...], date: datetime.date | None
    ) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
        """Return leaders and officials with rows merged and dropped; a merged row with a leader in it is a leader."""
        if not self._merged and not self._dropped:
            return leaders, officials
        parts: dict[str, list[Person]] = {}
        for person in (*leaders, *officials):
            row = self.row_of(person.id)
            if row is not None:
                parts.setdefault(row, []).append(person)
        leading = {self.row_of(person.id) for person in leaders}
        people = sorted((self._joined(row, some, date) for row, some in parts.items()), key=lambda row: -row.count)
        return (
            tuple(person for person in people if person.id in leading),
            tuple(person for person in people if person.id not in leading),
        )

    def _joined(self, row: str, parts: list[Person], date: datetime.date | None) -> Person:
        if len(parts) == 1 and parts[0].id == row and row not in self._labels:
            return parts[0]
        own = next((part for part in parts if part.id == row), None)
        known = self.gazetteer.with_id(row)
        chosen = own or parts[0]
        name = self._labels.get(row) or (known.name if known else chosen.name)
        role = known.role_at(date) if known and not own else chosen.role
        country = known.country if known else chosen.country
        mentions = sorted({m for part in parts for m in part.mentions}, key=lambda m: (m.paragraph, m.start))
        return Person(row, name, country, role, tuple(mentions))

    def resolve(self, text: str) -> frozenset[str]:
        """Return the IDs of the rows to which a typed name may refer."""
        named = {self.row_of(person) for person in self.gazetteer.resolve(text)}
        wanted = fold_name_word(text)
        named |= {row for row, label in self._labels.items() if fold_name_word(label) == wanted}
        slug = wanted.replace(" ", "-")
        named |= {root for row, root in self._merged.items() if row.rpartition(".")[0] == slug}
        return frozenset(filter(None, named))

    def difference(self, other: NameOverrides) -> list[NameRule]:
        """Return the rules that only one of the two has, or has more often; all merges if only their order differs."""
        mine, theirs = (Counter((*overrides.found, *overrides.rules)) for overrides in (self, other))
        rules = list((mine - theirs) + (theirs - mine))
        if not rules and self != other:
            rules = [rule for rule in mine if rule.kind == MERGE]
        return rules


NO_OVERRIDES = NameOverrides()
"""No rules: the package's data only."""


def _root(merged: Mapping[str, str], row: str) -> str:
    while row in merged:
        row = merged[row]
    return row


def _is_native(name: str) -> bool:
    """Tell whether a name is written in letters other than Latin ones."""
    return any(char.isalpha() and not unicodedata.name(char, "").startswith("LATIN") for char in name)


def _rule(parts: list[Any]) -> NameRule:
    kind, person, names, rows, country, offices = parts
    return NameRule(kind, person, tuple(names), tuple(rows), country, tuple(offices))


def _row_of(rule: NameRule) -> str:
    """Return an added leader as a row of the gazetteer."""
    return "\t".join((rule.country, rule.names[0], "|".join(rule.names[1:]), ";".join(rule.offices)))


def _with_rule(row: str, rule: NameRule) -> str:
    country, name, aliases, offices = row.split("\t")
    names = rule.names if rule.kind == ALIAS else rule.names[1:]
    return "\t".join(
        (country, name, "|".join(filter(None, (aliases, *names))), ";".join(filter(None, (offices, *rule.offices))))
    )


def leader_rule(name: str, aliases: tuple[str, ...], country: str, offices: tuple[str, ...]) -> NameRule:
    """Return the rule that adds a leader, or more offices of a known one."""
    return NameRule(LEADER, person_id(name, country), (name, *aliases), (), country, offices)
