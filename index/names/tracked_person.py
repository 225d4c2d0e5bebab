"""One person in an article: the ID, the office, the mentions, and the words that refer to the person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedread.index.article import Mention, Person
from seedread.index.names.document_context import same_state
from seedread.index.names.spelling import are_variants

if TYPE_CHECKING:
    import datetime

    from seedread.index.names.office import Leader
    from seedread.index.names.titles.title_vocabulary import OfficeTitle

__all__ = ["TrackedPerson"]


@dataclass(eq=False)
class TrackedPerson:
    """A person in the article."""

    id: str
    name: str
    country: str
    role: str
    """The office at the article's date, else the one that the text gives, as newspapers write it."""
    family: str = ""
    """The family of that office, empty for officials."""
    former: bool = False
    """Whether the office had ended at the article's date."""
    leader: Leader | None = None
    """The row in the gazetteer, None for an unlisted person."""
    role_from_text: bool = False
    """Whether the role comes from the text."""
    keys: set[str] = field(default_factory=set)
    """The folded words that may refer to the person again."""
    mentions: list[Mention] = field(default_factory=list)

    @classmethod
    def of_leader(cls, leader: Leader, date: datetime.date | None) -> TrackedPerson:
        """Return a person of the gazetteer with the role at this date."""
        office, former = leader.office_at(date)
        return cls(leader.id, leader.name, leader.country, leader.role_at(date), office.family, former, leader)

    def take_role(self, title: OfficeTitle) -> None:
        """Use the title as the role, if the date is unknown: the first title, or the first that is not a former one."""
        if self.leader is None or not title.is_leader or (title.form.loose and not title.country):
            return
        if (title.country and not same_state(title.country, self.country)) or (
            self.role_from_text and (title.former or not self.former)
        ):
            return
        if office := self.leader.office_called(title.form.role, title.form.family):
            self.role = f"former {office.title}" if title.former else office.title
            self.family, self.former, self.role_from_text = office.family, title.former, True

    @property
    def is_leader(self) -> bool:
        """Whether the person is a leader, not an official."""
        return bool(self.family)

    def matches_name(self, keys: list[str]) -> bool:
        """Whether the folded words may refer to this person."""
        if not any(are_variants(keys[-1], own) for own in self.keys):
            return False
        if len(keys) == 1:
            return True
        if self.leader:
            return self.leader.matches_name(keys)
        return all(
            any(are_variants(key, own) or (len(key) == 1 and own[0] == key) for own in self.keys) for key in keys
        )

    def to_person(self) -> Person:
        """Return the person for the article, mentions in text order."""
        mentions = sorted(set(self.mentions), key=lambda span: (span.paragraph, span.start, span.end))
        return Person(self.id, self.name, self.country, self.role, tuple(mentions))
