"""A comparison as one page of text, with everything that the header shortens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.compare.comparison_summary import MARKS, WORDING_LABELS, kind_line, shared_line
from seedread.tui.render.comparison_names import name_groups
from seedread.tui.render.comparison_stops import NAMES, number_stops, quotation_stops

if TYPE_CHECKING:
    from seedread.index.compare import AnalysedArticle, SideBySide
    from seedread.tui.render.comparison_names import Kind

__all__ = ["overview"]


def overview(shown: SideBySide) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return sections of labelled lines."""
    sections = [
        ("Articles", [*_cited(shown), *_summaries(shown)]),
        ("Leaders", _names(shown, "leaders")),
        ("Countries", _names(shown, "countries")),
        ("Different numbers, and numbers on one side only", [("", stop.label) for stop in number_stops(shown)]),
        ("Quotations", [("", stop.label) for stop in quotation_stops(shown)]),
        *(_only(shown, n) for n in range(len(shown.articles))),
        ("Similar sentences", _pairs(shown)),
    ]
    return [(heading, rows) for heading, rows in sections if rows]


def _cited(shown: SideBySide) -> list[tuple[str, str]]:
    return [(name, _citation(report)) for name, report in zip(NAMES, shown.articles, strict=False)]


def _citation(report: AnalysedArticle) -> str:
    article = report.article
    parts = (article.title, article.source, article.published and article.published.written, article.id)
    return " · ".join(part for part in parts if part)


def _summaries(shown: SideBySide) -> list[tuple[str, str]]:
    two = len(shown.articles) == 2
    return [
        ("" if two else f"{NAMES[a]}, {NAMES[b]}", f"{kind_line(found)}. {shared_line(found).rstrip('.')}.")
        for a, b, found in shown.comparisons
    ]


def _names(shown: SideBySide, kind: Kind) -> list[tuple[str, str]]:
    return [(where, ", ".join(names)) for where, names in name_groups(shown, kind)]


def _only(shown: SideBySide, n: int) -> tuple[str, list[tuple[str, str]]]:
    lacking = "B lacks" if not n else "A lacks"
    lacking = lacking if len(shown.articles) == 2 else "the others lack"
    sentences = shown.articles[n].sentences
    rows = [(str(at), sentences[place].text) for at, place in enumerate(shown.alone[n], 1)]
    return f"Only in {NAMES[n]} (names and numbers that {lacking} first)", rows


def _pairs(shown: SideBySide) -> list[tuple[str, str]]:
    rows = []
    for number, aligned in enumerate(shown.aligned, 1):
        rows.append((f"{MARKS[aligned.closest.wording]}{number} A", shown.articles[0].sentences[aligned.first].text))
        for n, pair in enumerate(aligned.pairs, 1):
            if pair:
                text = shown.articles[n].sentences[pair.b].text
                rows.append((f"  {NAMES[n]}", f"{text} ({WORDING_LABELS[pair.wording]}, {pair.score:.2f})"))
    return rows
