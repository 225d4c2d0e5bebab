"""Prints every quality figure of the project in one table: seeds, lines, kinds, names, stories, speakers.

    python bench/scores.py                 # on the project's own data: the seeds, and what the tests hold
    python bench/scores.py --data DIR      # on labelled data of your own as well
    python bench/scores.py --only names    # some rows only

DIR may hold these files; what is missing is left out:

    lines_dev.jsonl.gz      lines, keep, skip, flavour
    line_kinds.jsonl.gz     lines, kind
    names_dev.jsonl.gz      text, date, set, countries, countries_places, leaders, leaders_optional, officials
    focus_dev.jsonl.gz      text, date, countries that the text is about
    corporate_dev.jsonl.gz  text; every leader found is wrong
    stories/*.jsonl.gz      title, text, date, source, event
    stories/unsure.tsv      pairs of events that are not scored
    articles10k.jsonl.gz    id, title, body, date: background for the stories

P, R and F1 are precision, recall and F1 in percent: of characters for lines, of names in a document for countries and
leaders, of pairs of articles for stories.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import importlib.util
import itertools
import json
import os
import re
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

sys.path.insert(0, str(Path(__file__).parents[1] / ".src"))
sys.path.insert(0, str(Path(__file__).parent / "training"))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "helpers"))

from line_kinds import KINDS, by_cleaner
from native_news import native_news, totals

from seedread.index import Library, bundled_seeds
from seedread.index.article import Article
from seedread.index.compare import analyse_article
from seedread.index.ingest.pipeline import to_any_article
from seedread.index.names.article_names import find_names
from seedread.index.sources import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from seedread.index.article import Person

ROOT = Path(__file__).parents[1]
Row: TypeAlias = tuple[str, str, int, str]
"""What is scored, on which set, how many documents or lines or quotations, and the figures."""
Score: TypeAlias = "Callable[[Sequence[Mapping[str, Any]]], Iterator[Row]]"
PARTS = ("seeds", "lines", "kinds", "names", "stories", "speakers")
_SAME_STATE = ({"RU", "SU"}, {"RS", "YU", "CS"}, {"CZ", "CS"}, {"DE", "DD"})
_SOUNDS = ((r"zh", "j"), (r"w", "v"), (r"ph", "f"), (r"kh|gh|q|ck", "k"), (r"(?<=.)[aeiouyh]", ""), (r"(.)\1+", r"\1"))
_QUOTATIONS = ("quotations", "quotations_fresh", "quotations_last", "quotations_discourse")


class Tally:
    """Right, wrong and missed."""

    def __init__(self, right: float = 0, wrong: float = 0, missed: float = 0) -> None:
        self.right, self.wrong, self.missed = right, wrong, missed

    def add(self, right: float, wrong: float, missed: float) -> None:
        self.right, self.wrong, self.missed = self.right + right, self.wrong + wrong, self.missed + missed

    @property
    def f1(self) -> float:
        return 200 * self.right / max(1e-9, 2 * self.right + self.wrong + self.missed)

    def __str__(self) -> str:
        precision = 100 * self.right / max(1e-9, self.right + self.wrong)
        recall = 100 * self.right / max(1e-9, self.right + self.missed)
        return f"P {precision:5.1f}  R {recall:5.1f}  F1 {self.f1:5.1f}"


def rows_of(path: Path) -> list[dict[str, Any]]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def described(rows: Iterable[Mapping[str, Any]]) -> list[Article]:
    """Return the article of each row, in order; a worker for each processor."""
    documents = [
        Document(str(n), row.get("text") or "\n".join(row["lines"]), date=row.get("date")) for n, row in enumerate(rows)
    ]
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 8)) as pool:
        return list(pool.map(_article, documents, chunksize=16))


def _article(document: Document) -> Article:
    return to_any_article(document)[0]


# Seeds


def labelled_seeds() -> list[dict[str, Any]]:
    """Return the bundled articles with their labels, in the form of every set below."""
    rows = rows_of(ROOT / "bench" / "seeds.jsonl")
    for row in rows:
        row["text"] = (bundled_seeds() / row["file"]).read_text(encoding="utf-8")
        row["lines"] = row["text"].split("\n")
        row["keep"] = [n in row["body"] for n in range(len(row["lines"]))]
        row["kind"] = ["body" if body else row["stripped"].get(str(n), "none") for n, body in enumerate(row["keep"])]
        row["set"] = row["flavour"] = "seeds"
        row["countries_places"] = row["either"]
        row["persons"] = row["leaders"]
        row["leaders"] = [{"name": name, "country": country} for name, country in row["persons"]]
    return rows


def seeds() -> Iterator[Row]:
    gold = labelled_seeds()
    articles = described(gold)
    checks = [held for one, article in zip(gold, articles, strict=True) for held in _seed_checks(one, article)]
    yield "seeds", "bundled", len(gold), f"{sum(checks)} of {len(checks)} checks hold"


def _seed_checks(gold: Mapping[str, Any], article: Article) -> Iterator[bool]:
    codes = {country.code for country in article.countries}
    if gold["title"]:
        yield article.title.rstrip(". ") == gold["title"].rstrip(". ")
    yield article.source == gold["source"]
    yield (article.dateline or "").casefold() == (gold["dateline"] or "").casefold()
    yield [line.n for line in article.lines if line.kept and line.text.strip()] == gold["body"]
    yield all(line.kept or line.evidence or not line.text.strip() for line in article.lines)
    yield set(gold["countries"]) <= codes
    yield codes <= {*gold["countries"], *gold["either"]}
    yield {country.code for country in article.countries if country.about} == set(gold["about"])
    found = sorted((person.name, person.country) for person in article.leaders)
    yield found == sorted((name, country) for name, country in gold["persons"])


# Lines and their kinds


def lines(rows: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    kept: defaultdict[str, Tally] = defaultdict(Tally)
    stripped: Counter[str] = Counter()
    means: defaultdict[str, list[float]] = defaultdict(list)
    for row, article in zip(rows, described(rows), strict=True):
        tally, residue = _kept(row, article)
        for name in {row.get("flavour", "all"), "all"}:
            kept[name].add(tally.right, tally.wrong, tally.missed)
            stripped[name] += residue
            means[name].append(tally.f1)
    for name, tally in sorted(kept.items()):
        share = 100 * stripped[name] / max(1, stripped[name] + tally.wrong)
        mean = sum(means[name]) / len(means[name])
        yield "lines", name, len(means[name]), f"{tally}  mean F1 {mean:5.1f}  residue stripped {share:5.1f}"


def _kept(row: Mapping[str, Any], article: Article) -> tuple[Tally, int]:
    """Return the characters of body kept, residue kept and body lost; and the residue stripped."""
    kept = {line.n for line in article.lines if line.kept}
    skipped = set(row.get("skip", ()))
    tally, stripped = Tally(), 0
    for n, (text, body) in enumerate(zip(row["lines"], row["keep"], strict=True)):
        weight = 0 if n in skipped else len(text.strip())
        found = n in kept
        tally.add(weight * (found and body), weight * (found and not body), weight * (body and not found))
        stripped += 0 if found or body else weight
    return tally, stripped


def kinds(rows: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    pairs: Counter[tuple[str, str]] = Counter()
    texts = [[" ".join(line.split()) for line in row["lines"]] for row in rows]
    with ProcessPoolExecutor(min(os.cpu_count() or 1, 8)) as pool:
        for row, text, found in zip(rows, texts, pool.map(by_cleaner, texts, chunksize=8), strict=True):
            pairs.update((true, own) for true, own, line in zip(row["kind"], found, text, strict=True) if line)
    for kind in KINDS:
        right = pairs[kind, kind]
        wrong = sum(count for (true, own), count in pairs.items() if own == kind != true)
        missed = sum(count for (true, own), count in pairs.items() if true == kind != own)
        name = f"{kind} ({rows[0]['set']})" if "set" in rows[0] else kind
        yield "kinds", name, right + missed, str(Tally(right, wrong, missed))


# Names


def names(rows: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    countries: defaultdict[str, Tally] = defaultdict(Tally)
    leaders: defaultdict[str, Tally] = defaultdict(Tally)
    documents: Counter[str] = Counter()
    for row, article in zip(rows, described(rows), strict=True):
        gold, neutral = set(row["countries"]), set(row.get("countries_places", ()))
        found = {country.code for country in article.countries}
        persons = _leaders(row, article.leaders) if "leaders" in row else (0, 0, 0)
        for name in {row.get("set", "all"), "all"}:
            documents[name] += 1
            countries[name].add(len(found & gold), len(found - gold - neutral), len(gold - found))
            leaders[name].add(*persons)
    yield from (("countries", name, documents[name], str(tally)) for name, tally in sorted(countries.items()))
    yield from (
        ("leaders", name, documents[name], str(tally))
        for name, tally in sorted(leaders.items())
        if tally.right + tally.missed
    )


def _leaders(row: Mapping[str, Any], found: Sequence[Person]) -> tuple[int, int, int]:
    """Return how many are right, wrong and missed; whoever the labels leave open counts neither way."""
    gold = list(row["leaders"])
    wanted = len(gold)
    open_ones = [one if isinstance(one, str) else one.get("name", "") for one in row.get("leaders_optional", ())]
    open_ones += [one if isinstance(one, str) else one.get("name", "") for one in row.get("officials", ())]
    wrong = 0
    for person in found:
        hit = next((one for one in gold if _is(one, person)), None)
        if hit is not None:
            gold.remove(hit)
        elif not any(same_name(person.name, name) for name in open_ones):
            wrong += 1
    return wanted - len(gold), wrong, len(gold)


def _is(gold: Mapping[str, Any], person: Person) -> bool:
    known = [gold["name"], *gold.get("mentions", ()), *gold.get("aliases", ())]
    return _same_state(person.country, gold["country"]) and any(same_name(person.name, name) for name in known)


def _same_state(one: str | None, other: str | None) -> bool:
    return not one or not other or one == other or any({one, other} <= states for states in _SAME_STATE)


def same_name(one: str, other: str) -> bool:
    """Tell whether two spellings may be one person's: one within the other, or surnames that sound alike."""
    a, b = _words(one), _words(other)
    if not a or not b:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    if _sound(a[-1]) != _sound(b[-1]):
        return len({_sound(word) for word in a if len(word) > 3} & {_sound(word) for word in b if len(word) > 3}) >= 2
    return len(a) == 1 or len(b) == 1 or _sound(a[0])[:1] == _sound(b[0])[:1]


