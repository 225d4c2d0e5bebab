"""Texts of articles in Markdown and HTML that we write: escaped, on one line, and linked to http(s) only."""

from __future__ import annotations

import html
import re

from seedread.index.text.sanitize import one_line, safe_line, safe_url

__all__ = ["PAGE_STYLE", "html_link", "html_text", "markdown_code", "markdown_link", "markdown_text"]

PAGE_STYLE = (
    "body{max-width:42em;margin:1em auto;padding:0 1em;font:16px/1.45 Georgia,serif;color:#222;background:#fff}"
    "h1{font-size:1.4em}h2{font-size:1.15em;margin:1.6em 0 .3em}h3{font-size:1em;margin:1.2em 0 .2em}p{margin:.3em 0}"
    "ul{margin:.3em 0;padding-left:1.2em}blockquote{margin:.3em 0 .3em 1em}a{color:#124}small{color:#666}"
)
"""The style of a page of ours; it has no remote parts."""
_REFERENCE = r"&(?=#?\w{1,32};)"
"""What begins a character reference, such as &lt;."""
_MARKDOWN = re.compile(rf"([\\`*_\[\]<>#|~]|{_REFERENCE})")


def markdown_text(text: str) -> str:
    """Return a text that means nothing in Markdown."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))


def markdown_code(text: str) -> str:
    """Return a text as code."""
    return f"`{safe_line(text).replace('`', chr(39))}`"


def markdown_link(text: str, url: str | None, own: str) -> str:
    """Return a text linked to an address; without one, with an ID behind it."""
    target = safe_url(url)
    if target is None or {"<", ">"}.intersection(target):
        return f"{markdown_text(text)} {markdown_code(own)}"
    return f"[{markdown_text(text)}](<{re.sub(_REFERENCE, '&amp;', target)}>)"


def html_text(text: str) -> str:
    """Return a text that means nothing in HTML."""
    return html.escape(one_line(text))


def html_link(text: str, url: str | None, own: str) -> str:
    """Return a text linked to an address; without one, with an ID behind it."""
    target = safe_url(url)
    if target is None:
        return f"{html_text(text)} <code>{html_text(own)}</code>"
    return f'<a href="{html.escape(target)}">{html_text(text)}</a>'
