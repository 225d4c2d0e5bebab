"""Texts of articles in the Markdown that we write show as they are."""

from __future__ import annotations

import html
import re

import pytest
from markdown_it import MarkdownIt

from seedread.index.export.markup import markdown_link, markdown_text


def shown(markdown: str) -> str:
    """Return what a reader of Markdown sees."""
    return html.unescape(re.sub(r"<[^>]*>", "", MarkdownIt().render(markdown))).strip()


@pytest.mark.parametrize(
    "text",
    [
        "AT&T",
        "R&amp;D",
        "&lt;script&gt;",
        "&#60; and &#x3c;",
        "a & b; c",
        "*a* _b_ `c` [d](e) <f> # g | h ~~i~~ \\&amp;",
    ],
)
def test_a_text_shows_as_it_is(text: str) -> None:
    """Neither signs of Markdown nor character references in it mean anything."""
    assert shown(markdown_text(text)) == text


def test_an_address_is_the_one_of_the_article() -> None:
    """Also where a part of it looks like a character reference."""
    url = "https://a.example/?a=1&copy;=2&b=&lt;3"
    (target,) = re.findall(r'href="([^"]*)"', MarkdownIt().render(markdown_link("x", url, "own")))
    assert html.unescape(target) == url
