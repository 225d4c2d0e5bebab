"""Converts a record of named fields to a document, with many names for each field: JSON, CSV and front matter.

Case, `_`, `-` and spaces in names are ignored: `publishedAt`, `published_at` and `Published-At` are equal.
`record_fields` lists the names.
"""

from __future__ import annotations

import ast
import datetime
import html
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from seedread.index.sources.document import Document
from seedread.index.sources.html import has_words, looks_like_html
from seedread.index.sources.html_libraries import missing
from seedread.index.sources.limits import MAX_FIELD, MAX_ID
from seedread.index.sources.plain_values import has_references, plain_line, plain_name
from seedread.index.sources.record_fields import (
    HTML_FIELDS,
    IDS,
    LAST_RESORT,
    METADATA,
    TEXT_FIELDS,
    TEXTS,
    WRAPPERS,
)
from seedread.index.text.language_names import language_code
from seedread.index.text.sanitize import safe_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seedread.index.sources.document import Markup

__all__ = ["TEXT_FIELDS", "field_name", "from_object", "has_text_field", "metadata_of_record", "tells_title"]

_IN_ORDER = (*TEXTS, *HTML_FIELDS, *LAST_RESORT)
_ANY_TEXT = frozenset(_IN_ORDER)
_ALIKE = frozenset(name for names in METADATA.values() for name in names)
_MARKUP = re.compile(r"</(?:p|div|a|em|strong|b|i|span|h[1-6]|li|blockquote)\s*>|<(?:br|p)\s*/?>", re.IGNORECASE)
_LONGEST_NAME = 100
"""Characters of a field name that may be known."""
_NOT_A_NAME = str.maketrans("", "", "_- ")
_UNIX_TIME = re.compile(r"(?:\d{10}|\d{13})(?:\.\d+)?\Z")
_ADDRESS = re.compile(r"https?://\S+\Z", re.IGNORECASE)
_PRINTED = re.compile(r"[\[{]\s*['\"{].*[\]}]\Z", re.DOTALL)
_CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+\d+ chars\]\s*\Z")
"""What NewsAPI writes where it cuts a text."""
_CUT_SIGN, _LONGEST_CUT = " chars]", 100
"""Without this sign in its last characters, a text is not searched for it: that takes longer than all else here."""
_NAMES = ("name", "rendered", "title", "main", "original", "text", "literal", "value", "label", "$date", "#text")
_SHOWN = 8
"""Names of fields that a message lists."""


def from_object(record: Any, fallback_id: str) -> Document:
    """Return the document of one JSON value; raises ValueError if it is not an object or has no text."""
    if not isinstance(record, dict):
        raise ValueError("not an object")  # noqa: TRY004 (a value of the file, not of the program)
    fields = _unwrapped(_by_plain_name(record))
    if fields.keys().isdisjoint(_ANY_TEXT):  # cheap, where a file has millions of them
        raise ValueError(_no_text(record))
    text, name = next(((text, name) for name in _IN_ORDER if (text := _text(fields.get(name)))), ("", "text"))
    if not text and fields.get("text") != "":
        raise ValueError(_no_text(record))
    markup = _markup(name, text)
    if markup and (reason := missing() or (None if has_words(text) else "no text in the HTML")):
        raise ValueError(reason)
    if not markup and name != "text":
        text = html.unescape(text) if has_references(text) else text
        text = _CUT.sub("", text) if _CUT_SIGN in text[-_LONGEST_CUT:] else text
    return Document(_own_id(fields) or fallback_id, text, markup=markup, **_metadata(fields))


def field_name(name: str) -> str:
    """Return the name of a field as it is compared: without capitals, `_`, `-` and spaces."""
    return _without_signs(name.strip()) if len(name) <= _LONGEST_NAME else name


def has_text_field(names: Iterable[str]) -> bool:
    """Tell whether one of these names is that of a text."""
    return any(field_name(name) in _ANY_TEXT for name in names)


def tells_title(names: Iterable[str]) -> bool:
    """Tell whether one of these names is that of a title, a date or other metadata."""
    return any(field_name(name) in _ALIKE for name in names)


