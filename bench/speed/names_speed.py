"""What finding countries and leaders costs: reading the gazetteer, and an article; and how large the data are.

    python bench/speed/names_speed.py [ARTICLES.jsonl[.gz]] [--limit 2000]

All times are CPU time; reading is measured in five processes of their own. The articles are one JSON object a line with
"title", "body" (or "text") and "date"; without a file, articles of made-up words with the names and titles of leaders
strewn in. Bounds: 50 ms for the gazetteer, 3 ms an article, 1 MB of data.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import random
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up import MadeUp

from seedread.index.names.article_names import find_names
from seedread.index.names.gazetteer import gazetteer
from seedread.index.names.lexicon import country_name

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(__file__).parents[2] / "index" / "names" / "data"
READ = f"""
import sys, time
sys.path.insert(0, {str(Path(__file__).parents[2] / ".src")!r})
from seedread.index.names.gazetteer import Gazetteer
text = open(sys.argv[1], encoding="utf-8").read()
start = time.process_time()
Gazetteer(text)
print(time.process_time() - start)
"""


class Text(NamedTuple):
    """An article as names are looked for in it."""

    title: str
    paragraphs: list[str]
    date: datetime.date | None


def from_file(path: Path) -> Iterator[Text]:
    """Yield the articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            paragraphs = [part for part in (row.get("body") or row.get("text") or "").split("\n") if part.strip()]
            date = datetime.date.fromisoformat(row["date"][:10]) if row.get("date") else None
            yield Text(row.get("title") or "", paragraphs, date)


def strewn() -> Iterator[Text]:
    """Yield made-up articles, in each of which four leaders are named with title and country."""
    words, pick, names = MadeUp(), random.Random(7), gazetteer()
    while True:
        paragraphs = list(words.paragraphs())
        for _ in range(4):
            leader = names.leader(pick.randrange(len(names)))
            sentence = f"{country_name(leader.country)} and President {leader.name} agreed. "
            paragraphs[pick.randrange(len(paragraphs))] += f" {sentence} Mr {leader.name.split()[-1]} said so."
        yield Text(" ".join(words.draw(8)).capitalize(), paragraphs, datetime.date(1950 + pick.randrange(76), 6, 1))


def reading() -> float:
    """Return the seconds that a new process needs to read the gazetteer."""
    done = subprocess.run([sys.executable, "-c", READ, str(DATA / "leaders.tsv")], capture_output=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--limit", type=int, default=2000)
    options = parser.parse_args()
    print(f"gazetteer read in {1000 * min(reading() for _ in range(5)):.0f} ms (best of five)")
    texts = list(islice(from_file(options.articles) if options.articles else strewn(), options.limit))
    find_names("", ["Iran's President Masoud Pezeshkian spoke."], dateline=None, published=None)
    start = time.process_time()
    found = [find_names(text.title, text.paragraphs, dateline=None, published=text.date) for text in texts]
    each = (time.process_time() - start) / len(texts)
    letters = sum(len(part) for text in texts for part in text.paragraphs) / len(texts)
    leaders = sum(len(names.leaders) for names in found)
    countries = sum(len(names.countries) for names in found)
    print(
        f"{1000 * each:.2f} ms an article of {letters:.0f} characters; {leaders / len(texts):.1f} leaders and "
        f"{countries / len(texts):.1f} countries in each"
    )
    size = sum(path.stat().st_size for path in DATA.iterdir())
    print(f"data: {size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
