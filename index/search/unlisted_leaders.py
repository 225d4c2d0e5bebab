"""Lists the leaders in no data file whom a library shows as rows, with the words that introduce them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from seedread.index.article.stored import body_paragraphs, from_stored
from seedread.index.facets.fields import INTRODUCED
from seedread.index.query import All, HasValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from seedread.index.article import Article
    from seedread.index.engines import Reader
    from seedread.index.names.overrides.name_rules import NameOverrides

__all__ = ["Example", "UnlistedLeader", "unlisted_leaders"]

_EXAMPLES = 2
_BEFORE, _AFTER = 70, 50
"""Characters shown beside a name."""


@dataclass(frozen=True, slots=True)
class Example:
    """Words that introduce a leader."""

    article: str
    """The ID of the article."""
    words: str


@dataclass(frozen=True, slots=True)
class UnlistedLeader:
    """A row of the leaders that only articles of the library know."""

    id: str
    name: str
    country: str
    """The code of the country."""
    offices: tuple[tuple[str, str], ...]
    """Each office with the day of the earliest article that gives it, in ISO form, empty if none has a date."""
    articles: int
    """How many articles name the leader."""
    spellings: tuple[str, ...]
    """The names with which articles introduce the leader, without `name`."""
    examples: tuple[Example, ...]
    """Words of the newest articles that introduce the leader."""


def unlisted_leaders(reader: Reader, overrides: NameOverrides) -> tuple[UnlistedLeader, ...]:
    """Return the rows of leaders in no data file and no rule of the reader, those with most articles first."""
    introduced, leaders = reader.introduced(), reader.facets()["leader"]
    everything = reader.search(All())
    values: defaultdict[str, list[str]] = defaultdict(list)
    for value, _ in everything.tally(INTRODUCED):
        row = overrides.row_of(value.partition(":")[0])
        if row and row in leaders.labels:
            values[row].append(value)
    counts = dict(everything.tally("leader"))
    found = []
    for row, own in values.items():
        name = leaders.labels[row]
        newest = reader.search(HasValue(INTRODUCED, frozenset(own))).page("newest", 0, _EXAMPLES)
        found.append(
            UnlistedLeader(
                row,
                name,
                row.rpartition(".")[2].upper(),
                tuple(sorted(_offices(own).items(), key=lambda office: (office[1], office[0]))),
                counts.get(row, 0),
                tuple(sorted({introduced.labels[value] for value in own} - {name})),
                tuple(_example(reader, example.number, row) for example, _ in newest),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.articles, one.id)))


def _offices(values: Iterable[str]) -> dict[str, str]:
    """Return office → first day, from values of `seedread.index.facets.fields.INTRODUCED`."""
    first: dict[str, str] = {}
    for value in values:
        _, office, day = value.split(":")
        days = [known for known in (first.get(office), day) if known]
        first[office] = min(days, default="")
    return first


def _example(reader: Reader, document: int, row: str) -> Example:
    kept = reader.kept(document)
    body = body_paragraphs(kept.body)
    return Example(kept.id, _words_around(from_stored(kept.id, kept.title, body, kept.record), row))


def _words_around(article: Article, row: str) -> str:
    """Return the longest name of this leader in the article with the words before and after it."""
    mentions = [mention for leader in article.leaders if leader.id == row for mention in leader.mentions]
    if not mentions:
        return ""
    mention = max(mentions, key=lambda one: (len(one.text), -one.paragraph, -one.start))
    text = article.paragraphs[mention.paragraph] if mention.paragraph >= 0 else article.title
    start, end = max(0, mention.start - _BEFORE), min(len(text), mention.end + _AFTER)
    start = text.find(" ", start, mention.start) + 1 if start else 0
    cut = text.rfind(" ", mention.end, end) if end < len(text) else -1
    end = cut if cut > 0 else end
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
