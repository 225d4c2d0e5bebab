"""What a line looks like, language apart: its ends, its marks, its script."""

from __future__ import annotations

import re

__all__ = [
    "begins_lower",
    "begins_upper",
    "ends_sentence",
    "has_letters",
    "is_list_item",
    "lone_address",
    "size_of",
]

_END = re.compile(r"""(?:[.!?…。！？؟۔।॥]|[.!?…。！？]['"”’»›)\]】」』]{1,3}|[,;]["”’»])\s*\Z""")
_LIST = re.compile(r"\s*(?:[•·●▪◦‣∙■□►▶▸➤»›✓✔→*+–—-]\s|\(?[\divx]{1,3}[.)]\s)")
_LETTER = re.compile(r"[^\W\d_]")
_WIDE = re.compile("[぀-ヿ㐀-鿿가-힣豈-﫿]")
_ADDRESS = re.compile(r"(?:https?://)?(?:www\d?\.)?((?:[a-z0-9][a-z0-9-]{0,62}\.)+[a-z]{2,12})/?", re.IGNORECASE)
_FILE_ENDINGS = frozenset(("html", "htm", "php", "aspx", "asp", "jsp", "pdf", "jpg", "jpeg", "png", "gif", "txt", "js"))
WIDE_COUNTS = 2
"""What a Chinese, Japanese or Korean character says more than a letter."""


def size_of(text: str) -> int:
    """Return the length of `text` in characters, those that carry a syllable or a word counted threefold."""
    return len(text) if text.isascii() else len(text) + WIDE_COUNTS * len(_WIDE.findall(text))


def ends_sentence(text: str) -> bool:
    """Return whether `text` ends as a sentence does, closing quotes allowed."""
    return bool(_END.search(text[-6:]))


def is_list_item(text: str) -> bool:
    """Return whether `text` begins with a list mark or a number."""
    return bool(_LIST.match(text))


def has_letters(text: str) -> bool:
    """Return whether there is a letter among the first characters of `text`."""
    return bool(_LETTER.search(text[:400]))


def begins_lower(text: str) -> bool:
    """Return whether the first letter of `text`, quotes and spaces apart, is a small one."""
    first = text.lstrip(" '\"“‘«(")[:1]
    return first.islower()


def begins_upper(text: str) -> bool:
    """Return whether the first letter of `text`, quotes and spaces apart, is a capital or of a script without them."""
    first = text.lstrip(" '\"“‘«(")[:1]
    return first.isalpha() and not first.islower()


def lone_address(text: str) -> str | None:
    """Return the domain when `text` is nothing but a domain or the address of a site, else None."""
    found = _ADDRESS.fullmatch(text.strip())
    domain = found[1].lower() if found else ""
    return domain if domain and domain.rsplit(".", 1)[1] not in _FILE_ENDINGS else None
