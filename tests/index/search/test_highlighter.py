from __future__ import annotations

from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.query import And, Near, Node, Or, Phrase, Word, parse
from seedread.index.search.highlighter import Highlighter, hits
from seedread.index.text.analysis import positions, tokens
from seedread.index.text.proximity import near_places
from seedread.index.text.stemming import joined_term, query_terms, width_of

WORDS = [
    *("dying", "die", "dies", "lying", "lie", "vying", "vie", "ministry", "ministries", "minister", "skies", "sky"),
    *("news", "new", "oil", "oils", "Oil's", "running", "run", "hoping", "hope", "U", "S", "Türkiye", "it’s", "don't"),
    *("北京", "x北", "ß", "İran", "early", "only", "inning", "succeed", "exceed", "O'Brien", "_a", "a_", "oil-new"),
    *("l'oil", "u.s", "Müller", "mueller", "oilnew", "مُحَمَّد", "رئیس\u200cجمهور", "دلّ", "दिल्ली", "ﾊﾞ", "1,700", "n-e-w"),
]
PIECES = [*WORDS, " ", " ", ", ", "-", "'", "’", ".", "\n", "\u0301", "\u200c"]
texts = st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text(max_size=60)
languages = st.sampled_from([None, "en", "de", "ru", "zh"])


def places(text: str, word: Word, language: str | None) -> list[tuple[int, int]]:
    """Return where a word is, by the definition: a position of the text, and how many words it covers."""
    own = query_terms(word.typed, frozenset({language} if language else ()))
    own |= {joined_term(term, width) for term in own for width in (2, 3)}
    return [
        (at, width_of(term))
        for at, place in enumerate(positions(text, language))
        for term in place.terms
        if term in own
    ]


def longest(found: set[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def leaves(asked: list[str]) -> list[Word]:
    return [Word(token.term) for ask in asked for token in tokens(ask)]


@given(texts, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3), languages)
def test_the_quick_way_finds_what_the_slow_one_finds(text: str, asked: list[str], language: str | None) -> None:
    """Looking only at what may be a match lights exactly the words whose term was asked for."""
    wanted = list(dict.fromkeys(leaves(asked)))
    if not wanted:
        return
    tree: Node = Or(tuple(wanted)) if len(wanted) > 1 else wanted[0]
    lit = set()
    begin = 0
    for line in text.split("\n"):
        words = list(positions(line, language))
        at = [place for word in wanted for place in places(line, word, language)]
        lit |= {(begin + words[n].start, begin + words[n + width - 1].end) for n, width in at}
        begin += len(line) + 1
    assert hits(text, tree, language=language) == longest(lit)


@given(texts, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), languages)
def test_phrases_are_found_the_quick_way(text: str, asked: list[str], language: str | None) -> None:
    """A phrase is lit where its words follow one another and nothing else stands between."""
    parts = leaves(asked)
    if len(parts) < 2:
        return
    lit = set()
    begin = 0
    for line in text.split("\n"):
        words = list(positions(line, language))
        for row in product(*(places(line, part, language) for part in parts)):
            if all(at + width == after for (at, width), (after, _) in pairwise(row)):
                last, width = row[-1]
                lit.add((begin + words[row[0][0]].start, begin + words[last + width - 1].end))
        begin += len(line) + 1
    assert hits(text, Phrase(tuple(parts)), language=language) == longest(lit)


@given(texts, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), st.integers(0, 4))
def test_words_near_one_another_are_found_the_quick_way(text: str, asked: list[str], distance: int) -> None:
    """Looking only at lines with all the words lights what going through all words lights."""
    parts = leaves(asked)
    if len(parts) < 2 or "\n" in text:
        return
    words = list(positions(text))
    found = [places(text, part, None) for part in parts]
    near = near_places([[at for at, _ in part] for part in found], distance)
    lit = {(words[at].start, words[at + width - 1].end) for part in found for at, width in part if at in near}
    assert hits(text, Near(tuple(parts), distance)) == longest(lit)


@pytest.mark.parametrize(
    ("text", "query", "language", "lit"),
    [
        ("La visite de l’Iran, d'Iran.", "iran", "fr", ["Iran", "Iran"]),
        ("A cease-fire; the ceasefire; cease fire", "ceasefire", "en", ["cease-fire", "ceasefire"]),
        ("A cease-fire; the ceasefire; cease fire", "cease-fire", "en", ["cease-fire", "ceasefire", "cease fire"]),
        ("A cease-fire deal, a ceasefire deal", '"ceasefire deal"', "en", ["cease-fire deal", "ceasefire deal"]),
        ("Le pre\u0301sident parle", "président", "fr", ["pre\u0301sident"]),
        ("Die Minister, den Ministern", "minister", "de", ["Minister", "Ministern"]),
        ("Herr Müller kam", "mueller", None, ["Müller"]),
        ("Iran's and Irans’ men", "iran", "en", ["Iran's", "Irans"]),
        ("رئیس‌جمهور گفت", "رئیسجمهور", "fa", ["رئیس‌جمهور"]),
        ("पुरानी दिल्ली दल", "दल", "hi", ["दल"]),
        ("1,700 men and 1700 women", "1700", "en", ["1,700", "1700"]),
        ("U.S. and the US", "U.S.", "en", ["U.S", "US"]),
    ],
)
def test_what_matched_is_lit(text: str, query: str, language: str | None, lit: list[str]) -> None:
    """The words that a query finds are lit as the text writes them, in every language."""
    tree = parse(query).tree
    assert [text[start:end] for start, end in hits(text, tree, "body", language)] == lit
    both = And((tree, Word("nowhere")))
    assert [text[start:end] for start, end, _ in Highlighter(both).spans(text, "body", language)] == lit
