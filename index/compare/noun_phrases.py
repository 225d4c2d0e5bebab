"""Finds sources that are no names, such as "a spokesman for the ministry", "analysts" or "the report".

A noun phrase is a source if its head is one of the nouns in data/speakers.toml: people, groups and writings.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from seedread.index.compare.wording_data import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["NounPhrase", "PhraseKind", "kind_of_noun", "leading_phrase", "phrase_at_end", "phrase_at_start"]

PhraseKind: TypeAlias = Literal["man", "woman", "person", "people", "group", "writing"]

_WORD = re.compile(r"[^\W_](?:[\w’'&.-]*[\w’])?")
_DOTTED = re.compile(r"(?:[A-Z]\.)+[A-Z]")
_OWNER = re.compile(r"[’']s?$")
_LINK = re.compile(r" and |, (?:and )?")
_NOT_LINKED = "".join(rf"(?<!\b{word} )" for word in ("of", "for", "at", "from", "with", "in", "on", "to", "about"))
_STARTS = re.compile(
    r"[,;:“”\"‘(] *|\b(?:and|but|or|that|while|as|when|if|because|although|though|whereas|where|after|before) "
    rf"|{_NOT_LINKED}(?=\b(?:the|an?|his|her|its|their|one|some|two) )",
    re.IGNORECASE,
)
"""Where a noun phrase can begin: after punctuation, after a conjunction, and before a determiner."""
_OCCASION = re.compile(r" in an? ")
_JOINED = re.compile(r" (?:and|or)\b|, (?:the|an?|his|her|its|their) [^,]{1,40} and ")
_LONGEST = 14
"""Words of a noun phrase."""
_REACH = 120
"""Characters before a verb that are searched for its subject."""
_MOST_STARTS = 8
"""Beginnings that are tried, from the nearest to the verb."""


class NounPhrase(NamedTuple):
    """A source that is no name."""

    text: str
    """As printed, but without a capital letter that only begins a sentence."""
    kind: PhraseKind
    end: int
    """The end of the phrase, in characters of the text that was read."""


def phrase_at_start(text: str) -> NounPhrase | None:
    """Return the noun phrase that begins `text`, None if it has no source."""
    text = _OCCASION.split(text, maxsplit=1)[0]
    words = list(_words(text))
    return _read(text, words[: _length(words)])


def leading_phrase(text: str) -> NounPhrase | None:
    """Return the noun phrase before the first verb of a clause, None if it has no source."""
    words = list(_words(text))
    words = words[: _length(words)]
    for n, word in enumerate(words):
        if kind_of_noun(word[0]) and _verb_follows(text, words, n):
            return _read(text, words[: n + 1])
    before_verb = bool(words) and re.match(r" (?!and\b|or\b)", text[words[-1].end() :])
    return _read(text, words) if before_verb else None


def _verb_follows(text: str, words: Sequence[re.Match[str]], n: int) -> bool:
    if n + 1 < len(words):
        return words[n + 1][0].endswith(("ed", "s", "read")) and not kind_of_noun(words[n + 1][0])
    return not _JOINED.match(text, words[n].end())


def phrase_at_end(text: str) -> NounPhrase | None:
    """Return the noun phrase that ends `text`, None if it has no source."""
    tail = text[-_REACH:].rstrip()
    starts = [0] if len(text) <= _REACH else []
    starts += [match.end() for match in _STARTS.finditer(tail) if match.end() < len(tail)]
    nearest = sorted(set(starts), reverse=True)[:_MOST_STARTS]
    return next((phrase for start in nearest if (phrase := _whole(tail[start:]))), None)


def _whole(text: str) -> NounPhrase | None:
    """Return `text` if it is one noun phrase, or several as in: his mother, sister and nephew."""
    first, *others = _LINK.split(text)
    if not all(_is_source_alone(other) for other in others):
        return None
    words = list(_words(first))
    if not words or words[-1].end() != len(first) or _length(words) != len(words):
        return None
    phrase = _read(first, words)
    return NounPhrase(phrase.text + text[len(first) :], "people", len(text)) if phrase and others else phrase


def _is_source_alone(text: str) -> bool:
    words = text.split(" ")
    return len(words) <= 3 and kind_of_noun(words[-1]) is not None


def _words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words up to the first punctuation mark, at most as many as a noun phrase can have."""
    at = 0
    for count, match in enumerate(_WORD.finditer(text)):
        gap = text[at : match.start()]
        dotted = gap == ". " and _DOTTED.search(text[max(0, at - 4) : at])
        if count == _LONGEST or not (gap == " " or dotted or (count == 0 and not gap.strip())):
            return
        yield match
        at = match.end()


def _length(words: Sequence[re.Match[str]]) -> int:
    """Return how many of the words belong to the noun phrase."""
    stops = word_set("sources", "breaks") | word_set("speech", "cues")
    return next((n for n, word in enumerate(words) if word[0].lower() in stops and not _goes_on(words, n)), len(words))


def _goes_on(words: Sequence[re.Match[str]], n: int) -> bool:
    """Whether a word that could end the phrase is in it: a verb as a noun (the demands), or "to" (an adviser to)."""
    last = words[n - 1][0].lower() if n else ""
    linked = words[n][0] == "to" and last in word_set("sources", "linked_by_to")
    return last in word_set("sources", "determiners") or linked


def _read(text: str, words: Sequence[re.Match[str]]) -> NounPhrase | None:
    """Return the words as a source: with a determiner or an owner, or a plural."""
    plain = [word[0].lower() for word in words]
    core = next((n for n, word in enumerate(plain) if n and word in word_set("sources", "links") | {"to"}), len(plain))
    linked = core < len(plain)
    while core > 1 and plain[core - 1] in word_set("sources", "after_noun"):
        core -= 1
    words = words if linked else words[:core]
    if not core or plain[0] in word_set("sources", "links") or (kind := kind_of_noun(plain[core - 1])) is None:
        return None
    determined = (
        plain[0] in word_set("sources", "determiners")
        or plain[0].isdecimal()
        or any(_OWNER.search(word) for word in plain[:core])
    )
    if not determined and kind != "people" and not (core > 1 and words[0][0][0].isupper()):
        return None
    phrase = text[words[0].start() : words[-1].end()]
    opens = plain[0] in word_set("sources", "determiners") or kind_of_noun(plain[0]) == "people"
    lowered = opens and (len(plain[0]) == 1 or words[0][0][1:].islower())
    return NounPhrase(_OWNER.sub("", phrase[0].lower() + phrase[1:] if lowered else phrase), kind, words[-1].end())


@cache
def kind_of_noun(word: str) -> PhraseKind | None:
    """Return what a noun stands for, None if it is no source."""
    noun = word.lower().split("-")[-1]
    if noun in word_set("sources", "men"):
        return "man"
    if noun in word_set("sources", "women"):
        return "woman"
    kinds: tuple[tuple[str, PhraseKind], ...] = (("people", "person"), ("groups", "group"), ("writings", "writing"))
    for name, kind in kinds:
        if noun in word_set("sources", name):
            return kind
    return "people" if noun in word_set("sources", "plurals") or _is_plural(noun) else None


def _is_plural(noun: str) -> bool:
    """Whether a noun is the plural in -s of one of the sources."""
    return noun.endswith("s") and not _singulars().isdisjoint((noun[:-1], noun[:-2], noun[:-3] + "y"))


@cache
def _singulars() -> frozenset[str]:
    return frozenset().union(*(word_set("sources", name) for name in ("people", "men", "women", "groups", "writings")))
