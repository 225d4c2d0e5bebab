"""The whole way of a document to an article, in one readable piece."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from .article import Article
from .cleaning import clean
from .dates import parse_date
from .names.find import NOTHING, Knowledge, find_names
from .safe_text import safe_line, safe_url
from .stored import content_hash

if TYPE_CHECKING:
    from .sources import Document

__all__ = ["to_article", "with_names"]


def to_article(document: Document, knowledge: Knowledge = NOTHING) -> Article:
    """Clean and describe `document`: control characters out, boilerplate told from body, names found."""
    title, source = (safe_line(text).strip() if text else None for text in (document.title, document.source))
    cleaned = clean(document.text, title=title, source=source)
    article = Article(
        id=safe_line(document.id),
        title=cleaned.title,
        paragraphs=cleaned.paragraphs,
        title_is_lead=cleaned.title_is_lead,
        source=cleaned.source,
        url=safe_url(document.url),
        byline=cleaned.byline,
        dateline=cleaned.dateline,
        published=parse_date(document.date, "metadata") or cleaned.published,
        language=cleaned.language,
        lines=cleaned.lines,
        content_hash=content_hash(cleaned.title, cleaned.paragraphs),
    )
    return with_names(article, knowledge)


def with_names(article: Article, knowledge: Knowledge) -> Article:
    """Return a cleaned article with the countries and persons that it names."""
    names = find_names(
        "" if article.title_is_lead else article.title,
        article.paragraphs,
        dateline=article.dateline,
        published=_day(article.published.date) if article.published else None,
        knowledge=knowledge,
    )
    return replace(article, countries=names.countries, leaders=names.leaders, officials=names.officials)


def _day(date: datetime.date) -> datetime.date:
    return date.date() if isinstance(date, datetime.datetime) else date
