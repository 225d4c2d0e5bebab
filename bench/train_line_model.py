"""Fits the line model of the cleaner and writes its weights, or tells how well it does on sites it has not seen.

    python bench/train_line_model.py lines.jsonl.gz                      writes index/cleaning/data/line_model.json
    python bench/train_line_model.py lines.jsonl.gz --folds 4            held-out figures, nothing is written
    python bench/train_line_model.py lines.jsonl.gz --folds 4 --foreign  the same, read as an unknown language

Each row of the data: `source`, `site`, `flavour`, `lines`, `keep` (1 for body), `skip` (lines that say nothing). Only
rows of the sources in TRAINED_ON are read. The file holds weights and single words, no text. With the same data, NumPy
and kind of processor the file is the same, byte for byte.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import math
import os
import re
import sys
from collections import Counter, defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # sums in one order
sys.path.insert(0, str(Path(__file__).parent.parent / ".src"))

import numpy as np
from line_training import Example, fit
from line_weights import TRAINED_ON, write_weights

from seedread.index.cleaning import clean, weighing
from seedread.index.cleaning.cleaner import MEASURED, lines_of, look_at
from seedread.index.cleaning.language import stop_words
from seedread.index.cleaning.network import LineModel, numbers_of, rows_of
from seedread.index.cleaning.standing import STANDING
from seedread.index.cleaning.units import units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from seedread.index.cleaning.features import Features
    from seedread.index.cleaning.rules import Verdict
    from seedread.index.cleaning.surroundings import Array

Counts: TypeAlias = tuple[int, int, int, int]
"""Characters kept rightly, kept wrongly, lost, and stripped rightly."""
WEIGHTS = Path(__file__).parent.parent / "index" / "cleaning" / "data" / "line_model.json"
WORDS = 1000
LEAST_SITES = 8
"""Sites on which a word must stand to be known: no name of one site, no word of one story."""


class Read:
    """A row as the cleaner sees it, with how much of each unit is body."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.row = row
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

    def example(self, weights: dict[str, float], rows: dict[str, int], each: float) -> Example:
        numbers = partial(numbers_of, self.features, self.verdicts, weights)
        own, starts = rows_of(self.features, rows)
        counts = np.diff(starts, append=len(own))
        known, unknown = numbers(known_language=True), numbers(known_language=False)
        return Example(known, unknown, own, counts, self.body, self.weight / np.float32(each))

    @property
    def weight(self) -> Any:
        """How much each unit counts: by its length, and less in a long document."""
        return self.size**0.85 / max(500.0, float((self.body * self.size).sum())) ** 0.6


def _site(name: str) -> str:
    """Return one name for a site, whichever source the row is from."""
    if name.startswith("fundus:"):
        return re.sub(r"\W", "", name[7:].lower())
    parts = name.lower().split(".")
    last = parts[-3] if len(parts) > 2 and parts[-2] in ("co", "com", "org", "net", "gov", "ac") else parts[-2:][0]
    return re.sub(r"\W", "", last)


def word_weights(documents: Sequence[Read]) -> dict[str, float]:
    """Return the words that tell most, with the logarithm of how much oftener they stand in body than elsewhere."""
    body, rest = Counter[str](), Counter[str]()
    sites: defaultdict[str, set[str]] = defaultdict(set)
    for document in documents:
        for unit, share, size in zip(document.features, document.body, document.size, strict=True):
            for word in dict.fromkeys(unit.words) if size else ():
                (body if share > 0.5 else rest)[word] += 1
                sites[word].add(document.site)
    whole = body.total() / rest.total()
    found = {
        word: math.log((body[word] + 2) / (rest[word] + 2) / whole)
        for word, own in sites.items()
        if len(own) >= LEAST_SITES
    }
    telling = {word: abs(weight) * math.sqrt(body[word] + rest[word]) for word, weight in found.items()}
    best = sorted(telling, key=lambda word: (-telling[word], word))[:WORDS]
    return {word: round(found[word], 3) for word in best}


def model_of(documents: Sequence[Read], members: int) -> LineModel:
    weights = word_weights(documents)
    rows = {word: n for n, word in enumerate(weights)}
    each = float(np.mean([document.weight.sum() for document in documents]))
    examples = [document.example(weights, rows, each) for document in documents]
    networks = [fit(examples, list(weights.values()), seed) for seed in range(members)]
    return LineModel.of(weights, tuple(networks))


class NoTrees:
    """Gives the points of the networks as they are."""

    @staticmethod
    def points(numbers: Array) -> Array:
        found: Array = numbers[:, STANDING.index("points")]
        return found


def held_out(documents: Sequence[Read], folds: int, members: int, *, foreign: bool) -> None:
    """Print figures for each flavour, every site judged by networks that have not seen it, without the trees."""
    weighing.line_trees = NoTrees  # type: ignore[assignment]
    sites = sorted({document.site for document in documents}, key=lambda site: hashlib.md5(site.encode()).digest())
    fold = {site: n % folds for n, site in enumerate(sites)}
    counts: list[tuple[str, Counts]] = []
    for n in range(folds):
        model = model_of([document for document in documents if fold[document.site] != n], members)
        weighing.line_model = lambda model=model: model  # type: ignore[assignment, misc]
        counts += [
            (document.row["flavour"], counted(document.row, foreign=foreign))
            for document in documents
            if fold[document.site] == n
        ]
        print(f"fold {n + 1} of {folds}", file=sys.stderr, flush=True)
    print_figures(counts)


def print_figures(counts: Sequence[tuple[str, Counts]]) -> None:
    """Print mean F1, body lost and residue stripped for each flavour."""
    pools: defaultdict[str, list[Counts]] = defaultdict(list)
    for flavour, found in counts:
        pools[flavour].append(found)
    for flavour, own in sorted(pools.items()):
        true, extra, missing, stripped = map(sum, zip(*own, strict=True))
        mean = np.mean([200 * t / max(1, 2 * t + e + m) for t, e, m, _ in own])
        print(
            f"{flavour:6} documents {len(own):5}  mean F1 {mean:5.1f}  "
            f"body lost {100 * missing / (true + missing):4.1f}%  "
            f"residue stripped {100 * stripped / (stripped + extra):5.1f}%"
        )


def counted(row: dict[str, Any], *, foreign: bool = False) -> Counts:
    """Return how much of a row the cleaner gets right."""
    size = Counter[tuple[int, bool]]()
    cleaned = clean("\n".join(row["lines"]), language="unknown" if foreign else "guess")
    skipped = frozenset(row["skip"])
    for line, text, keep in zip(cleaned.lines, row["lines"], row["keep"], strict=True):
        if line.n not in skipped:
            size[keep, line.kept] += len(text.strip())
    return size[1, True], size[0, True], size[1, False], size[0, False]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="rows as JSON Lines, gzipped")
    parser.add_argument("--members", type=int, default=3, help="networks whose mean is taken (default: %(default)s)")
    parser.add_argument("--folds", type=int, help="tell how well it does on held-out sites instead of writing weights")
    parser.add_argument("--foreign", action="store_true", help="with --folds: read all as an unknown language")
    options = parser.parse_args()
    with gzip.open(options.data, "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["source"] in TRAINED_ON]
    documents = [document for document in map(Read, rows) if len(document.features)]
    if options.folds:
        held_out(documents, options.folds, options.members, foreign=options.foreign)
        return
    write_weights(WEIGHTS, model_of(documents, options.members), options.data, rows)


if __name__ == "__main__":
    main()
