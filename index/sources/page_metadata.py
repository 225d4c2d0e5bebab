"""The metadata of a page: JSON-LD, meta elements and its head.

schema.org/Article, the Open Graph protocol and the names that news sites use. Only a date that is declared as the date
of publication is used.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from resiliparse.parse.html import DocumentNode, HTMLTree

__all__ = ["PageMetadata", "metadata_of"]

_DATE = ("article:published_time", "og:article:published_time", "datepublished", "article.published",
         "parsely-pub-date", "dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date",
         "dcterms.date", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
         "publication-date", "sailthru.date", "cxenseparse:recs:publishtime", "originalpublicationdate",
         "citation_publication_date", "displaydate")  # fmt: skip
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl")
_SITE = ("og:site_name", "application-name", "publisher", "dc.publisher", "dcterms.publisher")
_LANGUAGE = ("og:locale", "content-language", "dc.language")
_ARTICLE = re.compile(r"(?:Article|Posting|Report)\Z")
_MOST = 300
"""Most elements of one kind that are read."""
_MAX_JSON = 1_000_000
_DEPTH = 5
"""Levels of JSON-LD that are read."""
_SPLIT = re.compile(r"\s+[|\u2013\u2014\u00b7\u2022»-]\s+|\s*[|»]\s*")
_LONGEST_TITLE = 10_000
"""Characters of a title that are looked at; far fewer are kept."""
_LONGEST = 400


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


def metadata_of(tree: HTMLTree) -> PageMetadata:
    """Return the metadata of a parsed page."""
    document = tree.document
    if document is None:
        return PageMetadata()
    meta: dict[str, str] = {}
    for element in document.query_selector_all("meta[content]")[:_MOST]:
        name = next((value for key in ("property", "name", "itemprop", "http-equiv")
                     if (value := element.get_attribute(key))), "")  # fmt: skip
        content = _text(element.get_attribute("content"))
        if name and content:
            meta.setdefault(name.strip().casefold(), content)
    scripts = document.query_selector_all('script[type="application/ld+json"]')[:_MOST]
    article = _article([element.text or "" for element in scripts])
    site = _names(article.get("publisher")) or _first(meta, _SITE)
    author = _author(_names(article.get("author")) or _person(_first(meta, _AUTHOR)), site)
    root = document.query_selector("html")
    dated = document.query_selector("time[itemprop=datePublished], time[pubdate], [itemprop=datePublished]")
    return PageMetadata(
        title=_title(document, (article.get("headline"), meta.get("og:title"), tree.title), (site, author)),
        date=_string(article.get("datePublished")) or _first(meta, _DATE)
        or (_text(dated.get_attribute("datetime") or dated.get_attribute("content")) if dated else None),
        author=author,
        site=site,
        language=(_text(root.get_attribute("lang")) if root else None) or _first(meta, _LANGUAGE),
        url=_address(document) or meta.get("og:url"),
    )  # fmt: skip


def _title(document: DocumentNode, named: Sequence[Any], others: Sequence[str | None]) -> str | None:
    """Return the headline: an h1 that matches a title in the page's head, else the first title."""
    candidates = [title[:_LONGEST_TITLE] for value in named if (title := _string(value))]
    known = [_plain(title) for title in candidates]
    known += [part for title in candidates for part in map(_plain, _SPLIT.split(title)) if part.count(" ") > 1]
    for heading in document.query_selector_all("h1")[:5]:
        shown = _text((heading.text or "")[:_LONGEST_TITLE])
        if shown and any(_similar_titles(_plain(shown), title) for title in known):
            return shown
    return _without_site_name(candidates[0], others) if candidates else None


def _similar_titles(one: str, other: str) -> bool:
    """Tell whether one of two titles contains most of the other."""
    shorter, longer = sorted((one, other), key=len)
    return shorter in longer and 2 * len(shorter) >= len(longer) > 0


def _without_site_name(title: str, others: Sequence[str | None]) -> str:
    """Return a title without the appended name of the site or the author."""
    parts = _SPLIT.split(title)
    last = _plain(parts[-1])
    if len(parts) > 1 and (
        len(last.split()) <= 2 or any(_similar_titles(last, _plain(other)) for other in others if other)
    ):
        return title[: title.rindex(parts[-1])].rstrip(" |\u2013\u2014\u00b7\u2022»-")
    return title


def _article(scripts: Sequence[str]) -> dict[str, Any]:
    """Return the article in the JSON-LD of a page; empty if there is none."""
    for script in scripts:
        if len(script) > _MAX_JSON:
            continue
        try:
            value = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(value, _DEPTH):
            types = node.get("@type")
            if any(
                isinstance(kind, str) and _ARTICLE.search(kind)
                for kind in (types if isinstance(types, list) else [types])
            ):
                return node
    return {}


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if not depth:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(name), depth - 1)


def _names(value: Any) -> str | None:
    """Return the names in a JSON-LD value: a string, an object with a name, or a list of these."""
    values = value if isinstance(value, list) else [value]
    found = (_person(_string(item.get("name") if isinstance(item, dict) else item)) for item in values[:5])
    return ", ".join(dict.fromkeys(name for name in found if name)) or None


def _person(name: str | None) -> str | None:
    """Return a name; None if it is a URL."""
    return None if not name or "://" in name or len(name) > 120 else name


def _author(name: str | None, site: str | None) -> str | None:
    """Return the author without "By"; None if it is the site itself."""
    name = re.sub(r"\A[Bb]y\s+", "", name or "")
    own = not name or (site and _plain(name) == _plain(site)) or re.fullmatch(r"[\w.-]+\.[a-z]{2,}", name)
    return None if own else name


def _address(document: DocumentNode) -> str | None:
    link = document.query_selector("link[rel=canonical]")
    address = link.get_attribute("href") if link else None
    return address if address and address.startswith("http") else None


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
