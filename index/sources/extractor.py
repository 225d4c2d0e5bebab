"""Extracts text from HTML with resiliparse, or with trafilatura if `SEEDREAD_HTML=trafilatura` is set.

docs/formats.md gives the reasons for this choice.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

from seedread.index.sources.traps import nesting

if TYPE_CHECKING:
    from resiliparse.parse.html import HTMLTree

__all__ = ["extract", "mark", "missing", "text_of"]

_INSTALL = {"resiliparse": "pip install resiliparse", "trafilatura": "pip install 'seedread[trafilatura]'"}
_DEEPEST = 1000
"""Nesting depth up to which the main article is extracted: the time grows with the square of the depth."""


def _selected_library() -> str:
    """Return the name of the library that parses pages."""
    return "trafilatura" if os.environ.get("SEEDREAD_HTML", "").casefold() == "trafilatura" else "resiliparse"


def missing() -> str | None:
    """Return how to install a missing HTML library; None if all are installed."""
    for name in dict.fromkeys(("resiliparse", _selected_library())):
        if not _installed(name):
            return f"HTML needs {name}: {_INSTALL[name]}"
    return None


def mark() -> str:
    """Return a mark of the HTML extraction, to detect an index built with another one."""
    return f"{_selected_library()} {missing() is None}"


@cache
def _installed(name: str) -> bool:
    return find_spec(name) is not None


def extract(page: str, tree: HTMLTree) -> str:
    """Return the article of a page, given as source and as parsed tree; all its text if no article is found."""
    if nesting(page) > _DEEPEST:
        return text_of(tree)
    return (_by_trafilatura(page) if _selected_library() == "trafilatura" else _article(tree)) or text_of(tree)


def text_of(markup: str | HTMLTree) -> str:
    """Return all text of a page or fragment, one block per line."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415 (only with the first page)

    return extract_plain_text(markup, preserve_formatting=True, list_bullets=False, alt_texts=False)


def _article(tree: HTMLTree) -> str:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

    return extract_plain_text(
        tree, preserve_formatting=True, main_content=True, list_bullets=False, alt_texts=False, comments=False
    )


def _by_trafilatura(page: str) -> str:
    import trafilatura  # noqa: PLC0415 (0.5 s)

    try:
        return trafilatura.extract(page, include_comments=False, favor_precision=True) or ""
    except Exception:  # noqa: BLE001 (any failure falls back to the plain text of the page)
        return ""
