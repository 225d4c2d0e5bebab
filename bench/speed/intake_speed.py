"""What an article costs between its file and the index, in CPU time of one process: cleaning, names and index entry.

    python bench/speed/intake_speed.py [ARTICLES.jsonl[.gz]] [--limit 500] [--rounds 5]

The articles are those of `names_speed.py`. Of the rounds the quickest counts, as other work on the machine only adds.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program does
sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

from names_speed import from_file, strewn

from seedread.index.cleaning import clean
from seedread.index.ingest.index_entry import to_entry
from seedread.index.ingest.pipeline import to_article, with_names
from seedread.index.names.article_names import NO_OVERRIDES
from seedread.index.sources import Document

if TYPE_CHECKING:
    from collections.abc import Callable

    from names_speed import Text


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=Path)
    parser.add_argument("--limit", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    texts = islice(from_file(options.articles) if options.articles else strewn(), options.limit)
    documents = [_document(n, text) for n, text in enumerate(texts)]
    articles = [to_article(document) for document in documents]
    steps: dict[str, Callable[[], object]] = {
        "all": lambda: [to_entry(to_article(document), "") for document in documents],
        "cleaning": lambda: [clean(document.text, title=document.title) for document in documents],
        "names": lambda: [with_names(article, NO_OVERRIDES) for article in articles],
        "index entry": lambda: [to_entry(article, "") for article in articles],
    }
    print(f"{len(documents)} articles of {sum(len(one.text) for one in documents) / len(documents):.0f} characters")
    for name, step in steps.items():
        print(f"{name:12} {1000 * min(_cost(step) for _ in range(options.rounds)) / len(documents):5.2f} ms an article")


def _document(n: int, text: Text) -> Document:
    date = text.date.isoformat() if text.date else None
    return Document(f"{n}", "\n\n".join(text.paragraphs), title=text.title or None, date=date)


def _cost(step: Callable[[], object]) -> float:
    start = time.process_time()
    step()
    return time.process_time() - start


if __name__ == "__main__":
    main()
