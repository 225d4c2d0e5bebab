"""Short news in 27 languages with the countries and leaders that each names, and how well they are found.

    python tests/helpers/native_news.py          print each that is wrong or missed, then the figures of each language

Each block of `tests/index/names/native_news/LANGUAGE.txt` is a date, a title, paragraphs, and two lines of labels:
countries by code and leaders as NAME:CODE. A label with "?" counts neither way. The texts were written and labelled
before anything was measured with them.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from seedread.index.ingest.pipeline import to_any_article
from seedread.index.names.gazetteer import gazetteer, person_id, resolve_leaders
from seedread.index.sources import Document

__all__ = ["Found", "Report", "native_news", "totals"]

FOLDER = Path(__file__).parents[1] / "index" / "names" / "native_news"


@dataclass(frozen=True, slots=True)
class Found:
    """The countries or the leaders of one text, against its labels."""

    right: frozenset[str]
    wrong: frozenset[str]
    missed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Report:
    """One text, and how well its countries and leaders are found."""

    language: str
    title: str
    countries: Found
    leaders: Found


def native_news() -> list[Report]:
    """Return a report on each text, in the order of the languages."""
    return [
        _report(path.stem, block.split("\n"))
        for path in sorted(FOLDER.glob("*.txt"))
        for block in path.read_text(encoding="utf-8").strip().split("\n\n")
    ]


def _report(language: str, lines: list[str]) -> Report:
    date, title, *paragraphs, countries, leaders = lines
    article, _ = to_any_article(Document(title, "\n\n".join(paragraphs), title=title, date=date))
    codes = countries.removeprefix("countries:").split()
    people = [label.strip() for label in leaders.removeprefix("leaders:").split(";")]
    return Report(
        language,
        title,
        _against(codes, {country.code for country in article.countries}),
        _against([_identity(label) for label in people], {person.id for person in article.leaders}),
    )


def _against(labels: list[str], found: set[str]) -> Found:
    wanted = frozenset(label for label in labels if not label.startswith("?"))
    either = {label.removeprefix("?") for label in labels}
    return Found(wanted & found, frozenset(found - either), wanted - found)


def _identity(label: str) -> str:
    """Return the ID of the person of a label, with its "?"."""
    name, code = label.removeprefix("?").split(":")
    known = [
        one
        for one in sorted(resolve_leaders(name))
        if any(row.country == code for row in gazetteer().rows_of_person(one))
    ]
    return "?" * label.startswith("?") + (known[0] if known else person_id(name, code))


def totals(reports: list[Report], kind: str) -> tuple[int, int, int]:
    """Return how many "countries" or "leaders" of the texts are right, wrong and missed."""
    found: list[Found] = [getattr(report, kind) for report in reports]
    return (
        sum(len(one.right) for one in found),
        sum(len(one.wrong) for one in found),
        sum(len(one.missed) for one in found),
    )


def main() -> None:
    reports = native_news()
    by_language: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_language[report.language].append(report)
        for kind in ("countries", "leaders"):
            found: Found = getattr(report, kind)
            wrong, missed = (" ".join(sorted(some)) for some in (found.wrong, found.missed))
            if wrong or missed:
                where = f"{report.language} {report.title[:40]} {kind}"
                sys.stdout.write(f"{where}: wrong {wrong or '-'}, missed {missed or '-'}\n")
    for language, some in [*by_language.items(), ("all", reports)]:
        figures = [f"{kind} {_figures(*totals(some, kind))}" for kind in ("countries", "leaders")]
        sys.stdout.write(f"{language:4} {len(some):3} texts  {'  '.join(figures)}\n")


def _figures(right: int, wrong: int, missed: int) -> str:
    return f"P {right / max(1, right + wrong):.3f} R {right / max(1, right + missed):.3f}"


if __name__ == "__main__":
    main()
