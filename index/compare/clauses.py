"""Finds the grammatical subject of a sentence, whatever its verb: the person whom a later "he said" can mean."""

from __future__ import annotations

import re
from itertools import islice

from seedread.index.compare.cue_wording import normalise_cues
from seedread.index.compare.noun_phrases import kind_of_noun, leading_phrase
from seedread.index.compare.proper_names import NAME, names_in
from seedread.index.compare.speech_subjects import PRONOUNS, Subject, subject_in_match
from seedread.index.compare.wording_data import word_set

__all__ = ["clause_subject"]

_OPENERS = re.compile(
    r"(?:[“”\"‘’,.\s—–-]|\b(?:and|but|so|yet|still|meanwhile|however|then|also|later|instead|indeed|now|perhaps"
    r"|nevertheless|nonetheless|earlier|separately|similarly)\b)*",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(\w+)(?= [a-z]|’|')")
_NO_VERB = (
    "and|or|of|that|this|the|an?|in|on|at|for|from|with|to|by|than|as|before|after|since|until|during|into|among|between"
    "|without"
)
_FOLLOWS = re.compile(
    r"(?: \([^()]{1,40}\)| (?:of|from|at) (?:the )?[A-Z][\w ]{1,30})?"
    rf"(?:, \w|(?! (?:{_NO_VERB})\b) [a-z])"
)
"""What follows a subject: a verb or an apposition."""
_APPOSED = re.compile(rf", ({NAME})(?=,)")
_PRECEDED = re.compile(rf"[^,]{{0,90}}, ({NAME}) (?!and\b|or\b|of\b)[a-z]")
"""A name after its description: A former pilot from Ohio, Jane Doe has."""
_PARTICIPLE = re.compile(r"\w+(?:ed|ing)(?=,)")
_ROLE = re.compile(r"(?:[\w’'-]+ ){0,5}([\w’'-]+) $")
_OWNED = ("’s", "'s")
_FRONTED = 150
"""The longest phrase before the subject, in characters."""
_MOST_FRONTED = 3
_MOST_NAMES = 3
"""Names at the beginning of a clause of which the last can be its subject: Parliament spokeswoman Jane Doe."""
_REACH = 200
"""Characters of a subject with its titles and descriptions."""


def clause_subject(sentence: str) -> Subject | None:
    """Return the subject of the main clause: a name, a pronoun or a noun phrase; None if it is no possible speaker."""
    text = normalise_cues(sentence)
    at = _after_openers(text, 0)
    for _ in range(_MOST_FRONTED):
        if subject := _subject_at(text[at : at + _REACH]):
            return subject
        comma = text.find(", ", at, at + _FRONTED)
        if comma < 0:
            return None
        at = _after_openers(text, comma + 2)
    return None


def _after_openers(text: str, at: int) -> int:
    found = _OPENERS.match(text, at)
    return found.end() if found else at


def _subject_at(text: str) -> Subject | None:
    word = _PRONOUN.match(text)
    if word and word[1].lower() in PRONOUNS:
        return Subject(word[1].lower())
    if _PARTICIPLE.match(text):
        return None
    names = [name for name in islice(names_in(text), _MOST_NAMES) if _describes(text[: name.start])]
    if names and _FOLLOWS.match(text, names[-1].end) and not text[: names[-1].end].endswith(_OWNED):
        return Subject(names[-1].text, names[-1].titled)
    return _phrase(text)


def _phrase(text: str) -> Subject | None:
    """Return the noun phrase that begins a clause, or the name that it describes."""
    phrase = leading_phrase(text)
    if phrase is None:
        return None
    described = _APPOSED.match(text, phrase.end)
    if described is None and phrase.text.startswith(("a ", "an ")):
        described = _PRECEDED.match(text, phrase.end)
    return subject_in_match(described) or Subject(phrase.text, kind=phrase.kind)


def _describes(lead: str) -> bool:
    """Whether only a description of the name is before it: his eldest daughter."""
    if not lead or lead.lower() == "the ":
        return True
    role = _ROLE.fullmatch(lead)
    return role is not None and kind_of_noun(role[1]) in ("man", "woman", "person") and not _has_verb(lead)


def _has_verb(lead: str) -> bool:
    return any(word.lower() in word_set("speech", "cues") for word in lead.split())
