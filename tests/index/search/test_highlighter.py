from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from seedread.index.query import Near, Or, Phrase, Word
from seedread.index.search.highlighter import Highlighter
from seedread.index.text.analysis import stem, tokens, word_at
from seedread.index.text.proximity import near_places

WORDS = [
    *("dying", "die", "dies", "lying", "lie", "vying", "vie", "ministry", "ministries", "minister", "skies", "sky"),
    *("news", "new", "oil", "oils", "Oil's", "running", "run", "hoping", "hope", "U", "S", "Türkiye", "it’s", "don't"),
    *("北京", "x北", "ß", "İran", "early", "only", "inning", "succeed", "exceed", "O'Brien", "_a", "a_"),
]
PIECES = [*WORDS, " ", " ", ", ", "-", "'", "’", "."]
texts = st.lists(st.sampled_from(PIECES), max_size=20).map("".join) | st.text(max_size=60)


@given(texts, st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
def test_the_quick_way_finds_what_the_slow_one_finds(text: str, asked: list[str]) -> None:
    """Looking only at what may be a match lights exactly the words whose term was asked for."""
    leaves = [Word(word) for word in dict.fromkeys(w for ask in asked for w in (t.term for t in tokens(ask)))]
    if not leaves:
        return
    wanted = {stem(leaf.text) for leaf in leaves}
    lighter = Highlighter(Or(tuple(leaves)) if len(leaves) > 1 else leaves[0])
    lit = [(start, end) for start, end, _ in lighter.spans(text)]
    assert lit == [(token.start, token.end) for token in tokens(text) if token.term in wanted]


@given(texts, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3))
def test_phrases_are_found_the_quick_way(text: str, asked: list[str]) -> None:
    """A phrase is lit where its words follow one another and nothing else stands between."""
    parts = [token.term for word in asked for token in tokens(word)]
    if len(parts) < 2 or any(stem(part) != part for part in parts):
        return
    lit = Highlighter(Phrase(tuple(map(Word, parts)))).spans(text)
    terms = list(tokens(text))
    places = [n for n in range(len(terms)) if [token.term for token in terms[n : n + len(parts)]] == parts]
    assert {(start, end) for start, end, _ in lit} <= {(terms[n].start, terms[n + len(parts) - 1].end) for n in places}
    assert bool(lit) == bool(places)


@given(texts)
def test_a_word_is_found_where_it_begins(text: str) -> None:
    """At every place of a text there is a token just where one of its tokens begins."""
    ends = {token.start: token.end for token in tokens(text)}
    for start in range(len(text)):
        word = word_at(text, start)
        assert (word and word.end()) == ends.get(start)


@given(texts, st.lists(st.sampled_from(WORDS), min_size=2, max_size=3), st.integers(0, 4))
def test_words_near_one_another_are_found_the_quick_way(text: str, asked: list[str], distance: int) -> None:
    """Counting the words between lights what going through all words lights."""
    parts = [token.term for word in asked for token in tokens(word)]
    if len(parts) < 2 or any(stem(part) != part for part in parts):
        return
    terms = list(tokens(text))
    places = [[n for n, token in enumerate(terms) if token.term == part] for part in parts]
    lit = Highlighter(Near(tuple(map(Word, parts)), distance)).spans(text)
    if "\n" not in text:
        wanted = [(terms[n].start, terms[n].end) for n in near_places(places, distance)]
        assert [(start, end) for start, end, _ in lit] == wanted
