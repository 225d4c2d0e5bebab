"""Counts in how many English articles each word occurs, as a prior for small libraries.

    python bench/training/word_frequencies.py NEWS... > index/stories/data/frequencies.tsv

NEWS are files or folders that seedread reads; they are cleaned as for a library. The table has stems and counts, no
text; stems of fewer than `LEAST` articles are left out.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from seedread.index import Library
from seedread.index.engines import open_engine
from seedread.index.query import All
from seedread.index.storage.manifest import load
from seedread.index.text.analysis import find_words, fold_word, stems

LEAST = 9
_LONGEST = 8_000
"""Characters of a body that are counted, as in a profile."""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", nargs="+", type=Path)
    counts: Counter[str] = Counter()
    articles = 0
    with tempfile.TemporaryDirectory() as place, Library.open(parser.parse_args().news, Path(place)) as library:
        library.sync()
        manifest = load(Path(place))
        assert manifest
        reader = open_engine(Path(place) / manifest.index).reader()
        for document in reader.numbers(All(), oldest=True):
            row = reader.row(document)
            if row.values("language") == ("en",):
                articles += 1
                counts.update(set(stems(map(fold_word, find_words(f"{row.title}\n{row.body[:_LONGEST]}")))))
        reader.close()
    print("# In how many English articles a stem occurs; the first row is their number. Counts only, no text.")
    print("# Made by bench/training/word_frequencies.py; docs/stories.md says from which articles.")
    print(f"\t{articles}")
    for stem, count in sorted(counts.items()):
        if count >= LEAST:
            print(f"{stem}\t{count}")


if __name__ == "__main__":
    main()
