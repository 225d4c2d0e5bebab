"""Compares two articles: similar sentences, shared quotations, different numbers, and what only one of them has."""

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
from seedread.index.compare.side_by_side import Aligned, SideBySide, side_by_side

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
    "side_by_side",
    "text_overlap",
]
