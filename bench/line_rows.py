"""The rows that the line model learns from, as the cleaner sees them, and further texts that are cut from them.

Each row of the data: `source`, `site`, `flavour`, `lines`, `keep` (1 for body), `skip` (lines that say nothing). Only
rows of the sources in TRAINED_ON are read.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent.parent / ".src"))

import numpy as np
from line_training import Example
from line_weights import TRAINED_ON

from seedread.index.cleaning.cleaner import MEASURED, lines_of, look_at
from seedread.index.cleaning.features.embedding import rows_of
from seedread.index.cleaning.language import stop_words
from seedread.index.cleaning.mlp import numbers_of
from seedread.index.cleaning.units import units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features.counts import Features
    from seedread.index.cleaning.rules import Verdict

__all__ = ["Read", "grouped", "read_rows"]

WINDOWS = 3
"""Texts that are cut from each whole page: the article with some of what stands before and after it."""
BEFORE, AFTER = (0, 1, 2, 3, 5, 8), (0, 2, 5, 10, 20, 40)
"""Lines that such a text may have before and after the article."""


class Read:
    """A row as the cleaner sees it, with how much of each unit is body."""

    def __init__(self, row: dict[str, Any], share: float = 1.0) -> None:
        self.row = row
        self.share = share
        """How much the row counts."""
        self.site = _site(row["site"])
        units = units_of(lines_of("\n".join(row["lines"])))
        self.features: list[Features]
        self.verdicts: list[Verdict | None]
        self.features, self.verdicts = look_at(units, stop_words(MEASURED[0]))
        skipped = frozenset(row["skip"])
        scored = [[(len(row["lines"][n].strip()), row["keep"][n]) for n in unit.lines if n not in skipped]
                  for unit in units]  # fmt: skip
        self.size = np.array([sum(size for size, _ in lines) for lines in scored], dtype=np.float32)
        kept = np.array([sum(size * kept for size, kept in lines) for lines in scored], dtype=np.float32)
        self.body = kept / np.maximum(self.size, 1)
        self.windows = [Read(window, share / WINDOWS) for window in _windows(row)] if row["flavour"] == "page" else []
        """Texts cut from it, which count together as much as it does."""

    def example(self, weights: dict[str, float], rows: dict[str, int], each: float) -> Example:
        numbers = partial(numbers_of, self.features, self.verdicts, weights)
        known, unknown = numbers(known_language=True), numbers(known_language=False)
        return Example(known, unknown, rows_of(self.features, rows), self.body, self.weight / np.float32(each))

    @property
    def weight(self) -> Any:
        """How much each unit counts: by its length, less in a long document, and not at all if a rule decides it."""
        left = np.array([verdict is None for verdict in self.verdicts])
        body = float((self.body * self.size).sum())
        return np.float32(self.share) * left * self.size**0.85 / max(500.0, body) ** 0.6


def _windows(row: dict[str, Any]) -> list[dict[str, Any]]:
    """Return rows cut from that of a page; the same for the same row."""
    chance = random.Random(row["id"])  # nobody has to guess it
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
    """Return one name for a site, whichever source the row is from."""
    if name.startswith("fundus:"):
        return re.sub(r"\W", "", name[7:].lower())
    parts = name.lower().split(".")
    last = parts[-3] if len(parts) > 2 and parts[-2] in ("co", "com", "org", "net", "gov", "ac") else parts[-2:][0]
    return re.sub(r"\W", "", last)


def read_rows(data: Path) -> tuple[list[dict[str, Any]], list[Read]]:
    """Return the rows of a file, as JSON Lines and gzipped, that may be learned from, and those that hold a line."""
    with gzip.open(data, "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["source"] in TRAINED_ON]
    return rows, [document for document in map(Read, rows) if len(document.features)]


def grouped(documents: Sequence[Read], count: int) -> list[list[Read]]:
    """Return the documents in so many groups, those of a site together."""
    sites = sorted({document.site for document in documents}, key=lambda site: hashlib.md5(site.encode()).digest())
    group = {site: n % count for n, site in enumerate(sites)}
    return [[document for document in documents if group[document.site] == n] for n in range(count)]
