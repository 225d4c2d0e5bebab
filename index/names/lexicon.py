"""The lexicon of countries: the names, demonyms, capitals and abbreviations in `data/countries.tsv`.

It only lists the forms; `seedread.index.names.countries.country_linker` finds them in a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from seedread.index.names.name_folding import fold_name
from seedread.index.text.data_files import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["FORMER_STATES", "CountryEntry", "all_codes", "countries", "country_name", "forms_of", "resolve_country"]

FORMER_STATES = frozenset(("SU", "YU", "CS", "DD"))
"""Codes of states that no longer exist."""

KINDS = {
    "name": "name",
    "names": "name",
    "demonyms": "demonym",
    "capitals": "capital",
    "metonyms": "metonym",
    "abbreviations": "abbreviation",
    "historical": "historical",
}
"""The columns that hold forms, and the kind of mention each form makes."""


@dataclass(frozen=True, slots=True)
class CountryEntry:
    """One row of the lexicon; forms are spelled as in running text."""

    code: str
    """ISO 3166-1 alpha-2; XK, and `FORMER_STATES`."""
    alpha3: str
    name: str
    """The usual English name."""
    names: tuple[str, ...]
    """Other names: short, long and official."""
    demonyms: tuple[str, ...]
    """Adjectives and people, singular and plural."""
    capitals: tuple[str, ...]
    metonyms: tuple[str, ...]
    """Names for the government: Kremlin, Downing Street."""
    abbreviations: tuple[str, ...]
    historical: tuple[str, ...]
    """Former names and demonyms of this country."""

    def forms(self) -> Iterator[tuple[str, str]]:
        """Yield every form with the kind of mention it makes."""
        for field, kind in KINDS.items():
            value: str | tuple[str, ...] = getattr(self, field)
            for form in (value,) if isinstance(value, str) else value:
                yield form, kind


@cache
def countries() -> Mapping[str, CountryEntry]:
    """Return the lexicon by code, read once."""
    return {
        code: CountryEntry(code, alpha3, name, *(forms_of(column) for column in columns))
        for code, alpha3, name, *columns in read_table("names", "countries.tsv")
    }


def country_name(code: str) -> str:
    """Return the usual English name of `code`, or the code itself if it is not a country's (bodies such as UN)."""
    entry = countries().get(code)
    return entry.name if entry else code


def all_codes() -> tuple[str, ...]:
    """Return the codes of all countries, in alphabetical order."""
    return tuple(sorted(countries()))


def resolve_country(text: str) -> str | None:
    """Return the country code for a code, name, demonym or capital in any case, None if there is none."""
    return _table().get(_key(text))


def forms_of(column: str) -> tuple[str, ...]:
    """Return the forms of a cell, plurals spelled out."""
    forms = []
    for form in filter(None, column.split(";")):
        forms.append(form.removesuffix("+"))
        if form.endswith("+"):
            forms.append(form[:-1] + "s")
    return tuple(forms)


def _key(text: str) -> str:
    return fold_name(text.replace(".", "").replace(",", "")).removeprefix("the ")


@cache
def _table() -> Mapping[str, str]:
    """Return folded form → code; if two countries share a form, names win over demonyms, and demonyms over the rest."""
    table: dict[str, str] = {}
    rows = countries().values()
    for entry in rows:
        table.setdefault(_key(entry.name), entry.code)
    for kinds in ({"name", "abbreviation"}, {"demonym"}, {"historical", "capital"}, {"metonym"}):
        for entry in rows:
            for form, kind in entry.forms():
                if kind in kinds:
                    table.setdefault(_key(form), entry.code)
    for entry in rows:
        table.setdefault(entry.code.lower(), entry.code)
        table.setdefault(entry.alpha3.lower(), entry.code)
    return table
