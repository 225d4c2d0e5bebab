"""Who is the subject of a verb of speech: the name right beside it, or before an apposition; else nobody is sure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from .data_file import words_of
from .proper_names import NAME, Name, names_in, read_name

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "PRONOUNS",
    "UNSURE",
    "Subject",
    "opening_subject",
    "subject_after_quotation",
    "subject_before_quotation",
    "subjects_of",
]

PRONOUNS = frozenset(("he", "she", "it"))
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_CUE = re.compile(rf"(?<![\w'’-])(?:{'|'.join(sorted(words_of('speech', 'cues')))})(?![\w'’-])")
_QUOTED_AS = re.compile(r"\b(?:was|were|is|has been) quoted (?:by [\w ]+ )?as saying\b")
_ACCORDING = re.compile(rf"\b[Aa]ccording to (?:the )?({NAME})")
_LABEL = re.compile(rf"^({NAME}):\s*$")
_STOPS_NAME = re.compile(
    r"\b(?:for|in|at|from|with|to|on|by|who|whose|as|and|after|during|before|when|while|about)\b|[.;:,“\"‘—–(]"
)
_LAST = re.compile(r"[^\W\d_]+$")
_DASHES = re.compile(r"\s+[—–-]\s+")
_TITLE_STOP = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Sgt|Capt|Adm|Maj)\.")
_DEPENDS = re.compile(
    r"\b(?:of|for|in|from|at|with|to|by|and|on|than|over|under|against)(?: the| a| an)?$"
    r"|\b(?:one|a|an|another|some|many|most|no|each|every)$"
)
_FUNCTION = (
    "and|but|or|that|which|who|as|while|when|if|because|after|before|with|without|to|in|on|at|for|from|of|was|is|were"
    "|are|had|has|he|she|it|they"
)
_NOUN_PHRASE = re.compile(
    rf"(?:(?!(?:{_FUNCTION})\b)[\w'’-]+ ?){{1,7}}(?: (?:of|for|at|in|with) (?:[\w'’-]+ ?){{1,6}})?"
)
_DESCRIBED = re.compile(rf"(?:(?!(?:{_FUNCTION})\b)[\w'’-]+,? ){{1,7}}")
_REACH = 90
"""Characters of an apposition between a name and its verb."""


class Subject(NamedTuple):
    """Who speaks: a name, or a pronoun still to be resolved."""

    text: str
    title: str = ""


UNSURE = Subject("?")
"""Somebody speaks, and the text does not give a name that is sure."""


class _Cue(NamedTuple):
    word: str
    start: int
    end: int


def _cues(text: str) -> Iterator[_Cue]:
    for match in _CUE.finditer(text):
        yield _Cue(match[0], match.start(), match.end())


def _even(text: str) -> str:
    """Return `text` with dashes around an apposition as commas, and titles without their full stops."""
    return _TITLE_STOP.sub(lambda found: found[0][:-1], _DASHES.sub(", ", text))


def subject_after_quotation(after: str) -> Subject | None:
    """Return who is told to have said it right behind the closing mark: said X, X said, he told Y; None: nobody is."""
    text = _even(after).lstrip(" ,—–")
    first = _WORD.match(text)
    if first and first[0] in words_of("speech", "cues") - {"told", "tells", "tell"}:
        return _behind_cue(text[first.end() :])
    cue = next(_cues(text), None)
    if cue is None:
        return None
    between = text[: cue.start].strip()
    subject = _right_before(between)
    if subject and _noun_phrase(between, subject):
        return subject
    return UNSURE if _NOUN_PHRASE.fullmatch(between) else None


def _noun_phrase(between: str, subject: Subject) -> bool:
    """Tell whether nothing but the subject stands between a quotation and the verb, with what describes it."""
    lead, _, behind = between.partition(subject.text)
    if len(behind) > _REACH or any(mark in behind for mark in '.;“"‘'):
        return False
    return not lead.strip() or bool(_DESCRIBED.fullmatch(lead))


def _behind_cue(text: str) -> Subject:
    """Read the subject of an inverted verb: a pronoun, a name behind titles, or a name in apposition."""
    word = _WORD.search(text)
    if word and word[0] in PRONOUNS:
        return Subject(word[0])
    stop = _STOPS_NAME.search(text)
    phrase = text[: stop.start()] if stop else text
    names = list(names_in(phrase))
    while names and re.search(r"\bof(?: the)? $", phrase[: names[-1].start]):
        names.pop()
    if names:
        described = _common_noun(phrase[names[-1].end :].strip())
        return UNSURE if described else Subject(names[-1].text, names[-1].titled)
    apposed = re.match(rf",\s*({NAME})\s*(?=[,.]|$)", text[len(phrase) :])
    return _named(apposed) or UNSURE


def _named(match: re.Match[str] | None) -> Subject | None:
    name = read_name(match[1], 0) if match else None
    return Subject(name.text, name.titled) if name else None


def _common_noun(rest: str) -> bool:
    """Tell whether a lower-case word follows that makes the name describe somebody else: said a Kremlin spokesman."""
    word = _WORD.match(rest)
    return bool(word and word[0].islower() and word[0] not in words_of("speech", "between") | {"of"})


def subject_before_quotation(before: str) -> Subject | None:
    """Return who is told to speak in the part of a sentence that leads to a quotation; None where no verb tells."""
    text = _QUOTED_AS.sub("said", _even(before))
    if label := _LABEL.match(text):
        return _named(label)
    cues = list(_cues(text))
    if not cues:
        return _named(_ACCORDING.search(text))
    if cues[-1].word in words_of("speech", "hanging"):
        return _of_hanging(text, cues)
    while len(cues) > 1 and _passive(text, cues[-1]) and not _agent(text, cues[-1]):
        cues.pop()
    return _subject(text, cues[-1]) or UNSURE


def _of_hanging(text: str, cues: list[_Cue]) -> Subject:
    """Return the subject that ", adding that" hangs on: that of the verb of speech before, or of the sentence."""
    for cue in reversed(cues[:-1]):
        if cue.word not in words_of("speech", "hanging"):
            return _subject(text, cue) or UNSURE
    return _named(re.match(rf"({NAME})(?=,| [a-z])", text)) or UNSURE


def _passive(text: str, cue: _Cue) -> bool:
    word = re.search(r"([^\W\d_]+)\s*$", text[: cue.start])
    return word is not None and word[1] in words_of("speech", "passive")


def _agent(text: str, cue: _Cue) -> Subject | None:
    """Return the name behind "by"."""
    return _named(re.search(rf"\bby (?:the )?({NAME})", text[cue.end :]))


def _subject(text: str, cue: _Cue) -> Subject | None:
    """Return the subject of one verb; of a passive one the agent."""
    if _passive(text, cue):
        return _agent(text, cue)
    return _right_before(text[: cue.start]) or _inverted(text, cue)


def _inverted(text: str, cue: _Cue) -> Subject | None:
    """Return the name behind a verb that follows a quotation: the sentence goes on with more of it."""
    before = text[: cue.start].rstrip()
    return _behind_cue(text[cue.end :]) if before.endswith(("”", '"', "’")) else None


def _right_before(text: str) -> Subject | None:
    """Return the name or pronoun that ends `text`; adverbs, an apposition and "who" are passed over."""
    text = text.rstrip()
    while (word := _LAST.search(text)) and word[0].lower() in words_of("speech", "between") | {"who"}:
        text = text[: word.start()].rstrip().removesuffix(",") if word[0] == "who" else text[: word.start()].rstrip()
    if text.endswith(","):
        return _before_apposition(text[:-1])
    if word and word[0].lower() in PRONOUNS:
        return Subject(word[0].lower())
    name = _name_at_end(text)
    if name is None:
        return None
    lead = text[: name.start].rstrip()
    if not _DEPENDS.search(lead):
        return Subject(name.text, name.titled)
    place = re.search(r"\b(?:of|at|from|with)(?: the)?$", lead)
    holder = _name_at_end(lead[: place.start()].rstrip()) if place else None
    return Subject(holder.text, holder.titled) if holder and " " in holder.text else None


def _name_at_end(text: str) -> Name | None:
    return next((name for name in names_in(text) if name.end == len(text)), None)


def _before_apposition(text: str) -> Subject | None:
    """Return the name before an apposition or in it, as in: Jane Doe, head of the agency, said."""
    comma = text.rfind(",", max(0, len(text) - _REACH))
    if comma < 0:
        return None
    name = _name_at_end(text[:comma])
    if name is None:
        apposed = _name_at_end(text)
        name = apposed if apposed and not text[comma + 1 : apposed.start].strip() else None
    return Subject(name.text, name.titled) if name else None


def subjects_of(sentence: str) -> list[Subject]:
    """Return who is told to speak in a sentence, by every verb of speech whose subject is sure, in order."""
    text = _QUOTED_AS.sub("said", _even(sentence))
    verbs = [cue for cue in _cues(text) if cue.word not in words_of("speech", "hanging") and not _passive(text, cue)]
    return [subject for cue in verbs if (subject := _right_before(text[: cue.start]))]


def opening_subject(sentence: str) -> Subject | None:
    """Return the person whom a sentence is about: a full name at its beginning, and no other in it."""
    text = _even(sentence)
    names = [name for name in names_in(text) if " " in name.text]
    if len({name.text for name in names}) != 1:
        return None
    lead = text[: names[0].start].strip()
    opens = not lead or (lead.endswith(",") and lead.count(",") == 1 and len(lead) < _REACH)
    return Subject(names[0].text, names[0].titled) if opens and not names[0].text.isupper() else None
