"""The persons of one article while it is read: who is already named, and whom a later mention means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedread.index.article import Mention, Person
from seedread.index.names.gazetteer import person_id
from seedread.index.names.holders import Scene, same_state
from seedread.index.names.office import FOREIGN
from seedread.index.names.spelling import alike, skeleton
from seedread.index.names.titles import LEADER, vocabulary

if TYPE_CHECKING:
    from seedread.index.names.candidates import Candidate
    from seedread.index.names.office import Leader
    from seedread.index.names.surroundings import Surroundings

__all__ = ["Cast"]

_DESCRIBES = re.compile(
    r" ((?i:leader|president|prime minister|premier|chancellor|foreign minister|foreign secretary|minister|king|queen"
    r"|emperor|ruler|monarch))(?=[^\w-]|$)(?! [A-Z])"
)
_ARTICLE = re.compile(r"\b[Tt]he $")


@dataclass
class _Role:
    """One person of the article."""

    id: str
    name: str
    country: str
    role: str
    leads: bool
    leader: Leader | None = None
    keys: set[str] = field(default_factory=set)
    """The folded words by which the person may be called again."""
    mentions: list[Mention] = field(default_factory=list)


class Cast:
    """Everybody found so far."""

    def __init__(self, scene: Scene, texts: dict[int, str]) -> None:
        """Start with nobody."""
        self.scene = scene
        self.texts = texts
        self.roles: dict[str, _Role] = {}
        self._called: dict[str, list[_Role]] = {}

    def add_leader(self, leader: Leader, candidate: Candidate) -> None:
        """Take in a mention of a person of the gazetteer."""
        role = self.roles.get(leader.id)
        if role is None:
            role = _Role(
                leader.id, leader.name, leader.country, _role_at(leader, self.scene), leads=True, leader=leader
            )
            self.roles[leader.id] = role
            for family in leader.addressed:
                self._call(role, family)
        self._mention(role, candidate)

    def add_new(self, name: str, country: str, title: str, candidate: Candidate, *, leads: bool) -> None:
        """Take in a mention of a person who is in no file; another spelling of somebody here is no new person."""
        for role in self._called.get(skeleton(candidate.keys[-1]), ()):
            if same_state(role.country, country) and _alike(candidate.keys[0], role, candidate.keys[-1]):
                self._mention(role, candidate)
                return
        identity = person_id(name, country)
        if identity not in self.roles:
            self.roles[identity] = _Role(identity, name, country, title, leads)
        self._mention(self.roles[identity], candidate)

    def _call(self, role: _Role, key: str) -> None:
        if key not in role.keys and len(key) > 1:
            role.keys.add(key)
            called = self._called.setdefault(skeleton(key), [])
            if role not in called:
                called.append(role)

    def _mention(self, role: _Role, candidate: Candidate) -> None:
        role.mentions.append(candidate.mention(self.texts[candidate.paragraph]))
        if candidate.keys:
            if role.leader is None:
                role.keys.update(candidate.keys)
            self._call(role, candidate.keys[-1]) if role.leader is None or len(candidate.keys) == 1 else None

    def country_of(self, family: str) -> str | None:
        """Return the country of the person called by this folded word, None if nobody is."""
        roles = [role for role in self._called.get(skeleton(family), ()) if family in role.keys]
        return roles[0].country if roles else None

    def recognise(self, candidate: Candidate) -> bool:
        """Add a mention of somebody already here; False if it is of nobody here."""
        keys = candidate.keys
        if not keys:
            return False
        if candidate.headline and len(keys) > 1:
            return self._in_headline(candidate)
        near = [role for role in self._called.get(skeleton(keys[-1]), ()) if self._means(role, candidate)]
        if near:
            self._mention(self._nearest(near, candidate), candidate)
        return bool(near)

    def _in_headline(self, candidate: Candidate) -> bool:
        hit = False
        for word in candidate.words:
            for role in self._called.get(skeleton(word.key.split(" ")[-1]), ())[:1]:
                if word.key.split(" ")[-1] in role.keys:
                    text = self.texts[candidate.paragraph][word.start : word.end]
                    role.mentions.append(Mention(candidate.paragraph, word.start, word.end, text))
                    hit = True
        return hit

    def _means(self, role: _Role, candidate: Candidate) -> bool:
        title = candidate.title
        if title and title.form.rank == LEADER and title.country and not same_state(title.country, role.country):
            return False
        keys = candidate.keys
        if not any(alike(keys[-1], own) for own in role.keys):
            return False
        if len(keys) == 1:
            return True
        return role.leader.bears(keys) if role.leader else all(any(alike(k, own) for own in role.keys) for k in keys)

    def _nearest(self, near: list[_Role], candidate: Candidate) -> _Role:
        """Among namesakes: by Jr or Snr, by the office, else who was named last before."""
        with_file = [role for role in near if role.leader]
        if candidate.suffix and len(with_file) > 1:
            ranked = sorted(with_file, key=lambda role: role.leader.offices[0].start if role.leader else 0)
            return ranked[-1 if candidate.suffix == "jr" else 0]
        title = candidate.title
        if title and title.leads and self.scene.date and len(with_file) > 1:
            for role in with_file:
                if role.leader and role.leader.in_office(self.scene.date, title.form.family):
                    return role
        place = (candidate.paragraph, candidate.words[0].start)

        def last_before(role: _Role) -> tuple[int, int]:
            return max(
                ((m.paragraph, m.start) for m in role.mentions if (m.paragraph, m.start) < place), default=(-2, 0)
            )

        return max(near, key=last_before)

    def describe(self, readers: dict[int, Surroundings]) -> None:
        """Add "the Russian leader" and "The Turkish minister" to whom they mean, where only one can be meant."""
        for paragraph, reader in readers.items():
            for end, found in reader.by_end.items():
                if found.kind != "demonym":
                    continue
                match = _DESCRIBES.match(self.texts[paragraph], end)
                if not match:
                    continue
                meant = [
                    role
                    for role in self.roles.values()
                    if role.leads and _described(role, found.code, match[1].lower())
                ]
                if len(meant) == 1:
                    start = found.mention.start
                    start -= 4 if _ARTICLE.search(self.texts[paragraph][:start]) else 0
                    text = self.texts[paragraph][start : match.end()]
                    meant[0].mentions.append(Mention(paragraph, start, match.end(), text))

    def leaders(self) -> tuple[Person, ...]:
        """Return the leaders, the most mentioned first."""
        return self._people(leads=True)

    def officials(self) -> tuple[Person, ...]:
        """Return the officials, the most mentioned first."""
        return self._people(leads=False)

    def _people(self, *, leads: bool) -> tuple[Person, ...]:
        people = []
        for role in self.roles.values():
            if role.leads == leads:
                mentions = sorted(set(role.mentions), key=lambda m: (m.paragraph, m.start))
                people.append(Person(role.id, role.name, role.country, role.role, tuple(mentions)))
        return tuple(sorted(people, key=lambda person: -person.count))


def _alike(given: str, role: _Role, family: str) -> bool:
    return any(alike(family, own) for own in role.keys) and any(
        alike(given, own) or own[:1] == given for own in role.keys
    )


def _role_at(leader: Leader, scene: Scene) -> str:
    office, former = leader.office_at(scene.date)
    return f"former {office.title}" if former else office.title


def _described(role: _Role, country: str, noun: str) -> bool:
    if not same_state(role.country, country) or role.role.startswith("former "):
        return False
    form = vocabulary().forms.get(noun)
    if noun == "minister":
        return "foreign" in role.role
    if noun in {"leader", "ruler"}:
        return "foreign" not in role.role
    family = form.family if form else ""
    if role.leader:
        return any(office.title == role.role for office in role.leader.held(family))
    return (form is not None and form.role == role.role) or (family == FOREIGN and "foreign" in role.role)
