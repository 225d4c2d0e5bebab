"""Decides from the words next to a form whether it is a country, or a person, a town, a club, a language, a street.

A guard looks at one occurrence only; `votes` looks at the rest of the document (Georgia, Korea).
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING

from seedread.index.names.countries.scan import CITY
from seedread.index.names.countries.town_guards import TOWN, town_by_residents, town_in_north_america
from seedread.index.names.cues import cue_words
from seedread.index.names.gazetteer import gazetteer
from seedread.index.names.name_folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from seedread.index.names.countries.scan import CountryCandidate

__all__ = ["COUNTRY", "OTHER", "PERSON", "TOWN", "classify_forms"]

COUNTRY, PERSON, OTHER = "", "person", "other"
"""What a form can be; a town is TOWN, or its country's code if that is known."""

_CITIES = {"capital", "place", CITY}
_PLACES = {*_CITIES, "name", "historical"}
_BEFORE = re.compile(r"([\w.'&-]+) \Z")
_FIRST_NAME_AND_INITIAL = re.compile(r"(\w+) [A-Z]\. \Z")
_SAINT = re.compile(r"\b(?:San|Santa|Saint|St\.?) \w+ \Z")
_AFTER = re.compile(r" ([A-Za-z][\w.'-]*)")
_STATE_BEFORE = re.compile(r"\b((?:(?:New|North|South|West) )?[A-Z][a-z]+)(?:,| and|, and| or) \Z")
_STATE_AFTER = re.compile(r"(?:,| and|, and| or) ((?:(?:New|North|South|West) )?[A-Z][a-z]+)\b")
_MONEY = re.compile(r" ?\$")
_SCORE = re.compile(r" \d{1,3}(?![\d-]|[,.]\d{3}| (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))")
_PHRASE_END = re.compile(
    r"[\s\"]*(?:[.,;:)!?\n]|\Z|(?:and|or|but|with|to|on|at|as|when|by|for|that|than|throughout|because|only|instead|too)\b)"
)
_CALLED = re.compile(r"\b(?:known as|nicknamed|named|called) [\"“‘']?\Z")
_LISTED = {" and ", ", ", " or ", " to ", ", and "}


def classify_forms(text: str, candidates: Sequence[CountryCandidate]) -> Iterator[str]:
    """Yield for each candidate COUNTRY, PERSON, OTHER, TOWN, or the code of the town's country."""
    title_end = text.find("\n")
    language_end = -1
    for candidate, following in zip_longest(candidates, candidates[1:]):
        if _is_language(text, candidate, language_end):
            language_end = candidate.end
            yield OTHER
        elif following and _is_dateline_abroad(text, candidate, following):
            yield OTHER
        else:
            yield _verdict(text, candidate, in_title=candidate.start < title_end)


def _verdict(text: str, candidate: CountryCandidate, *, in_title: bool) -> str:
    before = _BEFORE.search(text, max(0, candidate.start - 24), candidate.start)
    previous = before[1] if before else ""
    after = _AFTER.match(text, candidate.end)
    following = after[1].rstrip(".") if after else ""
    if (
        _is_manner(text, candidate)
        or _is_other_word(text, candidate, previous)
        or _is_culture(text, candidate, following)
    ):
        return OTHER
    if candidate.form == "Georgia" and _is_among_states(text, candidate):
        return "US"
    if candidate.kind in _PLACES:
        town = town_in_north_america(text, candidate) or town_by_residents(text, candidate)
        if town:
            return town
    if _is_part_of_a_name(text, candidate, previous, following):
        return OTHER
    person = (
        _is_nickname(text, candidate)
        or _is_leaders_name(candidate, previous, following.removesuffix("'s"))
        or _is_surname(text, candidate, previous)
        or (not in_title and _is_first_name(candidate, previous, following))
    )
    return PERSON if person else COUNTRY


def _is_among_states(text: str, candidate: CountryCandidate) -> bool:
    """Whether it is listed with states of the United States: "Arizona, Georgia and Michigan"."""
    before = _STATE_BEFORE.search(text, max(0, candidate.start - 30), candidate.start)
    after = _STATE_AFTER.match(text, candidate.end)
    return any(found is not None and found[1] in cue_words("us_states") for found in (before, after))


def _is_culture(text: str, candidate: CountryCandidate, following: str) -> bool:
    """Whether it names a dish, a breed or a lesson: Irish pub, French immersion, English spaniel."""
    if candidate.kind != "demonym":
        return False
    if following.lower() in cue_words("breeds_and_lessons"):
        return True
    end = candidate.end + 1 + len(following)
    return following.lower() in cue_words("culture_tails") and _PHRASE_END.match(text, end) is not None


