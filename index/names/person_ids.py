"""Gives each person one ID, although the data file has a row for every state or body that the person led."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from seedread.index.names.lexicon import FORMER_STATES, countries

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["assign_ids"]

_ONE_HISTORY = (
    frozenset("SU RU UA BY MD GE AM AZ KZ KG TJ TM UZ EE LV LT".split()),  # noqa: SIM905 (codes read better in a line)
    frozenset("YU RS ME HR SI BA MK XK".split()),  # noqa: SIM905
    frozenset(("CS", "CZ", "SK")),
    frozenset(("DD", "DE")),
    frozenset(("SD", "SS")),
    frozenset(("CN", "TW")),
)
"""Groups of states that were once one: a name in two of them is one person, such as Shevardnadze in SU and GE."""


def assign_ids(slugs: Sequence[str], codes: Sequence[str]) -> list[str]:
    """Return the ID of every row, given its name as a slug and its country or body; namesakes are numbered.

    A person who led a state and then an international body, such as Rutte, has the state's ID for both.
    """
    rows: defaultdict[str, list[int]] = defaultdict(list)
    for number, slug in enumerate(slugs):
        rows[slug].append(number)
    found = [f"{slug}.{code.lower()}" for slug, code in zip(slugs, codes, strict=True)]
    for slug, numbers in rows.items():
        if len(numbers) > 1:
            for number, identity in zip(numbers, _of_namesakes(slug, [codes[n] for n in numbers]), strict=True):
                found[number] = identity
    return found


def _of_namesakes(slug: str, codes: list[str]) -> list[str]:
    states = [code for code in dict.fromkeys(codes) if code in countries()]
    homes = {code: _home(code, states) for code in states}
    only = next(iter(homes.values())) if len(set(homes.values())) == 1 else None
    times: Counter[str] = Counter()
    ids = []
    for code in codes:
        times[code] += 1
        number = f"-{times[code]}" if times[code] > 1 else ""
        home = homes.get(code) or only or codes[0]
        ids.append(f"{slug}{number}.{(home if not number else code).lower()}")
    return ids


def _home(code: str, states: list[str]) -> str:
    """Return the state for the ID among those that share this one's history; an existing state wins."""
    related = next((history for history in _ONE_HISTORY if code in history), frozenset((code,)))
    here = [state for state in states if state in related]
    return min(here, key=lambda state: (state in FORMER_STATES, state))
