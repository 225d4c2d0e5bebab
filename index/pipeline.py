"""The whole way of a document to an article, in one readable function."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from .article import Article
from .cleaning import clean
from .dates import parse_date
from .names import find_names
from .safe_text import safe_line, safe_url
from .stored import content_hash

if TYPE_CHECKING:
    from .sources import Document

__all__ = ["to_article"]


def to_article(document: Document) -> Article:
    """Clean and describe `document`: control characters out, boilerplate told from body, names found."""
    title, source = (safe_line(text).strip() if text else None for text in (document.title, document.source))
    cleaned = clean(document.text, title=title, source=source)
    published = parse_date(document.date, "metadata") or cleaned.published
    names = find_names(
        "" if cleaned.title_is_lead else cleaned.title,
        cleaned.paragraphs,
        dateline=cleaned.dateline,
        published=_day(published.date) if published else None,
    )
    return Article(
        id=safe_line(document.id),
        title=cleaned.title,
        paragraphs=cleaned.paragraphs,
        title_is_lead=cleaned.title_is_lead,
        source=cleaned.source,
        url=safe_url(document.url),
        byline=cleaned.byline,
        dateline=cleaned.dateline,
        published=published,
        language=cleaned.language,
        lines=cleaned.lines,
        countries=names.countries,
        leaders=names.leaders,
        officials=names.officials,
        content_hash=content_hash(cleaned.title, cleaned.paragraphs),
    )


def _day(date: datetime.date) -> datetime.date:
    return date.date() if isinstance(date, datetime.datetime) else date
