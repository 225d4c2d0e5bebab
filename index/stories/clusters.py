"""The stories of a library and the copies of articles, as plain values that can be stored on disk."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

__all__ = ["StoryClusters"]


@dataclass
class StoryClusters:
    """The stories of a library. The number of a story is never reused."""

    stories: dict[int, list[str]] = field(default_factory=dict)
    """The articles of each story, copies included, in the order of their dates."""
    copies: dict[str, str] = field(default_factory=dict)
    """Copies, with the original article."""
    opinions: dict[str, int] = field(default_factory=dict)
    """Opinion pieces, with the story that they are about; 0 if there is none."""
    earlier: dict[int, int] = field(default_factory=dict)
    """Stories that go on with an earlier one, with that."""
    following: int = 1
    """The number of the next story."""

    def __post_init__(self) -> None:
        self._story = {article: story for story, members in self.stories.items() for article in members}

    def story_of(self, article: str) -> int | None:
        """Return the story of an article."""
        return self._story.get(article)

    def members(self, story: int) -> list[str]:
        """Return the articles of a story."""
        return self.stories[story]

    def first_of(self, article: str) -> str:
        """Return the original of a copy; any other article itself."""
        return self.copies.get(article, article)

    def mark_copy(self, copy: str, first: str) -> None:
        """Record that an article, with its own copies, is a copy of `first`, which is none."""
        self.copies.update(dict.fromkeys((copy, *self.copies_of({copy})), first))

    def copies_of(self, articles: Container[str]) -> list[str]:
        """Return the copies of any of `articles`."""
        return [copy for copy, first in self.copies.items() if first in articles]

    def opinions_on(self, story: int) -> list[str]:
        """Return the opinion pieces on a story."""
        return sorted(article for article, about in self.opinions.items() if about == story)

    def forget(self, gone: Iterable[str]) -> set[str]:
        """Remove articles. Return those whose story or original has changed thereby."""
        gone = set(gone)
        changed = {article for story in {self._story[one] for one in gone & self._story.keys()}
                   for article in self.stories[story]}  # fmt: skip
        orphans = set(self.copies_of(gone))
        for article in gone:
            self.copies.pop(article, None)
            self.opinions.pop(article, None)
        for orphan in orphans - gone:
            del self.copies[orphan]
        self._dissolve(changed)
        return (changed | orphans) - gone

    def regroup(self, articles: Container[str], stories: Iterable[Sequence[str]]) -> list[int]:
        """Replace the stories of `articles` by `stories`; return their numbers.

        A new story has the number of the old one with most of its articles, if no larger one has it.
        """
        before = {article: story for article, story in self._story.items() if article in articles}
        self._dissolve(before)
        numbers: list[int] = []
        for members in sorted(stories, key=lambda members: (-len(members), members)):
            old = Counter(before[article] for article in members if article in before)
            number = next((story for story, _ in old.most_common() if story not in self.stories), self.following)
            if number == self.following:
                self.following += 1
            self.stories[number] = list(members)
            self._story.update(dict.fromkeys(members, number))
            numbers.append(number)
        return numbers

    def _dissolve(self, articles: Iterable[str]) -> None:
        """Dissolve every story that has one of `articles`."""
        for story in {self._story[article] for article in articles if article in self._story}:
            for article in self.stories.pop(story):
                del self._story[article]
            self.earlier.pop(story, None)
