"""Recognizes articles that are about no one event: opinion, live pages, roundups. Title and address tell.

The words are in data/article_kinds.toml.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from seedread.index.text.data_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["ArticleKind", "kind_of", "title_template"]

ArticleKind: TypeAlias = Literal["opinion", "live", "roundup"]
_LONGEST = 300
"""Characters of a title or address that are looked at."""


def kind_of(title: str, url: str | None) -> ArticleKind | None:
    """Return the kind of an article by its title and address; None for a report."""
    for kind, in_title, in_path in _patterns():
        if in_title.search(title[:_LONGEST]) or (url and in_path.search(url[:_LONGEST])):
            return kind
    return None


@cache
def _patterns() -> list[tuple[ArticleKind, re.Pattern[str], re.Pattern[str]]]:
    """Return patterns for the title and for the path of an address, by kind."""
    kinds: list[ArticleKind] = ["opinion", "live", "roundup"]
    rules = read_toml("stories", "article_kinds.toml")
    return [(kind, _title(rules[kind]), _path(rules[kind]["path"])) for kind in kinds]


def title_template(words: Iterable[str]) -> str:
    """Return the folded words of a title without numbers, weekdays and months: the same for each day of a form.

    It is empty for a title of less than two such words.
    """
    kept = [word for word in words if not word[0].isdigit() and word not in _dates()]
    return " ".join(kept) if len(kept) > 1 else ""


@cache
def _dates() -> frozenset[str]:
    return frozenset(read_toml("stories", "article_kinds.toml")["dates"]["words"])


def _title(rule: dict[str, list[str]]) -> re.Pattern[str]:
    """Match a label that a title begins with (“Opinion: …”) or ends in (“… | Opinion”), or a phrase anywhere in it."""
    labels, phrases = "|".join(map(re.escape, rule["label"])), "|".join(rule["phrase"])
    return re.compile(rf"^\W*(?:{labels})\s*[:|–—]|\s[|–—-]\s*(?:{labels})\W*$|\b(?:{phrases})\b", re.IGNORECASE)


def _path(folders: list[str]) -> re.Pattern[str]:
    return re.compile(rf"//[^/]*/(?:[^?#]*/)?(?:{'|'.join(map(re.escape, folders))})(?:/|$)", re.IGNORECASE)
