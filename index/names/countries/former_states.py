"""Assigns a place to the state that it belonged to when the article was written: Moscow in 1987 to the Soviet Union."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from seedread.index.names.lexicon import forms_of
from seedread.index.text.data_files import read_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.names.countries.scan import CountryCandidate

__all__ = ["with_states_of_year"]


def with_states_of_year(candidates: Sequence[CountryCandidate], year: int | None) -> list[CountryCandidate]:
    """Return the candidates, with a former state's code for its places if `year` is within its years."""
    if year is None:
        return list(candidates)
    return [_in_time(candidate, year) for candidate in candidates]


def _in_time(candidate: CountryCandidate, year: int) -> CountryCandidate:
    for first, last, code in _states().get(candidate.form, ()):
        if first <= year <= last and candidate.code:
            return replace(candidate, code=code)
    return candidate


@cache
def _states() -> dict[str, list[tuple[int, int, str]]]:
    """Return form → first year, last year and code of the former states it belonged to."""
    table: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for code, first, last, forms in read_table("names", "former_states.tsv"):
        for form in forms_of(forms):
            table[form].append((int(first), int(last), code))
    return dict(table)
