"""A query tree in the servers' language: what must match, and what scores."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING, Any, TypeAlias

from seedread.index.engines.opensearch.mapping import COVERED, FIELDS, TERMS
from seedread.index.engines.opensearch.requests import (
    EVERYTHING,
    NOTHING,
    Condition,
    all_of,
    any_of,
    numbered,
    within,
)
from seedread.index.facets.fields import SHOWN
from seedread.index.query import (
    CREDITS,
    All,
    And,
    AnyValue,
    AtLeast,
    Dates,
    DocumentSet,
    FacetName,
    Fuzzy,
    HasValue,
    Marked,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Wildcard,
    Word,
    word_leaves,
)
from seedread.index.text.stemming import width_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from seedread.index.engines.opensearch.vocabulary import Vocabulary
    from seedread.index.query import Numbers, PhrasePart

Terms: TypeAlias = "list[str]"
Verified: TypeAlias = "Callable[[Phrase | Near | AtLeast, Condition], Numbers]"
"""Returns which of the articles that a condition finds match a leaf, one after the other."""

__all__ = ["Translation", "has_value"]

_MOST_WAYS = 64
"""Most ways to match a phrase or nearby words that are asked of the servers; with more, the articles are looked at."""
_MOST_SCORED = 500
_MOST_TIMES = 12
"""Most mentions that the servers count; for more, the articles are looked at."""
_SCORED = {None: ["t^2", "b"], "title": ["t^2"], "body": ["b"]}


class Translation:
    """Translates trees for one generation."""

    def __init__(self, vocabulary: Vocabulary, verified: Verified) -> None:
        self._vocabulary = vocabulary
        self._verified = verified

    def terms(self, part: Word | Wildcard | Fuzzy) -> Terms:
        """Return the terms of a word or pattern, in order."""
        return sorted(self._vocabulary.expand(part).terms)

    def condition(self, tree: Node) -> Condition:  # noqa: C901, PLR0911, PLR0912 (one case for each kind of node)
        """Return the condition that an article matches `tree`; nothing in it is scored."""
        match tree:
            case All():
                return EVERYTHING
            case And():
                return all_of([self.condition(child) for child in tree.children])
            case Or():
                return any_of([self.condition(child) for child in tree.children])
            case Not():
                return all_of((), [self.condition(tree.child)])
            case HasValue():
                return has_value(tree.facet, tree.values)
            case AnyValue():
                return {"exists": {"field": tree.facet}}
            case DocumentSet():
                return numbered(tree.articles)
            case Marked():
                return self.condition(tree.meaning)
            case Dates():
                return within(tree.first, tree.last)
            case Word() | Wildcard() | Fuzzy():
                return self._word(tree)
            case Phrase():
                return self._phrase(tree)
            case Near():
                return self._near(tree)
            case AtLeast():
                return self._at_least(tree)
            case FacetName():
                raise TypeError(f"{tree} must be resolved before it is searched")

    def ranked(self, tree: Node) -> Condition:
        """Return the condition that an article matches `tree`, with a score: each leaf with words adds to it.

        A pattern counts as one word that is written in many ways.
        """
        leaves = dict.fromkeys(word_leaves(tree))
        scores: dict[Node, Condition] = {leaf: score for leaf in leaves if (score := self._score(leaf)) != NOTHING}
        needed = dict.fromkeys(tree.children if isinstance(tree, And) else (tree,))
        # What scores a leaf also finds it: no word is looked up twice.
        parts = {
            "must": [scores[child] for child in needed if child in scores],
            "filter": [self.condition(child) for child in needed if child not in scores],
            "should": [score for leaf, score in scores.items() if leaf not in needed],
        }
        return {"bool": {kind: conditions for kind, conditions in parts.items() if conditions}}

    def _score(self, leaf: Word | Wildcard | Fuzzy | Phrase | Near) -> Condition:
        if isinstance(leaf, Phrase | Near):
            return self.condition(leaf)
        terms = self.terms(leaf)
        if leaf.field in CREDITS:
            return self._word(leaf)
        if not terms or len(terms) > _MOST_SCORED:
            return NOTHING
        return {"combined_fields": {"query": TERMS.join(terms), "fields": _SCORED[leaf.field]}}

    def _word(self, leaf: Word | Wildcard | Fuzzy) -> Condition:
        terms = self.terms(leaf)
        if not terms:
            return NOTHING
        fields = ("k",) if leaf.field in CREDITS else FIELDS[leaf.field]
        return any_of([{"terms": {field: terms}} for field in fields])

    def _parts(self, parts: Sequence[PhrasePart]) -> list[Terms]:
        return [self.terms(part) for part in parts]

    def _phrase(self, leaf: Phrase) -> Condition:
        parts = self._parts(leaf.parts)
        ways = _ways(parts)
        if ways is None:
            return numbered(self._verified(leaf, self._candidates(leaf.field, parts)))
        return any_of([{"match_phrase": {field: {"query": way}}} for way in ways for field in FIELDS[leaf.field]])

    def _near(self, leaf: Near) -> Condition:
        parts = self._parts(leaf.parts)
        if not all(parts):
            return NOTHING
        choices = _choices(parts)
        if choices is None:
            return numbered(self._verified(leaf, self._candidates(leaf.field, parts)))
        rules = [_unordered(choice, leaf.distance) for choice in choices]
        found = any_of([{"intervals": {field: _either(rules)}} for field in FIELDS[leaf.field]])
        if any(self._vocabulary.share_words([frozenset(terms) for terms in choice]) for choice in choices):
            # One word of a text may have terms of two parts; for the servers it would be both.
            return numbered(self._verified(leaf, found))
        return found

    def _candidates(self, field: str | None, parts: Sequence[Terms]) -> Condition:
        """Return the condition that an article has a term of each part."""
        if not all(parts):
            return NOTHING
        return all_of([any_of([{"terms": {name: part}} for name in FIELDS[field]]) for part in parts])

    def _at_least(self, leaf: AtLeast) -> Condition:
        child = leaf.child
        if leaf.count == 1:
            return self.condition(child)
        parts = self._parts(child.parts) if isinstance(child, Phrase) else [self.terms(child)]
        if not all(parts):
            return NOTHING
        if isinstance(child, Phrase) or leaf.count > _MOST_TIMES:
            # Phrases may overlap themselves.
            return numbered(self._verified(leaf, self._candidates(child.field, parts)))
        fields = FIELDS[child.field]
        return any_of(
            [
                all_of([_times(field, parts[0], count) for field, count in zip(fields, counts, strict=True) if count])
                for counts in product(range(leaf.count + 1), repeat=len(fields))
                if sum(counts) == leaf.count
            ]
        )


def has_value(facet: str, values: frozenset[str]) -> Condition:
    """Return the condition that an article has any of these values, by any of the ways to write one."""
    key = SHOWN.get(facet)
    return {"terms": {facet: sorted({key(value)[0] for value in values} if key else values)}} if values else NOTHING


def _exactly(terms: Terms) -> dict[str, Any]:
    return _either([{"match": {"query": term, "analyzer": "keyword"}} for term in terms])


def _either(rules: list[dict[str, Any]]) -> dict[str, Any]:
    return rules[0] if len(rules) == 1 else {"any_of": {"intervals": rules}}


def _unordered(parts: Sequence[Terms], distance: int) -> dict[str, Any]:
    return {"all_of": {"ordered": False, "max_gaps": distance, "intervals": [_exactly(part) for part in parts]}}


def _times(field: str, terms: Terms, count: int) -> Condition:
    once = _exactly(terms)
    rule = once if count == 1 else {"all_of": {"ordered": True, "intervals": [once] * count}}
    return {"intervals": {field: rule}}


def _ways(parts: Sequence[Terms]) -> list[str] | None:
    """Return each way to write a phrase: a term covers one word or several. None if there are too many."""
    by_width: list[dict[int, Terms]] = []
    for part in parts:
        widths: dict[int, Terms] = {}
        for term in part:
            widths.setdefault(width_of(term), []).append(term)
        by_width.append(widths)
    # How many words the last part covers makes no difference.
    *before, last = by_width or [{}]
    if prod(map(len, before)) > _MOST_WAYS:
        return None
    end = TERMS.join(term for terms in last.values() for term in terms)
    if not end:
        return []
    return [
        " ".join([*(" ".join([TERMS.join(terms), *[COVERED] * (width - 1)]) for width, terms in way), end])
        for way in product(*(widths.items() for widths in before))
    ]


def _choices(parts: Sequence[Terms]) -> list[list[Terms]] | None:
    """Return each way to choose a word for every part, None if there are too many.

    Each part needs a word of its own. Terms that fit the same parts are one class; a class that is chosen twice must
    be met at two places.
    """
    fits: dict[str, set[int]] = {}
    for number, part in enumerate(parts):
        for term in part:
            fits.setdefault(term, set()).add(number)
    classes: dict[frozenset[int], Terms] = {}
    for term, numbers in sorted(fits.items()):
        classes.setdefault(frozenset(numbers), []).append(term)
    each = [[one for one in classes if number in one] for number in range(len(parts))]
    if prod(map(len, each)) > _MOST_WAYS:
        return None
    distinct = {tuple(sorted(tuple(sorted(one)) for one in choice)) for choice in product(*each)}
    return [[classes[frozenset(one)] for one in choice] for choice in sorted(distinct)]
