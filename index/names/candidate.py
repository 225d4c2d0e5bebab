"""A span of the text that may name a person, with what the words around it say."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedread.index.article import Mention

if TYPE_CHECKING:
    from seedread.index.names.person_names import Word
    from seedread.index.names.tokens import Title

__all__ = ["Candidate"]


@dataclass(slots=True)
class Candidate:
    """A span that may name a person."""

    paragraph: int
    words: list[Word]
    key: str = ""
    """The full name's key in the gazetteer, empty if it stands there under none."""
    addressed: bool = False
    """Whether "Mr" or another form of address stands before it."""
    suffix: str = ""
    """jr or sr, as the name says it."""
    headline: bool = False
    """Whether every word around is capitalised too, so that capitals prove nothing."""
    competes: bool = False
    """Whether a country in brackets follows, as in lists of results."""
    listed: bool = False
    """Whether the paragraph is a list of names: a squad, a table."""
    before: Title | None = None
    after: Title | None = None
    owner: str | None = None
    """The country whose possessive stands before it: "Japan's Hashimoto"."""
    keys: list[str] = field(default_factory=list)
    """The folded words, particles left out."""

    @property
    def title(self) -> Title | None:
        """The office that the words around give, the one before the name first."""
        if self.before and self.before.leads and not self.before.country and self.after and self.after.country:
            return self.after if self.after.leads else self.before
        return self.before or self.after

    def mention(self, text: str) -> Mention:
        """Return the span of the name in its paragraph."""
        start, end = self.words[0].start, self.words[-1].end
        return Mention(self.paragraph, start, end, text[start:end])
