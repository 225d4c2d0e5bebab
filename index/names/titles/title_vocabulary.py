"""The titles of leaders and officials, read from `data/titles.toml`: words before or after a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from seedread.index.text.data_files import read_toml

__all__ = [
    "CIVIL_SERVANTS",
    "COUNTERPART",
    "LEADER",
    "OFFICIAL",
    "OTHER",
    "STRANGER",
    "OfficeTitle",
    "TitleForm",
    "TitleVocabulary",
    "of_its_country",
    "title_vocabulary",
]

LEADER, OFFICIAL, OTHER, STRANGER, COUNTERPART = "leader", "official", "other", "stranger", "counterpart"
CIVIL_SERVANTS = frozenset(("IN", "PK", "BD", "NP", "LK", "MV", "BT"))
"""States whose foreign secretary is the head of the ministry's staff, not the minister."""
_PAPAL = frozenset(("pope", "pontiff"))
LONGEST = 6
"""The number of words in the longest form."""


@dataclass(frozen=True, slots=True)
class TitleForm:
    """One way to write a title."""

    role: str
    """The office as newspapers write it."""
    rank: str
    """leader, official, other (neither), stranger (never a politician) or counterpart."""
    family: str = ""
    """For leaders: president, premier, monarch, state, foreign or body."""
    loose: bool = False
    """Whether other people have this title too, so that it never makes a leader by itself."""


@dataclass(frozen=True, slots=True)
class OfficeTitle:
    """A title found next to a name."""

    form: TitleForm
    country: str | None = None
    former: bool = False
    outside: bool = False
    """Whether it is the office of a club, company, party or province, not of a state."""
    capital: bool = False
    """Whether it begins with a capital, as titles before a name do."""
    joined: bool = False
    """Whether the name follows "president of Cuba" without a comma, so that the two may not belong together."""
    awaited: bool = False
    """Whether the office is not held yet: "president-elect"."""
    then: bool = False
    """Whether the office was held at the time that the text tells of: "then-president"."""
    patron: str = ""
    """The folded name of the person whom the office serves: "Putin's top aide"."""

    @property
    def is_leader(self) -> bool:
        """Whether it is the office of a leader."""
        return self.form.rank == LEADER and not self.outside


def of_its_country(title: OfficeTitle) -> OfficeTitle:
    """Return the title as its country uses it: the Vatican's for a pope; a foreign secretary may be an official."""
    if title.form.role in _PAPAL and (title.capital or title.country):
        return replace(title, country="VA")
    if title.form.role == "foreign secretary" and title.country in CIVIL_SERVANTS:
        return replace(title, form=TitleForm("foreign secretary", OFFICIAL))
    return title


@dataclass(frozen=True)
class TitleVocabulary:
    """Everything in `titles.toml`, ready for look-up; all words folded."""

    forms: dict[str, TitleForm]
    words: dict[str, frozenset[str]]
    """The word lists by name."""
    bodies: dict[str, str]
    """Names of bodies between states with their codes."""
    title_words: frozenset[str]
    """Every word in a title, without "of", "the", "and", "for"."""
    last_words: frozenset[str]
    """The last words of titles: only a name after one of these can have a title before it."""

    def longest(self, keys: list[str], end: int) -> tuple[TitleForm, int] | None:
        """Return the longest title that ends before `keys[end]`, with its start."""
        for n in range(min(LONGEST, end), 0, -1):
            form = self.forms.get(" ".join(keys[end - n : end]))
            if form:
                return form, end - n
        return None

    def longest_from(self, keys: list[str], start: int) -> tuple[TitleForm, int] | None:
        """Return the longest title that starts at `keys[start]`, with its end."""
        for n in range(min(LONGEST, len(keys) - start), 0, -1):
            form = self.forms.get(" ".join(keys[start : start + n]))
            if form:
                return form, start + n
        return None

    def body(self, keys: list[str], end: int) -> tuple[str, int] | None:
        """Return the code of the body whose name ends before `keys[end]`, with its start."""
        for n in range(min(4, end), 0, -1):
            code = self.bodies.get(" ".join(keys[end - n : end]))
            if code:
                return code, end - n
        return None

    def body_from(self, keys: list[str], start: int) -> tuple[str, int] | None:
        """Return the code of the body whose name starts at `keys[start]`, with its end."""
        for n in range(min(4, len(keys) - start), 0, -1):
            code = self.bodies.get(" ".join(keys[start : start + n]))
            if code:
                return code, start + n
        return None


@cache
def title_vocabulary() -> TitleVocabulary:
    """Return the package's title vocabulary, read at the first call."""
    data = read_toml("names", "titles.toml")
    words = {name: frozenset(value) for name, value in data["words"].items()}
    loose = set(data["loose"]["forms"])
    forms = {form: TitleForm(form, OTHER) for form in data["others"]["forms"]}
    forms |= {form: TitleForm(form, STRANGER) for form in data["strangers"]["forms"]}
    for role, spellings in data["officials"].items():
        forms |= {form: TitleForm(form if role == "minister" else role, OFFICIAL) for form in spellings}
    for family, entry in data["leaders"].items():
        forms |= {form: TitleForm(entry["role"], LEADER, family, form in loose) for form in entry["forms"]}
    for form in data["leaders_as_said"]["forms"]:
        forms[form] = TitleForm(form, LEADER, forms[form].family, form in loose)
    forms |= {form: TitleForm(form, COUNTERPART) for form in words["counterparts"]}
    bodies = {name: code for code, names in data["bodies"].items() for name in names}
    split = [form.split() for form in forms]
    title_words = frozenset(word for form in split for word in form) - {"of", "the", "and", "for"}
    last_words = frozenset(form[-1] for form in split) | words["awaiting"]
    return TitleVocabulary(forms, words, bodies, title_words, last_words)
