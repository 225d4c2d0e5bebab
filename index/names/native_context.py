"""What an article in another language says about who may be meant: its date, its countries, and whose press it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.names.disambiguation import LIVING_MEMORY, MAJOR_POWERS, RECENT_DAYS
from seedread.index.names.document_context import GRACE, same_state
from seedread.index.names.office import FOREIGN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from seedread.index.names.document_context import DocumentContext
    from seedread.index.names.native_titles import NativeTitle
    from seedread.index.names.office import Leader

__all__ = ["NativeContext", "only"]

_HOMES: Mapping[str, str] = {
    "de": "DE AT CH", "fr": "FR", "es": "ES", "pt": "PT BR", "it": "IT", "nl": "NL BE", "sv": "SE", "da": "DK",
    "nb": "NO", "fi": "FI", "et": "EE", "lv": "LV", "lt": "LT", "pl": "PL", "cs": "CZ", "sk": "SK", "hu": "HU",
    "ro": "RO MD", "bg": "BG", "el": "GR CY", "sl": "SI", "hr": "HR", "sr": "RS", "bs": "BA RS", "mk": "MK",
    "sq": "AL XK", "ru": "RU", "uk": "UA", "be": "BY", "kk": "KZ", "ky": "KG", "uz": "UZ", "tg": "TJ", "tk": "TM",
    "az": "AZ", "tr": "TR", "he": "IL", "fa": "IR AF", "ur": "PK", "hi": "IN", "zh": "CN TW", "ja": "JP", "ko": "KR KP",
    "vi": "VN", "id": "ID", "ms": "MY",
}  # fmt: skip
"""Countries whose press writes in a language, and has no need to name its own country."""


_OFFICES = {"chancellor": "premier", "minister": FOREIGN}
"""Families of offices that a title may mean, where they have another name."""
_CHANCELLORS = frozenset(("DE", "AT"))


class NativeContext:
    """One article: judges whether a name in it is a leader's."""

    def __init__(self, context: DocumentContext, language: str) -> None:
        self.names = context.gazetteer
        self.date = context.date
        self.language = language
        self._context = context
        self._homes = frozenset(_HOMES.get(language, "").split())

    def names_country(self, code: str) -> bool:
        """Tell whether the article names a country."""
        return self._context.mentions_country(code)

    def concerns(self, code: str) -> bool:
        """Tell whether the article names a country, or is in its language."""
        return code in self._homes or self.names_country(code)

    def may_be_meant(self, leader: Leader) -> bool:
        """Tell whether a whole name is likely this leader's: in office within memory, or of a country named here."""
        date = self.date
        rows = self.names.rows_of_person(leader.id)
        return any(row.began_by(date, days=GRACE) for row in rows) and (
            date is None
            or any(row.in_office(date, days=LIVING_MEMORY) for row in rows)
            or any(self.names_country(row.country) for row in rows)
        )

    def is_near(self, leader: Leader) -> bool:
        """Tell whether the article concerns the leader's country, or is of the time in office."""
        return self.date is None or self.concerns(leader.country) or self.in_office(leader)

    def in_office(self, leader: Leader) -> bool:
        """Tell whether the leader holds an office at the article's date."""
        date = self.date
        rows = self.names.rows_of_person(leader.id)
        return date is not None and any(row.in_office(date, days=RECENT_DAYS) for row in rows)

    def is_known(self, leader: Leader) -> bool:
        """Tell whether a leader's surname says enough: a present head, of a country in the article or a major power."""
        if leader.country not in MAJOR_POWERS and not self.names_country(leader.country):
            return False
        date = self.date
        if date is None or not leader.in_office(date, days=RECENT_DAYS):
            return False
        return leader.office_at(date)[0].family != FOREIGN

    def holders(self, people: Iterable[Leader], title: NativeTitle) -> Iterator[Leader]:
        """Yield those who hold the office of a title; without a date, those who ever held it."""
        rows = (row for leader in people for row in self.names.rows_of_person(leader.id))
        yield from (row for row in rows if self._fits(row, title) and self._holds(row, title))

    def held(self, leader: Leader, title: NativeTitle) -> bool:
        """Tell whether a leader ever held the office of a title, in a country that the article concerns."""
        return bool(leader.held(_office(title))) and self.concerns(leader.country)

    def _holds(self, row: Leader, title: NativeTitle) -> bool:
        if title.family == "minister" and self.date is None:
            return False  # any minister of the name
        family = None if title.is_of_body else _office(title)
        return bool(row.held(family)) if self.date is None else row.in_office(self.date, family, days=RECENT_DAYS)

    def _fits(self, row: Leader, title: NativeTitle) -> bool:
        if title.is_of_body:
            return row.country == title.family
        if title.country and _office(title) != FOREIGN:
            return same_state(title.country, row.country)
        if title.family == "chancellor":
            return row.country in _CHANCELLORS
        return row.country in MAJOR_POWERS or self.concerns(row.country)

    def latest(self, people: Iterable[Leader]) -> Leader | None:
        """Return the one who may be meant; of several, who was in office last."""
        meant = [leader for leader in people if self.may_be_meant(leader)]
        return max(meant, key=lambda leader: leader.offices[-1].end, default=None)


def _office(title: NativeTitle) -> str:
    return _OFFICES.get(title.family, title.family)


def only(people: Iterable[Leader]) -> Leader | None:
    """Return the person if all rows are one person's."""
    by_id = {leader.id: leader for leader in people}
    return next(iter(by_id.values())) if len(by_id) == 1 else None
