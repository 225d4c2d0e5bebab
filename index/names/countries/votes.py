"""Resolves ambiguous forms by the whole document: Georgia, Korea, a Paris in Texas, a Mr Jordan."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from seedread.index.names.countries.dateline_spans import dateline_length
from seedread.index.names.countries.guards import COUNTRY, OTHER, PERSON, TOWN
from seedread.index.names.countries.scan import CITY, MASK
from seedread.index.names.cues import ambiguous_forms, cue_phrases, cue_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.names.countries.scan import CountryCandidate
    from seedread.index.names.cues import Meaning

__all__ = ["resolve_forms"]

_WITH_OFFICE = re.compile(
    r" (?:(?:Deputy )?Prime Minister|Premier|President|King|Foreign Minister|Defen[cs]e Minister|government|army"
    r"|parliament|PDR|People's|National Assembly|officials|authorities)\b"
)
"""After a form that has other meanings: it is the country's."""
_ADDRESS = re.compile(
    r"\(?\b\d{3}[-)] ?\d{3}-\d{4}\b"
    r"|\b\d{2,5} (?:[NSEW]\. )?[A-Z][a-z]+ (?:St|Ave|Blvd|Rd|Dr|Ln|Hwy|Pike)\b"
    r"|\b\d+00 block of\b"
)
"""Telephone numbers and addresses in North American style."""


def resolve_forms(
    text: str,
    candidates: Sequence[CountryCandidate],
    verdicts: Sequence[str],
    year: int | None,
    home: str | None = None,
) -> list[CountryCandidate]:
    """Return the candidates that name a country, with the code and kind that fit the document.

    The outlet's `home` is a prior: its readers know which Georgia or London it means.
    """
    found = _DocumentVotes(text, candidates, verdicts, year)
    found.home = home
    kept = []
    for candidate, verdict in zip(candidates, verdicts, strict=True):
        meaning = found.meaning(candidate, verdict)
        if meaning and meaning[0] != MASK:
            same = meaning == (candidate.code, candidate.kind)
            kept.append(candidate if same else replace(candidate, code=meaning[0], kind=meaning[1]))
    return kept


class _DocumentVotes:
    """The evidence of all candidates in one document."""

    def __init__(
        self, text: str, candidates: Sequence[CountryCandidate], verdicts: Sequence[str], year: int | None
    ) -> None:
        self.text = text
        self.year = year
        self.towns: dict[str, str] = {}
        self.persons: set[str] = set()
        self.forms: defaultdict[str, set[str]] = defaultdict(set)
        self.sure: set[str] = set()
        self.american = False
        self.home: str | None = None
        self.local: bool | None = None
        self.decided: dict[str, tuple[str, str]] = {}
        for candidate, verdict in zip(candidates, verdicts, strict=True):
            self._count(candidate, verdict)

    def _count(self, candidate: CountryCandidate, verdict: str) -> None:
        form = candidate.form
        if verdict in {PERSON, TOWN}:
            self.persons.add(form)
        elif verdict not in {COUNTRY, OTHER}:
            self.towns[form] = verdict
        elif form in cue_phrases("weak") and _WITH_OFFICE.match(self.text, candidate.end):
            self.sure.add(form)
        elif (
            verdict == COUNTRY
            and candidate.code != MASK
            and form not in ambiguous_forms()
            and form not in cue_phrases("weak")
        ):
            if candidate.kind not in {"place", CITY}:
                self.forms[candidate.code].add(form)
            self.american = self.american or (
                candidate.kind in {"place", CITY} and candidate.code == "US" and form not in cue_words("world_cities")
            )

    def meaning(self, candidate: CountryCandidate, verdict: str) -> tuple[str, str] | None:
        """Return the code and kind of a candidate, None if it names no country."""
        if verdict in {PERSON, TOWN, OTHER}:
            return None
        if verdict != COUNTRY:
            return verdict, "place"
        if candidate.kind == CITY:
            return (candidate.code, "place") if self._in_dateline(candidate) else None
        form = candidate.form
        if form not in self.decided:
            self.decided[form] = self._decide(form, candidate)
        return self.decided[form]

    def _decide(self, form: str, candidate: CountryCandidate) -> tuple[str, str]:
        code, kind = candidate.code, candidate.kind
        if form in ambiguous_forms():
            code, kind = self._vote(ambiguous_forms()[form], candidate)
        if self.forms[code] - {form}:
            return code, kind
        if form in self.towns:
            return self.towns[form], "place"
        if form in self.persons or (form in cue_phrases("weak") and form not in self.sure):
            return MASK, kind
        if form in cue_words("towns") and self._is_small_town(candidate):
            return MASK, kind
        return code, kind

    def _vote(self, meanings: Sequence[Meaning], candidate: CountryCandidate) -> tuple[str, str]:
        for meaning in meanings:
            if any(self._has_cue(cue) for cue in meaning.cues):
                return meaning.code, meaning.kind or candidate.kind
        own = next((meaning for meaning in meanings if meaning.code == self.home), None)
        if own:
            return own.code, own.kind or candidate.kind
        here = {"US", *(meaning.code for meaning in meanings)}
        abroad = any(forms for code, forms in self.forms.items() if code not in here)
        if (self.american or (self._is_local() and not abroad)) and any(meaning.kind for meaning in meanings):
            best = next(meaning for meaning in meanings if meaning.kind)
        else:
            best = max(meanings, key=lambda meaning: len(self.forms[meaning.code]))
        return best.code, best.kind or candidate.kind

    def _has_cue(self, cue: str) -> bool:
        if cue.startswith("@"):
            return bool(self.forms[cue[1:]])
        if cue[0].isdigit():
            first, last = cue.split("-")
            return self.year is not None and int(first) <= self.year <= int(last)
        return cue in self.text or (len(cue) > 3 and cue.upper() in self.text)

    def _in_dateline(self, candidate: CountryCandidate) -> bool:
        start = self.text.rfind("\n", 0, candidate.start) + 1
        return candidate.start - start < 60 and candidate.end <= start + dateline_length(self.text[start : start + 80])

    def _is_local(self) -> bool:
        """Whether it is a local North American story, by its topics and its addresses."""
        if self.local is None:
            signs = any(sign in self.text for sign in cue_phrases("local_signs"))
            self.local = signs or _ADDRESS.search(self.text) is not None
        return self.local

    def _is_small_town(self, candidate: CountryCandidate) -> bool:
        """Whether it is a small town, as Paris in a local US story; in a dateline without a state it is the capital."""
        if self._is_local():
            return True
        abroad = any(forms for code, forms in self.forms.items() if code not in {"US", "CA", candidate.code})
        if self.home in {"US", "CA"}:
            return not abroad
        return self.american and not abroad and candidate.kind == "capital" and not self._in_dateline(candidate)
