"""The labelled lines with which some programs begin a text file: `Title: …`, `Date: …`, `Source: …`."""

from __future__ import annotations

import re

from seedread.index.sources.record_fields import METADATA

__all__ = ["split_labelled_head"]

_LINE = re.compile(r"[ \t]*([^\W\d_][\w -]{0,24}?)[ \t]*:[ \t]*(\S[^\n]*)?\Z")
_FIELDS = {name: field for field, names in METADATA.items() for name in names} | {"by": "author"}
_FEWEST = 2
_SAMPLE = 20
"""Lines at the beginning that are looked at."""


def split_labelled_head(text: str) -> tuple[dict[str, str], str]:
    """Return the labelled fields at the beginning of a text, and the text after them.

    There are none unless several follow each other, one of them the title or the date.
    """
    fields: dict[str, str] = {}
    rest = text.lstrip("\ufeff \t\r\n")
    for _ in range(_SAMPLE):
        line, _, following = rest.partition("\n")
        found = _LINE.match(line.rstrip())
        field = _FIELDS.get(re.sub(r"[\W_]", "", found[1]).casefold()) if found else None
        if found is None or field is None:
            break
        if found[2]:
            fields.setdefault(field, found[2].strip())
        rest = following
    if len(fields) < _FEWEST or fields.keys().isdisjoint(("title", "date")) or not rest.strip():
        return {}, text
    return fields, rest.lstrip("\r\n")
