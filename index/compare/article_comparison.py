"""Compares two articles: analyses each, then aligns sentences, quotations, numbers and names. All steps, in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare.alignment import (
    align,
    by_word_family,
    classify_wording,
    dice,
    distinct,
    similarities,
    term_weights,
)
from seedread.index.compare.amounts import find_amounts
from seedread.index.compare.comparison import (
    AnalysedArticle,
    ArticleRelation,
    Comparison,
    Quotation,
    Sentence,
    SentencePair,
)
from seedread.index.compare.name_overlap import overlap_of_countries, overlap_of_people
from seedread.index.compare.novelty import Novelty, are_only_here, by_importance, new_names, new_words, novelties
from seedread.index.compare.number_context import numbered_article
from seedread.index.compare.number_differences import number_differences, unmatched_figures
from seedread.index.compare.quantities import find_quantities
from seedread.index.compare.quotations import quoted_spans
from seedread.index.compare.shared_quotations import find_shared_quotations
from seedread.index.compare.shingles import TextOverlap, is_copy, shares_wire_text, text_overlap
from seedread.index.compare.speakers import attribute
from seedread.index.compare.terms import low_weight_stems, sentence_terms, stop_stems
from seedread.index.compare.token_diff import token_diff
from seedread.index.compare.wording_data import threshold, word_set
from seedread.index.text.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from seedread.index.article import Article
    from seedread.index.compare.alignment import SentenceTerms
    from seedread.index.compare.comparison import Side
    from seedread.index.compare.terms import Term

__all__ = ["ComparedText", "analyse_article", "compare", "relation_of", "similar_sentences", "unique_sentences"]


def compare(a: Article, b: Article, *, same_event: bool = False, repeat: bool = False) -> Comparison:
    """Compare two articles; `compare(b, a)` is the mirror image.

    `same_event` says that both cover one event. `repeat` says that one outlet repeats a fixed form on another day, such
    as a weekly table.
    """
    if _key(b) < _key(a):
        return _compare(b, a, same_event=same_event, repeat=repeat).mirrored()
    return _compare(a, b, same_event=same_event, repeat=repeat)


def _key(article: Article) -> tuple[str, str, str]:
    return article.content_hash, article.id, article.title


class ComparedText(NamedTuple):
    """An article in the forms in which it is compared."""

    article: Article
    analysed: AnalysedArticle
    terms: list[list[Term]]
    """The terms of each sentence."""
    words: list[SentenceTerms]
    """The distinct terms of each sentence."""
    families: list[SentenceTerms]
    """The same by word family."""

    @classmethod
    def of(cls, article: Article) -> ComparedText:
        """Analyse an article."""
        analysed = analyse_article(article)
        terms = sentence_terms(article, analysed.sentences)
        words = distinct(terms)
        return cls(article, analysed, terms, words, by_word_family(words))


def _compare(a: Article, b: Article, *, same_event: bool, repeat: bool) -> Comparison:
    ours, theirs = ComparedText.of(a), ComparedText.of(b)
    stops = low_weight_stems(a, b)
    weights = term_weights(ours.words, theirs.words, stops)
    words_a, words_b = new_words(ours.words, theirs.words), new_words(theirs.words, ours.words)
    new_a, new_b = novelties(ours.words, words_a, weights, stops), novelties(theirs.words, words_b, weights, stops)
    pairs = tuple(_with_more(pair, new_a, new_b) for pair in similar_sentences(ours, theirs, weights, stops))
    numbered_a, numbered_b = (numbered_article(text.analysed, text.terms, stops) for text in (ours, theirs))
    numbers = number_differences(numbered_a, numbered_b)
    figures_a = unmatched_figures(numbered_a, numbered_b, [one.a for one in numbers])
    figures_b = unmatched_figures(numbered_b, numbered_a, [one.b for one in numbers])
    only_a, first_a = unique_sentences(ours, words_a, {pair.a: "a" in pair.more for pair in pairs}, new_a, figures_a)
    only_b, first_b = unique_sentences(theirs, words_b, {pair.b: "b" in pair.more for pair in pairs}, new_b, figures_b)
    common = text_overlap(a.paragraphs, b.paragraphs)
    return Comparison(
        a=ours.analysed,
        b=theirs.analysed,
        kind=relation_of(a, b, common, same_event=same_event, repeat=repeat),
        contained=common.contained,
        longest_run=common.longest_run,
        pairs=pairs,
        only_a=only_a,
        only_b=only_b,
        first_a=first_a,
        first_b=first_b,
        quotations=find_shared_quotations(ours.analysed.quotations, theirs.analysed.quotations),
        numbers=numbers,
        figures_a=figures_a,
        figures_b=figures_b,
        countries=overlap_of_countries(a.countries, b.countries),
        leaders=overlap_of_people(a.leaders, b.leaders),
    )


def analyse_article(article: Article) -> AnalysedArticle:
    """Return the sentences, the quotations with speakers, and the quantities of an article."""
    paragraphs = _beginning(article.paragraphs)
    cues = word_set("speech", "cues")
    spans = [(n, span) for n, text in enumerate(paragraphs) for span in split_sentences(text, article.language, cues)]
    sentences = [
        Sentence(n, paragraph, start, end, article.paragraphs[paragraph][start:end])
        for n, (paragraph, (start, end)) in enumerate(spans[: int(threshold("sentences"))])
    ]
    stops = stop_stems(article)
    amounts = [find_amounts(sentence.text) for sentence in sentences]
    return AnalysedArticle(
        article,
        sentences,
        attribute(paragraphs, sentences, _quotations(paragraphs, sentences), article.title),
        [
            one
            for sentence, found in zip(sentences, amounts, strict=True)
            for one in find_quantities(sentence, found, stops)
        ],
        [frozenset(one.value for one in found) for found in amounts],
        len(sentences) == len(spans) and paragraphs == article.paragraphs,
    )


def _beginning(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paragraphs up to the limit of characters; the last one may be cut."""
    left = int(threshold("characters"))
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
        if len(found) >= threshold("quotations"):
            break
    return found