def metadata_of_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the metadata in named values, as arguments of `Document`."""
    return _metadata(_by_plain_name(record))


def _no_text(record: Mapping[str, Any]) -> str:
    names = [safe_line(name)[:40] for name in list(record)[: _SHOWN + 1]]
    if not names:
        return "no `text`"
    return f"no `text`; the fields are: {', '.join(names[:_SHOWN])}{' …' if len(names) > _SHOWN else ''}"


def _own_id(fields: Mapping[str, Any]) -> str:
    for name in IDS:
        value = fields.get(name)
        if isinstance(value, dict):
            value = value.get("$oid")
        if isinstance(value, str | int) and not isinstance(value, bool) and (own := _as_id(str(value))):
            return own
    return ""


def _as_id(written: str) -> str:
    return safe_line(written).strip() if len(written) <= MAX_ID else ""


def _by_plain_name(record: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in record.items():
        if value is not None:
            fields.setdefault(field_name(name), value)
    return fields


@lru_cache(maxsize=1024)
def _without_signs(name: str) -> str:
    return name.translate(_NOT_A_NAME).casefold()


def _unwrapped(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a record, with those of the object inside that holds its text."""
    for name in WRAPPERS:
        inner = fields.get(name)
        if isinstance(inner, dict):
            named = _by_plain_name(inner)
            if not named.keys().isdisjoint(_ANY_TEXT) and not (name == "article" and len(named) == 1):
                outer = {other: value for other, value in fields.items() if other != name}
                return outer | {other: _only(value) for other, value in named.items()}
    return fields


def _only(value: Any) -> Any:
    """Return the value of a list of one, as Elasticsearch gives fields."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _markup(name: str, text: str) -> Markup:
    if name == "text" or not (name in HTML_FIELDS or _MARKUP.search(text)):
        return ""
    return "page" if looks_like_html(text[:2000].encode("utf-8", "replace")) else "fragment"


def _metadata(fields: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, names in METADATA.items():
        values = (_named(fields[name], date=field == "date") for name in names if name in fields)
        written = [value for value in values if value]
        if field == "source" and "url" not in found and (url := next(filter(_ADDRESS.match, written), None)):
            found["url"] = url
        value = next((plain for value in written if (plain := _plain(field, value))), None)
        if value:
            found[field] = value
    return found


def _plain(field: str, value: str) -> str:
    """Return a value as it is shown: a title as text, an outlet that is no address, the code of a language."""
    if field in ("date", "url"):
        return value
    if field == "language":
        return language_code(value)
    if field == "source" and _ADDRESS.match(value):
        return ""
    return plain_line(value) if field == "title" else plain_name(value)


def _text(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("rendered") or value.get("text") or value.get("content")
    if isinstance(value, list):
        return "\n\n".join(filter(None, map(_piece, value)))
    return value if isinstance(value, str) else ""


def _piece(value: Any) -> str:
    """Return a paragraph of a text that is a list: a string, or an object, of which TREC marks what is no text."""
    if isinstance(value, dict):
        if "content" in value and value.get("type") not in (None, "sanitized_html", "paragraph", "text"):
            return ""
        value = value.get("content") or value.get("text")
    return value if isinstance(value, str) else ""


def _named(value: Any, *, date: bool) -> str | None:
    """Return a value as text: a string, an object with a name, or a list of these; a number only as a date."""
    if isinstance(value, str):
        return _of_string(value.strip(), date=date)
    if isinstance(value, dict):
        return _of_object(value, date=date)
    if isinstance(value, list):
        return ", ".join(_several(value)) or None
    if date and isinstance(value, int | float) and not isinstance(value, bool):
        return _since_1970(value)
    return None


def _of_string(value: str, *, date: bool) -> str | None:
    if date:
        return _since_1970(float(value)) if _UNIX_TIME.match(value) else value or None
    if (
        value[:1] in ("[", "{")
        and value[-1:] in ("]", "}")
        and value[1:2] in ("'", '"', "{")
        and len(value) < MAX_FIELD
    ):
        try:  # what Python printed into a table
            return _named(ast.literal_eval(value), date=False)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            pass
    return value or None


def _of_object(value: dict[str, Any], *, date: bool) -> str | None:
    if parts := value.get("date-parts"):
        return _of_date_parts(parts)
    if isinstance(family := value.get("family"), str):
        return f"{value.get('given') or ''} {family}".strip()
    inner = next((found for name in _NAMES if (found := value.get(name))), None)
    return None if isinstance(inner, dict) and "name" not in inner else _named(inner, date=date)


def _of_date_parts(parts: Any) -> str | None:
    """Return the date of CSL: `[[2024, 10, 11]]`."""
    first = parts[0] if isinstance(parts, list) and parts else None
    numbers = [str(part) for part in first[:3]] if isinstance(first, list) else []
    if not numbers or not all(part.isdecimal() and len(part) <= 4 for part in numbers):
        return None
    return "-".join((numbers[0].zfill(4), *(part.zfill(2) for part in numbers[1:])))


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
