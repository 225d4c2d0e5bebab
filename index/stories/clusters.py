"""The stories of a library and the copies of articles, as plain values that can be stored on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["StoryClusters"]


@dataclass
class StoryClusters:
    """The stories of a library. The number of a story is never reused."""

    articles: dict[str, int] = field(default_factory=dict)
    """Every article that was processed, with a checksum of its title, body and date."""
    stories: dict[int, list[str]] = field(default_factory=dict)
    """The articles of each story, in the order in which they joined."""
    copies: dict[str, str] = field(default_factory=dict)
    """Copies, with the original article."""
    following: int = 1
    """The number of the next story."""

    def __post_init__(self) -> None:
        self._story = {article: story for story, members in self.stories.items() for article in members}

    def add(self, article: str, mark: int) -> None:
        """Record that an article was processed."""
        self.articles[article] = mark

    def story_of(self, article: str) -> int | None:
        """Return the story of an article."""
        return self._story.get(article)

    def members(self, story: int) -> list[str]:
        """Return the articles of a story."""
        return self.stories[story]

    def create(self, *articles: str) -> None:
        """Create a new story from articles."""
        self.stories[self.following] = list(articles)
        self._story.update(dict.fromkeys(articles, self.following))
        self.following += 1

    def join(self, story: int, article: str) -> None:
        """Add an article to a story."""
        self.stories[story].append(article)
        self._story[article] = story

    def mark_copy(self, copy: str, first: str) -> None:
        """Record that an article is a copy of `first`."""
        self.copies[copy] = first

    def first_of(self, article: str) -> str:
        """Return the original of a copy; any other article itself."""
        return self.copies.get(article, article)

    def forget(self, gone: Iterable[str]) -> None:
        """Remove articles. A story with one article left is dissolved; a copy replaces a removed original."""
        for article in gone:
            self.articles.pop(article, None)
            self._take_out(article)
            self.copies.pop(article, None)
            orphans = sorted(copy for copy, first in self.copies.items() if first == article)
            for orphan in orphans:
                del self.copies[orphan]
                if orphan != orphans[0]:
                    self.copies[orphan] = orphans[0]

    def _take_out(self, article: str) -> None:
        story = self._story.pop(article, None)
        if story is None:
            return
        self.stories[story].remove(article)
        if len(self.stories[story]) < 2:
            for left in self.stories.pop(story):
                del self._story[left]
