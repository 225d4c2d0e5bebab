"""The complete path from a document to an article."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.article import Article, Line
from seedread.index.article.stored import content_hash
from seedread.index.cleaning import clean
from seedread.index.cleaning.cleaner import lines_of
from seedread.index.cleaning.headlines import lead_as_title
from seedread.index.cleaning.site_rules import NO_RULES, SiteRules, for_site
from seedread.index.cleaning.site_rules_file import current_site_rules
from seedread.index.errors import NoHome
from seedread.index.facets.outlets import outlet_named
from seedread.index.ingest.article_letters import ArticleLetters
from seedread.index.ingest.caption_places import place_captions
from seedread.index.ingest.link_places import place_links
from seedread.index.ingest.published import date_in_name, parse_date
from seedread.index.ingest.reader_rules import own_lines_file
from seedread.index.names.article_names import NO_OVERRIDES, NameOverrides, find_names
from seedread.index.names.outlet_country import outlet_country
from seedread.index.text.byline_names import is_account, names_in_byline
from seedread.index.text.sanitize import safe_line, safe_url
from seedread.index.text.urls import canonical_url, host_of, outlet_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.article import Published
    from seedread.index.cleaning import Cleaned
    from seedread.index.sources import Document

__all__ = ["to_any_article", "to_article", "with_names"]

"""The language code in the metadata of a container or page: `en` of `en-GB`."""


def to_article(document: Document, overrides: NameOverrides = NO_OVERRIDES, *, strict: bool = False) -> Article:
    """Clean and describe `document`: remove control characters, separate boilerplate from body, find names.

    Metadata of the container or page takes precedence over the text; for the byline the text takes precedence.
    `strict` strips doubtful lines too.
    """
    extracted = document.markup == "page"
    if document.markup:
        from seedread.index.sources.pages import as_text  # noqa: PLC0415 (what plain text does not need)

        document = as_text(document)
    title, source, author = (_one_line(text) for text in (document.title, document.source, document.author))
    url = safe_url(canonical_url(document.url))
    cleaned = clean(
        document.text,
        title=title,
        source=source,
        site_rules=_site_rules(document, url, source),
        repeated=document.repeated,
        extracted=extracted,
        strict=strict,
        declared=document.language,
    )
    letters = ArticleLetters(cleaned.paragraphs)
    article = Article(
        id=safe_line(document.id),
        title=cleaned.title,
        paragraphs=cleaned.paragraphs,
        title_is_lead=cleaned.title_is_lead,
        source=cleaned.source or outlet_of(url),
        url=url,
        byline=_byline(cleaned.byline, author, from_page=extracted),
        dateline=cleaned.dateline,
        pages=_one_line(document.pages),
        published=_published(document, cleaned),
        language=cleaned.language,
        lines=cleaned.lines,
        unsure=cleaned.unsure,
        captions=place_captions(cleaned.title, letters, cleaned.lines, document.images),
        links=place_links(letters, document.links, document.url),
        feeds=tuple(map(safe_line, document.feeds)),
        added=document.added,
        versions=document.versions,
        content_hash=content_hash(cleaned.title, cleaned.paragraphs),
    )
    return with_names(article, overrides)


def to_any_article(
    document: Document, overrides: NameOverrides = NO_OVERRIDES, *, strict: bool = False
) -> tuple[Article, str]:
    """Return the result of `to_article` and an empty string; never raises for a document.

    If cleaning fails, the article is the uncleaned text, and the string gives the reason.
    """
    try:
        return to_article(document, overrides, strict=strict), ""
    except Exception as error:  # noqa: BLE001 (an error in one text must not stop the other articles)
        reason = f"{safe_line(document.id)}: could not be cleaned, kept as found ({type(error).__name__}: {error})"
        return _as_found(document), reason


def _as_found(document: Document) -> Article:
    from seedread.index.sources.html import without_tags  # noqa: PLC0415 (only for a text that causes an error)

    lines = lines_of(without_tags(document.text) if document.markup else document.text)
    paragraphs = tuple(text for line in lines if (text := " ".join(line.split())))
    title = _one_line(document.title) or lead_as_title(next(iter(paragraphs), ""))
    return Article(
        id=safe_line(document.id),
        title=title,
        paragraphs=paragraphs,
        title_is_lead=not document.title,
        url=safe_url(document.url),
        lines=tuple(Line(n, line, kept=True) for n, line in enumerate(lines)),
        unsure=True,
        feeds=tuple(map(safe_line, document.feeds)),
        added=document.added,
        versions=document.versions,
        content_hash=content_hash(title, paragraphs),
    )


def with_names(article: Article, overrides: NameOverrides) -> Article:
    """Return a cleaned article with the countries and persons that it names."""
    names = find_names(
        "" if article.title_is_lead else article.title,
        article.paragraphs,
        dateline=article.dateline,
        published=_day(article.published.date) if article.published else None,
        home=outlet_country(article.url, article.source),
        language=article.language,
        overrides=overrides,
    )
    return replace(
        article,
        outlet=_outlet(article.source, overrides.sources) if article.source else None,
        countries=names.countries,
        leaders=names.leaders,
        officials=names.officials,
        implied=names.implied,
        introduced=names.introduced,
        offices_as_of=names.offices_as_of,
    )


def _outlet(source: str, named: Sequence[Sequence[str]]) -> str | None:
    """Return the name by the reader's rules for an outlet, however it is written; None if there is none."""
    key = outlet_named(source).key if named else ""
    return next((name for name, *others in named if any(outlet_named(one).key == key for one in others)), None)


def _byline(printed: str | None, stated: str | None, *, from_page: bool) -> str | None:
    """Return the author: of the text, of a page's metadata if they name persons; never an account of a program."""
    if from_page and stated and names_in_byline(stated):
        return stated
    named = printed or stated
    return None if not named or is_account(named) else named


def _published(document: Document, cleaned: Cleaned) -> Published | None:
    return (
        parse_date(document.date, "metadata", language=cleaned.language)
        or cleaned.published
        or date_in_name(document.url, "metadata")
        or date_in_name(document.path, "file name")
    )


def _site_rules(document: Document, url: str | None, source: str | None) -> SiteRules:
    """Return the reader's line rules for this document's site."""
    try:
        rules = current_site_rules(own_lines_file())
    except NoHome:
        return NO_RULES
    if not rules:
        return NO_RULES
    names = [name for name in (source, outlet_of(url)) if name]
    return for_site(rules, host_of(url), names, document.id)


def _one_line(text: str | None) -> str | None:
    return safe_line(text).strip() or None if text else None


def _day(date: datetime.date) -> datetime.date:
    return date.date() if isinstance(date, datetime.datetime) else date
