"""Makes a library of any size from some thousand articles: each copy has other words, names and dates.

A copy keeps the events of the articles: within it a word is always replaced by the same other word, so that the number
of stories an article stays as it was. Copies have other dates, one after the other. Frequent words are replaced by
words about as frequent, names by names, names of countries by names of countries, and digits by
digits. As in a growing collection, the
vocabulary grows with the number of articles to the power of 0.55 (Heaps): in each copy the rarest words are new ones.
"""

from __future__ import annotations

import datetime
import gzip
import json
import random
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from made_up import MadeUp

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["COUNTRIES", "Siblings", "read_articles"]

Article = dict[str, Any]
_WORD = re.compile(r"[A-Za-z]{3,}")
_KEPT = 100
"""The most frequent words, most of them function words, stay as they are."""
_GROWTH = 0.55
_DIGITS = "23456789"
_CALENDAR = frozenset(
    date.strftime(form).lower() for form in ("%B", "%b", "%A", "%a")
    for date in (datetime.date(2024, month, day) for month in range(1, 13) for day in range(1, 8))
)  # fmt: skip
COUNTRIES = ("Iran", "Iraq", "France", "Peru", "Turkey", "Japan", "Kenya", "Chile", "Brazil", "Canada", "China",
              "Egypt", "Germany", "India", "Indonesia", "Israel", "Italy", "Kuwait", "Malaysia", "Mexico", "Nigeria",
              "Norway", "Pakistan", "Poland", "Russia", "Spain", "Sweden", "Syria", "Thailand", "Ukraine")  # fmt: skip


def read_articles(path: Path) -> list[Article]:
    """Return the articles of a file of JSON lines with `id`, `title`, `body`, `date` and perhaps `source`."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


class Siblings:
    """Copies of some articles; copy 0 are these themselves."""

    def __init__(self, articles: Sequence[Article], days_apart: int = 180) -> None:
        """Give each copy dates `days_apart` days after those of the copy before."""
        self._articles = articles
        self._apart = datetime.timedelta(days=days_apart)
        counts = Counter(word for one in articles for word in _WORD.findall(f"{one['title']} {one['body']}"))
        small = Counter[str]()
        for word, count in counts.items():
            small[word.lower()] += count if word.islower() else 0
        names = [word for word, _ in counts.most_common() if word.istitle() and not small[word.lower()]]
        countries = [name for name in names if name in COUNTRIES]
        self._classes = [
            [word for word, _ in small.most_common() if small[word] and word not in _CALENDAR][_KEPT:],
            [name.lower() for name in names if name not in COUNTRIES and name.lower() not in _CALENDAR],
            [name.lower() for name in countries],
        ]
        """Words, names and countries, from the most frequent on."""

    @property
    def size(self) -> int:
        """How many articles a copy has."""
        return len(self._articles)

    def copy(self, number: int) -> Iterator[Article]:
        """Yield the articles of one copy."""
        instead = self._replacements(number) if number else {}
        digits = str.maketrans(_DIGITS, "".join(random.Random(number).sample(_DIGITS, len(_DIGITS)))) if number else {}
        for one in self._articles:
            date = _moved(one.get("date"), number * self._apart)
            title, body = (_replaced(one[field], instead).translate(digits) for field in ("title", "body"))
            found = {"id": f"{one['id']}-{number}", "title": title, "body": body, "date": date}
            yield {**found, "source": one["source"]} if one.get("source") else found

    def many(self, count: int) -> Iterator[Article]:
        """Yield `count` articles, copy by copy."""
        for number in range(-(-count // len(self._articles))):
            for _, one in zip(range(count - number * len(self._articles)), self.copy(number), strict=False):
                yield one

    def _replacements(self, number: int) -> Mapping[str, str]:
        pick = random.Random(number)
        instead: dict[str, str] = {}
        for kind in self._classes[:2]:
            instead |= dict(zip(kind, _shuffled(kind, pick), strict=True))
            new = int(len(kind) * ((number + 1) ** _GROWTH - number**_GROWTH))
            rare = kind[len(kind) - new :]
            instead |= {word: f"{word[:3]}{made[:-1]}" for word, made in zip(rare, _new(number, new), strict=True)}
        others = self._classes[2][:]
        pick.shuffle(others)
        return instead | dict(zip(self._classes[2], others, strict=True))


def _shuffled(words: Sequence[str], pick: random.Random) -> list[str]:
    """Return the words in another order, each near words about as frequent."""
    found: list[str] = []
    while len(found) < len(words):
        band = list(words[len(found) : max(2 * len(found), 20)])
        pick.shuffle(band)
        found += band
    return found


def _new(number: int, count: int) -> Sequence[str]:
    """Return words of no other copy."""
    made = MadeUp(0)
    return [made.word(number * 1_000_003 + n) for n in range(count)]


def _replaced(text: str, instead: Mapping[str, str]) -> str:
    def other(found: re.Match[str]) -> str:
        word = found[0]
        new = instead.get(word.lower())
        if new is None:
            return word
        return new if word.islower() else new.capitalize() if word.istitle() else new.upper()

    return _WORD.sub(other, text) if instead else text


def _moved(date: str | None, by: datetime.timedelta) -> str | None:
    return (datetime.datetime.fromisoformat(date) + by).isoformat() if date else None
