"""Leaders in no data file who are introduced by one article, and named without title or first name by others.

"President Tamsin Oyelaran of Nigeria" in one article tells who Oyelaran is in another. What all articles of a library
say together becomes rules (`rules_of`), which are then applied to each article (`introduced_elsewhere`). So the order
in which articles arrive does not matter.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.names.disambiguation import RECENT_DAYS
from seedread.index.names.document_context import same_state
from seedread.index.names.gazetteer import name_key
from seedread.index.names.lexicon import resolve_country
from seedread.index.names.overrides.name_rules import LEADER, NameRule
from seedread.index.names.spelling_merges import spelling_merges
from seedread.index.names.unlisted import UnlistedPerson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seedread.index.names.document_context import DocumentContext
    from seedread.index.names.mention_detection import DetectedMention
    from seedread.index.names.office import Leader

__all__ = ["Introduction", "introduced_elsewhere", "rules_of"]

_LASTING = datetime.timedelta(days=365)
"""How long after the last introduction the surname alone may still mean the person."""
_LATEST = datetime.date.max - _LASTING
_LIFETIME = 40 * 365
"""Days after the known term in which the full name may mean the person."""


class Introduction(NamedTuple):
    """What the articles say that introduce a leader with one office."""

    name: str
    first: datetime.date | None
    """The day of the earliest of these articles; None if none has a date."""
    last: datetime.date | None


def rules_of(
    introductions: Mapping[tuple[str, str], Introduction], apart: Iterable[frozenset[str]] = ()
) -> tuple[NameRule, ...]:
    """Return the merges of spellings, and the leaders, of what a library says of (ID, office)."""
    names: dict[str, str] = {}
    for (identity, _), said in sorted(introductions.items()):
        names.setdefault(identity, said.name)
    merges = spelling_merges(names, apart)
    spellings = {rule.person: rule.rows for rule in merges}
    merged = {row for rule in merges for row in rule.rows}
    offices = defaultdict(list)
    for (identity, role), said in sorted(introductions.items()):
        if said.first and said.last and not role.startswith("former "):
            offices[identity].append(f"{role}:{said.first}:{min(said.last, _LATEST) + _LASTING}")
    leaders = (
        NameRule(
            LEADER,
            identity,
            (name, *(names[row] for row in spellings.get(identity, ()))),
            country=identity.rpartition(".")[2].upper(),
            offices=tuple(
                sorted(office for row in (identity, *spellings.get(identity, ())) for office in offices[row])
            ),
        )
        for identity, name in sorted(names.items())
        if identity not in merged and len(name.split()) > 1
    )
    return (*merges, *(leader for leader in leaders if leader.offices))


def introduced_elsewhere(
    mention: DetectedMention, library: DocumentContext, context: DocumentContext
) -> UnlistedPerson | None:
    """Return the only leader whom other articles introduce and this mention may mean; None if there is none.

    The article must name the country, and a surname alone needs a date near the term. `library` has these leaders as
    its gazetteer, `context` those of the data file: a surname that one of them has in the same state is theirs.
    """
    owner = mention.owner or (mention.title.country if mention.title else None)
    people = {
        leader.id: leader
        for leader in _candidates(mention, library)
        if library.mentions_country(leader.country)
        and (owner is None or same_state(leader.country, owner))
        and (_is_of_the_time(leader, library) if len(mention.keys) > 1 else _is_in_office(leader, mention, context))
    }
    if len(people) != 1:
        return None
    leader = next(iter(people.values()))
    office, _ = leader.office_at(library.date)
    return UnlistedPerson(leader.name, leader.country, office.title, office.family, former=False)


def _candidates(mention: DetectedMention, library: DocumentContext) -> list[Leader]:
    """Return the people of that name, in full, with an initial, or by the family name."""
    names, keys = library.gazetteer, mention.keys
    if len(keys) > 1 and (found := names.with_full_name(name_key(keys))):
        return found
    return [leader for leader in names.with_family_name(keys[-1]) if leader.matches_name(keys)]


def _is_of_the_time(leader: Leader, library: DocumentContext) -> bool:
    """Whether the full name may mean the person: once in office, and for a lifetime; candidates are no leaders."""
    if library.date is None:
        return True
    return leader.began_by(library.date, days=RECENT_DAYS) and leader.in_office(library.date, days=_LIFETIME)


def _is_in_office(leader: Leader, mention: DetectedMention, context: DocumentContext) -> bool:
    """Whether a surname alone means this person: in office at the date, and nobody else of that state and name."""
    word, date = mention.keys[0], context.date
    if date is None or len(word) < 3 or resolve_country(word) or not leader.in_office(date, days=RECENT_DAYS):
        return False
    return not any(same_state(other.country, leader.country) for other in context.gazetteer.with_family_name(word))
