"""What a facet is: every one is declared here, for the query, the index, the engine and the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from seedread.index.facets.outlets import outlet_named
from seedread.index.text.language_names import language_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from seedread.index.article import Article, Mention

    Labelled: TypeAlias = Sequence[tuple[str, str]]

__all__ = [
    "FACET_FIELDS",
    "HIGHLIGHTED",
    "INTRODUCED",
    "JOINED",
    "LABELS",
    "SELDOM",
    "SHOWN",
    "STORED",
    "UNLISTED",
    "FacetField",
    "named_in",
]


class FacetField(NamedTuple):
    """A facet: its name in a query, its heading in the list, and how an article's values are found."""

    name: str
    label: str
    """What a list of its values is headed with."""
    short: tuple[str, ...] = ()
    """Other names that can be typed for it."""
    stored: Callable[[Article], Labelled] | None = None
    """Returns values and labels of an article, for the index; None: it is worked out from what is indexed."""
    highlighted: Callable[[Article], Iterator[tuple[str, tuple[Mention, ...]]]] | None = None
    """Returns values of an article with where its text names them; None: they are not in the text."""
    shown: Callable[[str], tuple[str, str]] | None = None
    """Returns the value and label of the row that shows a stored value; None: each value has its own row."""
    mark: bool = False
    """Whether its values are the reader's own, which no index holds: marks, and folders of feeds."""
    joins: str = ""
    """The facet of marks that its values are listed and typed in; it has no list and no field of its own."""
    seldom: bool = False
    """Whether most libraries have no values of it; it is listed only where there are some."""
    times: bool = False
    """Whether its values are times (`2026-11-30T12:00`, UTC): they are typed as dates are, and not listed."""
    hidden: bool = False
    """Whether it is not listed for another reason."""


def _countries(article: Article) -> Labelled:
    """Return the countries, those that the article is about first."""
    ordered = sorted(article.countries, key=lambda country: not country.about)
    return [(country.code, country.name) for country in ordered]


def _added(article: Article) -> Labelled:
    return [(article.added, article.added)] if article.added else []


def _versions(article: Article) -> Labelled:
    return [(str(article.versions), str(article.versions))] if article.versions > 1 else []


def _language(article: Article) -> Labelled:
    return [(article.language, language_name(article.language))] if article.language else []


def _introduced(article: Article) -> Labelled:
    """Return ID, office and day of publication in one value, so that a sync need not read the articles."""
    day = article.published.date.isoformat()[:10] if article.published else ""
    return [(f"{one.id}:{one.role}:{day}", one.name) for one in article.introduced]


def _extent(article: Article) -> Labelled:
    """Return what keeps an article from being whole, as `is:` names it."""
    return [] if article.extent == "full" else [(article.extent, article.extent)]


FACET_FIELDS = (
    FacetField(
        "country",
        "Countries",
        ("c",),
        stored=_countries,
        highlighted=lambda article: ((country.code, country.mentions) for country in article.countries),
    ),
    FacetField("region", "Regions"),
    FacetField(
        "leader",
        "Leaders",
        ("who",),
        stored=lambda article: [(leader.id, leader.name) for leader in article.leaders],
        highlighted=lambda article: ((leader.id, leader.mentions) for leader in article.leaders),
    ),
    FacetField(
        "source",
        "Sources",
        stored=lambda article: [(name, name)] if (name := article.outlet or article.source) else [],
        shown=outlet_named,
    ),
    FacetField("language", "Languages", ("lang",), stored=_language),
    FacetField("feed", "Feeds", stored=lambda article: [(feed, feed) for feed in article.feeds], seldom=True),
    FacetField("added", "Added", stored=_added, times=True),
    FacetField("versions", "Versions", stored=_versions, hidden=True),
    FacetField("folder", "Folders", mark=True),
    FacetField("is", "Status", mark=True),
    FacetField("extent", "", stored=_extent, joins="is"),
    FacetField("tag", "Tags", mark=True),
)
"""Every facet but the dates, in the order in which a reader sees them."""

INTRODUCED = "introduced"
"""What an index also counts, for a sync: leaders in no data file whom an article itself introduces."""
STORED = {field.name: field.stored for field in FACET_FIELDS if field.stored} | {INTRODUCED: _introduced}
"""The facets of the index, each with what returns an article's values."""
SHOWN = {field.name: field.shown for field in FACET_FIELDS if field.shown}
"""The facets whose rows have several stored values each, with what returns a value's row."""
HIGHLIGHTED = tuple(field.name for field in FACET_FIELDS if field.highlighted)
"""The facets whose values are named in the text."""
JOINED = {field.name: field.joins for field in FACET_FIELDS if field.joins}
"""The facets of the index that a facet of marks lists, each with that facet."""
UNLISTED = frozenset(field.name for field in FACET_FIELDS if field.times or field.hidden)
"""The facets that are searched and not listed."""
SELDOM = frozenset(field.name for field in FACET_FIELDS if field.seldom)
"""The facets that are listed only where they have values."""
LABELS = {field.name: field.label for field in FACET_FIELDS}
"""The heading of each facet."""


def named_in(article: Article) -> Iterator[tuple[str, str, tuple[Mention, ...]]]:
    """Go through facet, value and mentions of all that a text names."""
    for field in FACET_FIELDS:
        if field.highlighted:
            yield from ((field.name, value, mentions) for value, mentions in field.highlighted(article))
