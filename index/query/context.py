"""State that the parts of the parser share for one text: date, notices and number of terms."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from seedread.index.errors import QueryError
from seedread.index.query.lexer import Lexeme, Notice

if TYPE_CHECKING:
    from typing import NoReturn

__all__ = ["Context", "fail"]

MAX_TERMS = 64


@dataclass(slots=True)
class Context:
    """One text that is being parsed."""

    text: str
    typing: bool
    """Whether the user may still be typing at its end."""
    clock: datetime.date | None
    """Today's date for the user; None asks the system when it is needed."""
    notices: list[Notice] = field(default_factory=list)
    headline: bool = False
    """Whether it looks like a pasted headline."""
    terms: int = 0
    ignored: bool = False
    """Whether a part contains no word and is ignored."""
    waiting: bool = False
    """Whether only the first letter of a word has been typed."""

    @property
    def today(self) -> datetime.date:
        """The date that "yesterday" counts from."""
        return self.clock or datetime.date.today()  # noqa: DTZ011 (the user's local calendar date)

    def notice(self, message: str, lexeme: Lexeme) -> None:
        """Add a notice about a part of the query; the query still runs."""
        self.notices.append(Notice(message, lexeme.start, lexeme.end))

    def count(self, lexeme: Lexeme) -> None:
        """Count a term; raises QueryError for one too many."""
        self.terms += 1
        if self.terms > MAX_TERMS:
            fail(f"More than {MAX_TERMS} words: shorten the query.", lexeme)

    def still_typing(self, lexeme: Lexeme) -> bool:
        """Tell whether `lexeme` is at the end of a text that is still being typed."""
        return self.typing and lexeme.end == len(self.text)


def fail(message: str, lexeme: Lexeme) -> NoReturn:
    """Raise a QueryError at the columns of `lexeme`."""
    raise QueryError(message, lexeme.start, lexeme.end)
