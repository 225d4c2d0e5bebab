"""Two articles → what they share word for word, what is worded alike, and what each has alone: all steps in order."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from .alignment import align, dice, distinct, in_families, likeness_of, similarities, term_weights
from .changes import changes
from .data_file import bound
from .novelty import Novelty, novelties
from .number_pairs import figures_alone, number_pairs
from .parted import part_countries, part_people
from .quantities import quantities
from .quotations import quoted_spans
from .result import Account, Comparison, Kind, Pair, Quotation, Sentence
from .sentences import split_sentences
from .shared_quotations import share_quotations
from .shingles import Overlap, is_copy, overlap, shares_wire_text
from .speakers import attribute
from .terms import light_stems, sentence_terms, stop_stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.article import Article

    from .alignment import Aligned, Words
    from .result import Side, Span

__all__ = ["compare", "kind_of", "take_apart"]


def compare(a: Article, b: Article, *, same_event: bool = False, repeat: bool = False) -> Comparison:
    """Lay two articles side by side; the other way round it gives the mirror image.

    What is known of them beside their wording: whether they tell of the `same_event`, and whether one outlet did
    `repeat` a form of its own on another day.
    """
    if _key(b) < _key(a):
        return _compare(b, a, same_event=same_event, repeat=repeat).mirrored()
    return _compare(a, b, same_event=same_event, repeat=repeat)


def _key(article: Article) -> tuple[str, str, str]:
    return article.content_hash, article.id, article.title


def _compare(a: Article, b: Article, *, same_event: bool, repeat: bool) -> Comparison:
    ours, theirs = take_apart(a), take_apart(b)
    terms_a, terms_b = sentence_terms(a, ours.sentences), sentence_terms(b, theirs.sentences)
    stops = light_stems(a, b)
    words_a, words_b = distinct(terms_a), distinct(terms_b)
    weights = term_weights(words_a, words_b, stops)
    aligned = _align(words_a, words_b, stops)
    new_a, new_b = novelties(words_a, words_b, weights), novelties(words_b, words_a, weights)
    pairs = tuple(
        _pair(one, dice(words_a[one.a], words_b[one.b], weights), changes(terms_a[one.a], terms_b[one.b]))
        for one in aligned
    )
    pairs = tuple(replace(pair, more=_more(pair, new_a[pair.a], new_b[pair.b])) for pair in pairs)
    only_a = _left(ours.sentences, {pair.a for pair in pairs if "a" not in pair.more})
    only_b = _left(theirs.sentences, {pair.b for pair in pairs if "b" not in pair.more})
    common = overlap(a.paragraphs, b.paragraphs)
    return Comparison(
        a=ours,
        b=theirs,
        kind=kind_of(a, b, common, same_event=same_event, repeat=repeat),
        contained=common.contained,
        longest_run=common.longest_run,
        pairs=pairs,
        only_a=only_a,
        only_b=only_b,
        first_a=_by_novelty(only_a, new_a),
        first_b=_by_novelty(only_b, new_b),
        quotations=share_quotations(ours.quotations, theirs.quotations),
        numbers=number_pairs(ours, theirs, _near(pairs)),
        figures_a=figures_alone(ours, theirs),
        figures_b=figures_alone(theirs, ours),
        countries=part_countries(a.countries, b.countries),
        leaders=part_people(a.leaders, b.leaders),
    )


def take_apart(article: Article) -> Account:
    """Return sentences, quotations with speakers, and quantities of an article."""
    paragraphs = _beginning(article.paragraphs)
    spans = [(n, span) for n, text in enumerate(paragraphs) for span in split_sentences(text)]
    sentences = [
        Sentence(n, paragraph, start, end, article.paragraphs[paragraph][start:end])
        for n, (paragraph, (start, end)) in enumerate(spans[: int(bound("sentences"))])
    ]
    stops = stop_stems(article)
    return Account(
        article,
        sentences,
        attribute(paragraphs, sentences, _quotations(paragraphs, sentences), article.title),
        [found for sentence in sentences for found in quantities(sentence, stops)],
        len(sentences) == len(spans) and paragraphs == article.paragraphs,
    )


def _beginning(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paragraphs up to the bound of characters; the last one may be cut."""
    left = int(bound("characters"))
    for n, text in enumerate(paragraphs):
        if len(text) > left:
            return (*paragraphs[:n], text[:left])
        left -= len(text)
    return paragraphs


def _quotations(paragraphs: Sequence[str], sentences: Sequence[Sentence]) -> list[Quotation]:
    found = []
    at = 0
    for paragraph, (start, end) in quoted_spans(paragraphs):
        while at + 1 < len(sentences) and (sentences[at].paragraph, sentences[at].end) <= (paragraph, start):
            at += 1
        if at < len(sentences) and sentences[at].paragraph == paragraph and start <= sentences[at].end:
            found.append(Quotation(at, paragraph, start, end, paragraphs[paragraph][start:end]))
        if len(found) >= bound("quotations"):
            break
    return found


def _align(a: Sequence[Words], b: Sequence[Words], stops: frozenset[str]) -> list[Aligned]:
    """Return the sentences worded alike, words taken by their families."""
    family_a, family_b = in_families(a), in_families(b)
    scores, telling = similarities(family_a, family_b, term_weights(family_a, family_b, stops), stops)
    return align(scores, telling)


def _pair(aligned: Aligned, worded: float, changed: tuple[tuple[Span, ...], tuple[Span, ...]]) -> Pair:
    """Return a pair by how alike its words are; where only families tell it, it is related at most."""
    score = worded if worded >= bound("related") else min(aligned.score, bound("close") - 0.0001)
    return Pair(aligned.a, aligned.b, round(score, 4), likeness_of(score), *changed)


def _left(sentences: Sequence[Sentence], paired: set[int]) -> tuple[int, ...]:
    return tuple(sentence.n for sentence in sentences if sentence.n not in paired)


def _more(pair: Pair, a: Novelty, b: Novelty) -> frozenset[Side]:
    """Return the sides of a related pair that tell much which stands nowhere in the other article."""
    if pair.likeness != "related":
        return frozenset()
    sides: tuple[tuple[Side, Novelty], ...] = (("a", a), ("b", b))
    return frozenset(side for side, new in sides if new.share >= bound("more"))


def _by_novelty(only: Sequence[int], new: Sequence[Novelty]) -> tuple[int, ...]:
    """Return sentences by the weight of their words that stand nowhere in the other article, the most first."""
    return tuple(sorted(only, key=lambda n: (-round(new[n].weight, 4), n)))


def _near(pairs: Sequence[Pair]) -> list[tuple[int, int]]:
    return [(pair.a, pair.b) for pair in pairs if pair.score >= bound("numbers_near")]


def kind_of(a: Article, b: Article, common: Overlap, *, same_event: bool = False, repeat: bool = False) -> Kind:
    """Return what two articles are to one another; DESIGN.md, Compare."""
    if a.title == b.title and a.paragraphs == b.paragraphs:
        return "same text"
    if is_copy(common):
        return "copy"
    if shares_wire_text(common) and not repeat:
        return "shared wire text"
    return "same event" if same_event else "related"
