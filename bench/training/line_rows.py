"""The rows that the line model learns from, as the cleaner sees them, and more texts that are cut from them.

A row of the data has `id`, `source`, `site`, `flavour`, `lines`, `keep` (1 for body) and `skip` (lines that do not
count). Only rows of the sources in TRAINED_ON are read.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

import numpy as np
from line_training import Example
from line_weights import TRAINED_ON

from seedread.index.cleaning.cleaner import TRAINED_LANGUAGES, label_by_rules, lines_of
from seedread.index.cleaning.features.embedding import word_rows
from seedread.index.cleaning.features.position import position_features
from seedread.index.cleaning.line_joining import join_lines
from seedread.index.cleaning.mlp import local_features

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["LabelledRow", "grouped", "read_rows"]

WINDOWS = 3
"""How many texts are cut from each whole page: the article with some lines before and after it."""
BEFORE, AFTER = (0, 1, 2, 3, 5, 8), (0, 2, 5, 10, 20, 40)
"""How many lines such a text can have before and after the article."""
SAME_OUTLET = {"guardiannews": "guardian", "thomsonreuters": "reuters", "politicoeu": "politico",
               "forbesindia": "forbes", "nationwidegroup": "nationwide"}  # fmt: skip
"""Other names of an outlet, besides those that differ by "the" or by their domain."""


class LabelledRow:
    """A row as the cleaner sees it, with the share of each unit that is body."""

    def __init__(self, row: dict[str, Any], share: float = 1.0) -> None:
        self.row = row
        self.share = share
        """The weight of the row."""
        self.site = _site(row["site"])
        joined = join_lines(lines_of("\n".join(row["lines"])))
        self.document = label_by_rules(joined, TRAINED_LANGUAGES[0])
        skipped = frozenset(row["skip"])
        scored = [[(len(row["lines"][n].strip()), row["keep"][n]) for n in unit.lines if n not in skipped]
                  for unit in joined]  # fmt: skip
        self.size = np.array([sum(size for size, _ in lines) for lines in scored], dtype=np.float32)
        kept = np.array([sum(size * kept for size, kept in lines) for lines in scored], dtype=np.float32)
        self.body = kept / np.maximum(self.size, 1)
        self.windows = (
            [LabelledRow(window, share / WINDOWS) for window in _windows(row)] if row["flavour"] == "page" else []
        )
        """The texts that are cut from it; together they weigh as much as it does."""

    def example(self, weights: dict[str, float], rows: dict[str, int], each: float) -> Example:
        known, unknown = (
            (local_features(document, weights), position_features(document))
            for document in (self.document, replace(self.document, known_language=False))
        )
        return Example(known, unknown, word_rows(self.document.units, rows), self.body, self.weight / np.float32(each))

    @property
    def weight(self) -> Any:
        """The weight of each unit: by its length, less in a long document, and 0 if a rule decides it."""
        open_units = np.array([label is None for label in self.document.labels])
        body = float((self.body * self.size).sum())
        return np.float32(self.share) * open_units * self.size**0.85 / max(500.0, body) ** 0.6


def _windows(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows cut from that of a page; the same ones for the same row."""
    chance = random.Random(row["id"])  # not for secrets
    body = [n for n, keep in enumerate(row["keep"]) if keep]
    filled = [n for n, line in enumerate(row["lines"]) if line.strip()]
    found = []
    for _ in range(WINDOWS if body else 0):
        before, after = chance.choice(BEFORE), chance.choice(AFTER)
        first = ([n for n in filled if n < body[0]][::-1][:before] or body)[-1 if before else 0]
        first = min(first, body[0])
        last = max(([n for n in filled if n > body[-1]][:after] or body)[-1], body[-1])
        own = slice(first, last + 1)
        skip = [n - first for n in row["skip"] if first <= n <= last]
        found.append(row | {"flavour": "window", "lines": row["lines"][own], "keep": row["keep"][own], "skip": skip})
    return found


def _site(name: str) -> str:
    """Return one name for an outlet, which the sources call by its host or by its publisher's name."""
    if name.startswith("fundus:"):
        found = name.removeprefix("fundus:").lower()
    else:
        parts = name.lower().split(".")
        found = parts[-3] if len(parts) > 2 and parts[-2] in ("co", "com", "org", "net", "gov", "ac") else parts[-2:][0]
    found = re.sub(r"\W", "", found).removeprefix("the")
    return SAME_OUTLET.get(found, found)


def read_rows(data: Path) -> tuple[list[dict[str, Any]], list[LabelledRow]]:
    """Return the rows of a gzipped JSON Lines file that may be learned from, and the labelled ones that have a unit."""
    with gzip.open(data, "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["source"] in TRAINED_ON]
    return rows, [row for row in map(LabelledRow, rows) if row.document.units]


def grouped(rows: Sequence[LabelledRow], count: int) -> list[list[LabelledRow]]:
    """Return the rows in `count` groups, with all rows of a site in one group."""
    sites = sorted({row.site for row in rows}, key=lambda site: hashlib.md5(site.encode()).digest())
    group = {site: n % count for n, site in enumerate(sites)}
    return [[row for row in rows if group[row.site] == n] for n in range(count)]
