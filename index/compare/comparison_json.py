"""A comparison as plain JSON values, as `seedread compare --json` prints it. Fields are added, never renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from seedread.index.compare.comparison import (
        AnalysedArticle,
        CharSpan,
        Comparison,
        NameOverlap,
        Quantity,
        Sentence,
        Side,
    )

__all__ = ["comparison_to_record"]


def comparison_to_record(comparison: Comparison) -> dict[str, Any]:
    """Return `comparison` as JSON values; spans are [start, end] in characters of their sentence."""
    return {
        "kind": comparison.kind,
        "contained": round(comparison.contained, 4),
        "longest_run": comparison.longest_run,
        "a": _article(comparison.a),
        "b": _article(comparison.b),
        "pairs": [
            {
                "likeness": pair.wording,
                "score": pair.score,
                "more": sorted(pair.more),
                "a": _sentence(comparison.a.sentences[pair.a], pair.changed_a),
                "b": _sentence(comparison.b.sentences[pair.b], pair.changed_b),
            }
            for pair in comparison.pairs
        ],
        "only_a": _only(comparison, "a"),
        "only_b": _only(comparison, "b"),
        "quotations": _quotations(comparison),
        "numbers": _numbers(comparison),
        "figures_a": _figures(comparison, "a"),
        "figures_b": _figures(comparison, "b"),
        "countries": _name_overlap(comparison.countries),
        "leaders": _name_overlap(comparison.leaders),
    }


def _article(analysed: AnalysedArticle) -> dict[str, Any]:
    article = analysed.article
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "url": article.url,
        "published": str(article.published) if article.published else None,
        "sentences": len(analysed.sentences),
        "complete": analysed.complete,
        "quotations": [
            {"sentence": one.sentence, "text": one.text, "speaker": one.speaker} for one in analysed.quotations
        ],
    }


def _sentence(sentence: Sentence, changed: tuple[CharSpan, ...]) -> dict[str, Any]:
    return {"n": sentence.n, "text": sentence.text, "changed": [list(span) for span in changed]}


def _only(comparison: Comparison, side: Side) -> list[dict[str, Any]]:
    """Return the sentences of one side, each with its rank by importance."""
    only = comparison.only_a if side == "a" else comparison.only_b
    first = comparison.first_a if side == "a" else comparison.first_b
    rank = {n: place for place, n in enumerate(first, 1)}
    sentences = comparison.analysed(side).sentences
    return [{"n": n, "text": sentences[n].text, "rank": rank[n]} for n in only]


def _quotations(comparison: Comparison) -> list[dict[str, Any]]:
    a, b = comparison.a.quotations, comparison.b.quotations
    return [
        {
            "text": shared.text,
            "trims": sorted(shared.trims),
            "a": {"sentence": a[shared.a].sentence, "text": a[shared.a].text, "speaker": a[shared.a].speaker},
            "b": {"sentence": b[shared.b].sentence, "text": b[shared.b].text, "speaker": b[shared.b].speaker},
        }
        for shared in comparison.quotations
    ]


def _numbers(comparison: Comparison) -> list[dict[str, Any]]:
    a, b = comparison.a.quantities, comparison.b.quantities
    return [
        {
            "noun": pair.noun,
            "a": _number(a[pair.a]),
            "b": _number(b[pair.b]),
        }
        for pair in comparison.numbers
    ]


def _figures(comparison: Comparison, side: Side) -> list[dict[str, Any]]:
    analysed = comparison.analysed(side)
    figures = comparison.figures_a if side == "a" else comparison.figures_b
    chosen = [analysed.quantities[n] for n in figures]
    return [_number(one) for one in chosen]


def _number(quantity: Quantity) -> dict[str, Any]:
    return {"sentence": quantity.sentence, "text": quantity.text, "value": quantity.value, "hedge": quantity.hedge}


def _name_overlap(overlap: NameOverlap) -> dict[str, list[str]]:
    return {
        "only_a": [label for label, _ in overlap.only_a],
        "both": [label for label, _ in overlap.both],
        "only_b": [label for label, _ in overlap.only_b],
    }
