"""The article: what a person reads, and the forms in which it is written down."""

from __future__ import annotations

from seedread.index.article.model import BLANK, DATELINE, TITLE, Article, Country, Line, Mention, Person, Published

__all__ = ["BLANK", "DATELINE", "TITLE", "Article", "Country", "Line", "Mention", "Person", "Published"]
