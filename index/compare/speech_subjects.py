"""Finds the subject of a verb of speech: the name, pronoun or noun phrase next to it, or before an apposition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare.cue_wording import normalise_cues
from seedread.index.compare.noun_phrases import kind_of_noun, phrase_at_end, phrase_at_start
from seedread.index.compare.proper_names import NAME, ProperName, names_in, read_proper_name
from seedread.index.compare.wording_data import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.compare.noun_phrases import NounPhrase, PhraseKind

__all__ = [
    "PRONOUNS",
    "UNSURE",
    "Cue",
    "Subject",
    "agent_of",
    "is_passive",
    "speech_cues",
    "subject_after_verb",
    "subject_before_verb",
    "subject_in_match",
    "subject_of",
    "subjects_of",
]

PRONOUNS = frozenset(("he", "she", "it", "they"))
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CUE = re.compile(rf"(?<![\w'’-])(?:{'|'.join(sorted(word_set('speech', 'cues')))})(?![\w'’-])")
_NO_VERB = re.compile(r"(?:\b(?:the|an?|his|her|its|their|our|my|your)|[’']s) $")
_STOPS_NAME = re.compile(
    r"\b(?:for|in|at|from|with|to|on|by|who|whose|as|and|after|during|before|when|while|about)\b"
    r"|(?<!\b[A-Z])\.|[;:,“\"‘—–(]"
)
_LAST = re.compile(r"[^\W\d_]+$")
_AT_PLACE = re.compile(r" (?:of|at|from|with)((?: [\w’'&.-]+){1,9})")
"""The place or body after a name: at the Council on Rivers."""
_JOINS = frozenset(("and", "on"))
"""Words that end other noun phrases, but not the name of a place or body."""
_OF = re.compile(r"\bof(?: the)?$")
_DEPENDS = re.compile(
    r"\b(?:of|for|in|from|at|with|to|by|and|on|than|over|under|against)(?: the| a| an)?$"
    r"|\b(?:one|a|an|another|some|many|most|no|each|every)$"
)
_WORD_BEFORE = 40
"""Characters before a verb that are searched for the word before it."""
_REACH = 90
"""The longest apposition between a name and its verb, in characters."""


class Subject(NamedTuple):
    """The speaker: a name, a noun phrase, or a pronoun that is not resolved yet."""

    text: str
    titled: str = ""
    """The title before a name."""
    kind: PhraseKind | None = None
    """What a noun phrase stands for; None for a name or a pronoun."""


UNSURE = Subject("?")
"""Somebody speaks, but the text does not tell for certain who."""


class Cue(NamedTuple):
    """A verb of speech in a text."""

    word: str
    start: int
    end: int


def speech_cues(text: str) -> Iterator[Cue]:
    """Yield the verbs of speech, in order; not those that are nouns or adjectives, after a determiner or an owner."""
    for match in _CUE.finditer(text):
        if not _NO_VERB.search(text, max(0, match.start() - _WORD_BEFORE), match.start()):
            yield Cue(match[0], match.start(), match.end())


def subject_after_verb(text: str) -> Subject:
    """Return the subject after an inverted verb: a pronoun, a name after titles or in apposition, or a noun phrase."""
    word = _WORD.search(text)
    if word and word[0] in PRONOUNS:
        return Subject(word[0])
    text = text[: 2 * _REACH].lstrip()
    stop = _STOPS_NAME.search(text)
    phrase = text[: stop.start()] if stop else text
    names = list(names_in(phrase))
    while names and re.search(r"\bof(?: the)? $", phrase[: names[-1].start]):
        names.pop()
    if names and not _describes_another(phrase[names[-1].end :].strip()):
        return _named(names[-1])
    apposed = re.match(rf",\s*({NAME})\s*(?=[,.]|$)", text[len(phrase) :]) if not names else None
    return subject_in_match(apposed) or _phrase(phrase_at_start(text)) or UNSURE


def _phrase(found: NounPhrase | None) -> Subject | None:
    return Subject(found.text, kind=found.kind) if found else None


def subject_in_match(match: re.Match[str] | None) -> Subject | None:
    """Return the name in the first group of a match."""
    name = read_proper_name(match[1], 0) if match else None
    return _named(name) if name else None


def _describes_another(rest: str) -> bool:
    """Whether a lower-case word follows, so that the name describes another person: said a Kremlin spokesman."""
    word = _WORD.match(rest)
    return bool(word and word[0].islower() and word[0] not in word_set("speech", "between") | {"of"})


def is_passive(text: str, cue: Cue) -> bool:
    """Whether a verb is passive: the name before it is not the speaker."""
    word = re.search(r"([^\W\d_]+)\s*$", text[max(0, cue.start - _WORD_BEFORE) : cue.start])
    return word is not None and word[1] in word_set("speech", "passive")


def agent_of(text: str, cue: Cue) -> Subject | None:
    """Return the name after "by"."""
    return subject_in_match(re.search(rf"\bby (?:the )?({NAME})", text[cue.end : cue.end + 2 * _REACH]))


def subject_of(text: str, cue: Cue) -> Subject | None:
    """Return the subject of a verb, or the agent of a passive one."""
    if is_passive(text, cue):
        return agent_of(text, cue)
    return subject_before_verb(text[max(0, cue.start - 2 * _REACH) : cue.start]) or _inverted(text, cue)


def _inverted(text: str, cue: Cue) -> Subject | None:
    """Return the name after a verb that directly follows a quotation."""
    before = text[max(0, cue.start - _WORD_BEFORE) : cue.start].rstrip()
    return subject_after_verb(text[cue.end :]) if before.endswith(("”", '"', "’")) else None


def subject_before_verb(text: str) -> Subject | None:
    """Return the subject at the end of `text`; adverbs, an apposition and "who" are skipped."""
    text, related = _without_auxiliaries(text[-2 * _REACH :].rstrip())
    if text.endswith(","):
        return _before_apposition(text[:-1])
    word = _LAST.search(text)
    if word and word[0].lower() in PRONOUNS:
        return Subject(word[0].lower())
    name = _name_at_end(text)
    if name is None:
        return _phrase(phrase_at_end(text)) or _title_alone(word)
    lead = text[: name.start].rstrip()
    if related and lead.endswith((", a", ", an", ", the")):
        return _before_apposition(text)
    return _named(name) if related or not _DEPENDS.search(lead) else _before_place(text)


def _without_auxiliaries(text: str) -> tuple[str, bool]:
    """Return `text` without the auxiliaries and adverbs at its end, and whether "who" was among them."""
    related = False
    while (word := _LAST.search(text)) and _is_between(word[0]):
        text = text[: word.start()].rstrip()
        if word[0] == "who":
            text, related = text.removesuffix(","), True
    return text, related


def _before_place(text: str) -> Subject | None:
    """Return the full name before a place or body that ends `text`, or the noun phrase that it is part of."""
    holder = next((name for name in names_in(text) if _is_place(text[name.end :])), None)
    if holder and (" " in holder.text or holder.titled):
        return _named(holder)
    return _phrase(phrase_at_end(text))


def _is_place(rest: str) -> bool:
    """Whether what follows a name is a place or body and nothing else."""
    found = _AT_PLACE.fullmatch(rest)
    return found is not None and not any(word in word_set("sources", "breaks") - _JOINS for word in found[1].split())


def _named(name: ProperName) -> Subject:
    return Subject(name.text, name.titled)


def _is_between(word: str) -> bool:
    """Whether a word can be between a subject and its verb: "who", an auxiliary or an adverb."""
    return word.lower() in word_set("speech", "between") | {"who"} or (
        word.endswith("ly") and word.islower() and word not in word_set("speech", "nouns_in_ly")
    )


def _title_alone(word: re.Match[str] | None) -> Subject | None:
    """Return a title that may be the surname of somebody: Justice said."""
    titled = word is not None and word[0][0].isupper() and word[0].lower() in word_set("speech", "titles")
    return Subject(word[0]) if word and titled else None


def _name_at_end(text: str) -> ProperName | None:
    return next((name for name in names_in(text) if name.end == len(text)), None)


def _before_apposition(text: str) -> Subject | None:
    """Return the name before an apposition or in it, as in: Jane Doe, head of the agency, said."""
    comma = text.rfind(",", max(0, len(text) - _REACH))
    if comma < 0:
        return _phrase(phrase_at_end(text))
    name = _name_at_end(text[:comma])
    apposed = _name_at_end(text)
    described = text[comma + 1 : apposed.start].strip() if apposed else ""
    alone = apposed if not described or _is_role(described) else None
    if name is None or _OF.search(text[: name.start].rstrip()) or (alone and " " in alone.text):
        name = alone
    return _named(name) if name else _phrase(phrase_at_end(text[:comma]))


def _is_role(description: str) -> bool:
    """Whether only the role of a person is before a name: majority leader."""
    words = description.split(" ")
    person = kind_of_noun(words[-1]) in ("man", "woman", "person")
    return person and not any(word.lower() in word_set("sources", "breaks") for word in words)


def subjects_of(sentence: str) -> list[Subject]:
    """Return the certain subjects of the verbs of speech in a sentence, in order."""
    text = normalise_cues(sentence)
    verbs = [
        cue for cue in speech_cues(text) if cue.word not in word_set("speech", "hanging") and not is_passive(text, cue)
    ]
    return [
        subject for cue in verbs if (subject := subject_before_verb(text[max(0, cue.start - 2 * _REACH) : cue.start]))
    ]
