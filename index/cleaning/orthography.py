"""What a line looks like in any language: its beginning, its end, its marks and its script."""

from __future__ import annotations

import re

from seedread.index.text.lazy_pattern import lazy_pattern
from seedread.index.text.sentence_marks import FINAL_MARKS

__all__ = [
    "begins_lower",
    "ends_sentence",
    "has_letters",
    "is_list_item",
    "lone_address",
    "size_of",
]

_END = re.compile(
    rf"""(?:[{FINAL_MARKS}](?:['"”’»›)\]】」』“‘]{{1,3}}| »)?|[\u0370-\u03ff\u1f00-\u1fff][»”"]?;|[,;]["”’»])\s*\Z"""
)
"""Final marks of every script. A Greek question mark is a semicolon behind a Greek letter."""
_REFERENCES = re.compile(r"(?:\[[^\[\]]{1,30}\]\s?)+\Z")
_REFERENCED = 120
"""Characters at the end in which reference marks, such as "[3]" and "[citation needed]", are looked for."""
_LIST = re.compile(r"\s*(?:[•·●▪◦‣∙■□►▶▸➤»›✓✔→*+–—-]\s|\(?[\divx]{1,3}[.)]\s)")
_LETTER = re.compile(r"[^\W\d_]")
_MAY_BE_WIDE = re.compile("[^\x00-\u303f]")
_WIDE = lazy_pattern("[぀-ヿ㐀-鿿가-힣豈-﫿]")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\d?\.)?((?:[a-z0-9][a-z0-9-]{0,62}\.)+[a-z]{2,12})/?", re.IGNORECASE)
_FILE_ENDINGS = frozenset(("html", "htm", "php", "aspx", "asp", "jsp", "pdf", "jpg", "jpeg", "png", "gif", "txt", "js"))
WIDE_EXTRA = 2
"""How many letters a Chinese, Japanese or Korean character counts for beyond its own."""


def size_of(text: str) -> int:
    """Return the length of `text`; a character that stands for a syllable or a word counts three times."""
    if text.isascii() or not _MAY_BE_WIDE.search(text):
        return len(text)
    return len(text) + WIDE_EXTRA * len(_WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Return whether `text` ends like a sentence, with or without closing quotation marks and reference marks."""
    if text.endswith("]"):
        text = _REFERENCES.sub("", text[-_REFERENCED:])
    return bool(_END.search(text[-6:]))


def is_list_item(text: str) -> bool:
    """Return whether `text` begins with a list mark or a number."""
    return bool(_LIST.match(text))


def has_letters(text: str) -> bool:
    """Return whether the first 400 characters of `text` contain a letter."""
    return bool(_LETTER.search(text[:400]))


def begins_lower(text: str) -> bool:
    """Return whether `text`, after quotation marks and spaces, begins with a lower-case letter."""
    first = text.lstrip(" '\"“‘«(")[:1]
    return first.islower()


def lone_address(text: str) -> str | None:
    """Return the domain if `text` is only a domain or the address of a site, else None."""
    found = _ADDRESS.fullmatch(text.strip())
    domain = found[1].lower() if found else ""
    return domain if domain and domain.rsplit(".", 1)[1] not in _FILE_ENDINGS else None
