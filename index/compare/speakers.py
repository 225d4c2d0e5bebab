"""Attributes quotations to speakers: the source next to the verb of speech next to the quotation, "?" if unsure.

The rules cover direct, indirect and mixed quotations with a cue, as defined by Pareti and others (Automatically
detecting and attributing indirect quotations, EMNLP 2013). A wrong source is worse than none: the rules never guess.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from seedread.index.compare.clauses import clause_subject
from seedread.index.compare.discourse import Discourse
from seedread.index.compare.quotation_cues import (
    indirect_speakers,
    subject_after_quotation,
    subject_before_quotation,
    subject_closing_sentence,
    subject_of_unlisted_verb,
)
from seedread.index.compare.speech_subjects import PRONOUNS, UNSURE, Subject, speech_cues
from seedread.index.compare.wording_data import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.compare.comparison import CharSpan, Quotation, Sentence

__all__ = ["attribute"]

_CONTRAST = re.compile(r"[.;]\s|\b(?:while|whereas|but (?!also)|although)\b")
_PARENTHETIC = re.compile(r"[^,]{1,80}, (?:he|she|it|they) \w+, ?")
"""The beginning of a sentence that a quotation goes on with, as in: The sum, he said, "is not enough"."""
_LAST_WORD = re.compile(r"(\w[\w-]*),? ?$")
_FINAL = ".?!。！？—-…,"
_MARKS = "“”\"«»„‘’'「」『』"
_SEARCHED = 600
"""Characters before and after a quotation that are searched for its verb of speech."""


class _Unquoted:
    """The paragraphs of an article, read without the inside of their quotations."""

    def __init__(self, paragraphs: Sequence[str], quotations: Sequence[Quotation]) -> None:
        self._paragraphs = paragraphs
        self._spans: dict[int, list[CharSpan]] = {}
        for quotation in quotations:
            self._spans.setdefault(quotation.paragraph, []).append((quotation.start, quotation.end))

    def between(self, paragraph: int, start: int, end: int) -> str:
        """Return a part of a paragraph."""
        text, spans = self._paragraphs[paragraph], self._spans.get(paragraph, [])
        pieces = []
        first = bisect_left(spans, start, key=lambda span: span[1])
        for opening, closing in spans[first:]:
            if opening >= end:
                break
            pieces.append(text[start : max(start, opening)])
            start = min(closing, end)
        return "".join((*pieces, text[start:end]))


class _Surroundings(NamedTuple):
    """What is around a quotation, without other quotations."""

    before: str
    """From the beginning of the sentence."""
    after: str
    ended: bool
    """Whether the sentence ends with the quotation."""
    comma: bool
    """Whether the sentence goes on after a comma, a question mark or an exclamation mark."""
    opens: bool
    """Whether it begins its paragraph."""


def attribute(
    paragraphs: Sequence[str], sentences: Sequence[Sentence], quotations: Sequence[Quotation], title: str = ""
) -> list[Quotation]:
    """Return the quotations with their speakers, with full names if the article has given them."""
    unquoted = _Unquoted(paragraphs, quotations)
    discourse = Discourse(paragraphs, title)
    of_sentence: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        of_sentence.setdefault(quotation.sentence, []).append(quotation)
    done: list[Quotation] = []
    for sentence in sentences:
        outside = unquoted.between(sentence.paragraph, sentence.start, sentence.end)
        discourse.begin(sentence.paragraph, outside)
        here = len(done)
        for quotation in of_sentence.get(sentence.n, []):
            around = _surroundings(unquoted, paragraphs, sentence, quotation)
            speaker = _speaker(discourse, around, quotation, _before_in_sentence(unquoted, sentence, quotation, done))
            done.append(replace(quotation, speaker=speaker))
        ending = [one for one in done[-1:] if one.paragraph == sentence.paragraph and one.end >= sentence.start]
        speaker = _quoted_speaker(done[here:] or ending)
        quoted = speaker != UNSURE.text
        discourse.end(speaker if quoted else _indirect_speaker(discourse, outside), quoted=quoted)
    return done


def _surroundings(
    unquoted: _Unquoted, paragraphs: Sequence[str], sentence: Sentence, quotation: Quotation
) -> _Surroundings:
    start, end = quotation.start - 1, quotation.end + 1
    before = unquoted.between(quotation.paragraph, max(sentence.start, start - _SEARCHED), max(start, sentence.start))
    after = unquoted.between(quotation.paragraph, end, min(end + _SEARCHED, len(paragraphs[quotation.paragraph])))
    last = quotation.text.rstrip()[-1:]
    ended = last in ".。" or after[:1] in ".;:"
    return _Surroundings(before, after, ended, last in ",?!" or after[:1] == ",", opens=start <= 0)


def _before_in_sentence(
    unquoted: _Unquoted, sentence: Sentence, quotation: Quotation, done: Sequence[Quotation]
) -> str:
    """Return the speaker of the quotation that this one continues in its sentence, as in: "A," said X, "B"."""
    if not done or done[-1].paragraph != quotation.paragraph or done[-1].end < sentence.start:
        return UNSURE.text
    between = unquoted.between(quotation.paragraph, done[-1].end + 1, quotation.start - 1)
    if not any(speech_cues(between)):
        return UNSURE.text if _CONTRAST.search(between) or clause_subject(between) else done[-1].speaker
    closed = between.rstrip().endswith((",", ":")) and "." not in between.replace("Mr.", "")
    return done[-1].speaker if closed and subject_after_quotation(between) else UNSURE.text


def _speaker(discourse: Discourse, around: _Surroundings, quotation: Quotation, same_sentence: str) -> str:
    if _is_title(around.before):
        return UNSURE.text
    after = None if around.ended else subject_after_quotation(around.after)
    before = subject_before_quotation(around.before) if around.before.strip(" " + _MARKS) else None
    if after and after != UNSURE and not _yields(after, before, around.after):
        return discourse.name(after, after=True)
    if same_sentence != UNSURE.text:
        return same_sentence
    subject = _first_sure(
        before,
        None if around.ended else subject_closing_sentence(around.after),
        after,
    )
    if subject is None or subject == UNSURE:
        subject = subject_of_unlisted_verb(around.before, around.after, comma=around.comma) or subject
    if subject:
        return discourse.name(subject, after=_PARENTHETIC.fullmatch(around.before) is not None)
    return discourse.last_speaker(quotation.paragraph) if _stands_alone(around, quotation) else UNSURE.text


def _is_title(before: str) -> bool:
    """Whether a quotation is no speech but a title or a slogan, as the word before it says."""
    word = _LAST_WORD.search(before)
    return word is not None and word[1].lower() in word_set("speech", "no_speech")


def _yields(after: Subject, before: Subject | None, text: str) -> bool:
    """Whether the subject before a quotation is the better one: the one after it is a pronoun, or only passes it on."""
    passed_on = text.lstrip(" ,").startswith("according to ")
    return passed_on or (after.text in PRONOUNS and before is not None and before != UNSURE)


def _first_sure(*subjects: Subject | None) -> Subject | None:
    """Return the first subject that is sure, else one that is unsure, None if there is no cue at all."""
    found = [subject for subject in subjects if subject]
    return next((subject for subject in found if subject != UNSURE), found[0] if found else None)


def _stands_alone(around: _Surroundings, quotation: Quotation) -> bool:
    """Whether a quotation is a sentence of its own, without a word before it."""
    final = quotation.text.rstrip()[-1:] in _FINAL or around.after[:1] == "."
    if any(char.isalnum() for char in around.before) or not final or quotation.text.isupper():
        return False
    return not around.opens or not any(char.isalnum() for char in around.after)


def _quoted_speaker(quotations: Sequence[Quotation]) -> str:
    """Return the last known speaker of some quotations, "?" if there is none."""
    known = [quotation.speaker for quotation in quotations if quotation.speaker != UNSURE.text]
    return known[-1] if known else UNSURE.text


def _indirect_speaker(discourse: Discourse, outside: str) -> str:
    """Return the last known speaker of indirect speech in a sentence, "?" if there is none."""
    told = [discourse.name(subject) for subject in indirect_speakers(outside)]
    return next((name for name in reversed(told) if name != UNSURE.text), UNSURE.text)
