"""Follows an article from sentence to sentence to find whom a pronoun next to a verb of speech means.

A pronoun means the last speaker or subject that agrees with it in gender and number, or the only person of a sentence
shortly before; "?" if two people fit equally well. The order of subjects before other people, and of near before far,
is that of Lappin and Leass (An algorithm for pronominal anaphora resolution, 1994) and of centering.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from seedread.index.compare.cast import Cast, surname
from seedread.index.compare.clauses import clause_subject
from seedread.index.compare.noun_phrases import kind_of_noun
from seedread.index.compare.speech_subjects import PRONOUNS, UNSURE, Subject
from seedread.index.compare.wording_data import word_set
from seedread.index.text.abbreviations import abbreviations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.compare.cast import Gender
    from seedread.index.compare.noun_phrases import PhraseKind

__all__ = ["Discourse", "Scene"]

_PLURAL = re.compile(r"(?:[aeo]rs|ists|ians|[ae]nts|ics|als|ees|ives|men)$")
_REACH = 3
"""The number of sentences after which a pronoun no longer refers to somebody."""
_GENDERS: dict[str, Gender] = {"he": "he", "she": "she"}
_KINDS: dict[str, frozenset[PhraseKind]] = {
    "he": frozenset(("man", "person")),
    "she": frozenset(("woman", "person")),
    "it": frozenset(("group", "writing")),
    "they": frozenset(("people", "group")),
}
"""The noun phrases that a pronoun can stand for."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Who is in a sentence, outside its quotations."""

    n: int
    """The number of the sentence, without those inside a quotation."""
    paragraph: int
    speaker: str
    """Who speaks in it, directly or indirectly; "?" if nobody or unsure."""
    quoted: bool
    """Whether the speaker is quoted directly."""
    leads: bool
    """Whether it ends with a colon."""
    subject: str
    pronoun: str
    """The pronoun that stands for the subject, empty if it is named."""
    people: tuple[str, ...]
    """Full forms, in order; those in the background last."""
    background: frozenset[str]


