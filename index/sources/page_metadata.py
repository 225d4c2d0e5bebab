"""The metadata of a page: JSON-LD, meta elements, its head, and what is printed around the article.

schema.org/Article, the Open Graph protocol and the names that news sites use. Only a date that is declared as the date
of publication, or printed beside the headline, is used.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from seedread.index.sources.extractor import text_of
from seedread.index.sources.json_ld import article_node
from seedread.index.sources.page_title import title_of
from seedread.index.text.byline_names import is_account, names_in_byline
from seedread.index.text.printed_dates import date_in_path, dates_in, only_date
from seedread.index.text.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resiliparse.parse.html import DocumentNode, ElementNode, HTMLTree

__all__ = ["PageMetadata", "metadata_of"]

_DATE = ("article:published_time", "og:article:published_time", "datepublished", "article.published",
         "parsely-pub-date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date",
         "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
         "publication-date", "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate",
         "citation_publication_date", "citation_date", "displaydate", "article:published", "og:published_time",
         "og:pubdate", "published_time", "published-date", "article_date_original", "dc:date", "dc.date.publication",
         "bt:pubdate", "published_at", "ptime", "pdate", "datecreated", "creation_date", "last-published")  # fmt: skip
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
           "citation_author", "article.author", "article:author_name", "dc:creator", "cxenseparse:author",
           "creator", "byline", "twitter:data1")  # fmt: skip
_SITE = ("og:site_name", "application-name", "publisher", "dc.publisher", "dcterms.publisher")
_LANGUAGE = ("og:locale", "content-language", "dc.language")
_MOST = 300
"""Most elements of one kind that are read."""
_FEW = 40
_LONGEST = 400
_LONGEST_LINE = 160
"""Characters of a byline or date beside the article."""
_ELSEWHERE = 'aside,footer,nav,form,[class*="comment" i],[id*="comment" i],[class*="related" i],[class*="sidebar" i]'
"""Parts of a page whose dates and names belong to something else."""
_UPDATED = re.compile(r"updat|modif|edited|revis|copyright|©|aktualis|mis à jour|actualiz", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:first )?(?:published|posted|publi[eé]e?|publicado|veröffentlicht|erschienen|pubblicato|gepubliceerd|date|"
    r"datum|fecha|data|stand)\b",
    re.IGNORECASE,
)
_MOST_LINES = 2000
_ABOVE, _BELOW = 4, 12
"""Lines above and below the headline in which its date is looked for."""
_DATE_LINE = 100
_PUBLISHED_ELEMENTS = ("[itemprop=datePublished]", "time[pubdate]", "time[itemprop=dateCreated]")
_TIMES = ("article time[datetime]", "main time[datetime]", "time[datetime]", "abbr[title]", "time")
_DATE_ELEMENTS = ('[class*="publish" i]', '[class*="date" i]', '[id*="date" i]', '[class*="timestamp" i]',
                  '[class*="posted" i]', '[class*="byline" i]', '[class*="time" i]', '[class*="meta" i]',
                  '[class*="created" i]', '[class*="datum" i]', '[class*="fecha" i]', '[class*="info" i]')  # fmt: skip
_AUTHOR_ELEMENTS = ("[rel~=author]", "[itemprop=author] [itemprop=name]", "[itemprop=author]", '[class*="byline" i]',
                    '[class*="author" i] [class*="name" i]', '[class*="authorname" i]', '[class*="author" i]',
                    '[id*="byline" i]', '[id*="author" i]', '[class~="fn"]', '[class*="writer" i]',
                    '[class*="autor" i]', '[class*="auteur" i]', "address")  # fmt: skip
_SAVED = re.compile(
    r"Page saved with SingleFile\s+url:\s*(?P<single>https?://\S+)|saved from url=\(\d+\)(?P<saved>https?://[^\s>]+)"
    r"|<!--\s*Mirrored from (?P<mirror>[\w.-]+/[^\s]*) by HTTrack"
)
_HEAD = 4000
"""Characters in which a saved page names its address."""


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """The metadata of a page's article; None for unknown fields."""

    title: str | None = None
    date: str | None = None
    """The date of publication, as written in the page."""
    author: str | None = None
    site: str | None = None
    language: str | None = None
    url: str | None = None
    body: str | None = None
    """The text of the article in the metadata."""


