"""Everything around a library at several sizes: intake, stories, search, a look for changes, ten new articles.

    python bench/million.py --articles FILE.jsonl.gz --count 10000 100000 1000000

Makes libraries of these sizes from the articles of a file (JSON lines with title, body, date) by changing words, names,
digits and dates (`siblings.py`), and prints one table. Times are CPU seconds (user and system) of the processes that
do the work, so that other load matters little; peaks are those of the kernel. A million articles take about 10 GB of
disk, and two hours of a processor.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / ".src"))
sys.path.insert(0, str(Path(__file__).parent / "speed"))

from program_costs import program_cost
from siblings import Siblings, read_articles

from seedread.index import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from program_costs import Cost
    from siblings import Article

ROUNDS = 40


def run(*arguments: str) -> Cost:
    """Run seedread."""
    return program_cost([sys.executable, "-m", "seedread", *arguments], accepted=(0, 1))


def write(path: Path, articles: Iterable[Article], mode: str = "w") -> None:
    with path.open(mode, encoding="utf-8") as out:
        for one in articles:
            out.write(json.dumps(one, ensure_ascii=False) + "\n")


def queries(articles: Sequence[Article]) -> dict[str, list[str]]:
    """Return queries of each class, with words as they come in the articles."""
    pick = random.Random(7)

    def words(count: int) -> list[str]:
        found = re.findall("[a-z]{4,}", pick.choice(articles)["body"].lower())
        at = pick.randrange(max(1, len(found) - count))
        return found[at : at + count] or ["about"]

    makers: dict[str, Callable[[], str]] = {
        "word": lambda: words(1)[0],
        "two words": lambda: " ".join(words(2)),
        "phrase": lambda: '"' + " ".join(words(2)) + '"',
        "beginning": lambda: words(1)[0][:4] + "*",
        "country": lambda: f"country:iran {words(1)[0]}",
        "everything": lambda: "",
    }
    return {name: [make() for _ in range(ROUNDS)] for name, make in makers.items()}


def searched(news: Path, where: Path, articles: Sequence[Article]) -> Iterator[tuple[str, str]]:
    """Yield the p50 and p95 of each class of queries, with what the screen shows of a result."""
    with Library.open([news], where) as library:
        library.search("the")
        for name, asked in queries(articles).items():
            took = []
            for text in asked:
                begun = time.process_time()
                found = library.search(text, limit=50)
                for hit in found.hits[:20]:
                    _ = hit.title, hit.snippet
                for facet in ("country", "leader", "source"):
                    _ = found.facets[facet].values
                took.append(1000 * (time.process_time() - begun))
            p95 = sorted(took)[int(0.95 * (len(took) - 1))]
            yield f"search: {name}, p50 / p95", f"{statistics.median(took):.1f} / {p95:.1f} ms"


def measured(siblings: Siblings, sample: Sequence[Article], count: int, place: Path) -> dict[str, str]:
    """Make a library of `count` articles in `place`, and return its column of the table."""
    news, where = place / "news.jsonl", place / "library"
    write(news, siblings.many(count))
    library = ["--library", str(where), "--", str(news)]
    first = run("index", *library)
    rows = {
        "first index": str(first),
        "of these, an article": f"{1000 * first.seconds / count:.2f} ms",
        "disk, an article": f"{sum(one.stat().st_size for one in where.rglob('*') if one.is_file()) / count:.0f} bytes",
        "a look, nothing new": str(run("index", "--if-changed", *library)),
        "one search": str(run("search", "oil prices", *library)),
    }
    beyond = siblings.copy(1 + count // siblings.size)
    write(news, ({**one, "id": f"new-{one['id']}"} for one in islice(beyond, 10)), "a")
    rows["ten new"] = str(run("index", *library))
    rows.update(searched(news, where, sample))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, required=True, help="a file of some thousand articles")
    parser.add_argument("--count", type=int, nargs="+", default=[10_000])
    parser.add_argument("--place", type=Path, help="the folder for the libraries (default: a temporary one)")
    given = parser.parse_args()
    sample = read_articles(given.articles)
    siblings = Siblings(sample)
    columns = {}
    for count in given.count:
        with tempfile.TemporaryDirectory(dir=given.place) as name:
            columns[count] = measured(siblings, sample, count, Path(name))
    print(f"| articles | {' | '.join(f'{count:,}' for count in columns)} |\n|---|{'---|' * len(columns)}")
    for row in next(iter(columns.values())):
        print(f"| {row} | {' | '.join(column[row] for column in columns.values())} |")


if __name__ == "__main__":
    main()