def _words(name: str) -> list[str]:
    plain = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char)).lower()
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"['’`ʻ\"]", "", plain)).split()


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = re.sub(pattern, sound, word)
    return word


def headlines() -> Iterator[Row]:
    """Score the leaders of the project's own headlines: from the title alone, and with one sentence."""
    path = ROOT / "tests" / "index" / "names" / "headlines.tsv"
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for name, columns in (("title alone", 1), ("Title In Capitals", 1), ("title, sentence", 2)):
        rows = [
            {
                "title": _capitals(title) if name.istitle() else title,
                "text": sentence if columns == 2 else "",
                "date": date,
                "leaders": _labels(who[:columns]),
                "leaders_optional": _labels(who[:columns], unsure=True),
            }
            for date, title, sentence, *who in lines
        ]
        tally = Tally()
        for row in rows:
            found = find_names(
                row["title"],
                [row["text"]] if row["text"] else [],
                dateline=None,
                published=datetime.date.fromisoformat(row["date"]),
            )
            tally.add(*_leaders(row, found.leaders))
        yield "leaders", name, len(rows), str(tally)


def _capitals(title: str) -> str:
    """Return a title as American newspapers write it: every word but the shortest with a capital."""
    return " ".join(
        word if word in {"a", "as", "at", "in", "of", "on", "to", "and", "for"} else word[:1].upper() + word[1:]
        for word in title.split()
    )


