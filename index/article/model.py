"""The data model of an article. It imports no other module of seedread."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

TITLE = -1
"""The `paragraph` of a mention in the title."""
BLANK = ("blank", "nothing in it")
"""Kind and evidence of a blank line."""
STUB = 1500
"""Characters of text from which an article with a paywall is not only its beginning."""
DATELINE = -2
"""The `paragraph` of a mention in a dateline that is not part of a paragraph."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document with its classification."""

    n: int
    """Line number in the document's text, from 0."""
    text: str
    """The line without control characters, surrounding spaces unchanged."""
    kept: bool
    """Whether it is part of the body."""
    kind: str = ""
    """The class of a stripped line, one of `seedread.index.cleaning.KINDS`; empty when kept."""
    evidence: str = ""
    """Why the line was stripped, as shown to the user."""

    @property
    def reason(self) -> str:
        """Kind and evidence as displayed, empty when kept."""
        return f"{self.kind}: {self.evidence}" if self.evidence else self.kind


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of the title or of a paragraph that names a country or a person."""

    paragraph: int
    """Index into `Article.paragraphs`, or `TITLE`, or `DATELINE`."""
    start: int
    """First character, in characters of that paragraph."""
    end: int
    """One past the last character."""
    text: str
    """The surface form: the characters of the span."""


@dataclass(frozen=True, slots=True)
class Link:
    """Words of a paragraph that link to an address."""

    paragraph: int
    """Index into `Article.paragraphs`."""
    start: int
    """First character, in characters of that paragraph."""
    end: int
    """One past the last character."""
    url: str
    """An http, https or mailto address in printable ASCII."""


@dataclass(frozen=True, slots=True)
class Caption:
    """The words that describe an image; they are no words of the article."""

    paragraph: int
    """Index into `Article.paragraphs` of the paragraph after the image; their number if it is the last."""
    text: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country that the article names."""

    code: str
    """ISO 3166 alpha-2; XK, and SU, YU, CS, DD for former states."""
    name: str
    """The usual English name."""
    about: bool
    """Whether the article is about it, not only mentions it."""
    mentions: tuple[Mention, ...]
    """In order of the text; never empty."""

    @property
    def count(self) -> int:
        """How often it is named, title included."""
        return len(self.mentions)


@dataclass(frozen=True, slots=True)
class Person:
    """A leader or another official that the article names."""

    id: str
    """Stable: folded name and country, as in `vladimir-putin.ru`."""
    name: str
    """The canonical English name."""
    country: str
    """Code of the country or body the office belongs to."""
    role: str
    """The office at the article's date, else the one the text gives, else the last known, in newspaper style."""
    mentions: tuple[Mention, ...]
    """In order of the text; never empty."""

    @property
    def count(self) -> int:
        """How often the person is named, title included."""
        return len(self.mentions)

    @property
    def spellings(self) -> tuple[str, ...]:
        """The different surface forms, in order of appearance."""
        return tuple(dict.fromkeys(mention.text for mention in self.mentions))


@dataclass(frozen=True, slots=True)
class Introduced:
    """A leader in no data file whom the article itself introduces, by title, country and full name."""

    id: str
    """As of a `Person`, before any rows are merged."""
    name: str
    """As written."""
    role: str
    """The office that the text gives, in newspaper style."""


@dataclass(frozen=True, slots=True)
class Published:
    """When the article was published: the outlet's own calendar date, never shifted between time zones."""

    date: datetime.date | datetime.datetime
    """The first day of the period where the precision is a month or a year."""
    precision: str
    """minute, day, month or year."""
    found: str
    """metadata, text, file name or inferred."""

    def __str__(self) -> str:
        """Write the date in ISO form at its own precision: 2024, 2024-10, 2024-10-11, 2024-10-11T09:30."""
        return self.date.isoformat()[: {"year": 4, "month": 7, "day": 10}.get(self.precision, 16)]

    @property
    def written(self) -> str:
        """The date for display: 2024-10-11 09:30."""
        return str(self).replace("T", " ")

    @property
    def minute(self) -> int:
        """Minutes since the first day of the year 1, as engines count."""
        clock = self.date if isinstance(self.date, datetime.datetime) else None
        return (self.date.toordinal() - 1) * 1440 + (clock.hour * 60 + clock.minute if clock else 0)


@dataclass(frozen=True, slots=True)
class Article:
    """One cleaned article."""

    id: str
    """Stable: the file's path below its source, plus #n or the record's own id inside a container."""
    title: str
    """The title, or the beginning of the lead where the document has none."""
    paragraphs: tuple[str, ...]
    """The body: broken lines rejoined, no control characters."""
    title_is_lead: bool = False
    """Whether the title was taken from the lead."""
    source: str | None = None
    """The outlet, as its credit line, domain or metadata names it."""
    outlet: str | None = None
    """The outlet's name by the reader's own rules; None where they say nothing."""
    url: str | None = None
    byline: str | None = None
    dateline: str | None = None
    """The city of the dateline, as printed."""
    pages: str | None = None
    """Where it was printed: `12`, `A1, A6`."""
    published: Published | None = None
    language: str | None = None
    """ISO 639-1 code, None if it could not be detected."""
    lines: tuple[Line, ...] = ()
    """Every line of the document with its classification."""
    unsure: bool = False
    """Whether the cleaning is unsure: it would have stripped most of the text, so the prose was kept."""
    countries: tuple[Country, ...] = ()
    """Most mentioned first."""
    leaders: tuple[Person, ...] = ()
    """Most mentioned first."""
    officials: tuple[Person, ...] = ()
    """Office holders below leaders, most mentioned first."""
    implied: tuple[Person, ...] = ()
    """Leaders that the text refers to only by country and office ("Iran's supreme leader"); no facet counts them."""
    offices_as_of: str | None = None
    """The last day on which the offices of the data file were checked, in ISO form, if the article is younger and names
    a leader from it.
    """
    introduced: tuple[Introduced, ...] = ()
    """Leaders in no data file; other articles of the library may name them without their titles."""
    links: tuple[Link, ...] = ()
    """In order of the text; addresses that are printed in it are not among them (`seedread.index.article.links`)."""
    captions: tuple[Caption, ...] = ()
    """Of its images, in order of the text."""
    feeds: tuple[str, ...] = ()
    """The feeds that brought it, for a fetched article."""
    added: str | None = None
    """When it was first fetched, in ISO and UTC to the minute."""
    versions: int = 1
    """How many versions of it there have been: fetched ones, or texts of its file."""
    content_hash: str = field(default="", compare=False)
    """Hash of title and body, used to detect copies and to find marks again in a moved library."""

    @property
    def credits(self) -> tuple[str, ...]:
        """Source, date, pages, dateline and byline for display, as far as they are known."""
        when = self.published.written if self.published else None
        printed = f"p. {self.pages}" if self.pages else None
        return tuple(credit for credit in (self.source, when, printed, self.dateline, self.byline) if credit)

    @property
    def extent(self) -> Literal["full", "paywalled", "empty"]:
        """How much of the article the document holds: all, its beginning above a paywall, or no text at all."""
        if not self.paragraphs:
            return "empty"
        stub = sum(map(len, self.paragraphs)) < STUB and any(line.kind == "paywall" for line in self.lines)
        return "paywalled" if stub else "full"

    @property
    def body(self) -> str:
        """The paragraphs, one per line."""
        return "\n".join(self.paragraphs)
