"""Counts that are asked of the servers: each once, and several in one request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Question: TypeAlias = "dict[str, Any]"
"""A count (aggregation) in the servers' language."""

__all__ = ["Question", "Questions"]


class Questions:
    """The counts of one search: some are known to be needed soon, and go with the next request."""

    def __init__(self, ask: Callable[[dict[str, Question]], dict[str, Any]]) -> None:
        """Use `ask` where no other request goes out."""
        self._ask = ask
        self._waiting: dict[str, Question] = {}
        self._answers: dict[str, dict[str, Any]] = {}

    def add(self, name: str, question: Question) -> None:
        """Ask a question with the next request."""
        if name not in self._answers:
            self._waiting[name] = question

    @property
    def waiting(self) -> dict[str, Question]:
        """The questions that are to be asked."""
        return dict(self._waiting)

    def learn(self, asked: Collection[str], answer: dict[str, Any]) -> None:
        """Take the answers to questions that were asked; where no shard answered they are empty."""
        found = answer.get("aggregations", {})
        for name in asked:
            self._answers[name] = found.get(name, {})
            self._waiting.pop(name, None)

    def answer(self, name: str, question: Question) -> dict[str, Any]:
        """Return the answer to a question, which is asked now if it was not; empty if no shard answered."""
        if name not in self._answers:
            self.add(name, question)
            asked = self.waiting
            self.learn(asked, self._ask(asked))
        return self._answers[name]
