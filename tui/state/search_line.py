"""What the search line offers: completions of a word, earlier queries, and the query that may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.search.completions import Completions, Offer

__all__ = ["SearchLine"]


class SearchLine:
    """Each offer holds for the text that the line has then; with another text it is over."""

    def __init__(self) -> None:
        """Begin without offers."""
        self.meant = ""
        """The query that may be meant in place of the current one; empty without a guess."""
        self.put = ""
        """The text that a completion or an earlier query put into the line."""
        self._completions: Completions | None = None
        self._completed = ""
        """The text before it was completed."""
        self._at = 0
        self._queries: Sequence[str] = ()
        self._back = 0
        """Steps back into the queries; 0 is the text that was typed."""

    def completing(self, text: str) -> bool:
        """Tell whether there is another completion for what is in the line."""
        found = self._completions
        return found is not None and len(found.offers) > 1 and text == self.put

    def complete(self, text: str, found: Completions) -> None:
        """Begin with the first completion of `text`."""
        self._completions, self._completed, self._at = found, text, 0
        self._put_completion()

    def next_completion(self) -> None:
        """Go to the next completion."""
        assert self._completions
        self._at = (self._at + 1) % len(self._completions.offers)
        self._put_completion()

    @property
    def offers(self) -> Sequence[Offer]:
        """The completions from the current one on."""
        found = self._completions.offers if self._completions else ()
        return *found[self._at :], *found[: self._at]

    def _put_completion(self) -> None:
        assert self._completions
        start, end, _ = self._completions
        after = self._completed[end:]
        written = self.offers[0].text
        written = written.rstrip() if after.startswith(" ") else written
        self.put = f"{self._completed[:start]}{written}{after}"
        self.cursor = start + len(written)
        """The column behind the completion."""

    def walking(self, text: str) -> bool:
        """Tell whether the line holds an earlier query, unchanged."""
        return self._back > 0 and text == self.put

    def walk(self, queries: Sequence[str], now: str) -> None:
        """Begin to walk through `queries`, the newest first; `now` is the query in the line."""
        self._queries = (now, *(query for query in queries if query != now))
        self._back = 0

    def step(self, step: int) -> str:
        """Return the query `step` steps back, the oldest or the one in the line at most."""
        self._back = max(0, min(self._back + step, len(self._queries) - 1))
        return self._queries[self._back]
