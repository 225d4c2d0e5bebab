"""Measures how many articles a query finds in each language: by lemmas, over texts that are not in the repository.

    pip install simplemma pymorphy3 pymorphy3-dicts-uk
    python bench/search_recall.py TEXTS.jsonl[.gz] [--set de] [--mixed]

A row of TEXTS has `id`, `set` (the language) and `text`. The queries are the lemmas of five letters and more that 3 to
30 articles of a language have, in at least two printed forms; an article is right if it has a word with that lemma.
Lemmas are simplemma's, for Russian and Ukrainian pymorphy3's. With --mixed all languages are in one library.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from seedread.index import Library

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5
_ARTICLES = range(3, 31)


def main() -> None:
    """Print recall and precision of each language, as means over its queries."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--set", action="append")
    parser.add_argument("--mixed", action="store_true")
    options = parser.parse_args()
    rows = [row for row in _rows(options.texts) if not options.set or row["set"] in options.set]
    sets: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        sets[row["set"]].append(row)
    with tempfile.TemporaryDirectory() as folder:
        for n, (language, own) in enumerate(sorted(sets.items())):
            if asked := queries(language, own):
                with _library(Path(folder) / str(n), rows if options.mixed else own) as library:
                    print(language, *_scores(library, asked), flush=True)


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _library(folder: Path, rows: Iterable[Mapping[str, Any]]) -> Library:
    (folder / "texts").mkdir(parents=True)
    lines = [json.dumps({"id": row["id"], "text": row["text"]}) for row in rows]
    (folder / "texts" / "texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    library = Library.open([folder / "texts"], folder / "library")
    library.sync()
    return library


def queries(language: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    """Return the lemmas that are asked for, each with its articles."""
    articles: defaultdict[str, set[str]] = defaultdict(set)
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        for word in set(_WORD.findall(row["text"])):
            lemma = _lemma(word, language)
            if len(lemma) >= _SHORTEST:
                articles[lemma].add(row["id"])
                forms[lemma].add(word.lower())
    return {lemma: ids for lemma, ids in articles.items() if len(ids) in _ARTICLES and len(forms[lemma]) > 1}


@cache
def _lemma(word: str, language: str) -> str:
    if language in {"ru", "uk"}:
        return str(_analyzer(language).parse(word)[0].normal_form)
    import simplemma  # noqa: PLC0415 (a tool of this script only)

    return simplemma.lemmatize(word, lang=language).lower()


@cache
def _analyzer(language: str) -> Any:
    import pymorphy3  # noqa: PLC0415 (as above)

    return pymorphy3.MorphAnalyzer(lang=language)


def _scores(library: Library, asked: Mapping[str, set[str]]) -> tuple[str, ...]:
    recalls, precisions = [], []
    for lemma, right in asked.items():
        found = {hit.id.rsplit("#", 1)[-1] for hit in library.search(lemma, limit=1000).hits}
        recalls.append(len(found & right) / len(right))
        if found:
            precisions.append(len(found & right) / len(found))
    recall, precision = (sum(some) / max(1, len(some)) for some in (recalls, precisions))
    return f"{len(asked)} queries", f"recall {recall:.3f}", f"precision {precision:.3f}"


if __name__ == "__main__":
    main()
