"""Decides which person of the gazetteer a name in an article means: by date, by office, by the countries named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.names.cues import words
from seedread.index.names.document_context import Scene, one_state, same_state
from seedread.index.names.office import FOREIGN
from seedread.index.names.titles.title_vocabulary import OFFICIAL, OTHER, vocabulary

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable

    from seedread.index.names.candidate import Candidate
    from seedread.index.names.office import Leader
    from seedread.index.names.tokens import Title

__all__ = ["POWERS", "RECENT", "by_full_name", "by_spelling", "by_title"]

RECENT = 60
"""Days around a term in which an office is still, or already, spoken of as held."""
POWERS = frozenset(("US", "SU", "RU"))
"""Countries whose leaders stand in headlines by their family names alone, in papers of all the world."""
LIVING_MEMORY = 3650
"""Days after the last office in which a full name needs no country beside it."""


def by_full_name(candidate: Candidate, scene: Scene) -> Leader | None:
    """Return whom a full name of the gazetteer means, None if nobody at this date."""
    people = scene.names.named(f"{candidate.key} {candidate.suffix}") if candidate.suffix else []
    people = people or scene.names.named(candidate.key)
    days = scene.grace(candidate)
    return _best([leader for leader in people if leader.began_by(scene.date, days=days)], candidate, scene)


def _best(people: list[Leader], candidate: Candidate, scene: Scene) -> Leader | None:
    title = candidate.title
    if title and title.leads and title.country:
        here = [leader for leader in people if same_state(leader.country, title.country or "")]
        people = here or people
    people = _younger_or_older(people, candidate.suffix)
    date = scene.date
    if title and title.form.rank in {OTHER, OFFICIAL} and date:
        # "Senator John Kennedy": who holds another office now did not leave a leader's long ago
        people = [leader for leader in people if leader.in_office(date, days=LIVING_MEMORY)]
    if not people:
        return None

    def weight(leader: Leader) -> tuple[bool, bool, datetime.date]:
        now = date is None or leader.in_office(date, days=RECENT)
        if title is not None and title.former and date is not None:
            now = not leader.in_office(date)
        begun = [office.start for office in leader.offices if date is None or office.start <= date]
        return scene.names_country(leader.country), now, max(begun, default=leader.offices[0].start)

    best = max(people, key=weight)
    if (
        scene.names_country(best.country)
        or best.country in vocabulary().bodies.values()
        or (title is not None and title.leads)
    ):
        return best
    remembered = date is None or best.in_office(date, days=LIVING_MEMORY)
    return best if remembered and not _common(best, scene) else None


def _common(leader: Leader, scene: Scene) -> bool:
    """Whether the name tells little without its country: many people bear it, or leaders of other countries do.

    Who heads a power, or headed it, or is its foreign minister, is meant all the same; so is a head of any state in
    office whose name is only like another leader's.
    """
    first, *_, last = leader.spellings[0] * 2
    now = scene.date is not None and leader.in_office(scene.date, days=RECENT)
    heads = any(office.family != FOREIGN for office in leader.offices)
    if first.title() in words("given_names") and (
        last.title() in words("given_names") or last in words("family_names")
    ):
        return leader.country not in {*POWERS, "GB"} or not (now or heads)
    if now and heads:
        return False
    others = scene.names.of_family(leader.spellings[0][-1])
    return any(not same_state(other.country, leader.country) and other.name != leader.name for other in others)


def _younger_or_older(people: list[Leader], suffix: str) -> list[Leader]:
    """Keep the one whom "Jr" or "Snr" means among namesakes of one family."""
    if not suffix or len(people) < 2:
        return people
    return [sorted(people, key=lambda leader: leader.offices[0].start)[-1 if suffix == "jr" else 0]]


def by_spelling(candidate: Candidate, scene: Scene) -> Leader | None:
    """Return whom another spelling of given and family name means; the country must be named."""
    keys = candidate.keys
    if len(keys) < 2 or len(keys[-1]) < 2:
        return None
    title = candidate.title
    code = title.country if title and title.leads else None
    states = one_state(code) if code else scene.states
    people = [
        leader
        for word in dict.fromkeys((keys[-1], keys[0]))
        if len(word) > 2
        for leader in scene.names.spelled_like(word, states)
    ]
    near = [
        leader
        for leader in people
        if leader.began_by(scene.date, days=scene.grace(candidate))
        and leader.bears(keys, whole=code is None)
        and (code or _shares_a_word(leader, keys))
    ]
    return _best(near, candidate, scene)


def _shares_a_word(leader: Leader, keys: list[str]) -> bool:
    """Whether one word is written the same, or all are long enough that their consonants tell."""
    return all(len(key) > 4 for key in keys) or any(key in spelling for key in keys for spelling in leader.spellings)


def by_title(candidate: Candidate, title: Title, scene: Scene) -> Leader | None:
    """Return the only holder whom title, name and country or date leave: "President Yeltsin"."""
    people = [leader for leader in _bearers(candidate, title, scene) if _fits(leader, title, candidate, scene)]
    if scene.date is not None and not title.former:
        present = _present(people, title.form.family, scene.date)
        people = present or [leader for leader in people if _lately(leader, candidate, title, scene.date)]
    people = [leader for leader in people if candidate.keys[-1] in leader.called] or people
    people = [leader for leader in people if scene.names_country(leader.country)] or people
    people = people or _known_everywhere(candidate, title, scene)
    ids = {leader.id for leader in people}
    if len(ids) > 1 and (scene.date is None or title.former or candidate.suffix):
        return _best(people, candidate, scene)
    return people[0] if len(ids) == 1 else None


def _known_everywhere(candidate: Candidate, title: Title, scene: Scene) -> list[Leader]:
    """Return who is meant where no country is named: "President Kennedy", if there is one in the world at the date."""
    date = scene.date
    family = title.form.family
    loose = title.form.loose and family != "premier"
    if title.country or not title.capital or title.former or loose or date is None:
        return []
    people = [leader for leader in scene.names.of_family(candidate.keys[-1]) if leader.in_office(date, family)]
    return [leader for leader in people if leader.bears(candidate.keys)]


def _lately(leader: Leader, candidate: Candidate, title: Title, date: datetime.date) -> bool:
    """Whether a title without "former" may still mean somebody who has left the office."""
    return (
        candidate.keys[-1] in leader.addressed
        and title.form.role != "prince"
        and leader.in_office(date, days=LIVING_MEMORY)
    )


def _bearers(candidate: Candidate, title: Title, scene: Scene) -> list[Leader]:
    """Return the persons of that family name; by another spelling only where nobody has this one."""
    word = candidate.keys[-1]
    if len(word) < 2:
        return []
    exact = [leader for leader in scene.names.of_family(word) if leader.bears(candidate.keys[-1:])]
    if exact or len(word) < 4:
        return exact
    return scene.names.spelled_like(word, one_state(title.country) if title.country else scene.states)


def _fits(leader: Leader, title: Title, candidate: Candidate, scene: Scene) -> bool:
    if title.form.family == "monarch" and candidate.keys[-1] not in leader.given:
        return False
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
    # a pope's or a king's country is often left unsaid
    return scene.names_country(leader.country) or (
        title.capital and title.form.family == "monarch" and not title.form.loose
    )


def _present(people: Iterable[Leader], family: str, date: datetime.date) -> list[Leader]:
    people = list(people)
    return [leader for leader in people if leader.in_office(date, family, days=RECENT)] or [
        leader for leader in people if leader.in_office(date, days=RECENT)
    ]
