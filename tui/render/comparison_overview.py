"""A comparison as one page of text, with everything that the header shortens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedread.index.compare.comparison_summary import MARKS, WORDING_LABELS, kind_line, shared_line
from seedread.tui.render.comparison_stops import number_stops, quotation_stops

if TYPE_CHECKING:
    from seedread.index.compare import Comparison, NameOverlap, Side

__all__ = ["overview"]


def overview(comparison: Comparison) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return sections of labelled lines."""
    sections = [
        ("Articles", [("A", _cited(comparison, "a")), ("B", _cited(comparison, "b")), ("", _summary(comparison))]),
        ("Leaders", _names(comparison.leaders)),
        ("Countries", _names(comparison.countries)),
        ("Different numbers, and numbers on one side only", [("", stop.label) for stop in number_stops(comparison)]),
        ("Quotations", [("", stop.label) for stop in quotation_stops(comparison)]),
        ("Only in A (names and numbers that B lacks first)", _only(comparison, "a")),
        ("Only in B (names and numbers that A lacks first)", _only(comparison, "b")),
        ("Similar sentences", _pairs(comparison)),
    ]
    return [(heading, rows) for heading, rows in sections if rows]


def _cited(comparison: Comparison, side: Side) -> str:
    article = comparison.analysed(side).article
    parts = (article.title, article.source, article.published and article.published.written, article.id)
    return " · ".join(part for part in parts if part)


def _summary(comparison: Comparison) -> str:
    return f"{kind_line(comparison)}. {shared_line(comparison).rstrip('.')}."


def _names(overlap: NameOverlap) -> list[tuple[str, str]]:
    rows = (("both", overlap.both), ("only A", overlap.only_a), ("only B", overlap.only_b))
    return [(label, ", ".join(name for name, _ in names)) for label, names in rows if names]


def _only(comparison: Comparison, side: Side) -> list[tuple[str, str]]:
    first = comparison.first_a if side == "a" else comparison.first_b
    sentences = comparison.analysed(side).sentences
    return [(str(at), sentences[n].text) for at, n in enumerate(first, 1)]


def _pairs(comparison: Comparison) -> list[tuple[str, str]]:
    rows = []
    for pair in comparison.pairs:
        rows.append((f"{MARKS[pair.wording]} A", comparison.a.sentences[pair.a].text))
        rows.append(
            ("  B", f"{comparison.b.sentences[pair.b].text} ({WORDING_LABELS[pair.wording]}, {pair.score:.2f})")
        )
    return rows
