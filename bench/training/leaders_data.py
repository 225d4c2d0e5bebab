"""Rebuilds `index/names/data/leaders.tsv`: takes in facts, drops what says nothing new, checks, and sets all in order.

    python bench/training/leaders_data.py                     put the file in order (no change if it is in order)
    python bench/training/leaders_data.py --facts MORE.tsv    add persons and offices: the same four columns

A line of facts whose country and name (or alias) are those of one person here adds its aliases and offices to that
person; any other is a new person. An alias that differs from another spelling by accents, case or hyphens alone goes.
An office that has no end goes where the same office of the same person has one. Facts must be free of rights: names,
offices and dates, from the CIA World Factbook, Wikidata (CC0) or the press; never a text.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from seedread.index.names.office import Office
from seedread.index.names.person_names import fold_name_word

FILE = Path(__file__).parents[2] / "index" / "names" / "data" / "leaders.tsv"


@dataclass
class Person:
    """One line of the file."""

    country: str
    name: str
    aliases: list[str] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)

    @classmethod
    def parse(cls, line: str) -> Person:
        """Read `country TAB name TAB alias|alias TAB office;office`."""
        country, name, aliases, offices = line.split("\t")
        return cls(country, name, [alias for alias in aliases.split("|") if alias], offices.split(";"))

    @property
    def keys(self) -> set[str]:
        """The folded spellings."""
        return {fold_name_word(name) for name in (self.name, *self.aliases)}

    def take(self, other: Person) -> None:
        """Take in what is known elsewhere of the same person."""
        self.aliases += [other.name, *other.aliases]
        self.offices += other.offices

    def tidied(self) -> Person:
        """Return the person without repetitions, offices in the order of their dates."""
        seen = {fold_name_word(self.name)}
        aliases = [
            alias for alias in self.aliases if fold_name_word(alias) not in seen and not seen.add(fold_name_word(alias))
        ]
        ended = {office.rsplit(":", 1)[0] for office in self.offices if not office.endswith(":")}
        offices = [o for o in dict.fromkeys(self.offices) if not (o.endswith(":") and o[:-1] in ended)]
        offices.sort(key=lambda office: (Office.parse(office).start, Office.parse(office).end))
        return Person(self.country, self.name, aliases, offices)

    def __str__(self) -> str:
        return "\t".join((self.country, self.name, "|".join(self.aliases), ";".join(self.offices)))


def rebuilt(text: str, facts: str = "") -> str:
    """Return the whole file in order, with `facts` taken in; raises ValueError with the line that cannot be read."""
    lines = text.splitlines()
    head = [line for line in lines if line.startswith("#")]
    people = [Person.parse(line) for line in lines if line and not line.startswith("#")]
    for line in facts.splitlines():
        if line and not line.startswith("#"):
            _take_in(Person.parse(line), people)
    tidy = sorted((person.tidied() for person in people), key=_order)
    return "\n".join((*head, *map(str, tidy))) + "\n"


def _take_in(fact: Person, people: list[Person]) -> None:
    known = [person for person in people if person.country == fact.country and person.keys & fact.keys]
    if len(known) == 1:
        known[0].take(fact)
    else:
        people.append(fact)


def _order(person: Person) -> tuple[str, int, str]:
    return person.country.upper(), Office.parse(person.offices[0]).start.toordinal(), person.name


def main() -> None:
    """Rebuild the file and say what changed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--facts", type=Path)
    options = parser.parse_args()
    before = FILE.read_text(encoding="utf-8")
    after = rebuilt(before, options.facts.read_text(encoding="utf-8") if options.facts else "")
    FILE.write_text(after, encoding="utf-8")
    changed = len(set(after.splitlines()) ^ set(before.splitlines()))
    print(f"{after.count(chr(10))} lines; {changed} lines came, went or changed")


if __name__ == "__main__":
    main()
