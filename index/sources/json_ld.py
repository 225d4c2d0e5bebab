"""Reads the JSON-LD of a page, damaged or not: comments, CDATA, commas too many, raw line breaks, cut ends."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["article_node"]

_MAX_JSON = 1_000_000
_DEPTH = 6
"""Levels that are read."""
_MOST_NODES = 500
_ARTICLE = re.compile(r"(?:Article|Posting|Report|Reportage)\Z")
_PAGE = re.compile(r"(?:WebPage|ItemPage|VideoObject)\Z")
_WRAPPING = re.compile(r"<!--|-->|(?:/\*|//)?\s*<!\[CDATA\[\s*(?:\*/)?|(?:/\*|//)?\s*\]\]>\s*(?:\*/)?")
_STRING_OR_COMMENT = re.compile(
    r'("(?:[^"\\]|\\.)*+")|/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z)|(?:^|(?<=[\s,{}\[\]]))//[^\n]*', re.DOTALL
)
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*+")|,(?=\s*(?:[}\],]|\Z))', re.DOTALL)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_FIELD = re.compile(
    r'"(headline|datePublished|dateCreated|articleBody|description|inLanguage)"\s*:\s*"((?:[^"\\]|\\.)*+)"'
)
_AUTHOR = re.compile(r'"author"\s*:\s*[\[{\s]*(?:"@\w+"\s*:\s*"[^"]*"\s*,\s*)*(?:"name"\s*:\s*)?"((?:[^"\\]|\\.)*+)"')


def article_node(scripts: Sequence[str], title: str) -> dict[str, Any]:
    """Return the article in the JSON-LD of a page, or what else says when it was published; empty if nothing does.

    Of several articles that one counts whose headline is in `title`.
    """
    articles: list[dict[str, Any]] = []
    pages: list[dict[str, Any]] = []
    for script in scripts:
        if len(script) <= _MAX_JSON:
            for node in _all_nodes(_values(script)):
                if _is(node, _ARTICLE):
                    articles.append(node)
                elif _is(node, _PAGE) and node.get("datePublished"):
                    pages.append({"datePublished": node["datePublished"]})
    plain = _plain(title)
    fitting = (one for one in articles if (headline := _plain(str(one.get("headline") or ""))) and headline in plain)
    return next(fitting, (articles or pages or [{}])[0])


def _is(node: dict[str, Any], kinds: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(isinstance(kind, str) and kinds.search(kind) for kind in (types if isinstance(types, list) else [types]))


def _all_nodes(values: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for count, node in enumerate(node for value in values for node in _nodes(value, _DEPTH)):
        if count >= _MOST_NODES:
            return
        yield node


def _nodes(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if not depth:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth - 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(name), depth - 1)


def _values(script: str) -> list[Any]:
    """Return the JSON values of a script, as far as they can be read."""
    try:
        return [json.loads(script, strict=False)]
    except (ValueError, RecursionError):
        pass
    text = _mended(script)
    values: list[Any] = []
    decoder, at = json.JSONDecoder(strict=False), 0
    while at < len(text) and len(values) < _MOST_NODES:
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
        while at < len(text) and text[at] in " \t\r\n;,":
            at += 1
    return values if at >= len(text) else [*values, *_fields(text[at:])]


def _mended(script: str) -> str:
    text = _WRAPPING.sub("", script).strip().strip(";\ufeff").strip()
    if "&quot;" in text and '"' not in text:
        text = html.unescape(text)
    text = _STRING_OR_COMMENT.sub(lambda found: found[1] or "", text)
    text = _STRING_OR_COMMA.sub(lambda found: found[1] or "", text)
    return _BAD_ESCAPE.sub("", text).strip()


def _fields(text: str) -> list[dict[str, Any]]:
    """Return what can be told of the article in JSON that is cut off or broken."""
    if not re.search(r'"@type"\s*:\s*\[?\s*"\w*(?:Article|Posting|Report)"', text):
        return []
    node: dict[str, Any] = {"@type": "Article"}
    for name, value in _FIELD.findall(text):
        node.setdefault(name, _unescaped(value))
    if author := _AUTHOR.search(text):
        node["author"] = _unescaped(author[1])
    return [node]


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(f'"{value}"', strict=False))
    except ValueError:
        return value


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", html.unescape(text).casefold()))
