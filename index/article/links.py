"""The links of an article: its own address first, then those in its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.text.sanitize import safe_url

if TYPE_CHECKING:
    from seedread.index.article import Article

__all__ = ["links"]

MAX_LINKS = 9
"""Links that a single digit key can open."""
_URL = re.compile(r"https?://[^\s<>\"'“”‘’()\[\]{}|\\^`]+[^\s<>\"'“”‘’()\[\]{}|\\^`.,;:!?…]", re.ASCII | re.IGNORECASE)


def links(article: Article) -> list[str]:
    """Return up to nine addresses, each once."""
    found = [article.url, *(url for text in article.paragraphs if "://" in text for url in _URL.findall(text))]
    return list(dict.fromkeys(safe for url in found if (safe := safe_url(url))))[:MAX_LINKS]