def _is_part_of_a_name(text: str, candidate: CountryCandidate, previous: str, following: str) -> bool:
    """Whether it is part of the name of a street, a harbour, a club or a treaty."""
    if candidate.kind in _PLACES and (following in cue_words("place_tails") or previous in cue_words("place_heads")):
        return True
    return candidate.kind in _CITIES and _is_named_after(text, candidate, previous, following)


def _is_nickname(text: str, candidate: CountryCandidate) -> bool:
    """Whether it is a nickname: "known as Montana". A country after these words may be an old name."""
    return candidate.kind in _CITIES and _CALLED.search(text, max(0, candidate.start - 14), candidate.start) is not None


def _is_manner(text: str, candidate: CountryCandidate) -> bool:
    """Whether it describes a manner: Persian-speaking, Soviet-style, post-Soviet."""
    if text.startswith("-", candidate.end):
        tail = text[candidate.end + 1 : candidate.end + 10]
        return tail.startswith(tuple(cue_words("compound_tails")))
    return text[max(0, candidate.start - 5) : candidate.start].lower() == "post-"


def _is_language(text: str, candidate: CountryCandidate, language_end: int) -> bool:
    """Whether it is a language: "into German and English", a demonym without a noun after a verb or in a list."""
    if candidate.kind != "demonym" or not _PHRASE_END.match(text, candidate.end):
        return False
    if language_end >= 0 and text[language_end : candidate.start] in _LISTED:
        return True
    before = _BEFORE.search(text, max(0, candidate.start - 24), candidate.start)
    return bool(before) and before is not None and before[1] in cue_words("language_verbs")


def _is_other_word(text: str, candidate: CountryCandidate, previous: str) -> bool:
    """Whether it is US$, the pronoun US in a line of capitals, or gigabytes."""
    if candidate.form == "US":
        return bool(_MONEY.match(text, candidate.end)) or previous in cue_words("pronoun_verbs")
    return candidate.form == "GB" and previous[-1:].isdigit()


def _is_dateline_abroad(text: str, city: CountryCandidate, country: CountryCandidate) -> bool:
    """Whether it is a city that the dateline places in another country: TRIPOLI, Lebanon."""
    return (
        (city.kind, city.capitals, country.kind, country.capitals) == ("capital", True, "name", False)
        and city.code != country.code
        and text[city.end : country.start] == ", "
    )


def _is_named_after(text: str, candidate: CountryCandidate, previous: str, following: str) -> bool:
    """Whether it is a club (Real Madrid), a team in a table (Paris 14) or a treaty (Lusaka Agreement)."""
    return (
        previous in cue_words("clubs")
        or following in cue_words("treaty_tails")
        or bool(_SCORE.match(text, candidate.end))
    )


def _is_leaders_name(candidate: CountryCandidate, previous: str, following: str) -> bool:
    """Whether it is part of a name in the gazetteer: Luis Montenegro, Israel Katz, Sheikh Sabah."""
    if candidate.kind not in _PLACES or candidate.capitals:
        return False
    if previous in {"Sheikh", "Shaikh", "Sheik"}:
        return True
    names, form = gazetteer(), fold_name(candidate.form)
    if previous[:1].isupper() and names.with_full_name(f"{fold_name(previous)} {form}"):
        return True
    if previous in {"Minister", "President", "Premier", "Chancellor"} and names.is_family_name(form):
        return True
    return following[:1].isupper() and bool(names.with_full_name(f"{form} {fold_name(following)}"))


def _is_surname(text: str, candidate: CountryCandidate, previous: str) -> bool:
    if candidate.form not in cue_words("surnames"):
        return False
    alone = candidate.kind == "demonym" and _PHRASE_END.match(text, candidate.end) is not None
    if (alone or candidate.form in cue_words("sure_surnames")) and _is_name_within(text, candidate, previous):
        return True
    if previous in cue_words("honorifics"):
        return True
    initial = _FIRST_NAME_AND_INITIAL.search(text, max(0, candidate.start - 24), candidate.start)
    name = initial[1] if initial else previous
    if candidate.capitals:
        name = name.title()
    return name in cue_words("given_names") and not _SAINT.search(text, max(0, candidate.start - 30), candidate.start)


def _is_name_within(text: str, candidate: CountryCandidate, previous: str) -> bool:
    """Whether the word before is a name: it has a capital and does not begin the sentence."""
    before = text[max(0, candidate.start - len(previous) - 3) : candidate.start - len(previous) - 1]
    return (
        previous[:1].isupper()
        and not candidate.capitals
        and before[-1:] == " "
        and before[:1] not in ".!?:"
        and previous not in cue_words("not_surnames")
    )


def _is_first_name(candidate: CountryCandidate, previous: str, following: str) -> bool:
    if candidate.capitals and previous != "BY":
        return False
    return (
        candidate.form in cue_words("first_names")
        and following[:1].isupper()
        and (candidate.capitals or not following.isupper())
        and following.removesuffix("'s") not in cue_words("not_surnames")
    )
