"""Compares seedread's engine with Whoosh alone: indexing, searching and size, on the same made-up articles.

    python bench/speed/plain_whoosh.py --articles 2000

Whoosh alone means Whoosh's own writer, codec, matchers and scorer (BM25F), with the same stems. All times are CPU time
of this process. A search returns the ten best of all matches, and their number.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from build_and_search import entries
from made_up import MadeUp
from own_engine import OwnIndex
from program_costs import size_of
from whoosh import fields
from whoosh.analysis import Filter, LowercaseFilter, RegexTokenizer
from whoosh.filedb.filestore import FileStorage
from whoosh.query import And, Or, Phrase, Term

from seedread.index.engines.whoosh import WhooshEngine, open_with_whoosh
from seedread.index.query import parse
from seedread.index.text.analysis import stem

if TYPE_CHECKING:
    from collections.abc import Callable

    from seedread.index.engines.base import Reader
    from seedread.index.ingest.index_entry import IndexEntry


def index_here(folder: Path, articles: list[IndexEntry]) -> float:
    """Return the CPU seconds of our writer."""
    folder.mkdir(mode=0o700)
    begun = time.process_time()
    index = OwnIndex(folder)
    for first in range(0, len(articles), 1000):
        index.add(articles[first : first + 1000])
    index.finish()
    return time.process_time() - begun


def index_there(folder: Path, articles: list[IndexEntry]) -> tuple[float, Any]:
    """Return the CPU seconds of Whoosh's writer, and its index."""
    folder.mkdir()
    analyzer = RegexTokenizer() | LowercaseFilter() | _Stems()
    schema = fields.Schema(
        id=fields.ID(stored=True), title=fields.TEXT(analyzer), body=fields.TEXT(analyzer, stored=True)
    )
    begun = time.process_time()
    index = FileStorage(str(folder)).create_index(schema)
    writer = index.writer(limitmb=256)
    for article in articles:
        writer.add_document(id=article.id, title=article.title, body=article.body)
    writer.commit()
    return time.process_time() - begun, index


class _Stems(Filter):  # type: ignore[misc]
    """Whoosh's place for a stemmer, with seedread's."""

    is_morph = True

    def __call__(self, tokens: Any) -> Any:
        for token in tokens:
            token.text = stem(token.text)
            yield token


def questions(texts: MadeUp, rounds: int) -> dict[str, list[tuple[str, list[str]]]]:
    """Return for each kind of query its operator and words."""
    pick = random.Random(9)

    def words(count: int, first: int, last: int) -> list[str]:
        return [str(texts.words[pick.randrange(first, last)]) for _ in range(count)]

    return {
        "frequent word": [("and", words(1, 0, 30)) for _ in range(rounds)],
        "word": [("and", words(1, 100, 5000)) for _ in range(rounds)],
        "two words": [("and", words(2, 5, 300)) for _ in range(rounds)],
        "either": [("or", words(2, 5, 300)) for _ in range(rounds)],
        "phrase": [("phrase", words(2, 0, 60)) for _ in range(rounds)],
    }


def here(reader: Reader, operator: str, words: list[str]) -> int:
    text = {"and": " ".join(words), "or": " OR ".join(words), "phrase": f'"{" ".join(words)}"'}[operator]
    tree = parse(text).tree
    found = reader.search(tree)
    found.page("relevance", 0, 10)
    return found.total


def there(searcher: Any, operator: str, words: list[str]) -> int:
    stems = [stem(word) for word in words]
    if operator == "phrase":
        query = Or([Phrase(field, stems) for field in ("title", "body")])
    else:
        either = [Or([Term(field, word.encode()) for field in ("title", "body")]) for word in stems]
        query = (And if operator == "and" else Or)(either)
    return len(searcher.search(query, limit=10))


def report(name: str, index_seconds: float, articles: int, size: int) -> None:
    print(f"{name:26} {articles / index_seconds:7.0f} articles a CPU second  {size / articles:6.0f} bytes an article")


def milliseconds(
    search: Callable[[str, list[str]], int], asked: list[tuple[str, list[str]]]
) -> tuple[float, list[int]]:
    """Return the median CPU time of a search in milliseconds, and the number of matches of each."""
    took, found = [], []
    for operator, words in asked:
        begun = time.process_time()
        found.append(search(operator, words))
        took.append(1000 * (time.process_time() - begun))
    return statistics.median(took), found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=20, help="queries of each kind (default: %(default)s)")
    options = parser.parse_args()
    articles = list(entries(MadeUp(), options.articles))
    with tempfile.TemporaryDirectory() as name:
        ours, plain = Path(name, "ours"), Path(name, "plain")
        report("seedread", index_here(ours, articles), len(articles), size_of(ours))
        seconds, index = index_there(plain, articles)
        report("Whoosh alone", seconds, len(articles), size_of(plain))
        reader = WhooshEngine(ours / "index-1").reader()
        with index.searcher() as own, open_with_whoosh(ours).searcher() as over_ours:
            ways: dict[str, Callable[[str, list[str]], int]] = {
                "seedread": lambda *asked: here(reader, *asked),
                "Whoosh alone": lambda *asked: there(own, *asked),
                "Whoosh on seedread's index": lambda *asked: there(over_ours, *asked),
            }
            for kind, asked in questions(MadeUp(), options.rounds).items():
                for way, search in ways.items():
                    median, found = milliseconds(search, asked)
                    print(f"{kind:14} {way:26} {median:8.2f} ms  {statistics.mean(found):7.1f} found on average")


if __name__ == "__main__":
    main()
