"""How much of the article is found on pages with known texts, beside trafilatura: token F1, dates, authors, CPU time.

    python bench/pages.py FOLDER [--half tuning|held|both] [--worst N]

FOLDER holds NAME.html with NAME.json beside it: `text` (the article) or `html` (the article as HTML), and where known
`date` (YYYY-MM-DD), `authors` (a list of names), `title`, `site`; `prefix` if `text` is only its beginning. Other pages
without a text count for the CPU time only. A site belongs to one half by the digest of its name. Tokens are a bag of
words, single characters where a script has no spaces; figures are means over pages.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parents[1] / ".src"))

from seedread.index.ingest.pipeline import to_article
from seedread.index.sources import Document
from seedread.index.sources.pages import as_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f\u1000-\u109f]|[^\W_]+")


@dataclass(frozen=True)
class Page:
    name: str
    html: str
    gold: dict[str, Any]

    @property
    def text(self) -> str | None:
        if self.gold.get("html"):
            return _plain(self.gold["html"])
        return self.gold.get("text") or None


@dataclass(frozen=True)
class Result:
    text: str
    title: str | None = None
    date: str | None = None
    authors: str | None = None


@dataclass
class Score:
    seconds: float = 0.0
    f1: dict[str, float] = field(default_factory=dict)
    recall: dict[str, float] = field(default_factory=dict)
    precision: dict[str, float] = field(default_factory=dict)
    dates: dict[str, bool] = field(default_factory=dict)
    authors: dict[str, bool] = field(default_factory=dict)
    titles: dict[str, bool] = field(default_factory=dict)


def _plain(html: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

    return extract_plain_text(html, list_bullets=False, alt_texts=False)


def pages_of(folder: Path, half: str) -> list[Page]:
    pages = []
    for path in sorted(folder.glob("*.html")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        site = gold.get("site") or path.stem
        held = hashlib.blake2b(site.encode(), digest_size=1).digest()[0] % 2
        if half == "both" or half == ("tuning", "held")[held]:
            pages.append(Page(path.stem, path.read_text(encoding="utf-8", errors="replace"), gold))
    return pages


def ours(page: str) -> Result:
    article = to_article(Document("x", page, markup="page"))
    date = article.published.date.isoformat()[:10] if article.published else None
    return Result("\n".join(article.paragraphs), article.title, date, article.byline)


def ours_uncleaned(page: str) -> Result:
    document = as_text(Document("x", page, markup="page"))
    return Result(document.text, document.title, document.date, document.author)


def trafilatura(**options: bool) -> Callable[[str], Result]:
    import trafilatura  # noqa: PLC0415

    def read(page: str) -> Result:
        found = trafilatura.bare_extraction(page, include_comments=False, **options)
        return Result(found.text or "", found.title, found.date, found.author) if found else Result("")

    return read


def readers() -> dict[str, Callable[[str], Result]]:
    found: dict[str, Callable[[str], Result]] = {"seedread": ours, "seedread, before cleaning": ours_uncleaned}
    try:
        found["trafilatura, with metadata"] = trafilatura(with_metadata=True)
        found["trafilatura, precise"] = trafilatura(favor_precision=True)
        found["trafilatura, recall"] = trafilatura(favor_recall=True)
    except ImportError:
        print("trafilatura is not installed: its rows are left out", file=sys.stderr)
    return found


def tokens(text: str) -> Counter[str]:
    return Counter(_TOKEN.findall(text.casefold()))


def measure(read: Callable[[str], Result], pages: Sequence[Page]) -> Score:
    read(pages[0].html)
    score = Score()
    for page in pages:
        start = time.process_time()
        result = read(page.html)
        score.seconds += time.process_time() - start
        _score_text(score, page, result)
        _score_metadata(score, page, result)
    return score


def _score_text(score: Score, page: Page, result: Result) -> None:
    if not page.text:
        return
    gold, got = tokens(page.text), tokens(result.text)
    common = sum((gold & got).values())
    score.recall[page.name] = recall = common / max(1, gold.total())
    if not page.gold.get("prefix"):
        score.precision[page.name] = precision = common / max(1, got.total())
        score.f1[page.name] = 2 * precision * recall / (precision + recall) if common else 0.0


def _score_metadata(score: Score, page: Page, result: Result) -> None:
    gold = page.gold
    if gold.get("date"):
        score.dates[page.name] = bool(result.date) and str(result.date)[:10] == gold["date"]
    if gold.get("authors"):
        names = re.split(r",|;|\band\b|&", result.authors or "")
        score.authors[page.name] = {_name(name) for name in names if _name(name)} == set(map(_name, gold["authors"]))
    if gold.get("title"):
        score.titles[page.name] = _name(result.title or "") == _name(gold["title"])


def _name(text: str) -> str:
    return " ".join(_TOKEN.findall(text.casefold()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("tuning", "held", "both"), default="both")
    parser.add_argument("--worst", type=int, default=0, help="name the pages where trafilatura is most ahead")
    options = parser.parse_args()
    pages = pages_of(options.folder, options.half)
    scores = {name: measure(read, pages) for name, read in readers().items()}
    print(f"{len(pages)} pages\n{'':28} F1     precision recall dates      authors    titles     CPU ms a page")
    for name, score in scores.items():
        print(f"{name:28} {_row(score, len(pages))}")
    peers = [score for name, score in scores.items() if name.startswith("trafilatura")]
    if peers:
        ours_f1 = scores["seedread"].f1
        best = {name: max(ours_f1[name], *(peer.f1[name] for peer in peers)) for name in ours_f1}
        print(f"{'best of all, page by page':28} {_mean(best)}")
        for name in sorted(best, key=lambda name: ours_f1[name] - best[name])[: options.worst]:
            print(f"  {name:40} {ours_f1[name]:.3f} of {best[name]:.3f}")


def _row(score: Score, count: int) -> str:
    shares = (f"{_mean(part)} ({len(part)}) " for part in (score.dates, score.authors, score.titles))
    return (
        f"{_mean(score.f1)}  {_mean(score.precision)}     {_mean(score.recall)}  {' '.join(shares)}"
        f"{1000 * score.seconds / count:6.1f}"
    )


def _mean(values: dict[str, float] | dict[str, bool]) -> str:
    return f"{statistics.fmean(values.values()):.3f}" if values else "  –  "


if __name__ == "__main__":
    main()
