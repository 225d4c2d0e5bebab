"""Titles and names as text: without the markup, the references of HTML and the signs around them."""

from __future__ import annotations

import html
import re

__all__ = ["has_references", "plain_line", "plain_name"]

_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"</?(?:b|i|em|strong|span|p|a|br|sub|sup|u|font|small|big|mark|q|cite|wbr|h[1-6])(?:\s[^<>]*)?/?>",
                  re.IGNORECASE)  # fmt: skip
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_BY = re.compile(r"by\s+(?=\S)", re.IGNORECASE)
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_NAMED_ADDRESS = re.compile(r"\S+@\S+\s*\((.+)\)\Z|(.+?)\s*[<(]\S+@\S+[>)]\Z")


def has_references(text: str) -> bool:
    """Tell whether a text has references of HTML in it, as `&nbsp;`."""
    return "&" in text and bool(_REFERENCE.search(text))


def plain_line(text: str) -> str:
    """Return a title or name as text, without the markup and references of HTML that it may have been written with."""
    for _ in range(2):  # references are often escaped twice
        if has_references(text):
            text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return _SPACE.sub(" ", text).strip()


def plain_name(text: str) -> str:
    """Return the name of an author or outlet; empty for an account of numbers or an address of mail."""
    name = _WIKI_LINK.sub(r"\1", plain_line(text))
    if named := _NAMED_ADDRESS.match(name):
        name = named[1] or named[2]
    name = _BY.sub("", name, count=1) if _BY.match(name) else name
    return "" if name.isdecimal() or ("@" in name and " " not in name) else name
