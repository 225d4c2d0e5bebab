"""Finds the subject of a verb of speech: the name, pronoun or noun phrase next to it, or before an apposition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare.noun_phrases import kind_of_noun, phrase_at_end, phrase_at_start
from seedread.index.compare.proper_names import NAME, ProperName, join_offices, names_in, read_proper_name
from seedread.index.compare.wording_data import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from seedread.index.compare.noun_phrases import Phrase, PhraseKind

__all__ = [
    "PRONOUNS",
    "UNSURE",
    "Cue",
    "Subject",
    "agent_of",
    "is_passive",
    "normalise_cues",
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
_QUOTED_AS = re.compile(r"\b(?:was|were|is|has been) quoted (?:by [\w ]+ )?as saying\b")
_QUOTED_BY = re.compile(rf"\bquoted ({NAME}|(?:an?|the|one|its|his|her|their) [\w ’'-]{{3,60}}?) as saying\b")
_TWO_WORDS = re.compile(r"\b(?:point(?:s|ed) out|sp(?:oke|eaks) of|f(?:ound|inds)(?= that)|reports(?= that))\b")
_BACK = re.compile(r"\b(?:shot|hit|fired) back\b")
_AS_PUT = re.compile(r"\bas ((?:[\w’'-]+ ){1,4}?)puts? it\b(?!,? *$)")
_SUFFIX = re.compile(r"\b([JS]r)\.")
_GO_ON = re.compile(r"\b(?:goes|went) on to (?:say|add)\b")
_PUT_IT = re.compile(r"\b(?:put|puts|saw|sees) it(?: [\w ]{1,40})?[:,]")
_PARTY = re.compile(r"\s?,\s[RDI]-[A-Z][\w.]*(?: [A-Z]\w+\.?)?(?:,(?= (?!the|an?|who)[a-z])|(?=,))|\s\((?:[RDI]-)?[A-Z][\w. -]{0,24}\)")
"""The party and state of a politician, as in: Jane Doe, R-Maine, and Jane Doe (R-ME)."""
_STOPS_NAME = re.compile(
    r"\b(?:for|in|at|from|with|to|on|by|who|whose|as|and|after|during|before|when|while|about)\b"
    r"|(?<!\b[A-Z])\.|[;:,“\"‘—–(]"
)
_LAST = re.compile(r"[^\W\d_]+$")
_DASHES = re.compile(r"(?<!\s)\s+[—–-]\s+")
_TITLE_STOP = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Prof|Sgt|Capt|Adm|Maj)\.")
_AT_PLACE = re.compile(r" (?:of|at|from|with)(?: (?:of|at|from|with|the|for|and|on|in|&)| [^\W\d_a-z][\w’'.&-]*)+")
"""The place or body after a name: at the Council on Rivers."""
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
"""A person speaks, but the text gives no certain name."""


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


def normalise_cues(text: str) -> str:
    """Return `text` with dashes as commas, titles without full stops, and "was quoted as saying" as "said"."""
    text = _AS_PUT.sub(r"\1said", _SUFFIX.sub(r"\1", join_offices(text.replace(" ,", ","))))
    plain = _TITLE_STOP.sub(lambda found: found[0][:-1], _DASHES.sub(", ", _PARTY.sub("", text)))
    plain = _QUOTED_BY.sub(r", \1 said", plain)
    plain = _GO_ON.sub("said", _TWO_WORDS.sub("noted", plain))
    return _PUT_IT.sub("said:", _BACK.sub("replied", _QUOTED_AS.sub("said", plain)))


def subject_after_verb(text: str) -> Subject:
    """Return the subject after an inverted verb: a pronoun, a name after titles, a name in apposition, or a noun phrase."""
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
        return Subject(names[-1].text, names[-1].titled)
    apposed = re.match(rf",\s*({NAME})\s*(?=[,.]|$)", text[len(phrase) :]) if not names else None
    return subject_in_match(apposed) or _phrase(phrase_at_start(text)) or UNSURE


def _phrase(found: Phrase | None) -> Subject | None:
    return Subject(found.text, kind=found.kind) if found else None


def subject_in_match(match: re.Match[str] | None) -> Subject | None:
    """Return the name in the first group of a match."""
    name = read_proper_name(match[1], 0) if match else None
    return Subject(name.text, name.titled) if name else None


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
    """Return the name or pronoun at the end of `text`; adverbs, an apposition and "who" are skipped."""
    text = text[-2 * _REACH :].rstrip()
    related = False
    while (word := _LAST.search(text)) and _is_between(word[0]):
        related = related or word[0] == "who"
        text = text[: word.start()].rstrip().removesuffix(",") if word[0] == "who" else text[: word.start()].rstrip()
    if text.endswith(","):
        return _before_apposition(text[:-1])
    if word and word[0].lower() in PRONOUNS:
        return Subject(word[0].lower())
    name = _name_at_end(text)
    if name is None:
        return _phrase(phrase_at_end(text)) or _title_alone(word)
    lead = text[: name.start].rstrip()
    if related and lead.endswith((", a", ", an", ", the")):
        return _before_apposition(text)
    if related or not _DEPENDS.search(lead):
        return Subject(name.text, name.titled)
    holder = next((one for one in names_in(text) if _AT_PLACE.fullmatch(text, one.end)), None)
    if holder and (" " in holder.text or holder.titled):
        return Subject(holder.text, holder.titled)
    return _phrase(phrase_at_end(text))


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
    return Subject(name.text, name.titled) if name else _phrase(phrase_at_end(text[:comma]))


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
