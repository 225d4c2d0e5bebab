"""Tracks the people of one article: who was already named, and to which of them a later mention refers."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, TypeAlias

from seedread.index.article import Mention, Person
from seedread.index.names.disambiguation import elders, may_be_junior
from seedread.index.names.document_context import DocumentContext, same_state
from seedread.index.names.gazetteer import person_id
from seedread.index.names.known_person import known_person
from seedread.index.names.lexicon import resolve_country
from seedread.index.names.nominal_mentions import OfficeHolders, implied_leaders, resolve_descriptions
from seedread.index.names.spelling import skeleton
from seedread.index.names.titles.title_vocabulary import LEADER
from seedread.index.names.tracked_person import TrackedPerson
from seedread.index.names.unlisted import UnlistedPerson

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedread.index.names.mention_detection import DetectedMention
    from seedread.index.names.office import Leader
    from seedread.index.names.titles.title_vocabulary import OfficeTitle
    from seedread.index.names.tokens import TaggedParagraph

    _Place: TypeAlias = tuple[int, int]
__all__ = ["EntityTracker"]


class EntityTracker:
    """The people found so far in one article."""

    def __init__(self, context: DocumentContext, texts: dict[int, str]) -> None:
        """Start without people; `texts` are the paragraphs by number."""
        self.context = context
        self.texts = texts
        self.persons: dict[str, TrackedPerson] = {}
        self._by_skeleton: dict[str, list[TrackedPerson]] = {}
        self._implied: dict[str, TrackedPerson] = {}
        self._others: dict[str, list[_Place]] = {}

    def add_leader(self, leader: Leader, mention: DetectedMention) -> None:
        """Add a mention of a person in the gazetteer."""
        person = self.persons.get(leader.id)
        if person is None:
            person = self._listed(leader)
            for word in leader.address_names:
                self._add_key(person, word)
        self._add_mention(person, mention)

    def add_native(self, leader: Leader | UnlistedPerson, mention: Mention) -> TrackedPerson:
        """Add a mention by a native spelling or title, unless the text names the person there; return the person."""
        if isinstance(leader, UnlistedPerson):
            person = self._unlisted(leader, person_id(leader.name, leader.country))
        else:
            person = self.persons.get(leader.id) or self._listed(leader)
        if all(mention.paragraph != own.paragraph or mention.end <= own.start or own.end <= mention.start
               for own in person.mentions):  # fmt: skip
            person.mentions.append(mention)
        return person

    def add_unlisted(self, found: UnlistedPerson, mention: DetectedMention) -> TrackedPerson:
        """Add a mention of an unlisted person, or of a tracked person whom it only spells differently; return them."""
        known = known_person(mention, found.country, found.family, self.context)
        if known and found.family:
            self.add_leader(known, mention)
            return self.persons[known.id]
        for person in self._namesakes(mention):
            if same_state(person.country, found.country) and person.matches_name(mention.keys):
                self._add_mention(person, mention)
                return person
        if known:
            found = found._replace(name=known.name)
        person = self._unlisted(found, known.id if known else person_id(found.name, found.country))
        self._add_mention(person, mention)
        return person

    def _listed(self, leader: Leader) -> TrackedPerson:
        """Return a person of the gazetteer, from now on tracked."""
        person = TrackedPerson.of_leader(self.context.gazetteer.at(leader, self.context.date), self.context.date)
        return self.persons.setdefault(leader.id, person)

    def _unlisted(self, found: UnlistedPerson, identity: str) -> TrackedPerson:
        """Return a person in no table, from now on tracked."""
        return self.persons.setdefault(identity, TrackedPerson(identity, *found))

    def _namesakes(self, mention: DetectedMention) -> Iterable[TrackedPerson]:
        return self._by_skeleton.get(skeleton(mention.keys[-1]), ())

    def _add_key(self, person: TrackedPerson, key: str) -> None:
        if key not in person.keys and len(key) > 1:
            person.keys.add(key)
            called = self._by_skeleton.setdefault(skeleton(key), [])
            if person not in called:
                called.append(person)

    def _add_mention(self, person: TrackedPerson, mention: DetectedMention) -> None:
        person.mentions.append(mention.to_mention(self.texts[mention.paragraph]))
        if self.context.date is None and mention.title:
            person.take_role(mention.title)
        if mention.keys and (person.leader is None or len(mention.keys) == 1):
            self._add_key(person, mention.keys[-1])
        if person.leader is None:
            person.keys.update(mention.keys)

    def has_office_holder(self, mention: DetectedMention, title: OfficeTitle) -> bool:
        """Whether a tracked person has this name and has held the office of this title."""
        family = None if title.form.family in {"state", "body"} else title.form.family
        return any(
            person.leader is not None and bool(person.leader.held(family)) and self._may_mean(person, mention)
            for person in self._namesakes(mention)
        )

    def country_of(self, family: str) -> str | None:
        """Return the country of the person with this folded name, None if there is none."""
        roles = [person for person in self._by_skeleton.get(skeleton(family), ()) if family in person.keys]
        return roles[0].country if roles else None

    def resolve_coreference(self, mention: DetectedMention) -> bool:
        """Add the mention to the tracked person it refers to; False if it refers to none."""
        keys = mention.keys
        if not keys:
            return False
        if mention.headline and len(keys) > 1:
            return self._add_headline_mentions(mention)
        near = [person for person in self._namesakes(mention) if self._may_mean(person, mention)]
        if not near:
            return False
        person = self._most_recent(near, mention)
        if len(keys) == 1 and self._belongs_to_other(person, mention):
            return False
        self._add_mention(person, mention)
        return True

    def note_others(self, others: Iterable[DetectedMention]) -> None:
        """Record mentions of other people: a family name alone may refer to them."""
        self._others.clear()
        for mention in others:
            if not mention.headline:
                self._others.setdefault(mention.keys[-1], []).append(_place(mention))

    def _belongs_to_other(self, person: TrackedPerson, mention: DetectedMention) -> bool:
        """Whether a person who is not tracked was the last with this name before the mention, or the first after it."""
        theirs = self._others.get(mention.keys[0])
        if not theirs or (mention.title and mention.title.is_leader):
            return False
        place, own = _place(mention), [(span.paragraph, span.start) for span in person.mentions]
        before = max((one for one in own if one < place), default=None)
        others_before = max((one for one in theirs if one < place), default=None)
        if before or others_before:
            return (others_before or (-3, 0)) > (before or (-3, 0))
        return min(theirs) < min(own, default=(10**9, 0))

    def _add_headline_mentions(self, mention: DetectedMention) -> bool:
        hit = False
        for word in mention.words:
            for person in self._by_skeleton.get(skeleton(word.key.split(" ")[-1]), ())[:1]:
                if word.key.split(" ")[-1] in person.keys:
                    text = self.texts[mention.paragraph][word.start : word.end]
                    person.mentions.append(Mention(mention.paragraph, word.start, word.end, text))
                    hit = True
        return hit

    def _may_mean(self, person: TrackedPerson, mention: DetectedMention) -> bool:
        title = mention.title
        if title and title.form.rank == LEADER and title.country and not same_state(title.country, person.country):
            return False
        if title and title.is_leader and title.form.family == "monarch" and person.leader and not title.form.loose:
            return mention.keys[-1] in person.leader.given  # King Hussein is not Abdullah, the son of Hussein
        if mention.suffix == "jr" and person.leader and not may_be_junior(person.leader, mention, self.context):
            return False
        if mention.suffix == "sr" and person.leader and elders(person.leader, self.context):
            return False
        if len(mention.keys) == 1 and mention.keys[0] not in person.keys and not _may_be_variant(mention):
            return False
        return person.matches_name(mention.keys)

    def _most_recent(self, near: list[TrackedPerson], mention: DetectedMention) -> TrackedPerson:
        """Choose among namesakes: by Jr or Snr, by the office, else the one mentioned last."""
        if len(near) == 1:
            return near[0]
        with_file = [person for person in near if person.leader]
        if mention.suffix and len(with_file) > 1:
            return (max if mention.suffix == "jr" else min)(with_file, key=_began)
        title = mention.title
        if title and title.is_leader and self.context.date and len(with_file) > 1:
            for person in with_file:
                if person.leader and person.leader.in_office(self.context.date, title.form.family):
                    return person
        place = _place(mention)

        def last_before(person: TrackedPerson) -> tuple[int, int]:
            return max(
                ((m.paragraph, m.start) for m in person.mentions if (m.paragraph, m.start) < place), default=(-2, 0)
            )

        return max(near, key=last_before)

    def add_nominal_mentions(self, tagged_paragraphs: dict[int, TaggedParagraph]) -> None:
        """Add "the Russian leader" and "The Turkish minister" to the people they refer to; record implied leaders."""
        for paragraph, tagged in tagged_paragraphs.items():
            for person, span in resolve_descriptions(paragraph, tagged, self.persons.values()):
                person.mentions.append(span)
        date = self.context.date
        if date is None or date > self.context.gazetteer.horizon:
            return  # there may be a successor in no data file
        holders = OfficeHolders(self.context.gazetteer, date)
        for paragraph, tagged in tagged_paragraphs.items():
            for leader, span in implied_leaders(paragraph, tagged, holders):
                if leader.id not in self.persons:
                    self._implied.setdefault(leader.id, TrackedPerson.of_leader(leader, date)).mentions.append(span)

    def implied(self) -> tuple[Person, ...]:
        """Return the leaders that the article refers to without naming them."""
        return tuple(person.to_person() for person in self._implied.values())

    @property
    def has_leader(self) -> bool:
        """Whether a leader was found."""
        return any(person.is_leader for person in self.persons.values())

    def leading(self) -> list[TrackedPerson]:
        """Return the tracked people who are leaders."""
        return [person for person in self.persons.values() if person.is_leader]

    def leaders(self) -> tuple[Person, ...]:
        """Return the leaders, the most mentioned first."""
        return self._people(is_leader=True)

    def officials(self) -> tuple[Person, ...]:
        """Return the officials, the most mentioned first."""
        return self._people(is_leader=False)

    def _people(self, *, is_leader: bool) -> tuple[Person, ...]:
        people = [person.to_person() for person in self.persons.values() if person.is_leader == is_leader]
        return tuple(sorted(people, key=lambda person: -person.count))


def _may_be_variant(mention: DetectedMention) -> bool:
    """Whether a word alone may be another spelling of a name: with a title, and no letter, word or place."""
    word = mention.keys[0]
    titled = mention.has_honorific or (
        mention.title is not None and mention.title.is_leader and not mention.title.form.loose
    )
    return titled and len(word) > 4 and resolve_country(word) is None


def _place(mention: DetectedMention) -> _Place:
    return mention.paragraph, mention.words[0].start


def _began(person: TrackedPerson) -> datetime.date:
    return person.leader.offices[0].start if person.leader else datetime.date.max
