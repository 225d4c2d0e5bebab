"""What a query finds, by the definition of each operator, one article after the other: slow, and made of other code."""

from __future__ import annotations

import datetime
from functools import cache
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from seedread.index.query import (
    All,
    And,
    AnyValue,
    AtLeast,
    Dates,
    Fuzzy,
    HasValue,
    Near,
    Not,
    Or,
    Phrase,
    Wildcard,
    Word,
    nodes,
)
from seedread.index.text.analysis import positions
from seedread.index.text.stemming import joined_term, query_terms, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index import Library
    from seedread.index.article import Article
    from seedread.index.query import Node
    from seedread.index.text.analysis import Position

__all__ = ["Oracle", "fits"]

_MOST_CHOICES = 5000


class TooManyChoices(Exception):
    """More ways of choosing a word for each part than anybody wants to try."""


class Oracle:
    """Tries queries, as they ran, on every article of a small library."""

    def __init__(self, library: Library) -> None:
        hits = library.search("*", limit=library.count).hits
        self.articles = [_Plain(library.get(hit.id)) for hit in hits]
        self.vocabulary: dict[str, set[str]] = {}
        for article in self.articles:
            for line in article.places(None):
                for place in line:
                    for width, word in enumerate(place.words, 1):
                        own = {term for term in place.terms if width_of(term) == width}
                        self.vocabulary.setdefault(word, set()).update(own)
        self.languages = frozenset(article.language for article in self.articles if article.language)
        self.compared = 0

    def count(self, tree: Node) -> int | None:
        """Return how many articles match; None where the definition cannot be tried."""
        if not all(isinstance(node, _KNOWN) for node in nodes(tree)):
            return None
        try:
            found = sum(self._matches(one, tree) for one in self.articles)
        except TooManyChoices:
            return None
        self.compared += 1
        return found

    def _matches(self, one: _Plain, tree: Node) -> bool:  # noqa: C901, PLR0911 (one case for each kind of node)
        match tree:
            case And():
                return all(self._matches(one, child) for child in tree.children)
            case Or():
                return any(self._matches(one, child) for child in tree.children)
            case Not():
                return not self._matches(one, tree.child)
            case HasValue():
                return bool(one.values(tree.facet) & tree.values)
            case AnyValue():
                return bool(one.values(tree.facet))
            case Dates():
                return one.day is not None and (tree.first or one.day) <= one.day <= (tree.last or one.day)
            case AtLeast():
                parts = tree.child.parts if isinstance(tree.child, Phrase) else (tree.child,)
                return sum(self._phrases(line, parts) for line in one.places(tree.child.field)) >= tree.count
            case Near():
                return any(self._near(line, tree) for line in one.places(tree.field))
            case Phrase():
                return any(self._phrases(line, tree.parts) for line in one.places(tree.field))
            case Word() | Wildcard() | Fuzzy():
                return any(self._phrases(line, (tree,)) for line in one.places(tree.field))
        return True

    def _phrases(self, line: Sequence[Position], parts: Sequence[Word | Wildcard | Fuzzy]) -> int:
        return sum(self._follow(line, at, [self._terms(part) for part in parts]) for at in range(len(line)))

    def _follow(self, line: Sequence[Position], at: int, parts: Sequence[frozenset[str]]) -> bool:
        if not parts or at >= len(line):
            return not parts
        return any(self._follow(line, at + width_of(term), parts[1:]) for term in line[at].terms if term in parts[0])

    def _near(self, line: Sequence[Position], near: Near) -> bool:
        places = [
            [at for at, place in enumerate(line) if not self._terms(part).isdisjoint(place.terms)]
            for part in near.parts
        ]
        if prod(map(len, places)) > _MOST_CHOICES:
            raise TooManyChoices
        return any(
            len(set(chosen)) == len(chosen) and max(chosen) - min(chosen) + 1 - len(chosen) <= near.distance
            for chosen in product(*places)
        )

    @cache  # noqa: B019 (there is one, as long as the program)
    def _terms(self, part: Word | Wildcard | Fuzzy) -> frozenset[str]:
        if isinstance(part, Word):
            return self._of_word(part.typed)
        if isinstance(part, Fuzzy):
            near = [word for word in self.vocabulary if word[0] == part.text[0] and _edits(word, part.text, part.edits)]
            return self._of_word(part.text).union(*map(self.vocabulary.__getitem__, near))
        fixed = part.pattern.rstrip("*")
        begins = part.pattern == f"{fixed}*" and not {"*", "?"} & set(fixed)
        own = self._of_word(fixed) if begins else frozenset[str]()
        return own.union(*(terms for word, terms in self.vocabulary.items() if fits(part.pattern, word)))

    def _of_word(self, word: str) -> frozenset[str]:
        own = query_terms(word, self.languages)
        return own.union(joined_term(term, width) for term in own for width in (2, 3))


_KNOWN = (All, And, Or, Not, HasValue, AnyValue, Dates, AtLeast, Near, Phrase, Word, Wildcard, Fuzzy)


class _Plain:
    """An article as the definition sees it."""

    def __init__(self, article: Article) -> None:
        self._article = article
        published = article.published
        self.language = article.language
        self.day = datetime.date.fromisoformat(published.date.isoformat()[:10]) if published else None

    def lines(self, field: str | None) -> list[str]:
        title = [] if self._article.title_is_lead else [self._article.title]
        body = list(self._article.paragraphs)
        return title if field == "title" else body if field == "body" else title + body

    @cache  # noqa: B019 (as above)
    def places(self, field: str | None) -> list[list[Position]]:
        return [list(positions(line, self.language)) for line in self.lines(field)]

    def values(self, facet: str) -> set[str]:
        article = self._article
        match facet:
            case "country":
                return {country.code for country in article.countries}
            case "leader":
                return {leader.id for leader in article.leaders}
        raise TooManyChoices


def fits(pattern: str, word: str) -> bool:
    """Tell whether `word` has the form of `pattern`: a star is no letter, or one letter and the star again."""
    reached = {0}
    for char in pattern:
        if char == "*":
            reached = set(range(min(reached, default=len(word) + 1), len(word) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(word) and char in ("?", word[at])}
    return len(word) in reached


def _edits(one: str, other: str, most: int) -> bool:
    """Tell whether `most` edits make one word the other: by trying them."""
    if one == other:
        return True
    if not most or abs(len(one) - len(other)) > most:
        return False
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    tries = [(one[1:], other), (one, other[1:]), (one[1:], other[1:])]
    if len(one) > 1 and len(other) > 1 and one[:2] == other[1] + other[0]:
        tries.append((one[2:], other[2:]))
    return any(_edits(*pair, most - 1) for pair in tries)
