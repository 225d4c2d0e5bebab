"""Attributes quotations to speakers: the name next to the verb of speech next to the quotation, "?" if unsure.

The rules cover direct, indirect and mixed quotations with a cue, as defined by Pareti and others (Automatically
detecting and attributing indirect quotations, EMNLP 2013). A wrong name is worse than none: the rules never guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from seedread.index.compare.proper_names import NAME, full_form, names_in
from seedread.index.compare.quotation_cues import (
    subject_after_quotation,
    subject_before_quotation,
    subject_closing_sentence,
)
from seedread.index.compare.speech_subjects import PRONOUNS, UNSURE, Subject, opening_subject, subjects_of
from seedread.index.compare.wording_data import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.compare.comparison import Quotation, Sentence

__all__ = ["attribute"]

_MARKS = "“”\"«»„‘’'「」『』"
_APPOSED = re.compile(rf",\s({NAME}),")
_SEARCHED = 600
"""Characters before and after a quotation that are searched for its verb of speech."""
_PRONOUN_REACH = 2
"""The number of sentences after which a pronoun no longer refers to the last speaker."""


@dataclass
class _Discourse:
    """The discourse up to the current sentence."""

    names: list[str] = field(default_factory=list)
    """Every name so far, in order."""
    titles: dict[str, str] = field(default_factory=dict)
    """Mr, Mrs and the like by surname."""
    speaker: str = UNSURE.text
    spoke: int = -9
    """The sentence in which that person spoke last."""


def attribute(
    paragraphs: Sequence[str], sentences: Sequence[Sentence], quotations: Sequence[Quotation], title: str = ""
) -> list[Quotation]:
    """Return the quotations with their speakers, with full names if the article has given them."""
    discourse = _Discourse()
    _note_names(discourse, title)
    of_sentence: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        of_sentence.setdefault(quotation.sentence, []).append(quotation)
    done: list[Quotation] = []
    for sentence in sentences:
        _note_names(discourse, _outside(sentence, of_sentence.get(sentence.n, [])))
        here = len(done)
        for quotation in of_sentence.get(sentence.n, []):
            speaker = _speaker(discourse, paragraphs, sentence, quotation, done)
            done.append(replace(quotation, speaker=speaker))
            if speaker != UNSURE.text:
                discourse.speaker, discourse.spoke = speaker, sentence.n
        _note_speech(discourse, sentence, done[here:])
    return done


def _outside(sentence: Sentence, quotations: Sequence[Quotation]) -> str:
    """Return a sentence with spaces in place of its quotations."""
    text = sentence.text
    for quotation in quotations:
        if quotation.paragraph == sentence.paragraph:
            first, last = max(quotation.start - sentence.start, 0), max(quotation.end - sentence.start, 0)
            text = text[:first] + " " * (min(last, len(text)) - first) + text[last:]
    return text


def _note_names(discourse: _Discourse, text: str) -> None:
    for name in names_in(text):
        discourse.names.append(name.text)
        if name.titled:
            discourse.titles[name.text.split(" ")[-1]] = name.titled


def _note_speech(discourse: _Discourse, sentence: Sentence, quotations: Sequence[Quotation]) -> None:
    """Record the speaker or subject of a sentence without an attributed quotation."""
    if any(quotation.speaker != UNSURE.text for quotation in quotations):
        return
    subjects = subjects_of(_outside(sentence, quotations))
    named = [subject for subject in subjects if subject.text not in PRONOUNS]
    opening = None if quotations else opening_subject(sentence.text)
    if named or opening:
        subject = named[-1] if named else opening
        assert subject, "one of the two"
        discourse.speaker, discourse.spoke = full_form(subject.text, discourse.names), sentence.n
    elif subjects:
        discourse.spoke = sentence.n if discourse.spoke >= sentence.n - 1 else discourse.spoke
    elif _turns_to_another(discourse, sentence.text):
        discourse.speaker = UNSURE.text


def _turns_to_another(discourse: _Discourse, text: str) -> bool:
    """Whether a sentence may be about another person than the last speaker: it has a full name or an apposition."""
    apposed = _APPOSED.search(text)
    return any(" " in name.text for name in names_in(text)) or (
        apposed is not None and apposed[1] not in discourse.speaker.split(" ")
    )


def _speaker(
    discourse: _Discourse,
    paragraphs: Sequence[str],
    sentence: Sentence,
    quotation: Quotation,
    done: Sequence[Quotation],
) -> str:
    text = paragraphs[quotation.paragraph]
    before = text[max(sentence.start, quotation.start - _SEARCHED) : max(quotation.start - 1, sentence.start)]
    after = text[quotation.end + 1 : quotation.end + _SEARCHED]
    ended = quotation.text.rstrip()[-1:] in ".。" or after[:1] in ".;:"
    subject = None if ended else subject_after_quotation(after)
    if subject is None and before.strip(" " + _MARKS):
        subject = _same_sentence(text, quotation, done) or subject_before_quotation(before)
    if subject is None and not ended:
        subject = subject_closing_sentence(after)
    if subject is None:
        return _continued_speaker(paragraphs, quotation, done)
    return _resolve(discourse, subject, sentence)


def _same_sentence(text: str, quotation: Quotation, done: Sequence[Quotation]) -> Subject | None:
    """Return the speaker of the quotation that this one continues: "A," said X, "B"."""
    if not done or done[-1].paragraph != quotation.paragraph or done[-1].speaker == UNSURE.text:
        return None
    between = text[done[-1].end + 1 : quotation.start - 1]
    subject = subject_after_quotation(between)
    closed = between.rstrip().endswith((",", ":")) and "." not in between.replace("Mr.", "")
    return Subject(done[-1].speaker) if subject and closed else None


def _continued_speaker(paragraphs: Sequence[str], quotation: Quotation, done: Sequence[Quotation]) -> str:
    """Return the previous speaker if speech continues after "he said." or from the previous paragraph."""
    if not done:
        return UNSURE.text
    last = done[-1]
    if last.paragraph == quotation.paragraph:
        between = paragraphs[quotation.paragraph][last.end + 1 : quotation.start - 1].strip()
        continues = not between or (
            between.count(". ") == 0 and between.endswith(".") and subject_after_quotation(between)
        )
        return last.speaker if continues else UNSURE.text
    open_end = last.end == len(paragraphs[last.paragraph])
    return last.speaker if open_end and last.paragraph == quotation.paragraph - 1 else UNSURE.text


def _resolve(discourse: _Discourse, subject: Subject, sentence: Sentence) -> str:
    if subject.text == UNSURE.text:
        return UNSURE.text
    if subject.text not in PRONOUNS:
        name = full_form(subject.text, discourse.names)
        return UNSURE.text if _is_plural(discourse, name) else name
    if (
        discourse.speaker != UNSURE.text
        and discourse.spoke >= sentence.n - _PRONOUN_REACH
        and _agrees_with_title(discourse, subject.text)
    ):
        return discourse.speaker
    return UNSURE.text


def _is_plural(discourse: _Discourse, name: str) -> bool:
    """Whether a single word in -s that occurs once is a plural that begins a sentence, not a name: Critics."""
    return " " not in name and name.endswith("s") and discourse.names.count(name) < 2 and name not in discourse.titles


def _agrees_with_title(discourse: _Discourse, pronoun: str) -> bool:
    """Whether a pronoun may refer to the last speaker, as far as the title shows."""
    surname = discourse.speaker.split(" ")[-1]
    title = discourse.titles.get(surname, "")
    if pronoun == "it":
        return not title
    if surname.lower().rstrip(".") in word_set("sentences", "seldom_last") | word_set("speech", "no_person"):
        return False
    wrong = {"he": ("mrs", "ms", "queen", "chairwoman", "spokeswoman"), "she": ("mr", "sir", "king", "pope")}
    return title not in wrong[pronoun]