class Discourse:
    """The people and the last sentences of an article, up to the present one."""

    def __init__(self, paragraphs: Sequence[str], title: str) -> None:
        self._cast = Cast(paragraphs)
        self._kinds: dict[str, PhraseKind] = {}
        self._scenes: deque[Scene] = deque(maxlen=_REACH)
        self._count = 0
        self._here: Subject | None = None
        self._people: tuple[str, ...] = ()
        self._background: frozenset[str] = frozenset()
        self._spoken: set[str] = set()
        self._paragraph = 0
        self._told = self._leads = False
        if not _is_in_title_case(title):
            self._cast.note(title)

    def last_speaker(self, paragraph: int) -> str:
        """Return who spoke in the sentence before, in the same paragraph or the one above it; "?" if nobody.

        It is the subject of that sentence if it ends with a colon, or is the only person in it.
        """
        last = self._scenes[-1] if self._scenes else None
        if last is None or last.paragraph < paragraph - 1:
            return UNSURE.text
        alone = last.paragraph == paragraph and self._is_alone(last)
        return last.subject if last.speaker == UNSURE.text and (last.leads or alone) else last.speaker

    def _is_alone(self, scene: Scene) -> bool:
        """Whether the subject of a sentence is a person, and nobody else is in it."""
        person = self._kinds.get(scene.subject) in ("man", "woman", "person") or self._cast.is_person(scene.subject)
        return person and set(scene.people) <= {scene.subject}

    def begin(self, paragraph: int, outside: str) -> None:
        """Go on to a sentence; `outside` are its words outside quotations."""
        self._paragraph, self._told = paragraph, any(char.isalnum() for char in outside)
        self._leads = outside.rstrip().endswith(":")
        self._here = clause_subject(outside) if self._told else None
        named, background = self._cast.note(outside) if self._told else ([], [])
        self._people = tuple(dict.fromkeys(name for name in named if self._may_be_meant(name)))
        self._background = frozenset(background) - frozenset(named[: len(named) - len(background)])
        self._count += self._told

    def end(self, speaker: str, *, quoted: bool) -> None:
        """Record who spoke in the sentence; one that is inside a quotation counts with the sentence before."""
        self._spoken.add(speaker)
        if self._told:
            self._scenes.append(self._scene(speaker, quoted=quoted))
        elif self._scenes and self._scenes[-1].speaker == speaker:
            self._scenes[-1] = replace(self._scenes[-1], paragraph=self._paragraph)

    def _scene(self, speaker: str, *, quoted: bool) -> Scene:
        return Scene(
            n=self._count,
            paragraph=self._paragraph,
            speaker=speaker,
            quoted=quoted,
            leads=self._leads,
            subject=self.name(self._here) if self._here else UNSURE.text,
            pronoun=self._here.text if self._here and self._here.text in PRONOUNS else "",
            people=self._people,
            background=self._background,
        )

    def name(self, subject: Subject, *, after: bool = False) -> str:
        """Return the full name or the noun phrase of a subject, "?" if unsure.

        `after` says that it is after the quotation: then a pronoun does not mean the subject of the words before it.
        """
        if subject.text in PRONOUNS:
            return self._antecedent(subject.text, after=after)
        if subject.kind:
            self._kinds[subject.text] = subject.kind
            return subject.text
        name = self._cast.full(subject.text, subject.titled)
        if " " not in name and kind_of_noun(name) == "people" and not self._cast.is_person(name):
            plural = name.lower() if name[1:].islower() else name
            self._kinds[plural] = "people"
            return plural
        no_name = name.lower() in word_set("speech", "titles") or self._is_plural(name)
        return UNSURE.text if no_name else name

    def _is_plural(self, name: str) -> bool:
        """Whether a single word that occurs once is a plural that begins a sentence, not a name: Critics."""
        once = self._cast.mentions(name) < 2 and name not in self._cast.titles
        return " " not in name and once and _PLURAL.search(name) is not None

    def _may_be_meant(self, name: str) -> bool:
        return self._cast.is_person(name) or (" " in name and self._cast.may_be_person(name))

    def _antecedent(self, pronoun: str, *, after: bool) -> str:
        here = None if after else self._here
        if here and here.text not in PRONOUNS and self._fits(found := self.name(here), pronoun):
            rivals = [name for name in self._people if name != found and self._fits(name, pronoun)]
            return self._learn(found, pronoun) if not rivals else UNSURE.text
        for scene in reversed(self._scenes):
            if self._count - scene.n > _REACH:
                break
            if found := self._in_scene(scene, pronoun):
                return self._learn(found, pronoun)
        return UNSURE.text

    def _in_scene(self, scene: Scene, pronoun: str) -> str:
        """Return whom a pronoun means in an earlier sentence, "?" if several fit, empty if nobody does."""
        fitting = [name for name in scene.people if self._cast.gender(name) in (pronoun, None)]
        for text in (scene.speaker, scene.subject):
            if text != UNSURE.text and self._fits(text, pronoun):
                return text if self._stands_out(scene, text, fitting) else UNSURE.text
        if pronoun in ("it", "they"):
            return ""
        if scene.pronoun == pronoun and scene.subject == UNSURE.text:
            return UNSURE.text
        near = [name for name in fitting if name not in scene.background] or fitting
        if len(near) == 1 and self._cast.is_person(near[0]):
            return near[0]
        return UNSURE.text if near else ""

    def _stands_out(self, scene: Scene, text: str, fitting: Sequence[str]) -> bool:
        """Whether a speaker or subject is meant rather than another person of the sentence whom the pronoun fits."""
        if scene.pronoun or (scene.quoted and text == scene.speaker) or self._cast.mentions(text) > 1:
            return True
        others = (name for name in fitting if name != text and name not in scene.background)
        return not any(self._rivals(name, text) for name in others)

    def _rivals(self, name: str, subject: str) -> bool:
        """Whether a name is as likely one of a person as the subject is."""
        return self._cast.is_person(name) or not (self._cast.is_person(subject) or subject in self._spoken)

    def _fits(self, text: str, pronoun: str) -> bool:
        """Whether a pronoun agrees with a name or noun phrase in gender and number."""
        if kind := self._kinds.get(text):
            return kind in _KINDS[pronoun]
        if text == UNSURE.text or pronoun == "they":
            return False
        if pronoun == "it":
            return not self._cast.is_person(text)
        last = surname(text).lower().rstrip(".")
        if last in abbreviations("en").seldom | word_set("speech", "no_person") and last not in ("jr", "sr"):
            return False
        person = self._cast.is_person(text) or (text in self._spoken and self._cast.may_be_person(text))
        return person and self._cast.gender(text) in (pronoun, None)

    def _learn(self, name: str, pronoun: str) -> str:
        if pronoun in _GENDERS:
            self._cast.learn(name, _GENDERS[pronoun])
        return name


def _is_in_title_case(title: str) -> bool:
    """Whether nearly every long word of a title has a capital letter, so that its names cannot be told apart."""
    words = [word for word in title.split() if len(word) > 3]
    return sum(word[0].isupper() for word in words) > 0.8 * len(words)
