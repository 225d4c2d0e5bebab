"""Makes a library of made-up articles, as large as the budgets of the screen are stated for."""

from __future__ import annotations

import json
import os
import sys
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up_news import made_up_news

from seedread.index import Library

__all__ = ["make"]

LONG_AGO = 1_700_000_000
EVERY = 40
"""Words from one link to the next."""


def _linked(text: str, article: int) -> str:
    """Return a paragraph as HTML with some of its words linked."""
    return " ".join(
        word if n % EVERY != EVERY // 2 else f'<a href="https://valley.example/{article}/{word}">{word}</a>'
        for n, word in enumerate(text.split())
    )


def make(folder: Path, articles: int = 2000, words: int = 350) -> tuple[str, ...]:
    """Write `articles` into `folder`, read them into a library there, and return the arguments that open it."""
    news = folder / "news.jsonl"
    with news.open("w", encoding="utf-8") as file:
        for n, report in enumerate(islice(made_up_news(words), articles)):
            article = report._asdict()
            html = "".join(f"<p>{_linked(text, n)}</p>" for text in article.pop("paragraphs"))
            file.write(json.dumps({**article, "html": html}) + "\n")
    os.utime(news, (LONG_AGO, LONG_AGO))  # a file just written counts as changing yet, and would be read again
    with Library.open([news], folder / "library") as library:
        library.sync()
        library.group()
    return (str(news), "--library", str(folder / "library"))
