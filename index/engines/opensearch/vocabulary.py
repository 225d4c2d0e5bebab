"""The words of a generation, looked up in the cluster: what wildcards, fuzzy and misspelled words mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from seedread.index.engines.expansion import MAX_EXPANSION, Expansions, capped, credit_of
from seedread.index.engines.opensearch.requests import any_of
from seedread.index.errors import stop_if
from seedread.index.query import Fuzzy, Wildcard, Word
from seedread.index.text.edit_distance import neighbours_within, other_beginnings
from seedread.index.text.glob import glob_matcher
from seedread.index.text.stemming import STEMMED, credit_term, joined_term, query_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from seedread.index.engines.base import Cancel
    from seedread.index.engines.opensearch.requests import Condition
    from seedread.index.engines.opensearch.snapshot import Snapshot

__all__ = ["Expansion", "Vocabulary"]

_MOST_TERMS = 60_000
"""Most terms of a prefix: a request may list 65,536."""
_MOST_NEAR = 50_000
_WIDTHS = (2, 3)


class Expansion(NamedTuple):
    """The terms that a word or pattern matches."""

    terms: frozenset[str]
    stems: frozenset[str] | None
    """The same; None if there are too many to list."""
    cut: bool
    """Whether there were more and the rest was dropped."""


class Vocabulary:
    """Looks up words in the index of words."""

    def __init__(self, words: Snapshot, languages: frozenset[str]) -> None:
        """Use the languages (ISO 639-1) of the articles."""
        self._words = words
        self._languages = languages
        self._known: dict[str, bool] = {}
        """Whether texts have a joined word."""
        self._expanded = Expansions[Expansion]()

    def expand(self, part: Word | Wildcard | Fuzzy, cancelled: Cancel = lambda: False) -> Expansion:
        """Return the expansion of `part`; raises Cancelled."""

        def look_up() -> Expansion:
            stop_if(cancelled)
            credit = credit_of(part)
            return self._of_credit(part, credit) if credit else self._look_up(part)

        return self._expanded.get(part, look_up)

    def like(self, word: str, edits: int) -> list[str]:
        """Return the words within `edits` edits; one edit for those that begin with another letter of the alphabet.

        If there are more than MAX_EXPANSION, only the nearest are returned.
        """
        near = dict(neighbours_within(sorted(self._near(word, edits)), word, edits))
        nearest = sorted(near, key=lambda found: (near[found], found))[:MAX_EXPANSION]
        others = self._pairs({"terms": {"word": sorted(other_beginnings(word))}})
        return sorted({*nearest, *others})

    def share_words(self, groups: Sequence[frozenset[str]]) -> bool:
        """Tell whether one word of a text may have terms of two different groups."""
        distinct = list(dict.fromkeys(groups))
        terms = frozenset[str]().union(*distinct)
        if len(distinct) < 2:
            return False
        if any(term.startswith("-") for term in terms):
            return True
        if not self._languages & STEMMED:
            return False
        pairs = self._pairs({"terms": {"term": sorted(terms)}})
        return any(sum(not group.isdisjoint(own) for group in distinct) > 1 for own in pairs.values())

    def _near(self, word: str, edits: int) -> dict[str, list[str]]:
        """Return words that begin with the same letter, all those within `edits` among them."""
        begins = {"prefix": {"word": word[0]}}
        if not edits:
            return self._pairs({"term": {"word": word}})
        fuzzy = {"value": word, "fuzziness": edits, "prefix_length": 1, "max_expansions": _MOST_NEAR}
        found = self._pairs({"bool": {"filter": [begins, {"fuzzy": {"word": {**fuzzy, "rewrite": "constant_score"}}}]}})
        if len(word) <= edits + 1:
            # The servers' measure finds no word all of whose letters but the first differ.
            short = {"regexp": {"word": f".{{1,{len(word) + edits}}}"}}
            found |= self._pairs({"bool": {"filter": [begins, short]}})
        return found

    def _look_up(self, part: Word | Wildcard | Fuzzy) -> Expansion:
        if isinstance(part, Word):
            terms = self._terms_of(part.typed)
            return Expansion(terms, terms, cut=False)
        if isinstance(part, Fuzzy):
            near = self._near(part.text, part.edits)
            words = [word for word, _ in neighbours_within(sorted(near), part.text, part.edits)]
            # The word itself too, where only its stem is in the index.
            return _capped((*sorted(self._terms_of(part.text)), *_terms(near, words)))
        fixed = part.pattern.replace("?", "*").partition("*")[0]
        if part.pattern == f"{fixed}*":
            return self._all_with_prefix(fixed)
        return _capped(_terms(*self._fitting(part.pattern)))

    def _of_credit(self, part: Word | Wildcard | Fuzzy, field: str) -> Expansion:
        """Return the terms of a word or pattern in another field than the text, where words have no stems."""
        front = credit_term(field, "")
        match part:
            case Word():
                return _capped((front + part.text,))
            case Wildcard():
                return _capped(self._fitting(front + part.pattern)[1])
            case Fuzzy():
                near = self._near_credit(front, part)
                return _capped(word for word, _ in neighbours_within(near, front + part.text, part.edits))

    def _near_credit(self, front: str, part: Fuzzy) -> list[str]:
        fuzzy = {"value": front + part.text, "fuzziness": part.edits, "prefix_length": len(front) + 1}
        fuzzy |= {"max_expansions": _MOST_NEAR, "rewrite": "constant_score"}
        return sorted(self._pairs({"fuzzy": {"word": fuzzy}}))

    def _fitting(self, pattern: str) -> tuple[dict[str, list[str]], list[str]]:
        """Return words that match a pattern, with the terms of each, in their order."""
        asked: Condition = {"wildcard": {"word": {"value": pattern, "rewrite": "constant_score"}}}
        if pattern[:1] != "@":
            asked = {"bool": {"filter": [asked], "must_not": [{"prefix": {"word": "@"}}]}}
        found = self._pairs(asked)
        fits: Callable[[str], object] = glob_matcher(pattern)
        return found, sorted((word for word in found if fits(word)), key=str.encode)

    def _all_with_prefix(self, letters: str) -> Expansion:
        """Return the terms of all words that begin with `letters`, and of `letters` itself."""
        begun = self._learn(query_terms(letters, self._languages), {"prefix": {"word": letters}})
        terms = begun | self._terms_of(letters)
        cut = len(terms) > _MOST_TERMS
        kept = frozenset(sorted(terms)[:_MOST_TERMS]) if cut else terms
        return Expansion(kept, kept if len(kept) <= MAX_EXPANSION else None, cut)

    def _terms_of(self, word: str) -> frozenset[str]:
        """Return the terms that a query word means, also where the text writes it as two or three words."""
        own = query_terms(word, self._languages)
        self._learn(own)
        return own.union(term for term in _joined(own) if self._known[term])

    def _learn(self, terms: Collection[str], words: Condition | None = None) -> frozenset[str]:
        """Learn which of the terms texts have as joined words; return the terms of `words` from the same answer."""
        unknown = [term for term in _joined(terms) if term not in self._known]
        asked = {"joined": {"terms": {"term": unknown}}} if unknown else {}
        found = self._terms_where(asked if words is None else {**asked, "words": words})
        self._known.update({term: term in found["joined"] for term in unknown})
        return found.get("words", frozenset())

    def _terms_where(self, conditions: dict[str, Condition]) -> dict[str, frozenset[str]]:
        """Return the terms of the words that meet each condition, one more than are searched at most."""
        if not conditions:
            return {}
        first = {"t": {"terms": {"field": "term", "size": _MOST_TERMS + 1, "order": {"_key": "asc"}}}}
        counts = {name: {"filter": condition, "aggs": first} for name, condition in conditions.items()}
        body = {"size": 0, "track_total_hits": False, "query": _words(any_of(conditions.values())), "aggs": counts}
        found = self._words.ask_all(body)["aggregations"]
        return {name: frozenset(bucket["key"] for bucket in found[name]["t"]["buckets"]) for name in conditions}

    def _pairs(self, query: Condition) -> dict[str, list[str]]:
        """Return the words that a query finds, each with its terms."""
        fields: dict[str, Any] = {"_source": False, "docvalue_fields": ["word", "term"]}
        found: dict[str, list[str]] = {}
        hits = self._words.hits(_words(query), [{"word": "asc"}, {"term": "asc"}], fields, _MOST_TERMS)
        for hit in hits:
            found.setdefault(hit["fields"]["word"][0], []).append(hit["fields"]["term"][0])
        return found


def _joined(terms: Collection[str]) -> list[str]:
    """Return what each of the terms would be as a joined word."""
    return sorted(joined_term(term, width) for term in terms for width in _WIDTHS)


def _words(query: Condition) -> Condition:
    return {"bool": {"filter": [{"term": {"kind": "word"}}, query]}}


def _terms(pairs: dict[str, list[str]], words: Iterable[str]) -> list[str]:
    return [term for word in words for term in sorted(pairs[word])]


def _capped(terms: Iterable[str]) -> Expansion:
    kept, cut = capped(terms)
    return Expansion(kept, kept, cut)
