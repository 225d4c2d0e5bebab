"""Compares two articles: similar sentences, shared quotations, different numbers, and what only one of them has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.files.lazy_names import lazy_names

if TYPE_CHECKING:
    from seedread.index.compare.article_comparison import analyse_article, compare, relation_of
    from seedread.index.compare.comparison import (
        AnalysedArticle,
        ArticleRelation,
        Comparison,
        NameOverlap,
        NumberDifference,
        Quantity,
        Quotation,
        Sentence,
        SentencePair,
        SharedQuotation,
        Side,
        Wording,
        other_side,
    )
    from seedread.index.compare.comparison_json import comparison_to_record
    from seedread.index.compare.comparison_markdown import comparison_to_markdown
    from seedread.index.compare.report_comparison import Report, SharedText, compare_reports
    from seedread.index.compare.shingles import is_copy, shares_wire_text, text_overlap
    from seedread.index.compare.side_by_side import Aligned, SideBySide

__all__ = [
    "Aligned",
    "AnalysedArticle",
    "ArticleRelation",
    "Comparison",
    "NameOverlap",
    "NumberDifference",
    "Quantity",
    "Quotation",
    "Report",
    "Sentence",
    "SentencePair",
    "SharedQuotation",
    "SharedText",
    "Side",
    "SideBySide",
    "Wording",
    "analyse_article",
    "compare",
    "compare_reports",
    "comparison_to_markdown",
    "comparison_to_record",
    "is_copy",
    "other_side",
    "relation_of",
    "shares_wire_text",
    "text_overlap",
]

__getattr__ = lazy_names(
    __name__,
    {
        "seedread.index.compare.article_comparison": ("analyse_article", "compare", "relation_of"),
        "seedread.index.compare.comparison": (
            "AnalysedArticle",
            "ArticleRelation",
            "Comparison",
            "NameOverlap",
            "NumberDifference",
            "Quantity",
            "Quotation",
            "Sentence",
            "SentencePair",
            "SharedQuotation",
            "Side",
            "Wording",
            "other_side",
        ),
        "seedread.index.compare.comparison_json": ("comparison_to_record",),
        "seedread.index.compare.comparison_markdown": ("comparison_to_markdown",),
        "seedread.index.compare.report_comparison": ("Report", "SharedText", "compare_reports"),
        "seedread.index.compare.shingles": ("is_copy", "shares_wire_text", "text_overlap"),
        "seedread.index.compare.side_by_side": ("Aligned", "SideBySide"),
    },
)
