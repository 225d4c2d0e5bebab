"""Decides which person of the gazetteer a name in an article means: by date, by office, by the countries named."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from seedread.index.names.candidates import Candidate
    from seedread.index.names.gazetteer import Gazetteer
    from seedread.index.names.office import Leader
    from seedread.index.names.surroundings import Title

__all__ = ["Scene", "by_full_name", "by_presence", "by_spelling", "by_title", "same_state"]

GRACE = 14
"""Days by which an office may begin after the article: dates of data and of papers differ."""
ELECTED = 365
"""Days by which it may begin where the text says that somebody was elected."""
RECENT = 60
"""Days around a term in which an office is still, or already, spoken of as held."""
LIVING_MEMORY = 3650
"""Days after the last office in which a full name needs no country beside it."""
_ONE_STATE = ({"RU", "SU"}, {"RS", "YU", "CS"}, {"CZ", "CS"}, {"SK", "CS"}, {"DE", "DD"}, {"CN", "HK"})


@dataclass(frozen=True)
class Scene:
    """What is known of the article before its persons are."""

    date: datetime.date | None
    countries: Mapping[str, int]
    """How often each country is named."""
    names: Gazetteer
    elects: frozenset[int] = frozenset()
    """The paragraphs that tell of an election or an appointment."""

    home: str | None = None
    """The country of the dateline, or the one named far more than any other."""

    @cached_property
    def _states(self) -> frozenset[str]:
        return frozenset(self.countries).union(*(pair for pair in _ONE_STATE if not pair.isdisjoint(self.countries)))

    def names_country(self, code: str) -> bool:
        """Whether the article names this state, or the one before or after it."""
        return code in self._states

    def grace(self, candidate: Candidate) -> int:
        """Return how many days after the article an office may begin."""
        return ELECTED if candidate.paragraph in self.elects else GRACE


def same_state(a: str, b: str) -> bool:
    """Whether both codes are of one state or of its legal predecessor."""
    return a == b or any({a, b} <= pair for pair in _ONE_STATE)


def by_full_name(candidate: Candidate, scene: Scene) -> Leader | None:
    """Return whom a full name of the gazetteer means, None if nobody at this date."""
    people = scene.names.named(candidate.key)
    days = scene.grace(candidate)
    return _best([leader for leader in people if leader.began_by(scene.date, days=days)], candidate, scene)


def _best(people: list[Leader], candidate: Candidate, scene: Scene) -> Leader | None:
    title = candidate.title
    if title and title.leads and title.country:
        here = [leader for leader in people if same_state(leader.country, title.country or "")]
        people = here or people
    people = _younger_or_older(people, candidate.suffix)
    if not people:
        return None
    date = scene.date

    def weight(leader: Leader) -> tuple[bool, bool, datetime.date]:
        now = date is None or leader.in_office(date, days=RECENT)
        begun = [office.start for office in leader.offices if date is None or office.start <= date]
        return scene.names_country(leader.country), now, max(begun, default=leader.offices[0].start)

    best = max(people, key=weight)
    plausible = (
        date is None or best.in_office(date, days=LIVING_MEMORY) or scene.names_country(best.country)
        or (title is not None and title.leads)
    )  # fmt: skip
    return best if plausible else None


def _younger_or_older(people: list[Leader], suffix: str) -> list[Leader]:
    """Keep the one whom "Jr" or "Snr" means among namesakes of one family."""
    if not suffix or len(people) < 2:
        return people
    return [sorted(people, key=lambda leader: leader.offices[0].start)[-1 if suffix == "jr" else 0]]


def by_spelling(candidate: Candidate, scene: Scene) -> Leader | None:
    """Return whom another spelling of given and family name means; the country must be named."""
    keys = candidate.keys
    if len(keys) < 2:
        return None
    people = {
        leader.id: leader for word in (keys[-1], keys[0]) if len(word) > 2 for leader in scene.names.spelled_like(word)
    }
    title = candidate.title
    code = title.country if title and title.leads else None
    near = [
        leader
        for leader in people.values()
        if (same_state(leader.country, code) if code else scene.names_country(leader.country))
        and leader.began_by(scene.date, days=scene.grace(candidate))
        and leader.bears(keys, whole=code is None)
    ]
    return _best(near, candidate, scene)


def by_title(candidate: Candidate, title: Title, scene: Scene) -> Leader | None:
    """Return the only holder whom title, name and country or date leave: "President Yeltsin"."""
    people = [leader for leader in _bearers(candidate, scene) if _fits(leader, title, candidate, scene)]
    if scene.date is not None and not title.former:
        present = _present(people, title.form.family, scene.date)
        exact = candidate.keys[-1]
        people = present or [leader for leader in people if exact in leader.addressed and title.form.role != "prince"]
    ids = {leader.id for leader in people}
    if len(ids) > 1 and (scene.date is None or title.former or candidate.suffix):
        return _best(people, candidate, scene)
    return people[0] if len(ids) == 1 else None


def _bearers(candidate: Candidate, scene: Scene) -> list[Leader]:
    """Return the persons of that family name; by another spelling only where nobody has this one."""
    word = candidate.keys[-1]
    if len(word) < 2:
        return []
    exact = [leader for leader in scene.names.of_family(word) if leader.bears(candidate.keys[-1:])]
    if exact or len(word) < 4:
        return exact
    return scene.names.spelled_like(word)


def _fits(leader: Leader, title: Title, candidate: Candidate, scene: Scene) -> bool:
    family = None if title.form.family in {"state", "body"} else title.form.family
    if not leader.began_by(scene.date, family, days=scene.grace(candidate)):
        return False
    if (
        len(candidate.keys) > 1
        and not leader.bears(candidate.keys)
        # another given name: a short form only of who is in this very office at the date
        and (scene.date is None or not title.country or not leader.in_office(scene.date, family))
    ):
        return False
    if title.country:
        return same_state(leader.country, title.country)
    return scene.names_country(leader.country)


def _present(people: Iterable[Leader], family: str, date: datetime.date) -> list[Leader]:
    people = list(people)
    return [leader for leader in people if leader.in_office(date, family, days=RECENT)] or [
        leader for leader in people if leader.in_office(date, days=RECENT)
    ]


def by_presence(candidate: Candidate, scene: Scene) -> Leader | None:
    """Return the only present office-holder with this family name in a country that the article names."""
    people = [
        leader
        for leader in scene.names.of_family(candidate.keys[-1])
        if candidate.keys[-1] in leader.called
        and (same_state(leader.country, candidate.owner) if candidate.owner else scene.names_country(leader.country))
    ]
    if scene.date is not None:
        people = [leader for leader in people if leader.in_office(scene.date, days=RECENT)]
    return people[0] if len({leader.id for leader in people}) == 1 else None
