"""One person's part in an article: who it is, in which office, and by which words the text calls the person."""

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
    """A person of the article."""

    id: str
    name: str
    country: str
    role: str
    """The office at the article's date, or else the one that the text gives, as a newspaper says it."""
    family: str = ""
    """The family of that office, empty for officials."""
    former: bool = False
    """Whether the office had ended by then."""
    leader: Leader | None = None
    """The row of the gazetteer, None for who is in no file."""
    role_from_text: bool = False
    """Whether the text has told the office."""
    keys: set[str] = field(default_factory=set)
    """The folded words by which the person may be called again."""
    mentions: list[Mention] = field(default_factory=list)

    @classmethod
    def of_leader(cls, leader: Leader, date: datetime.date | None) -> TrackedPerson:
        """Return the part of a person of the gazetteer at this date."""
        office, former = leader.office_at(date)
        return cls(leader.id, leader.name, leader.country, leader.role_at(date), office.family, former, leader)

    def take_role(self, title: OfficeTitle) -> None:
        """Take the office that the text gives, where no date tells it: the first, and rather one that is held."""
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
        """Whether it is a leader's part, not an official's."""
        return bool(self.family)

    def matches_name(self, keys: list[str]) -> bool:
        """Whether the folded words may name this person again."""
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
        """Return the finished row."""
        mentions = sorted(set(self.mentions), key=lambda span: (span.paragraph, span.start))
        return Person(self.id, self.name, self.country, self.role, tuple(mentions))