def metadata_of(tree: HTMLTree, page: str = "") -> PageMetadata:
    """Return the metadata of a parsed page; `page` is its source, which may say where it was saved from."""
    document = tree.document
    if document is None:
        return PageMetadata()
    meta = _meta(document)
    scripts = document.query_selector_all('script[type*="ld+json" i]')[:_MOST]
    article = article_node([element.text or "" for element in scripts], f"{tree.title} {meta.get('og:title', '')}")
    url = _url(document, meta, page)
    site = _names(article.get("publisher")) or _first(meta, _SITE)
    author = _author(document, article, meta, site)
    root = document.query_selector("html")
    stated = (_string(article.get("headline")), meta.get("og:title"), tree.title)
    title = title_of(document, stated, (site, author), url)
    return PageMetadata(
        title=title,
        date=_date(document, article, meta) or (None if date_in_path(url or "") else _printed_date(tree, title)),
        author=author,
        site=site,
        language=(_text(root.get_attribute("lang")) if root else None) or _first(meta, _LANGUAGE),
        url=url,
        body=_body(article),
    )  # fmt: skip


def _meta(document: DocumentNode) -> dict[str, str]:
    meta: dict[str, str] = {}
    for element in document.query_selector_all("meta[content]")[:_MOST]:
        name = next((value for key in ("property", "name", "itemprop", "http-equiv")
                     if (value := element.get_attribute(key))), "")  # fmt: skip
        content = _text(element.get_attribute("content"))
        if name and content:
            meta.setdefault(name.strip().casefold(), content)
    return meta


def _url(document: DocumentNode, meta: dict[str, str], page: str) -> str | None:
    """Return the address of a page: the canonical one, unless that is the front page, or where it was saved from."""
    found = _SAVED.search(page[:_HEAD])
    saved = next((part for part in found.groups() if part), None) if found else None
    if found and found["mirror"]:
        saved = f"http://{saved}"
    base = document.query_selector("base[href]")
    link = document.query_selector("link[rel~=canonical]")
    href = (link.get_attribute("href") or "").strip() if link else ""
    start = canonical_url(saved or (base.get_attribute("href") if base else None) or meta.get("og:url")) or ""
    try:
        canonical = urljoin(start, href) if href and not href.startswith(("file:", "about:", "javascript:")) else ""
    except ValueError:
        canonical = ""
    urls = [url for url in map(canonical_url, (canonical, meta.get("og:url"), saved)) if url and url.startswith("http")]
    return next((url for url in urls if not _is_front_page(url)), urls[0] if urls else None)


def _is_front_page(url: str) -> bool:
    return url.count("/") < 3 or (url.endswith("/") and url.count("/") == 3)


def _date(document: DocumentNode, article: dict[str, Any], meta: dict[str, str]) -> str | None:
    """Return the first date that can be read, of those that declare themselves and those that stand by the article."""
    declared = [_string(article.get("datePublished")), *(meta.get(name) for name in _DATE)]
    for text in declared:
        if text and only_date(text):
            return text
    return _dated_element(document) or next(filter(None, declared), None)


def _dated_element(document: DocumentNode) -> str | None:
    for selector in (*_PUBLISHED_ELEMENTS, *_TIMES):
        for element in _around_article(document, selector):
            values = (element.get_attribute(name) for name in ("datetime", "content", "title"))
            text = next((text for value in (*values, element.text) if (text := _text(value)) and only_date(text)), None)
            if text:
                return text
    for selector in _DATE_ELEMENTS:
        for element in _around_article(document, selector):
            if date := _day_in(_line(element)):
                return date
    return None


def _printed_date(tree: HTMLTree, title: str | None) -> str | None:
    """Return the date in a short line near the headline or after a word for publication, else the only one there is."""
    lines = [" ".join(line.split()) for line in text_of(tree).split("\n") if line.strip()][:_MOST_LINES]
    plain = _plain(title or "")
    headline = next((at for at, line in enumerate(lines) if plain and _plain(line) == plain), None)
    dated = [
        (at, line, date)
        for at, line in enumerate(lines)
        if len(line) <= _LONGEST_LINE and any(map(str.isdigit, line)) and (date := _day_in(line))
    ]
    for at, line, date in dated:
        near = headline is not None and -_ABOVE <= at - headline <= _BELOW and len(line) <= _DATE_LINE
        if near or _PUBLISHED.match(line):
            return date
    dates = {date for _, line, date in dated if len(line) <= _DATE_LINE}
    return dates.pop() if len(dates) == 1 else None


