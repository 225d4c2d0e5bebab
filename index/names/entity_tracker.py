"""The persons of one article while it is read: who is already named, and whom a later mention means."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypeAlias

from seedread.index.article import Mention, Person
from seedread.index.names.document_context import Scene, same_state
from seedread.index.names.gazetteer import person_id
from seedread.index.names.nominal_mentions import Holders, described, unnamed
from seedread.index.names.spelling import skeleton
from seedread.index.names.titles.title_vocabulary import LEADER
from seedread.index.names.tracked_person import Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedread.index.names.candidate import Candidate
    from seedread.index.names.office import Leader
    from seedread.index.names.tokens import Surroundings, Title
    from seedread.index.names.unlisted import Found

    _Place: TypeAlias = tuple[int, int]
__all__ = ["Cast"]


class Cast:
    """Everybody found so far."""

    def __init__(self, scene: Scene, texts: dict[int, str]) -> None:
        """Start with nobody."""
        self.scene = scene
        self.texts = texts
        self.parts: dict[str, Part] = {}
        self._called: dict[str, list[Part]] = {}
        self._unnamed: dict[str, Part] = {}
        self._strangers: dict[str, list[_Place]] = {}

    def add_leader(self, leader: Leader, candidate: Candidate) -> None:
        """Take in a mention of a person of the gazetteer."""
        part = self.parts.get(leader.id)
        if part is None:
            part = self.parts[leader.id] = Part.of_leader(self.scene.names.at(leader, self.scene.date), self.scene.date)
            for word in leader.addressed:
                self._call(part, word)
        self._mention(part, candidate)

    def add_new(self, found: Found, candidate: Candidate) -> None:
        """Take in a mention of a person who is in no file; another spelling of somebody here is no new person."""
        for part in self._who_may_be(candidate):
            if same_state(part.country, found.country) and part.bears(candidate.keys):
                self._mention(part, candidate)
                return
        identity = person_id(found.name, found.country)
        part = Part(identity, found.name, found.country, found.role, found.family, found.former)
        self._mention(self.parts.setdefault(identity, part), candidate)

    def _who_may_be(self, candidate: Candidate) -> Iterable[Part]:
        return self._called.get(skeleton(candidate.keys[-1]), ())

    def _call(self, part: Part, key: str) -> None:
        if key not in part.keys and len(key) > 1:
            part.keys.add(key)
            called = self._called.setdefault(skeleton(key), [])
            if part not in called:
                called.append(part)

    def _mention(self, part: Part, candidate: Candidate) -> None:
        part.mentions.append(candidate.mention(self.texts[candidate.paragraph]))
        if self.scene.date is None and candidate.title:
            part.tell(candidate.title)
        if candidate.keys and (part.leader is None or len(candidate.keys) == 1):
            self._call(part, candidate.keys[-1])
        if part.leader is None:
            part.keys.update(candidate.keys)

    def holds(self, candidate: Candidate, title: Title) -> bool:
        """Whether somebody already here bears the name and has held the office of this title."""
        family = None if title.form.family in {"state", "body"} else title.form.family
        return any(
            part.leader is not None and bool(part.leader.held(family)) and self._means(part, candidate)
            for part in self._who_may_be(candidate)
        )

    def country_of(self, family: str) -> str | None:
        """Return the country of the person called by this folded word, None if nobody is."""
        roles = [part for part in self._called.get(skeleton(family), ()) if family in part.keys]
        return roles[0].country if roles else None

    def recognise(self, candidate: Candidate) -> bool:
        """Add a mention of somebody already here; False if it is of nobody here."""
        keys = candidate.keys
        if not keys:
            return False
        if candidate.headline and len(keys) > 1:
            return self._in_headline(candidate)
        near = [part for part in self._who_may_be(candidate) if self._means(part, candidate)]
        if not near:
            return False
        part = self._nearest(near, candidate)
        if len(keys) == 1 and self._is_a_strangers(part, candidate):
            return False
        self._mention(part, candidate)
        return True

    def meet(self, strangers: Iterable[Candidate]) -> None:
        """Take note of people who are nobody here: a family name alone may be theirs."""
        self._strangers.clear()
        for candidate in strangers:
            if not candidate.headline:
                self._strangers.setdefault(candidate.keys[-1], []).append(_place(candidate))

    def _is_a_strangers(self, part: Part, candidate: Candidate) -> bool:
        """Whether somebody who is nobody here was named by this name last before, or first of all after."""
        theirs = self._strangers.get(candidate.keys[0])
        if not theirs or (candidate.title and candidate.title.leads):
            return False
        place, own = _place(candidate), [(mention.paragraph, mention.start) for mention in part.mentions]
        before = max((one for one in own if one < place), default=None)
        strangers_before = max((one for one in theirs if one < place), default=None)
        if before or strangers_before:
            return (strangers_before or (-3, 0)) > (before or (-3, 0))
        return min(theirs) < min(own, default=(10**9, 0))

    def _in_headline(self, candidate: Candidate) -> bool:
        hit = False
        for word in candidate.words:
            for part in self._called.get(skeleton(word.key.split(" ")[-1]), ())[:1]:
                if word.key.split(" ")[-1] in part.keys:
                    text = self.texts[candidate.paragraph][word.start : word.end]
                    part.mentions.append(Mention(candidate.paragraph, word.start, word.end, text))
                    hit = True
        return hit

    def _means(self, part: Part, candidate: Candidate) -> bool:
        title = candidate.title
        if title and title.form.rank == LEADER and title.country and not same_state(title.country, part.country):
            return False
        return part.bears(candidate.keys)

    def _nearest(self, near: list[Part], candidate: Candidate) -> Part:
        """Among namesakes: by Jr or Snr, by the office, else who was named last before."""
        if len(near) == 1:
            return near[0]
        with_file = [part for part in near if part.leader]
        if candidate.suffix and len(with_file) > 1:
            return (max if candidate.suffix == "jr" else min)(with_file, key=_began)
        title = candidate.title
        if title and title.leads and self.scene.date and len(with_file) > 1:
            for part in with_file:
                if part.leader and part.leader.in_office(self.scene.date, title.form.family):
                    return part
        place = _place(candidate)

        def last_before(part: Part) -> tuple[int, int]:
            return max(
                ((m.paragraph, m.start) for m in part.mentions if (m.paragraph, m.start) < place), default=(-2, 0)
            )

        return max(near, key=last_before)

    def describe(self, places: dict[int, Surroundings]) -> None:
        """Add "the Russian leader" and "The Turkish minister" to whom they mean; note who is meant unnamed."""
        for paragraph, around in places.items():
            for part, mention in described(paragraph, around, self.parts.values()):
                part.mentions.append(mention)
        date = self.scene.date
        if date is None:
            return
        holders = Holders(self.scene.names, date)
        for paragraph, around in places.items():
            for leader, mention in unnamed(paragraph, around, holders):
                if leader.id not in self.parts:
                    self._unnamed.setdefault(leader.id, Part.of_leader(leader, date)).mentions.append(mention)

    def implied(self) -> tuple[Person, ...]:
        """Return the leaders whom the article means without naming them."""
        return tuple(part.person() for part in self._unnamed.values())

    @property
    def leads(self) -> bool:
        """Whether a leader was found."""
        return any(part.leads for part in self.parts.values())

    def leaders(self) -> tuple[Person, ...]:
        """Return the leaders, the most mentioned first."""
        return self._people(leads=True)

    def officials(self) -> tuple[Person, ...]:
        """Return the officials, the most mentioned first."""
        return self._people(leads=False)

    def _people(self, *, leads: bool) -> tuple[Person, ...]:
        people = [part.person() for part in self.parts.values() if part.leads == leads]
        return tuple(sorted(people, key=lambda person: -person.count))


def _place(candidate: Candidate) -> _Place:
    return candidate.paragraph, candidate.words[0].start


def _began(part: Part) -> datetime.date:
    return part.leader.offices[0].start if part.leader else datetime.date.max
