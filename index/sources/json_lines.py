"""JSON Lines to documents: one object a line with `text`, and `id`, `title`, `date`, `url`, `source` where known."""

from __future__ import annotations

import json
from typing import Any

from .document import Document

__all__ = ["from_object", "read_json_lines"]


def read_json_lines(text: str, key: str) -> tuple[tuple[Document, ...], str | None]:
    """Return the documents of a JSON Lines text, and which lines could not be read.

    A record's own id is its document's id; without one it is `key#n`, n being the line from 1.
    """
    documents: dict[str, Document] = {}
    bad: list[str] = []
    for n, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            document = from_object(json.loads(line), f"{key}#{n}")
        except (ValueError, RecursionError) as error:
            bad.append(f"line {n}: {error}")
            continue
        documents[document.id] = document
    return tuple(documents.values()), _told(bad)


def from_object(record: Any, fallback_id: str) -> Document:
    """Return the document of one JSON value; raises ValueError where it has no text."""
    if not isinstance(record, dict):
        raise ValueError("not an object")  # noqa: TRY004 (a value of the file, not of the program)
    text = record.get("text")
    if not isinstance(text, str):
        raise ValueError("no `text`")  # noqa: TRY004
    given = {name: record[name] for name in ("title", "date", "url", "source") if isinstance(record.get(name), str)}
    own = record.get("id")
    return Document(str(own) if isinstance(own, str | int) and str(own) else fallback_id, text, **given)


def _told(bad: list[str]) -> str | None:
    if not bad:
        return None
    return "; ".join(bad[:3]) + (f"; and {len(bad) - 3} more" if len(bad) > 3 else "")