def similar_sentences(
    a: ComparedText, b: ComparedText, weights: Mapping[str, float], stops: frozenset[str]
) -> Iterator[SentencePair]:
    """Yield the similar sentences; word families align them, and the words decide the wording class.

    A pair that only word families align is at most related.
    """
    families = a.families, b.families
    for one in align(*similarities(*families, term_weights(*families, stops), stops)):
        score = dice(a.words[one.a], b.words[one.b], weights)
        score = score if score >= threshold("related") else min(one.score, threshold("close") - 0.0001)
        changed = token_diff(a.terms[one.a], b.terms[one.b])
        wording = classify_wording(score)
        if wording == "verbatim" and a.analysed.amounts[one.a] != b.analysed.amounts[one.b]:
            wording = "close"  # one number is little of a sentence, and may be all that was changed
        yield SentencePair(one.a, one.b, round(score, 4), wording, *changed)


def _with_more(pair: SentencePair, a: Sequence[Novelty], b: Sequence[Novelty]) -> SentencePair:
    """Return a pair with its sides with much that the other article does not have, if it is a related one."""
    if pair.wording != "related":
        return pair
    sides: tuple[tuple[Side, Novelty], ...] = (("a", a[pair.a]), ("b", b[pair.b]))
    return replace(pair, more=frozenset(side for side, new in sides if new.share >= threshold("more")))


def unique_sentences(
    own: ComparedText, words: set[str], paired: Mapping[int, bool], new: Sequence[Novelty], figures: Sequence[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the sentences of which the other article tells little, in order, and by importance.

    `words` are new to the other article. `paired` says of each sentence with a similar one whether there is more here.
    `figures` are the new numbers.
    """
    names = new_names(own.article, own.analysed.sentences, own.terms, words)
    alone = {n for n in are_only_here(new, names) if n not in paired} | {n for n, more in paired.items() if more}
    numbers = Counter(own.analysed.quantities[n].sentence for n in figures)
    return tuple(sorted(alone)), by_importance(alone, names, numbers)


def relation_of(
    a: Article, b: Article, common: TextOverlap, *, same_event: bool = False, repeat: bool = False
) -> ArticleRelation:
    """Return the relation of two articles, from their text overlap and what is known about them."""
    if a.title == b.title and a.paragraphs == b.paragraphs:
        return "same text"
    if is_copy(common):
        return "copy"
    if shares_wire_text(common) and not repeat:
        return "shared wire text"
    return "same event" if same_event else "related"
