"""Compares the kinds of lines with those of hand-labelled news pages, for seedread and for a list of key words.

    python bench/training/line_kinds.py ../shared/data/line_kinds.jsonl.gz

A row of the data has `lines`, and for each line a `kind`: headline, body, supplement (captions, credits and whatever
else belongs to the article but is not its text), comment, related or none. It prints precision, recall and F1 over
lines. The key words are tried on each line, one kind after the other.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from seedread.index.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = ("headline", "body", "supplement", "comment", "related", "none")
OURS = {
    "title": "headline",
    "duplicate title": "headline",
    "": "body",
    "byline": "supplement",
    "dateline": "supplement",
    "caption": "supplement",
    "comment form": "comment",
    "related": "related",
}
"""The data's name for each of our kinds; every other kind is "none"."""
KEY_WORDS = {
    "comment": r"\bcomments?\b|\brepl(?:y|ies)\b|\bposted by\b|\bsays:|\bwrote:|\breport abuse\b|\babuse\b",
    "related": r"\brelated\b|\bmore (?:on|from|stories|news|in)\b|\bsee also\b|\bread more\b|\balso (?:read|see|in)\b",
    "supplement": r"\bphotos?\b|\bpictures?\b|\bimages?\b|\bcaption\b|\bgetty\b|\bcredits?\b"
    r"|\A(?:by|published|updated) ",
    "none": r"\bhome\b|\bsubscribe\b|\bnewsletter\b|\bsearch\b|\bcopyright\b|\bprivacy\b|\bterms\b|\blog ?in\b|\bsign "
    r"|\be-?mail\b|\bprint\b|\bshare\b|\bcontact\b|\brss\b|\badvert|\bsite ?map\b",
}
PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in KEY_WORDS.items()}
LONG = 100
"""A shorter line is searched for key words; a line of this many characters is body."""


def by_key_words(lines: Sequence[str]) -> list[str]:
    kinds: list[str] = []
    for line in lines:
        known = [kind for kind, pattern in PATTERNS.items() if len(line) < LONG and pattern.search(line)]
        kinds.append(known[0] if known else "body" if len(line) >= LONG else "none")
    if "body" in kinds:
        before = [n for n in range(kinds.index("body")) if kinds[n] == "none" and len(lines[n].split()) >= 4]
        kinds = ["headline" if n in before[-1:] else kind for n, kind in enumerate(kinds)]
    return kinds


def by_cleaner(lines: Sequence[str]) -> list[str]:
    verdicts = clean("\n".join(lines)).lines
    return [OURS.get(line.kind, "none") for line in verdicts]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", help="rows with lines and kinds, as JSON Lines, gzipped")
    options = parser.parse_args()
    found = {"seedread": Counter[tuple[str, str]](), "key words": Counter[tuple[str, str]]()}
    with gzip.open(options.data, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            lines = [" ".join(line.split()) for line in row["lines"]]
            for name, judge in (("seedread", by_cleaner), ("key words", by_key_words)):
                pairs = zip(row["kind"], judge(lines), lines, strict=True)
                found[name].update((gold, kind) for gold, kind, line in pairs if line)
    for kind in KINDS:
        for name, counts in found.items():
            right = counts[kind, kind]
            predicted = sum(count for (_, own), count in counts.items() if own == kind)
            wanted = sum(count for (gold, _), count in counts.items() if gold == kind)
            precision, recall = 100 * right / max(1, predicted), 100 * right / max(1, wanted)
            print(
                f"{kind:10} {name:9}  P {precision:5.1f}  R {recall:5.1f}  "
                f"F1 {200 * right / max(1, predicted + wanted):5.1f}  of {wanted} lines"
            )


if __name__ == "__main__":
    main()
