"""Who said what: the verb of speech beside a quotation and the name beside the verb; "?" where that is not sure.

The rules are those that Pareti and others count as direct, indirect and mixed quotation with a cue (Automatically
detecting and attributing indirect quotations, EMNLP 2013). A wrong name is worse than none: nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from .beside_quotation import subject_after_quotation, subject_before_quotation, subject_closing_sentence
from .data_file import words_of
from .proper_names import NAME, fullest, names_in
from .subjects import PRONOUNS, UNSURE, Subject, opening_subject, subjects_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .result import Quotation, Sentence

__all__ = ["attribute"]

_MARKS = "“”\"«»„‘’'「」『』"
_APPOSED = re.compile(rf",\s({NAME}),")
_LOOKED_AT = 600
"""Characters before and behind a quotation in which its verb of speech may stand."""
_RECALLED = 2
"""Sentences over which a pronoun still means who spoke last."""


@dataclass
class _Scene:
    """What is known when the text has been read so far."""

    names: list[str] = field(default_factory=list)
    """Every name so far, in order."""
    titles: dict[str, str] = field(default_factory=dict)
    """Mr, Mrs and the like by surname."""
    speaker: str = UNSURE.text
    spoke: int = -9
    """The sentence in which that one spoke."""


def attribute(
    paragraphs: Sequence[str], sentences: Sequence[Sentence], quotations: Sequence[Quotation], title: str = ""
) -> list[Quotation]:
    """Return the quotations with their speakers, names in full as far as the article has given them."""
    scene = _Scene()
    _meet(scene, title)
    of_sentence: dict[int, list[Quotation]] = {}
    for quotation in quotations:
        of_sentence.setdefault(quotation.sentence, []).append(quotation)
    done: list[Quotation] = []
    for sentence in sentences:
        _meet(scene, _outside(sentence, of_sentence.get(sentence.n, [])))
        here = len(done)
        for quotation in of_sentence.get(sentence.n, []):
            speaker = _speaker(scene, paragraphs, sentence, quotation, done)
            done.append(replace(quotation, speaker=speaker))
            if speaker != UNSURE.text:
                scene.speaker, scene.spoke = speaker, sentence.n
        _note_speech(scene, sentence, done[here:])
    return done


def _outside(sentence: Sentence, quotations: Sequence[Quotation]) -> str:
    """Return a sentence with what it quotes blanked."""
    text = sentence.text
    for quotation in quotations:
        if quotation.paragraph == sentence.paragraph:
            first, last = max(quotation.start - sentence.start, 0), max(quotation.end - sentence.start, 0)
            text = text[:first] + " " * (min(last, len(text)) - first) + text[last:]
    return text


def _meet(scene: _Scene, text: str) -> None:
    for name in names_in(text):
        scene.names.append(name.text)
        if name.titled:
            scene.titles[name.text.split(" ")[-1]] = name.titled


def _note_speech(scene: _Scene, sentence: Sentence, quotations: Sequence[Quotation]) -> None:
    """Remember who speaks in a sentence that quotes nobody by name, or is its subject."""
    if any(quotation.speaker != UNSURE.text for quotation in quotations):
        return
    subjects = subjects_of(_outside(sentence, quotations))
    named = [subject for subject in subjects if subject.text not in PRONOUNS]
    opening = None if quotations else opening_subject(sentence.text)
    if named or opening:
        subject = named[-1] if named else opening
        assert subject, "one of the two"
        scene.speaker, scene.spoke = fullest(subject.text, scene.names), sentence.n
    elif subjects:
        scene.spoke = sentence.n if scene.spoke >= sentence.n - 1 else scene.spoke
    elif _turns_to_another(scene, sentence.text):
        scene.speaker = UNSURE.text


def _turns_to_another(scene: _Scene, text: str) -> bool:
    """Tell whether a sentence may be about somebody else than who spoke last: by a full name, or one in apposition."""
    apposed = _APPOSED.search(text)
    return any(" " in name.text for name in names_in(text)) or (
        apposed is not None and apposed[1] not in scene.speaker.split(" ")
    )


def _speaker(
    scene: _Scene, paragraphs: Sequence[str], sentence: Sentence, quotation: Quotation, done: Sequence[Quotation]
) -> str:
    text = paragraphs[quotation.paragraph]
    before = text[max(sentence.start, quotation.start - _LOOKED_AT) : max(quotation.start - 1, sentence.start)]
    after = text[quotation.end + 1 : quotation.end + _LOOKED_AT]
    ended = quotation.text.rstrip()[-1:] in ".。" or after[:1] in ".;:"
    subject = None if ended else subject_after_quotation(after)
    if subject is None and before.strip(" " + _MARKS):
        subject = _same_sentence(text, quotation, done) or subject_before_quotation(before)
    if subject is None and not ended:
        subject = subject_closing_sentence(after)
    if subject is None:
        return _goes_on(paragraphs, quotation, done)
    return _resolve(scene, subject, sentence)


def _same_sentence(text: str, quotation: Quotation, done: Sequence[Quotation]) -> Subject | None:
    """Return the speaker of a quotation that this one goes on with: "A," said X, "B"."""
    if not done or done[-1].paragraph != quotation.paragraph or done[-1].speaker == UNSURE.text:
        return None
    between = text[done[-1].end + 1 : quotation.start - 1]
    subject = subject_after_quotation(between)
    closed = between.rstrip().endswith((",", ":")) and "." not in between.replace("Mr.", "")
    return Subject(done[-1].speaker) if subject and closed else None


def _goes_on(paragraphs: Sequence[str], quotation: Quotation, done: Sequence[Quotation]) -> str:
    """Return the speaker before, where speech goes on behind "he said." or over the end of a paragraph."""
    if not done:
        return UNSURE.text
    last = done[-1]
    if last.paragraph == quotation.paragraph:
        between = paragraphs[quotation.paragraph][last.end + 1 : quotation.start - 1].strip()
        told = not between or (between.count(". ") == 0 and between.endswith(".") and subject_after_quotation(between))
        return last.speaker if told else UNSURE.text
    open_end = last.end == len(paragraphs[last.paragraph])
    return last.speaker if open_end and last.paragraph == quotation.paragraph - 1 else UNSURE.text


def _resolve(scene: _Scene, subject: Subject, sentence: Sentence) -> str:
    if subject.text == UNSURE.text:
        return UNSURE.text
    if subject.text not in PRONOUNS:
        name = fullest(subject.text, scene.names)
        return UNSURE.text if _many(scene, name) else name
    if scene.speaker != UNSURE.text and scene.spoke >= sentence.n - _RECALLED and _fits(scene, subject.text):
        return scene.speaker
    return UNSURE.text


def _many(scene: _Scene, name: str) -> bool:
    """Tell whether a single word that ends in s and is met once is no name but the beginning of a sentence: Critics."""
    return " " not in name and name.endswith("s") and scene.names.count(name) < 2 and name not in scene.titles


def _fits(scene: _Scene, pronoun: str) -> bool:
    """Tell whether a pronoun may mean the last speaker, as far as a title tells."""
    surname = scene.speaker.split(" ")[-1]
    title = scene.titles.get(surname, "")
    if pronoun == "it":
        return not title
    if surname.lower().rstrip(".") in words_of("sentences", "seldom_last") | words_of("speech", "no_person"):
        return False
    wrong = {"he": ("mrs", "ms", "queen", "chairwoman", "spokeswoman"), "she": ("mr", "sir", "king", "pope")}
    return title not in wrong[pronoun]
