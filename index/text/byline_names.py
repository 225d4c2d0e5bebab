"""Reads the names of persons from a byline: without "By", roles, places, handles, mail addresses and dates."""

from __future__ import annotations

import re

from seedread.index.text.data_files import read_toml
from seedread.index.text.lazy_pattern import lazy_pattern

__all__ = ["is_account", "names_in_byline"]

_WORDS = read_toml("text", "bylines.toml")
_BY = lazy_pattern(rf"\A\s*(?:{_WORDS['by']})(?:\s*[:：]\s*|\s+)", re.IGNORECASE)
_BY_ALONE = lazy_pattern(rf"(?:{_WORDS['by']})\W*", re.IGNORECASE)
_ROLE = lazy_pattern(rf"\b(?:{_WORDS['role']})\b", re.IGNORECASE)
_HOUSE = lazy_pattern(rf"\b(?:{_WORDS['house']})\b", re.IGNORECASE)
_PARTICLES = frozenset(_WORDS["particles"].split())
_AND = lazy_pattern(rf"\s*(?:[,;&]|/|\s(?:{_WORDS['and']})\s)\s*", re.IGNORECASE)
_NOT_NAME = lazy_pattern(
    r"https?://\S*|www\.\S*|\S+@\S+\.\w+|(?<!\w)@\w+|\([^()]*\)|\[[^\[\]]*\]|\s[|·•–—]\s.*|\s-\s.*|\s{3,}.*", re.DOTALL
)
_PLACE = re.compile(rf"\s+(?:{_WORDS['in']})\s+[^\W\d_].*\Z")
_WHEN = lazy_pattern(
    r"(?:,|\bon\b|\bat\b)?\s*\b(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d|\d{1,2}:\d\d"
    r"|\d{1,2}(?:st|nd|rd|th)?\.?\s+[^\W\d_]{3,}"
    r"|[^\W\d_]{3,9}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d+\s(?:min|hour|day|week)).*\Z",
    re.IGNORECASE | re.DOTALL,
)
_NAME_WORD = lazy_pattern(r"(?:[^\W\d_]\.)+|[^\W\d_](?:[^\W\d_]|[.'’ʼ·-](?=[^\W\d_]))*\.?\Z")
_CASELESS = lazy_pattern(r"[\u0590-\u08ff\u0900-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PREFIXED = lazy_pattern(r"(?:al|el|ul|as|ad|an|ar|d|l|t)[-'’][^\W\d_]")
_LETTERS = 2
"""The least letters of a name."""
_LONGEST = 200
_MOST_NAMES = 12


def is_account(text: str) -> bool:
    """Tell whether an author is an account of a publishing system: a number, a mail address, a handle, "admin"."""
    plain = text.strip()
    return (
        len(re.findall(r"[^\W\d_]", re.sub(r"\S+@\S+|https?://\S+", "", plain))) < _LETTERS
        or bool(re.fullmatch(rf"(?:{_WORDS['account']})\W*\d*", plain, re.IGNORECASE))
        or bool(re.fullmatch(r"@\w+|[a-z]+[\d_]\w*|\w+\.\w{2,}(?:\.\w+)?|[0-9a-f-]{16,}", plain))
    )


def names_in_byline(text: str) -> tuple[str, ...]:
    """Return the persons that a byline names, each as printed, in their order; empty if it names none."""
    text = _BY.sub("", " ".join(text[:_LONGEST].split("\n", 1)[0].split(" ")), count=1)
    text = _WHEN.sub("", _NOT_NAME.sub(" ", text).strip(" ,;:.|"))
    found: list[str] = []
    for number, part in enumerate(_AND.split(text)):
        name = _without_role(_PLACE.sub("", _BY.sub("", part.strip())).strip(" ,;:|"))
        alone = " " not in name and not _CASELESS.search(name)
        if _looks_like_name(name) and not (alone and number) and name not in found:
            found.append(" ".join(name.split()))
    return tuple(found[:_MOST_NAMES])


def _without_role(name: str) -> str:
    """Cut off a role after a name or before it: "Ann Writer Senior Correspondent"."""
    role = _ROLE.search(name)
    if not role:
        return name
    before, after = name[: role.start()].split(), name[role.end() :].strip(" .")
    if len(before) > 1:
        return " ".join(before)
    return name if before and role[0][0].isupper() else after


def _looks_like_name(name: str) -> bool:
    words = name.split()
    if _BY_ALONE.fullmatch(name) or not 1 <= len(words) <= 6 or len(name) < 2 or len(name) > 60 or _HOUSE.search(name):
        return False
    if _CASELESS.search(name):
        return True
    return any(word[0].isupper() for word in words) and all(
        _NAME_WORD.match(word) and (word[0].isupper() or word.casefold() in _PARTICLES or _PREFIXED.match(word))
        for word in words
    )