def _labels(columns: Sequence[str], *, unsure: bool = False) -> list[dict[str, str]]:
    labels = [label.strip() for column in columns for label in column.split(";") if label.strip()]
    names = (label.lstrip("?").rpartition(":") for label in labels if label.startswith("?") == unsure)
    return [{"name": name, "country": code} for name, _, code in names]


def native() -> Iterator[Row]:
    """Score the short news in other languages of the tests; tests/helpers/native_news.py has the languages."""
    reports = native_news()
    for kind in ("countries", "leaders"):
        yield kind, "native news", len(reports), str(Tally(*totals(reports, kind)))


def focus(rows: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    tally = Tally()
    for row, article in zip(rows, described(rows), strict=True):
        found, gold = {country.code for country in article.countries if country.about}, set(row["countries"])
        tally.add(len(found & gold), len(found - gold), len(gold - found))
    yield "about", "focus", len(rows), str(tally)


def corporate(rows: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    wrong = sum(len(article.leaders) for article in described(rows))
    yield "leaders", "corporate", len(rows), f"{wrong} found where there is none"


# Stories


def own_stories() -> Iterator[Row]:
    """Score the articles that tests/index/stories/test_stories.py was written with: three of them tell of one event."""
    place = ROOT / "tests" / "index" / "stories" / "test_stories.py"
    spec = importlib.util.spec_from_file_location("own_stories", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rows = [{**row, "event": "ferry" if row["id"] in ("ferry", "again", "copy") else row["id"]} for row in module.ROWS]
    yield from _scored_stories({"own": rows}, [], set())


def stories(folder: Path, background: Path) -> Iterator[Row]:
    sets = {path.name.split(".")[0]: rows_of(path) for path in sorted(folder.glob("*.jsonl.gz"))}
    others = [row for rows in sets.values() for row in rows if row.get("event") is None]
    if background.exists():
        others += rows_of(background)
    events = {name: [row for row in rows if row.get("event") is not None] for name, rows in sets.items()}
    unsure = {frozenset(line.split()) for path in folder.glob("unsure.tsv") for line in path.open(encoding="utf-8")}
    yield from _scored_stories({name: rows for name, rows in events.items() if rows}, others, unsure)


def _scored_stories(
    sets: Mapping[str, Sequence[Mapping[str, Any]]], others: Sequence[Mapping[str, Any]], unsure: set[frozenset[str]]
) -> Iterator[Row]:
    events = {f"{name}-{n}": (name, str(row["event"])) for name, rows in sets.items() for n, row in enumerate(rows)}
    named = [(f"{name}-{n}", row) for name, rows in sets.items() for n, row in enumerate(rows)]
    named += [(f"background-{n}", row) for n, row in enumerate(others)]
    groups = _grouped(named)
    for name, rows in sets.items():
        gold: defaultdict[str, list[str]] = defaultdict(list)
        for key, (own, event) in events.items():
            if own == name:
                gold[event].append(key)
        true = {pair for keys in gold.values() for pair in itertools.combinations(sorted(keys), 2)}
        found = {
            pair
            for members in groups
            for pair in itertools.combinations(sorted(key for key in members if events.get(key, ("",))[0] == name), 2)
            if frozenset(events[key][1] for key in pair) not in unsure
        }
        tally = Tally(len(found & true), len(found - true), len(true - found))
        yield "stories", name, len(rows), f"{tally}  {len(true)} pairs"
    if others:
        yield "stories", "all", len(named), f"{len(groups)} stories, the biggest {max(map(len, groups), default=0)}"


def _grouped(named: Sequence[tuple[str, Mapping[str, Any]]]) -> list[list[str]]:
    """Return the articles of each story of a library of all rows."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "all.jsonl")
        with file.open("w", encoding="utf-8") as out:
            for key, row in named:
                record = {"id": key, "text": row.get("body") or row["text"]}
                record |= {field: row[field] for field in ("title", "date", "source") if row.get(field)}
                out.write(json.dumps(record, ensure_ascii=False) + "\n")
        with Library.open([file], Path(name, "library")) as library:
            library.sync(jobs=os.cpu_count() or 1)
            library.group()
            return [
                [one.id for account in story.accounts for one in (account, *account.copies)]
                for story in library.stories("", limit=len(named)).shown
            ]


# Speakers


def speakers() -> Iterator[Row]:
    """Score who said what on the quotations of the tests; `?` in the labels means that the text does not say."""
    for name in _QUOTATIONS:
        tally, count = Tally(), 0
        for paragraphs, true in _quotations(ROOT / "tests" / "index" / "compare" / f"{name}.txt"):
            found = [one.speaker for one in analyse_article(Article("a", "", paragraphs)).quotations]
            for own, speaker in zip(found, true, strict=True):
                count += 1
                right = own == speaker != "?"
                tally.add(right, own != "?" and not right, speaker != "?" and not right)
        yield "speakers", name, count, str(tally)


def _quotations(path: Path) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    for block in path.read_text(encoding="utf-8").split("\n\n")[1:]:
        *paragraphs, labels = block.strip().split("\n")
        yield tuple(paragraphs), [part.strip() for part in labels.removeprefix("=").split("|")]


_SETS: tuple[tuple[str, Score, str], ...] = (
    ("lines", lines, "lines_dev.jsonl.gz"),
    ("kinds", kinds, "line_kinds.jsonl.gz"),
    ("names", names, "names_dev.jsonl.gz"),
    ("names", focus, "focus_dev.jsonl.gz"),
    ("names", corporate, "corporate_dev.jsonl.gz"),
)


def scores(data: Path | None, only: Sequence[str]) -> Iterator[Row]:
    """Go through the rows of the table; a part runs when its rows are asked for."""
    parts: list[tuple[str, Callable[[], Iterator[Row]]]] = [
        ("seeds", seeds),
        ("stories", own_stories),
        ("names", headlines),
        ("names", native),
    ]
    parts += [(name, partial(_on_seeds, score)) for name, score, _ in _SETS[:3]]
    parts.append(("speakers", speakers))
    if data is not None:
        parts += [
            (name, partial(_on_file, score, data / file)) for name, score, file in _SETS if (data / file).exists()
        ]
        if (data / "stories").is_dir():
            parts.append(("stories", partial(stories, data / "stories", data / "articles10k.jsonl.gz")))
    for name, part in sorted(parts, key=lambda part: PARTS.index(part[0])):
        if not only or name in only:
            yield from part()


def _on_seeds(score: Score) -> Iterator[Row]:
    """Leave out what the few seeds say nothing about, and the row of all sets, of which there is one."""
    return (row for row in score(labelled_seeds()) if row[1] != "all" and row[2])


def _on_file(score: Score, path: Path) -> Iterator[Row]:
    return score(rows_of(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="a folder of labelled data")
    parser.add_argument("--only", nargs="+", default=[], choices=PARTS, metavar="PART", help=", ".join(PARTS))
    options = parser.parse_args()
    if options.data and not options.data.is_dir():
        parser.error(f"{options.data} is no folder")
    print(f"{'':10} {'set':16} {'of':>6}  figures")
    for what, name, count, figures in scores(options.data, options.only):
        print(f"{what:10} {name:16} {count:6}  {figures}", flush=True)


if __name__ == "__main__":
    main()
