"""Makes a library of made-up articles, as large as the budgets of the screen are stated for."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))
sys.path.insert(0, str(Path(__file__).parents[1]))

from made_up import MadeUp

from seedread.index import Library

__all__ = ["make"]

SOURCES = ("Valley Post", "Harbour Times", "The Daily Ledger")
LEADERS = {
    "IR": "Iranian President Masoud Pezeshkian",
    "FR": "French President Emmanuel Macron",
    "TR": "Turkish President Recep Tayyip Erdogan",
}
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
    texts = MadeUp(20_000)
    news = folder / "news.jsonl"
    with news.open("w", encoding="utf-8") as file:
        for n in range(articles):
            code, place = texts.place()
            speaker = LEADERS.get(code, "the minister")
            lead = f"{place} {' '.join(texts.draw(12))}, and {speaker} said so."
            article = {
                "id": f"made-up-{n:05}",
                "title": f"{place} {' '.join(texts.draw(7))}",
                "date": f"20{20 + n % 5}-{n % 12 + 1:02}-{n % 28 + 1:02}",
                "source": SOURCES[n % 3],
                "html": "".join(f"<p>{_linked(text, n)}</p>" for text in [lead, *texts.paragraphs(words)]),
            }
            file.write(json.dumps(article) + "\n")
    os.utime(news, (LONG_AGO, LONG_AGO))  # a file just written counts as changing yet, and would be read again
    with Library.open([news], folder / "library") as library:
        library.sync()
        library.group()
    return (str(news), "--library", str(folder / "library"))