def _day_in(line: str) -> str | None:
    """Return the first whole date of a line, unless the line tells of an update or a copyright."""
    date = next((found for found in dates_in(line) if found.precision in ("minute", "day")), None)
    return line[date.start : date.end] if date and not _UPDATED.search(line[: date.start]) else None


def _around_article(document: DocumentNode, selector: str) -> Iterator[ElementNode]:
    """Yield the elements that can belong to the article."""
    for element in document.query_selector_all(selector)[:_FEW]:
        name = f"{element.get_attribute('class') or ''} {element.get_attribute('itemprop') or ''}"
        if not _UPDATED.search(name) and element.closest(_ELSEWHERE) is None:
            yield element


def _line(element: ElementNode) -> str:
    """Return the text of an element if it is no longer than a line."""
    text = " ".join((element.text or "")[: 2 * _LONGEST_LINE].split())
    return text if len(text) <= _LONGEST_LINE else ""


def _author(document: DocumentNode, article: dict[str, Any], meta: dict[str, str], site: str | None) -> str | None:
    """Return the persons who wrote the article; what else is named as the author, if no person is."""
    stated = (_names(article.get("author")), _names(article.get("creator")))
    known = [
        name
        for name in (*stated, *(_person(meta.get(name)) for name in _AUTHOR))
        if name and not is_account(name) and not _is_site(name, site)
    ]
    for name in known:
        if names := names_in_byline(name):
            return ", ".join(names)
    for selector in _AUTHOR_ELEMENTS:
        group = _first_group(_around_article(document, selector))
        printed = dict.fromkeys(name for element in group for name in names_in_byline(_line(element)))
        if 0 < len(printed) <= 6 and not any(_is_site(name, site) for name in printed):
            return ", ".join(printed)
    return known[0] if known else None


def _first_group(elements: Iterator[ElementNode]) -> Iterator[ElementNode]:
    """Yield the first element that holds a name, and its siblings: others belong to other articles."""
    parent = None
    for element in elements:
        if parent is None and names_in_byline(_line(element)):
            parent = element.parent_node
        if parent is not None and element.parent_node == parent:
            yield element


def _is_site(name: str, site: str | None) -> bool:
    return bool(site) and _plain(name) == _plain(site or "")


def _names(value: Any) -> str | None:
    """Return the names in a JSON-LD value: a string, an object with a name, or a list of these."""
    values = value if isinstance(value, list) else [value]
    found = (_person(_string(item.get("name") if isinstance(item, dict) else item)) for item in values[:12])
    return ", ".join(dict.fromkeys(name for name in found if name)) or None


def _person(name: str | None) -> str | None:
    """Return a name; None if it is a URL. Some sites write JSON where a name belongs."""
    if name and name.startswith(("{", "[")):
        try:
            return _names(json.loads(name))
        except (ValueError, RecursionError):
            return None
    return None if not name or "://" in name or len(name) > 120 else name


def _body(article: dict[str, Any]) -> str | None:
    """Return the text of an article in JSON-LD, without markup."""
    body = article.get("articleBody")
    if isinstance(body, list):
        body = "\n\n".join(part for part in body if isinstance(part, str))
    if not isinstance(body, str):
        return None
    body = html.unescape(body)
    if re.search(r"</?(?:p|br|div)\b", body, re.IGNORECASE):
        body = re.sub(r"<[^<>]*>", "", re.sub(r"(?i)</?(?:p|br|div|h\d|li)\b[^<>]*>", "\n\n", body))
    return body.strip() or None


def _first(meta: dict[str, str], names: Sequence[str]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _string(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return _text(html.unescape(value)) if isinstance(value, str) else None


def _text(value: str | None) -> str | None:
    return " ".join(value[:_LONGEST].split()) or None if value else None


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold()))
