"""Finds the speaker of a quotation from the cue, a verb of speech, directly before or after it."""

from __future__ import annotations

import re

from seedread.index.compare.clauses import clause_subject
from seedread.index.compare.cue_wording import normalise_cues
from seedread.index.compare.noun_phrases import NounPhrase, leading_phrase, phrase_at_end, phrase_at_start
from seedread.index.compare.proper_names import NAME
from seedread.index.compare.speech_subjects import (
    UNSURE,
    Cue,
    Subject,
    agent_of,
    is_passive,
    speech_cues,
    subject_after_verb,
    subject_before_verb,
    subject_in_match,
    subject_of,
    subjects_of,
)
from seedread.index.compare.wording_data import word_set

__all__ = [
    "indirect_speakers",
    "subject_after_quotation",
    "subject_before_quotation",
    "subject_closing_sentence",
    "subject_of_unlisted_verb",
]

_WORD = re.compile(r"[^\W\d_]+")
_ACCORDING = re.compile(rf"\b[Aa]ccording to (?:the )?({NAME})")
_ACCORDING_APPOSED = re.compile(
    rf"\b[Aa]ccording to (?:the|its|their|his|her|a|an) (?:[\w’'-]+ ){{0,5}}[\w’'-]+, ({NAME}),"
)
_LABEL = re.compile(rf"^({NAME}):\s*$")
_FUNCTION = (
    "and|but|or|that|which|who|as|while|when|if|because|after|before|with|without|to|in|on|at|for|from|of|was|is|were"
    "|are|had|has|he|she|it|they"
)
_NOUN_PHRASE = re.compile(
    rf"(?:(?!(?:{_FUNCTION})\b)[\w'’-]+ ){{0,6}}(?!(?:{_FUNCTION})\b)[\w'’-]+"
    r"(?: (?:of|for|at|in|with)(?: [\w'’-]+){1,6})?"
)
_DESCRIBED = re.compile(rf"(?:(?!(?:{_FUNCTION})\b)[\w'’-]+,? ){{1,7}}")
_TO = re.compile(r"\b(?:[Aa]ccording to|[Ii]n the words of) ")
_ACT = re.compile(
    rf"\b({NAME})(?:(?<=[’']s)|(?<=s)[’']) (?:[\w-]+ ){{0,2}}?(\w+)(?: that(?: [\w’'-]+){{0,6}}| of| for| to| was"
    r"| is)? *$"
)
_FURTHER_VERB = re.compile(
    r"(?:\b(?:and|but|then|also|has|have|had|having)|[,;]) (?:(?:\w+ly|later|then|also|again) )?$"
)
_UNLISTED = rf"(?:({NAME})|\b([Hh]e|[Ss]he|[Tt]hey)) (?:\w+ly )?[a-z]+(?:ed|s)"
_UNLISTED_AFTER = re.compile(rf"{_UNLISTED}\b")
_UNLISTED_VERB = re.compile(r" [a-z]+(?:ed|s)[,:] *$")
_UNLISTED_INVERTED = re.compile(rf"[a-z]+ed ({NAME})")
_VERB_NEXT = re.compile(r" (?:\w+ly )?(?:[a-z]+ed|read)\b")
_UNLISTED_BEFORE = re.compile(rf"{_UNLISTED}[,:] *$")
_JOINED = re.compile(r"[ ,]*(?:and|but|while|whereas|though)\b")
_ENDS = re.compile(r"[.;:!?](?:\s|$)|[“\"‘]")
_LISTENERS = 6
"""How many words after a verb may name the listener and the time."""
_REACH = 120
"""Characters between a quotation and its verb."""


def subject_after_quotation(after: str) -> Subject | None:
    """Return the speaker named directly after the closing mark: said X; X said; he told Y. None if there is no cue."""
    text = normalise_cues(after).lstrip(" ,—–")
    if text.startswith("according to "):
        return _according(text)
    first = _WORD.match(text)
    if first and first[0] in word_set("speech", "cues") - {"told", "tells", "tell"}:
        return subject_after_verb(text[first.end() :])
    cue = next(speech_cues(text), None)
    if cue is None:
        return None
    between = text[: cue.start].strip()
    subject = subject_before_verb(between)
    if subject and _noun_phrase(between, subject):
        return subject
    return UNSURE if _NOUN_PHRASE.fullmatch(between) else None


def _noun_phrase(between: str, subject: Subject) -> bool:
    """Whether only the subject and its description are between the quotation and the verb."""
    lead, _, rest = between.partition(subject.text)
    if len(rest) > _REACH or any(mark in rest for mark in '.;“"‘'):
        return False
    return not lead.strip() or bool(_DESCRIBED.fullmatch(lead))


