"""Reads newsboat's `urls`: addresses, tags, titles and query feeds; programs and files are listed, never run."""

from __future__ import annotations

import re
import shlex

from seedread.index.feeds.feed import Feed, InvalidUrlError, feed_url
from seedread.index.feeds.opml import ImportedFeed, NotImportedError, Subscriptions
from seedread.index.text.sanitize import one_line, safe_line

__all__ = ["from_newsboat"]

_TERM = re.compile(r'\s*(unread|flags|title|content|author|feedtitle)\s*(=~?|==|#)\s*"((?:[^"\\]|\\.)*)"\s*')
_FIELDS = {"title": "title:", "content": "", "author": "author:", "feedtitle": "source:"}
_WORDS = re.compile(r"[\w ]+\Z")
"""A regular expression of words alone, which means the same in a search."""


def from_newsboat(raw: bytes) -> Subscriptions:
    """Return the feeds of newsboat's `urls`; raises NotImportedError if no line of the file is an address."""
    feeds: dict[str, ImportedFeed] = {}
    skipped: list[str] = []
    searches: list[tuple[str, str]] = []
    for line in raw.decode("utf-8-sig", "replace").splitlines():
        words = _words(line)
        if not words:
            continue
        first = words[0]
        if first.startswith(("exec:", "filter:", "file:")):
            skipped.append(f"{safe_line(line)} (not followed: seedread runs no programs and reads no files as feeds)")
        elif first.startswith("query:"):
            name, query = _search(first)
            if query:
                searches.append((name, query))
            else:
                skipped.append(f"{safe_line(line)} (not followed: this filter has no equal in seedread)")
        else:
            _add(words, line, feeds, skipped)
    if not feeds and not searches:
        raise NotImportedError("it contains no addresses of feeds, and is not OPML")
    return Subscriptions(tuple(feeds.values()), tuple(skipped), tuple(searches))


def _words(line: str) -> list[str]:
    line = line.strip()
    if not line or line.startswith("#"):
        return []
    try:
        return shlex.split(line)
    except ValueError:  # a quotation mark that nothing closes
        return line.split()


def _add(words: list[str], line: str, feeds: dict[str, ImportedFeed], skipped: list[str]) -> None:
    if "://" not in words[0]:
        skipped.append(f"{safe_line(line)} (not followed: it is not an address)")
        return
    try:
        url, login = feed_url(words[0])
    except InvalidUrlError as error:
        skipped.append(f"{safe_line(line)} (not followed: {error})")
        return
    clean = [one_line(word) for word in words[1:]]
    name = next((word[1:].lstrip("!") for word in clean if word.startswith("~")), "")
    tags = tuple(dict.fromkeys(word for word in clean if word and word[0] not in "~!"))
    feeds.setdefault(url, ImportedFeed(Feed("", url, name, tags=tags), login))


def _search(typed: str) -> tuple[str, str]:
    """Return name and query of a query feed; an empty query if it has no equal."""
    name, _, condition = typed.removeprefix("query:").partition(":")
    terms = [_term(part) for part in re.split(r"\band\b", condition)]
    return one_line(name), " ".join(terms) if name.strip() and all(terms) else ""


def _term(part: str) -> str:
    found = _TERM.fullmatch(part)
    if not found:
        return ""
    field, operator, value = found.groups()
    if field == "unread":
        return {"yes": "is:unread", "no": "is:read"}.get(value, "")
    if field not in _FIELDS or operator != "=~" or not _WORDS.match(value) or not value.strip():
        return ""
    words = " ".join(value.split())
    return f'{_FIELDS[field]}"{words}"' if " " in words else f"{_FIELDS[field]}{words}"
