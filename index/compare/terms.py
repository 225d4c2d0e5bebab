"""The terms by which sentences are compared: stems, and the entity in place of the words that name it.

"Moscow", "Russia" and "the Russian leader" share an entity. Stop words stay, with a low weight.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.cleaning.language import stop_words
from seedread.index.compare.wording_data import stem_set
from seedread.index.text.analysis import fold, stem, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.index.article import Article
    from seedread.index.compare.comparison import Sentence

__all__ = ["Term", "is_entity", "low_weight_stems", "sentence_terms", "stop_stems"]

_NAME = "\0"
"""The prefix of an entity; no word of a text begins with it."""


class Term(NamedTuple):
    """A word of a sentence, or an entity that it names."""

    text: str
    """The stem, or the code or ID of the entity with a prefix."""
    start: int
    """First character, in characters of the sentence."""
    end: int


def is_entity(term: str) -> bool:
    """Whether a term is a country or a person."""
    return term.startswith(_NAME)


def stop_stems(article: Article) -> frozenset[str]:
    """Return the stems of the function words in the article's language, English if it is not known."""
    return _stems(stop_words(article.language or "en"))


def low_weight_stems(*articles: Article) -> frozenset[str]:
    """Return the stems with little content: function words, and the usual words of a report."""
    return stem_set("speech", "report").union(*map(stop_stems, articles))


@cache
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in words)


def sentence_terms(article: Article, sentences: Sequence[Sentence]) -> list[list[Term]]:
    """Return the terms of each sentence, in order."""
    names = _names(article)
    return [_terms(sentence, names.get(sentence.paragraph, ())) for sentence in sentences]


def _names(article: Article) -> Mapping[int, list[tuple[int, int, str]]]:
    """Return the entities that each paragraph names: start, end and value, in order."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    for value, mentions in (
        *((country.code, country.mentions) for country in article.countries),
        *((person.id, person.mentions) for person in (*article.leaders, *article.officials)),
    ):
        for mention in mentions:
            found.setdefault(mention.paragraph, []).append((mention.start, mention.end, _NAME + value))
    return {paragraph: sorted(names) for paragraph, names in found.items()}


def _terms(sentence: Sentence, names: Sequence[tuple[int, int, str]]) -> list[Term]:
    inside = [
        (start - sentence.start, end - sentence.start, value)
        for start, end, value in names
        if start < sentence.end and end > sentence.start
    ]
    if not inside:
        return list(map(Term._make, tokens(sentence.text)))
    terms: list[Term] = []
    at = 0
    for token in tokens(sentence.text):
        while at < len(inside) and inside[at][1] <= token.start:
            at += 1
        if at < len(inside) and inside[at][0] < token.end:
            start, end, value = inside[at]
            if not (terms and terms[-1].text == value and terms[-1].end == end):
                terms.append(Term(value, max(start, 0), end))
        else:
            terms.append(Term(token.term, token.start, token.end))
    return terms