def subject_closing_sentence(after: str) -> Subject | None:
    """Return the speaker named in the last clause after the quotation: "full confidence" in him, X said."""
    text = _ENDS.split(normalise_cues(after), maxsplit=1)[0]
    if _JOINED.match(text):
        return None
    cue = next(speech_cues(text), None)
    if cue is None or is_passive(text, cue) or not _ends_after_verb(text, cue):
        return None
    between = text[: cue.start].rstrip()
    subject = subject_before_verb(between)
    if subject is None or subject.text not in between:
        return None
    comma = between.rfind(", ", 0, between.rfind(subject.text) + 1)
    return subject if comma >= 0 and _noun_phrase(between[comma + 1 :].strip(), subject) else None


def _ends_after_verb(text: str, cue: Cue) -> bool:
    """Whether only the time, place or listener follows the verb, and no further statement."""
    rest = text[cue.end :].split()
    if not rest or rest[0].lower() in word_set("speech", "occasion"):
        return True
    return cue.word in word_set("speech", "with_listener") and len(rest) <= _LISTENERS


def _according(text: str) -> Subject | None:
    """Return the source after "according to", None if there is none."""
    found = _TO.search(text)
    if found is None:
        return None
    named = subject_in_match(_ACCORDING_APPOSED.match(text, found.start()) or _ACCORDING.match(text, found.start()))
    phrase = phrase_at_start(text[found.end() : found.end() + _REACH])
    if phrase and (named is None or not _ACCORDING_APPOSED.match(text, found.start())):
        return Subject(phrase.text, kind=phrase.kind)
    return named or UNSURE


def subject_before_quotation(before: str) -> Subject | None:
    """Return the speaker named in the part of the sentence before a quotation, None if it has no cue."""
    text = normalise_cues(before)
    if label := _LABEL.match(text):
        return subject_in_match(label)
    if owner := _owner_of_act(text):
        return owner
    verbs = list(speech_cues(text))
    if not verbs:
        return _before_colon(text) or _according(text)
    if verbs[-1].word in word_set("speech", "hanging"):
        return _of_hanging(text, verbs)
    while len(verbs) > 1 and is_passive(text, verbs[-1]) and not agent_of(text, verbs[-1]):
        verbs.pop()
    if is_passive(text, verbs[-1]):
        return agent_of(text, verbs[-1]) or _according(text) or UNSURE
    return subject_of(text, verbs[-1]) or _first_of_two_verbs(text, verbs[-1]) or UNSURE


def _owner_of_act(text: str) -> Subject | None:
    """Return the owner of an act of speech right before the quotation: Jane Doe's claim that it was."""
    found = _ACT.search(text)
    return subject_in_match(found) if found and found[2] in word_set("sources", "acts") else None


def _before_colon(text: str) -> Subject | None:
    """Return the subject of a sentence that leads to a quotation with a colon."""
    return clause_subject(text) if text.rstrip().endswith(":") else None


def _first_of_two_verbs(text: str, cue: Cue) -> Subject | None:
    """Return the subject of the clause if this is a further verb of it: Menon thanked him and said."""
    return clause_subject(text[: cue.start]) if _FURTHER_VERB.search(text[: cue.start]) else None


def _of_hanging(text: str, verbs: list[Cue]) -> Subject:
    """Return the subject of ", adding that": the subject of the verb of speech before, or of the sentence."""
    described = phrase_at_end(text[: verbs[-1].start])
    if described and described.kind in ("man", "woman", "person"):
        return Subject(described.text, kind=described.kind)
    for cue in reversed(verbs[:-1]):
        if cue.word not in word_set("speech", "hanging") and (subject := subject_of(text, cue)):
            return subject
    return clause_subject(text) or UNSURE


def subject_of_unlisted_verb(before: str, after: str, *, comma: bool) -> Subject | None:
    """Return the subject of a verb that is in no list, between a comma and the quotation: "A," X thundered.

    `comma` says that the quotation ends with a comma, or as a question or exclamation.
    """
    text = normalise_cues(after).lstrip(" ,") if comma else ""
    if inverted := _UNLISTED_INVERTED.match(text):
        return subject_in_match(inverted)
    found = _UNLISTED_AFTER.match(text) or _UNLISTED_BEFORE.search(normalise_cues(before))
    if found is None:
        phrase = _phrase_of_unlisted_verb(before, text)
        return Subject(phrase.text, kind=phrase.kind) if phrase else None
    return Subject(found[2].lower()) if found[2] else subject_in_match(found)


def _phrase_of_unlisted_verb(before: str, after: str) -> NounPhrase | None:
    phrase = leading_phrase(after)
    if phrase and _VERB_NEXT.match(after, phrase.end):
        return phrase
    verb = _UNLISTED_VERB.search(before)
    return phrase_at_end(before[: verb.start()]) if verb else None


def indirect_speakers(sentence: str) -> list[Subject]:
    """Return the certain speakers of a sentence without quotations, in order: X said it was; it was, said X."""
    if found := subjects_of(sentence):
        return found
    text = normalise_cues(sentence)
    inverted = [
        subject_after_verb(text[cue.end :])
        for cue in speech_cues(text)
        if text[: cue.start].endswith(", ") and cue.word not in word_set("speech", "hanging")
    ]
    return [subject for subject in (*inverted, _according(text)) if subject and subject != UNSURE]
