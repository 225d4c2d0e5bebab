"""Compares two articles: analyses each, then aligns sentences, quotations, numbers and names. All steps, in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.compare.alignment import (
    align,
    by_word_family,
    classify_wording,
    dice,
    distinct,
    similarities,
    term_weights,
)
from seedread.index.compare.comparison import (
    AnalysedArticle,
    ArticleRelation,
    Comparison,
    Quotation,
    Sentence,
    SentencePair,
)
from seedread.index.compare.name_overlap import overlap_of_countries, overlap_of_people
from seedread.index.compare.novelty import Novelty, are_only_here, by_importance, new_names, novelties
from seedread.index.compare.number_context import numbered_article
from seedread.index.compare.number_differences import number_differences, unmatched_figures
from seedread.index.compare.quantities import find_quantities
from seedread.index.compare.quotations import quoted_spans
from seedread.index.compare.sentences import split_sentences
from seedread.index.compare.shared_quotations import find_shared_quotations
from seedread.index.compare.shingles import TextOverlap, is_copy, shares_wire_text, text_overlap
from seedread.index.compare.speakers import attribute
from seedread.index.compare.terms import low_weight_stems, sentence_terms, stop_stems
from seedread.index.compare.token_diff import token_diff
from seedread.index.compare.wording_data import threshold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.article import Article
    from seedread.index.compare.alignment import AlignedSentences, SentenceTerms
    from seedread.index.compare.comparison import CharSpan, Side

__all__ = ["analyse_article", "compare", "relation_of"]


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


def _compare(a: Article, b: Article, *, same_event: bool, repeat: bool) -> Comparison:
    ours, theirs = analyse_article(a), analyse_article(b)
    terms_a, terms_b = sentence_terms(a, ours.sentences), sentence_terms(b, theirs.sentences)
    stops = low_weight_stems(a, b)
    words_a, words_b = distinct(terms_a), distinct(terms_b)
    weights = term_weights(words_a, words_b, stops)
    aligned = _align(words_a, words_b, stops)
    new_a, new_b = novelties(words_a, words_b, weights, stops), novelties(words_b, words_a, weights, stops)
    pairs = tuple(
        _pair(one, dice(words_a[one.a], words_b[one.b], weights), token_diff(terms_a[one.a], terms_b[one.b]))
        for one in aligned
    )
    pairs = tuple(replace(pair, more=_sides_with_more(pair, new_a[pair.a], new_b[pair.b])) for pair in pairs)
    names_a = new_names(a, ours.sentences, terms_a, words_b)
    names_b = new_names(b, theirs.sentences, terms_b, words_a)
    only_a = _only(pairs, "a", are_only_here(new_a, names_a))
    only_b = _only(pairs, "b", are_only_here(new_b, names_b))
    common = text_overlap(a.paragraphs, b.paragraphs)
    numbers = number_differences(numbered_article(ours, terms_a, stops), numbered_article(theirs, terms_b, stops))
    figures_a = unmatched_figures(ours, theirs, [one.a for one in numbers])
    figures_b = unmatched_figures(theirs, ours, [one.b for one in numbers])
    return Comparison(
        a=ours,
        b=theirs,
        kind=relation_of(a, b, common, same_event=same_event, repeat=repeat),
        contained=common.contained,
        longest_run=common.longest_run,
        pairs=pairs,
        only_a=only_a,
        only_b=only_b,
        first_a=by_importance(only_a, names_a, Counter(ours.quantities[n].sentence for n in figures_a)),
        first_b=by_importance(only_b, names_b, Counter(theirs.quantities[n].sentence for n in figures_b)),
        quotations=find_shared_quotations(ours.quotations, theirs.quotations),
        numbers=numbers,
        figures_a=figures_a,
        figures_b=figures_b,
        countries=overlap_of_countries(a.countries, b.countries),
        leaders=overlap_of_people(a.leaders, b.leaders),
    )


def analyse_article(article: Article) -> AnalysedArticle:
    """Return the sentences, the quotations with speakers, and the quantities of an article."""
    paragraphs = _beginning(article.paragraphs)
    spans = [(n, span) for n, text in enumerate(paragraphs) for span in split_sentences(text)]
    sentences = [
        Sentence(n, paragraph, start, end, article.paragraphs[paragraph][start:end])
        for n, (paragraph, (start, end)) in enumerate(spans[: int(threshold("sentences"))])
    ]
    stops = stop_stems(article)
    return AnalysedArticle(
        article,
        sentences,
        attribute(paragraphs, sentences, _quotations(paragraphs, sentences), article.title),
        [found for sentence in sentences for found in find_quantities(sentence, stops)],
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


def _align(a: Sequence[SentenceTerms], b: Sequence[SentenceTerms], stops: frozenset[str]) -> list[AlignedSentences]:
    """Return the aligned sentences, compared by word families."""
    family_a, family_b = by_word_family(a), by_word_family(b)
    scores, telling = similarities(family_a, family_b, term_weights(family_a, family_b, stops), stops)
    return align(scores, telling)


def _pair(
    aligned: AlignedSentences, word_score: float, changed: tuple[tuple[CharSpan, ...], tuple[CharSpan, ...]]
) -> SentencePair:
    """Return a pair with the wording class of its words; a pair that only word families align is at most related."""
    score = word_score if word_score >= threshold("related") else min(aligned.score, threshold("close") - 0.0001)
    return SentencePair(aligned.a, aligned.b, round(score, 4), classify_wording(score), *changed)


def _only(pairs: Sequence[SentencePair], side: Side, only_here: set[int]) -> tuple[int, ...]:
    """Return the sentences with no similar one of which the other article tells little, and those with more here."""
    at = {(pair.a if side == "a" else pair.b): pair for pair in pairs}
    unpaired = only_here - at.keys()
    return tuple(sorted(unpaired | {n for n, pair in at.items() if side in pair.more}))


def _sides_with_more(pair: SentencePair, a: Novelty, b: Novelty) -> frozenset[Side]:
    """Return the sides of a related pair with much content that the other article does not have."""
    if pair.wording != "related":
        return frozenset()
    sides: tuple[tuple[Side, Novelty], ...] = (("a", a), ("b", b))
    return frozenset(side for side, new in sides if new.share >= threshold("more"))


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
