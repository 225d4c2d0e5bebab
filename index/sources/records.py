"""Converts a record of named fields to a document, with many names for each field: JSON, CSV and front matter.

Case, `_` and `-` in names are ignored: `publishedAt`, `published_at` and `Published-At` are equal.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seedread.index.sources.document import Document
from seedread.index.sources.extractor import missing
from seedread.index.sources.html import has_words, looks_like_html
from seedread.index.sources.limits import MAX_ID
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from seedread.index.sources.document import Markup

__all__ = ["TEXT_FIELDS", "from_object", "metadata_of_record"]

_TEXT = ("text", "body", "content", "articlebody", "contenttext", "bodytext", "fulltext", "maintext", "plaintext",
         "story", "articletext")  # fmt: skip
_HTML = ("html", "contenthtml", "bodyhtml", "rawhtml", "htmlcontent", "htmlbody")
TEXT_FIELDS = frozenset((*_TEXT, *_HTML))
_METADATA = {
    "title": ("title", "headline", "subject", "heading"),
    "date": ("date", "published", "publishedat", "datepublished", "publisheddate", "publicationdate", "publishdate",
             "pubdate", "datepublish", "publishedon", "publishedtime", "publishtime", "issued"),
    "url": ("url", "link", "canonicalurl", "weburl", "permalink", "sourceurl", "articleurl", "href"),
    "source": ("source", "outlet", "publisher", "site", "sitename", "sourcename", "publication", "newspaper",
               "sourcedomain", "domain"),
    "author": ("author", "authors", "byline", "creator", "writer"),
    "language": ("language", "lang"),
}  # fmt: skip
_ID = ("id", "guid", "uuid")
_MARKUP = re.compile(r"</(?:p|div|a|em|strong|b|i|span|h[1-6]|li|blockquote)\s*>|<(?:br|p)\s*/?>", re.IGNORECASE)
_LONGEST_NAME = 100
"""Characters of a field name that may be known."""
_NOT_A_NAME = str.maketrans("", "", "_- ")


def from_object(record: Any, fallback_id: str) -> Document:
    """Return the document of one JSON value; raises ValueError if it is not an object or has no text."""
    if not isinstance(record, dict):
        raise ValueError("not an object")  # noqa: TRY004 (a value of the file, not of the program)
    fields = _by_plain_name(record)
    if fields.keys().isdisjoint(TEXT_FIELDS):  # cheap, where a file has millions of them
        raise ValueError("no `text`")
    text, name = next(((text, name) for name in (*_TEXT, *_HTML) if (text := _text(fields.get(name)))), ("", "text"))
    if not text and fields.get("text") != "":
        raise ValueError("no `text`")
    markup = _markup(name, text)
    if markup and (reason := missing() or (None if has_words(text) else "no text in the HTML")):
        raise ValueError(reason)
    return Document(_own_id(fields) or fallback_id, text, markup=markup, **_metadata(fields))


def _own_id(fields: Mapping[str, Any]) -> str:
    values = (fields.get(name) for name in _ID)
    return next((own for value in values if isinstance(value, str | int) and (own := _as_id(str(value)))), "")


def _as_id(written: str) -> str:
    return safe_line(written).strip() if len(written) <= MAX_ID else ""


def metadata_of_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the metadata in named values, as arguments of `Document`."""
    return _metadata(_by_plain_name(record))


def _by_plain_name(record: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in record.items():
        if value is not None:
            fields.setdefault(_plain_name(name), value)
    return fields


def _plain_name(name: str) -> str:
    return _without_signs(name) if len(name) <= _LONGEST_NAME else name


@lru_cache(maxsize=1024)
def _without_signs(name: str) -> str:
    return name.translate(_NOT_A_NAME).casefold()


def _markup(name: str, text: str) -> Markup:
    if name == "text" or not (name in _HTML or _MARKUP.search(text)):
        return ""
    return "page" if looks_like_html(text[:2000].encode("utf-8", "replace")) else "fragment"


def _metadata(fields: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, names in _METADATA.items():
        value = next((value for name in names if (value := _named(fields.get(name), date=field == "date"))), None)
        if value:
            found[field] = value
    return found


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("rendered") or value.get("text") or value.get("content")
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return "\n\n".join(value)
    return value if isinstance(value, str) else ""


def _named(value: Any, *, date: bool) -> str | None:
    """Return a value as text: a string, an object with a name, or a list of these; a number only as a date."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, dict):
        return _named(value.get("name") or value.get("rendered") or value.get("title"), date=date)
    if isinstance(value, list):
        return ", ".join(_several(value)) or None
    if date and isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(value)
    return None


def _several(values: Sequence[Any]) -> list[str]:
    return [name for value in values[:10] if (name := _named(value, date=False))]


def _since_1970(seconds: float) -> str | None:
    """Return the time of a Unix time stamp in seconds or milliseconds; None for other numbers, except a year."""
    if 1000 <= seconds <= 2999 and seconds == int(seconds):
        return str(int(seconds))
    if seconds > 1e11:
        seconds /= 1000
    if not 1e8 <= seconds <= 1e10:
        return None
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M")
