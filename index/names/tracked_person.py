"""One person's part in an article: who it is, in which office, and by which words the text calls the person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedread.index.article import Mention, Person
from seedread.index.names.document_context import same_state
from seedread.index.names.spelling import alike

if TYPE_CHECKING:
    import datetime

    from seedread.index.names.office import Leader
    from seedread.index.names.tokens import Title

__all__ = ["Part"]


@dataclass(eq=False)
class Part:
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
    told: bool = False
    """Whether the text has told the office."""
    keys: set[str] = field(default_factory=set)
    """The folded words by which the person may be called again."""
    mentions: list[Mention] = field(default_factory=list)

    @classmethod
    def of_leader(cls, leader: Leader, date: datetime.date | None) -> Part:
        """Return the part of a person of the gazetteer at this date."""
        office, former = leader.office_at(date)
        return cls(leader.id, leader.name, leader.country, leader.role_at(date), office.family, former, leader)

    def tell(self, title: Title) -> None:
        """Take the office that the text gives, where no date tells it: the first, and rather one that is held."""
        if self.leader is None or not title.leads or (title.form.loose and not title.country):
            return
        if (title.country and not same_state(title.country, self.country)) or (
            self.told and (title.former or not self.former)
        ):
            return
        if office := self.leader.office_called(title.form.role, title.form.family):
            self.role = f"former {office.title}" if title.former else office.title
            self.family, self.former, self.told = office.family, title.former, True

    @property
    def leads(self) -> bool:
        """Whether it is a leader's part, not an official's."""
        return bool(self.family)

    def bears(self, keys: list[str]) -> bool:
        """Whether the folded words may name this person again."""
        if not any(alike(keys[-1], own) for own in self.keys):
            return False
        if len(keys) == 1:
            return True
        if self.leader:
            return self.leader.bears(keys)
        return all(any(alike(key, own) or (len(key) == 1 and own[0] == key) for own in self.keys) for key in keys)

    def person(self) -> Person:
        """Return the finished row."""
        mentions = sorted(set(self.mentions), key=lambda mention: (mention.paragraph, mention.start))
        return Person(self.id, self.name, self.country, self.role, tuple(mentions))
