"""Records which names of an article are people, their full forms, and whether they are he or she.

What tells: a title or an office before the name, an age after it, the given name, and a surname that stands alone
elsewhere. Nothing is looked up outside the article.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, TypeAlias

from seedread.index.compare.noun_phrases import kind_of_noun
from seedread.index.compare.proper_names import names_in
from seedread.index.compare.wording_data import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedread.index.compare.proper_names import ProperName

__all__ = ["Cast", "Gender", "surname"]

Gender: TypeAlias = Literal["he", "she"]

_GENDERED: dict[str, Gender] = {
    **dict.fromkeys(("mr", "sir", "lord", "king", "prince", "pope", "emperor", "sultan", "emir", "congressman"), "he"),
    **dict.fromkeys(("mrs", "ms", "miss", "lady", "dame", "queen", "princess", "chairwoman", "spokeswoman"), "she"),
    **dict.fromkeys(("chairman", "spokesman"), "he"),
    "congresswoman": "she",
}
_OF_NOUN: dict[str, Gender] = {"man": "he", "woman": "she"}
_AGE = re.compile(r",? (?:\(?\d\d\)?),|, (?:who|whose) ")
_ROLE = re.compile(r"([^\W\d_]+)(,?) $")
_DESCRIPTION = re.compile(r", (?:(?:the|an?|its|his|her|their) )?([^,.;]{3,80})")
_LINKED = re.compile(r"\b(?:of|for|in|at|from)(?: the)? $")
_ONE = ("man", "woman", "person")
_OWNED = ("’s", "'s")
_OWNER = re.compile(r"[’']s ")
_NOUN = re.compile(r" ([a-z][\w-]+)")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii"))
_MOST_FORMS = 20
"""People with one surname that are told apart."""


class Cast:
    """The people of an article."""

    def __init__(self, paragraphs: Iterable[str]) -> None:
        self._genders: dict[str, Gender] = {}
        self._people: set[str] = set()
        self._full: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._given: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._alone: Counter[str] = Counter()
        self._mentions: Counter[str] = Counter()
        self.titles: dict[str, str] = {}
        """Mr, Mrs and the like by surname, up to the present sentence."""
        for text in paragraphs:
            for name in names_in(text):
                self._read(text, name)

    def _read(self, text: str, name: ProperName) -> None:
        """Note what the article tells about a name anywhere: names can be explained after their first mention."""
        if " " not in name.text:
            self._alone[name.text.lower()] += 1
        role = _ROLE.search(text, max(0, name.start - 20), name.start)
        apposed = role is not None and (not role[2] or text[name.end : name.end + 1] == ",")
        kind = kind_of_noun(role[1]) if role and apposed else None
        alone = not _LINKED.search(text, max(0, name.start - 9), name.start)
        described = alone and (_AGE.match(text, name.end) or _is_described(text, name.end))
        if name.titled or kind in _ONE or described:
            self._people.add(name.text)
            self._people.add(surname(name.text))
        gender = _GENDERED.get(name.titled) or _OF_NOUN.get(kind or "")
        if gender:
            self._genders.setdefault(name.text, gender)

    def note(self, text: str) -> tuple[list[str], list[str]]:
        """Record the names of a sentence; return the full forms of all, and of those in the background.

        In the background are owners and names that describe a noun: Smith's house, the Smith campaign.
        """
        found: list[str] = []
        background: list[str] = []
        for name in names_in(text):
            self._mention(name)
            full = self.full(name.text, name.titled)
            noun = _NOUN.match(text, name.end)
            owned = text[: name.end].endswith(_OWNED) and not name.text.endswith("s")
            (background if owned or (noun and kind_of_noun(noun[1])) else found).append(full)
        return found + background, background

    def _mention(self, name: ProperName) -> None:
        self._mentions[name.text] += 1
        if name.titled:
            self.titles[surname(name.text)] = name.titled
        if " " in name.text and not name.text.isupper() and not _OWNER.search(name.text):
            forms = self._full[surname(name.text).lower()]
            forms.pop(name.text, None)
            forms[name.text] = None
            if len(forms) > _MOST_FORMS:
                del forms[next(iter(forms))]
            given = self._given[given_name(name.text)]
            if len(given) < _MOST_FORMS:
                given[name.text] = None

    def mentions(self, name: str) -> int:
        """Return how often a name was mentioned so far, in this form or by its last word."""
        return self._mentions[name] + (self._mentions[surname(name)] if " " in name else 0)

    def full(self, name: str, titled: str = "") -> str:
        """Return the full name with this surname that is mentioned most, the first of several; else the name itself."""
        if " " in name:
            return name
        gender = _GENDERED.get(titled)
        latest = list(reversed(self._full.get(name.lower(), {})))
        forms = [form for form in latest if not gender or self.gender(form) in (gender, None)]
        known = [form for form in forms if self._is_known(form)]
        return max(reversed(known or forms), key=self._mentions.__getitem__, default=self._by_given_name(name) or name)

    def _is_known(self, name: str) -> bool:
        return name in self._people or _gender_of_given(given_name(name)) is not None

    def _by_given_name(self, name: str) -> str:
        """Return the only person whose full name begins with this word, empty if there is none."""
        forms = [form for form in self._given.get(name.lower(), {}) if self.is_person(form)]
        return forms[0] if len(forms) == 1 else ""

    def is_person(self, name: str) -> bool:
        """Whether a name is one of a person, as far as the article shows."""
        words = name.lower().split(" ")
        if len(words) > 1 and _gender_of_given(words[0]):
            return True
        if name.isupper() or any(word in word_set("persons", "never") for word in words):
            return name in self._genders
        if name in self._people:
            return True
        last = words[-2] if words[-1] in _SUFFIXES and len(words) > 2 else words[-1]
        return len(words) > 1 and self._alone[last] > 0

    def may_be_person(self, name: str) -> bool:
        """Whether nothing shows that a name is not one of a person."""
        words = name.lower().split(" ")
        other = name.isupper() or any(word in word_set("persons", "never") for word in words)
        return self.is_person(name) or not (other or kind_of_noun(words[-1]) in ("group", "writing", "people"))

    def gender(self, name: str) -> Gender | None:
        """Return the pronoun of a person, None if the article does not show it."""
        found = self._genders.get(name)
        if found is None and " " in name:
            found = _gender_of_given(given_name(name)) or self._genders.get(surname(name))
        return found

    def learn(self, name: str, gender: Gender) -> None:
        """Record the pronoun that the article used for a person."""
        if self.gender(name) is None:
            self._genders[name] = gender


def _is_described(text: str, end: int) -> bool:
    """Whether a description of a person follows a name: Jane Doe, the chief economist of the bank."""
    found = _DESCRIPTION.match(text, end)
    if found is None:
        return False
    phrase = re.split(r" (?:of|for|at|in|who|from)\b", found[1], maxsplit=1)[0]
    return kind_of_noun(phrase.rsplit(" ", 1)[-1]) in _ONE


def surname(name: str) -> str:
    """Return the last word of a name."""
    return name.rsplit(" ", 1)[-1]


def given_name(name: str) -> str:
    """Return the first word of a name, lower case."""
    return name.split(" ", 1)[0].lower()


def _gender_of_given(word: str) -> Gender | None:
    if word in word_set("persons", "men"):
        return "he"
    return "she" if word in word_set("persons", "women") else None
