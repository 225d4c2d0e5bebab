"""The article: its data model and serializations."""

from __future__ import annotations

from seedread.index.article.model import (
    BLANK,
    DATELINE,
    TITLE,
    Article,
    Caption,
    Country,
    Introduced,
    Line,
    Link,
    Mention,
    Person,
    Published,
)

__all__ = [
    "BLANK",
    "DATELINE",
    "TITLE",
    "Article",
    "Caption",
    "Country",
    "Introduced",
    "Line",
    "Link",
    "Mention",
    "Person",
    "Published",
]
