"""Recognises towns named like a country or a capital by the words next to them: Paris, Texas; a Lebanon woman."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from seedread.index.names.cues import cue_words

if TYPE_CHECKING:
    from seedread.index.names.countries.scan import CountryCandidate

__all__ = ["TOWN", "town_by_residents", "town_in_north_america"]

TOWN = "town"
"""A town whose country is not known."""
_STATE = re.compile(r", ?((?:(?:New|North|South|West|Rhode|British|Nova) )?[A-Z][\w.]*)")
_PARTY = re.compile(r"\b[RD]-\Z")
_TOWN_BEFORE = re.compile(r"\b(?:[Cc]ity|[Tt]own|[Vv]illage|[Bb]orough) of \Z")
_TOWN_AFTER = re.compile(r" (?:man|woman|resident|couple|teen|teenager|boy|girl|native|police|firefighters?)s?\b")
_IN_LIST = re.compile(r"(?:, | and |&)\Z")
_LIST_GOES_ON = re.compile(r",? (?:and )?[A-Z]")


def town_in_north_america(text: str, candidate: CountryCandidate) -> str:
    """Return US or CA if a state or province follows (Paris, Texas) or a party comes before (R-London), else ""."""
    if candidate.code in {"US", "CA"}:
        return ""
    if _PARTY.search(text, max(0, candidate.start - 3), candidate.start):
        return "US"
    state = _STATE.match(text, candidate.end)
    if not state:
        return ""
    listed = candidate.kind == "name" and _IN_LIST.search(text, max(0, candidate.start - 5), candidate.start)
    if listed and _LIST_GOES_ON.match(text, state.end()):
        return ""  # "Saipan, Guam, Alaska and Florida"
    written = {state[1], state[1].rstrip("."), state[1].title(), state[1].split(" ")[0]}
    if written & cue_words("us_states") or (
        candidate.kind == "capital" and candidate.code != "GE" and "Georgia" in written
    ):
        return "US"
    return "CA" if written & cue_words("ca_provinces") else ""


def town_by_residents(text: str, candidate: CountryCandidate) -> str:
    """Return TOWN for wordings that never refer to a country, "the city of Turkey" and "a Lebanon woman", else ""."""
    if candidate.kind == "name" and _TOWN_BEFORE.search(text, max(0, candidate.start - 12), candidate.start):
        return TOWN
    also_a_town = candidate.kind == "name" and candidate.form in cue_words("towns")
    return TOWN if also_a_town and _TOWN_AFTER.match(text, candidate.end) else ""
