"""Lets the whole document decide what its single words leave open: Georgia, Korea, a town called Paris, a man called Jordan."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from seedread.index.names.country_guards import COUNTRY, OTHER, PERSON
from seedread.index.names.country_scan import MASK, Candidate
from seedread.index.names.cues import ambiguous, phrases, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.names.cues import Meaning

__all__ = ["settle"]


def settle(text: str, candidates: Sequence[Candidate], verdicts: Sequence[str]) -> list[Candidate]:
    """Return the candidates that mean a country, each with the code and the kind that the document gives it."""
    found = _Document(text, candidates, verdicts)
    kept = []
    for candidate, verdict in zip(candidates, verdicts, strict=True):
        meaning = found.meaning(candidate, verdict)
        if meaning and meaning[0] != MASK:
            kept.append(Candidate(candidate.start, candidate.end, candidate.form, *meaning))
    return kept


class _Document:
    """What the candidates of one document tell together."""

    def __init__(self, text: str, candidates: Sequence[Candidate], verdicts: Sequence[str]) -> None:
        self.text = text
        self.towns: dict[str, str] = {}
        self.persons: set[str] = set()
        self.forms: defaultdict[str, set[str]] = defaultdict(set)
        self.american = False
        self.local: bool | None = None
        self.decided: dict[str, tuple[str, str]] = {}
        for candidate, verdict in zip(candidates, verdicts, strict=True):
            self._hear(candidate, verdict)

    def _hear(self, candidate: Candidate, verdict: str) -> None:
        form = _plain(candidate.form)
        if verdict == PERSON:
            self.persons.add(form)
        elif verdict not in {COUNTRY, OTHER}:
            self.towns[form] = verdict
        elif verdict == COUNTRY and form not in ambiguous() and form not in phrases("weak"):
            if candidate.kind != "place":
                self.forms[candidate.code].add(form)
            self.american = self.american or (candidate.kind == "place" and candidate.code == "US")

    def meaning(self, candidate: Candidate, verdict: str) -> tuple[str, str] | None:
        """Return code and kind of what `candidate` means, None if no country."""
        if verdict in {PERSON, OTHER}:
            return None
        if verdict != COUNTRY:
            return verdict, "place"
        form = _plain(candidate.form)
        if form not in self.decided:
            self.decided[form] = self._decide(form, candidate)
        return self.decided[form]

    def _decide(self, form: str, candidate: Candidate) -> tuple[str, str]:
        code, kind = candidate.code, candidate.kind
        if form in ambiguous():
            code, kind = self._vote(ambiguous()[form], candidate)
        if self.forms[code] - {form}:
            return code, kind
        if form in self.towns:
            return self.towns[form], "place"
        if form in self.persons or form in phrases("weak"):
            return MASK, kind
        if form in words("towns") and self._is_local():
            return MASK, kind
        return code, kind

    def _vote(self, meanings: Sequence[Meaning], candidate: Candidate) -> tuple[str, str]:
        for meaning in meanings:
            if any(cue in self.text for cue in meaning.cues):
                return meaning.code, meaning.kind or candidate.kind
        if self.american and any(meaning.kind for meaning in meanings):
            best = next(meaning for meaning in meanings if meaning.kind)
        else:
            best = max(meanings, key=lambda meaning: len(self.forms[meaning.code]))
        return best.code, best.kind or candidate.kind

    def _is_local(self) -> bool:
        if self.local is None:
            self.local = any(sign in self.text for sign in phrases("local_signs"))
        return self.local


def _plain(form: str) -> str:
    """Return a form of a headline of capitals as running text has it."""
    return form.title() if form.isupper() and len(form) > 3 else form
