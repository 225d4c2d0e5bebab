"""A leader and the offices held: one row of the gazetteer, and what it says at a date."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from seedread.index.names.forms_of_address import STYLES, address_words, called_by_given_name, writes_both_orders
from seedread.index.names.person_names import PARTICLES, fold_name_word
from seedread.index.names.spelling import are_variants

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["FOREIGN", "Leader", "Office", "family_of", "meant_by"]

FOREIGN = "foreign"
_FAMILIES = {
    FOREIGN: r"foreign|external|secretary of state|international relations",
    "premier": r"prime minister|premier|chancellor|taoiseach|head of government|president of the (?:council|government)"
    r"|minister of state|first minister|chief minister",
    "monarch": r"king|queen|emperor|empress|sultan|[ea]mir|prince|pope|duke|duchess|shah|monarch|yang di pertuan agong",
    "president": r"(?:co )?president|presidency",
}
_FAMILY = re.compile("|".join(rf"(?P<{family}>\b(?:{words})\b)" for family, words in _FAMILIES.items()))
_COMPATIBLE = {
    "president": frozenset(("president", "state")),
    "premier": frozenset(("premier", "state")),
    "monarch": frozenset(("monarch", "state")),
    "state": frozenset(("state", "president", "monarch", "premier")),
}
"""Family of a title in the text → families of offices it may refer to; `state` has all other names for rulers."""
_AWAITED = datetime.timedelta(days=270)
"""How long before an office a text may call the person by it; earlier, it is a later one."""
_RANK = {"monarch": 0, "president": 1, "premier": 2, "state": 3, FOREIGN: 4}
"""Of several offices held at once, newspapers use the first of these: Xi Jinping is called president."""


def family_of(title: str) -> str:
    """Return the family of an office from its title: president, premier, monarch, state or foreign.

    >>> family_of("Minister of Foreign Affairs"), family_of("acting president"), family_of("supreme leader")
    ('foreign', 'president', 'state')
    """
    folded = fold_name_word(title)
    found = [match.lastgroup for match in _FAMILY.finditer(folded)]
    return next((family for family in _FAMILIES if family in found), "state")


def meant_by(family: str) -> frozenset[str]:
    """Return the families of offices to which a title of this family may refer."""
    return _COMPATIBLE.get(family, frozenset((family,)))


@dataclass(frozen=True, slots=True)
class Office:
    """One term in one office."""

    title: str
    family: str
    start: datetime.date
    """The first possible day if only a month or a year is known; `date.min` if nothing is."""
    end: datetime.date
    """The last possible day; `date.max` while in office."""

    @classmethod
    def parse(cls, text: str) -> Office:
        """Parse `title:start:end`, with dates as YYYY[-MM[-DD]] and an empty end while in office."""
        title, start, end = text.rsplit(":", 2)
        return cls(title, family_of(title), _first_day(start), _last_day(end))


def _first_day(text: str) -> datetime.date:
    if not text:
        return datetime.date.min
    return datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])


def _last_day(text: str) -> datetime.date:
    if not text:
        return datetime.date.max
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = parts[0] + (len(parts) == 1 or parts[1] == 12), 1 if len(parts) == 1 else parts[1] % 12 + 1
    return datetime.date(year, month, 1) - datetime.timedelta(days=1)


@dataclass(frozen=True)
class Leader:
    """A person in the gazetteer."""

    id: str
    name: str
    """The canonical English name."""
    country: str
    """Code of the country or international body."""
    aliases: tuple[str, ...]
    offices_text: str

    @cached_property
    def offices(self) -> tuple[Office, ...]:
        """The terms in office, earliest first."""
        texts = (text for text in self.offices_text.split(";") if text)
        return tuple(sorted(map(Office.parse, texts), key=lambda office: (office.start, office.end)))

    @cached_property
    def spellings(self) -> tuple[tuple[str, ...], ...]:
        """Name and aliases as folded words."""
        return tuple(tuple(fold_name_word(name).split()) for name in (self.name, *self.aliases))

    @cached_property
    def address_names(self) -> frozenset[str]:
        """The words that newspapers use for the person after the first mention: a family or given name."""
        return frozenset(word for spelling in self.spellings for word in self._address(spelling))

    @cached_property
    def given(self) -> frozenset[str]:
        """The first words of the spellings, without titles: newspapers use these for monarchs."""
        words = (next((word for word in spelling if word not in STYLES), "") for spelling in self.spellings)
        return frozenset(words)

    def _address(self, spelling: Sequence[str]) -> tuple[str, ...]:
        given_too = called_by_given_name(self.country, self.offices_text)
        return address_words(spelling, self.country, given_too=given_too)

    @cached_property
    def canonical_address_names(self) -> frozenset[str]:
        """The words of `address_names` that come from the canonical name."""
        return frozenset(self._address(self.spellings[0]))

    def held(self, family: str | None) -> list[Office]:
        """Return the offices to which a title of this family may refer; all offices for None."""
        if family is None:
            return list(self.offices)
        families = meant_by(family)
        return [office for office in self.offices if office.family in families]

    def began_by(self, date: datetime.date | None, family: str | None = None, *, days: int = 0) -> bool:
        """Whether such an office began at most `days` after the date; with an unknown date, any office counts."""
        held = self.held(family)
        if date is None:
            return bool(held)
        return any((office.start - date).days <= days for office in held)

    def in_office(self, date: datetime.date, family: str | None = None, *, days: int = 0) -> bool:
        """Whether such an office was held at the date, or within `days` before or after it."""
        return any(
            (office.start - date).days <= days and (date - office.end).days <= days for office in self.held(family)
        )

    def office_at(self, date: datetime.date | None) -> tuple[Office, bool]:
        """Return the main office at a date, and whether it is a former one.

        It is the present one (the highest of several), else the last one before, else the first. With an unknown
        date it is the latest.
        """
        if date is None:
            latest = max(self.offices, key=_later)
            return latest, latest.end < datetime.date.max
        present = [office for office in self.offices if office.start <= date <= office.end]
        if present:
            return min(present, key=lambda office: _RANK[office.family]), False
        past = [office for office in self.offices if office.end < date]
        if past:
            return max(past, key=lambda office: office.end), True
        return self.offices[0], False

    def office_called(self, title: str, family: str) -> Office | None:
        """Return the office to which a title refers if the date is unknown; None if no such office was held.

        An office with this very title wins, else one of this very family; of several, the latest.
        """
        own = "state" if family == "body" else family
        held = [office for office in self.offices if office.family == own] or self.held(family)
        return max(held, key=lambda office: (office.title == title, *_later(office)), default=None)

    def role_at(self, date: datetime.date | None) -> str:
        """Return the main office at a date as newspapers write it, with "former" if it had ended."""
        office, former = self.office_at(date)
        if date is not None and office.start - date > _AWAITED:
            return f"later {office.title}"
        return f"former {office.title}" if former else office.title

    def matches_name(self, words: Sequence[str], *, whole: bool = False) -> bool:
        """Whether a spelling contains the words in this order: exactly, as a variant, or as an initial.

        With `whole` the spelling may have no other words, except initials.
        """
        wanted = [word for word in words if word not in PARTICLES]
        for spelling in self._orders:
            rest = iter(spelling)
            if all(any(_same(word, own) for own in rest) for word in wanted) and not (
                whole and len(wanted) < sum(len(own) > 1 and own not in PARTICLES for own in spelling)
            ):
                return True
        return False

    @cached_property
    def _orders(self) -> tuple[tuple[str, ...], ...]:
        """The spellings, and the other word order of each if the country uses both."""
        if not writes_both_orders(self.country):
            return self.spellings
        return self.spellings + tuple((*spelling[1:], spelling[0]) for spelling in self.spellings if spelling)


def _later(office: Office) -> tuple[datetime.date, int, datetime.date]:
    return office.end, -_RANK[office.family], office.start


def _same(word: str, own: str) -> bool:
    if len(word) == 1:
        return own.startswith(word)
    return are_variants(word, own)
