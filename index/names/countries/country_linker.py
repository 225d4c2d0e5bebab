"""Links the countries that a text names, and decides which of them it is about.

A country that is recognized wrongly: its forms are in names/data (`scan` finds them), the words next to it are judged
in `guards`, the rest of the article in `votes`; other languages are in `native_scan`. A reader corrects it in
names.toml (`names.overrides`).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from seedread.index.article import DATELINE, TITLE, Country, Mention
from seedread.index.names.countries.former_states import with_states_of_year
from seedread.index.names.countries.guards import classify_forms
from seedread.index.names.countries.native_scan import has_native_forms, scan_native
from seedread.index.names.countries.salience import salient_codes
from seedread.index.names.countries.scan import scan
from seedread.index.names.countries.votes import resolve_forms
from seedread.index.names.cues import cue_words
from seedread.index.names.lexicon import country_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from seedread.index.names.countries.scan import CountryCandidate

__all__ = ["CountryMention", "link_countries", "merge_mentions"]

_SAME_LENGTH = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-", "–": "-", "\xa0": " "})
"""Typographic variants of characters in the lexicon; one character each, so that offsets stay valid."""


_LIST = 8
"""Names of countries with nothing but spaces between them that are a list to choose from."""


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A span that names a country."""

    code: str
    """The code in the lexicon."""
    kind: str
    """name, demonym, capital, metonym, abbreviation, historical or place."""
    mention: Mention


def link_countries(  # noqa: PLR0913 (what an article is; all but the text are named)
    title: str,
    paragraphs: Sequence[str],
    *,
    dateline: str | None = None,
    year: int | None = None,
    home: str | None = None,
    language: str | None = None,
) -> list[CountryMention]:
    """Return the country mentions in title, dateline and paragraphs, in text order.

    Pass an empty title if it only repeats the lead; otherwise its names count twice. A `dateline` that does not open
    one of the paragraphs counts too: the paragraph of its mentions is `DATELINE`. The `year` is the article's, if
    known: until 1997 Congo and Zaire were two countries, and until 1991 Moscow was in the Soviet Union. `home` is the
    outlet's country, if known.
    """
    places = [TITLE, *range(len(paragraphs))]
    parts = [title, *paragraphs]
    if dateline and not any(paragraph.startswith(dateline) for paragraph in paragraphs[:4]):
        places.insert(1, DATELINE)
        parts.insert(1, f"{dateline} - ")
    text = "\n".join(parts)
    if not text.isascii():
        text = text.translate(_SAME_LENGTH)
    starts = list(accumulate((len(part) + 1 for part in parts[:-1]), initial=0))
    mentions = []
    for candidate in _without_lists(list(_candidates(text, language, year, home)), text):
        n = bisect_right(starts, candidate.start) - 1
        start, end = candidate.start - starts[n], candidate.end - starts[n]
        mention = Mention(places[n], start, end, parts[n][start:end])
        mentions.append(CountryMention(candidate.code, candidate.kind, mention))
    return mentions


def _candidates(text: str, language: str | None, year: int | None, home: str | None) -> Iterable[CountryCandidate]:
    """Return the forms that name countries, in the language of the text."""
    if language and language != "en" and has_native_forms(language):
        return with_states_of_year(scan_native(text, language), year)
    foreign = cue_words("foreign_words")
    known = [found for found in scan(text) if f"{language}:{found.form}" not in foreign]
    candidates = with_states_of_year(known, year)
    return resolve_forms(text, candidates, tuple(classify_forms(text, candidates)), year, home)


def _without_lists(candidates: Sequence[CountryCandidate], text: str) -> Iterator[CountryCandidate]:
    """Yield the candidates but those of a list to choose from in the text of a page: names with only spaces between."""
    run: list[CountryCandidate] = []
    for candidate in candidates:
        if run and text[run[-1].end : candidate.start].strip(" "):
            yield from run if len(run) < _LIST else ()
            run = []
        run.append(candidate)
    yield from run if len(run) < _LIST else ()


def merge_mentions(mentions: Sequence[CountryMention], *, paragraphs: Sequence[str]) -> tuple[Country, ...]:
    """Return the countries of `mentions`, most mentioned first; `about` marks those that the text is about."""
    about = salient_codes(mentions, paragraphs)
    by_code: dict[str, list[Mention]] = {}
    for found in mentions:
        by_code.setdefault(found.code, []).append(found.mention)
    ranked = sorted(by_code.items(), key=lambda item: -len(item[1]))
    return tuple(Country(code, country_name(code), code in about, tuple(spans)) for code, spans in ranked)
