"""What the parts of the parser share while they read one text: the clock, the notices, and how much was read."""

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
    """One text that is being read."""

    text: str
    typing: bool
    """Whether somebody may still be typing at its end."""
    clock: datetime.date | None
    """The reader's day; None asks the system when a date needs it."""
    notices: list[Notice] = field(default_factory=list)
    headline: bool = False
    """Whether it reads like a headline that was pasted in."""
    terms: int = 0
    waiting: bool = False
    """Whether a first letter was typed that a second one will follow."""

    @property
    def today(self) -> datetime.date:
        """The day that "yesterday" is the day before of."""
        return self.clock or datetime.date.today()  # noqa: DTZ011 (the reader's own calendar, as it hangs on the wall)

    def notice(self, message: str, lexeme: Lexeme) -> None:
        """Say something about a piece of the query that runs all the same."""
        self.notices.append(Notice(message, lexeme.start, lexeme.end))

    def count(self, lexeme: Lexeme) -> None:
        """Count a term; raises QueryError for one too many."""
        self.terms += 1
        if self.terms > MAX_TERMS:
            fail(f"More than {MAX_TERMS} words: shorten the query.", lexeme)

    def growing(self, lexeme: Lexeme) -> bool:
        """Tell whether `lexeme` may still be typed on."""
        return self.typing and lexeme.end == len(self.text)


def fail(message: str, lexeme: Lexeme) -> NoReturn:
    """Raise a QueryError at the columns of `lexeme`."""
    raise QueryError(message, lexeme.start, lexeme.end)
