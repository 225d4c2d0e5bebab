"""Extracts text and metadata from HTML: the second step of reading a page.

It is separate from the readers because it takes milliseconds: it runs in parallel in the ingest workers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.sources.extractor import extract, fragment_links, text_of
from seedread.index.sources.html import without_tags
from seedread.index.sources.page_images import images_of
from seedread.index.sources.traps import is_trap

if TYPE_CHECKING:
    from seedread.index.sources.document import Document

__all__ = ["as_text"]

_RAISED = re.compile(r"<sup(?:\s[^<>]*)?>\s*([+\u2212-]?\d{1,3})\s*</sup>", re.IGNORECASE)
_HIGH = str.maketrans("0123456789+-\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def as_text(document: Document) -> Document:
    """Convert an HTML document to plain text; metadata of the container takes precedence over the page."""
    if is_trap(document.text):
        return replace(document, text=without_tags(document.text), markup="")
    try:
        if document.markup == "page":
            return _page(document)
        markup = _with_raised_figures(document.text)
        links, images = fragment_links(markup), images_of(markup, whole_page=False)
        return replace(document, text=text_of(markup), links=links, images=images, markup="")
    except Exception:  # noqa: BLE001 (a page that fails to parse must not stop the others)
        return replace(document, text=without_tags(document.text), markup="")


def _with_raised_figures(markup: str) -> str:
    """Write raised figures as such: 10<sup>6</sup> is not 106. A raised link is a footnote, and stays."""
    return _RAISED.sub(lambda found: _raised(markup, found), markup) if "sup" in markup else markup


def _raised(markup: str, found: re.Match[str]) -> str:
    before = markup[found.start() - 1 : found.start()]
    return found[1].translate(_HIGH) if before.isalnum() or before == ")" else found[0]


def _page(document: Document) -> Document:
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415 (only with the first page)

    from seedread.index.sources.page_metadata import metadata_of  # noqa: PLC0415

    source = _with_raised_figures(document.text)
    tree = HTMLTree.parse(source)
    page = metadata_of(tree, source)
    text, links = extract(source, tree, page.body)
    return replace(
        document,
        text=text,
        links=links,
        images=images_of(source, whole_page=True),
        title=document.title or page.title,
        date=document.date or page.date,
        url=document.url or page.url,
        source=document.source or page.site,
        author=document.author or page.author,
        language=document.language or page.language,
        markup="",
    )
