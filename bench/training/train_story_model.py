"""Trains the model that tells whether two articles are about one event, or measures it on sets it has not seen.

    python bench/training/train_story_model.py SETS BACKGROUND            write index/stories/data/pair_model.toml
    python bench/training/train_story_model.py SETS BACKGROUND --held-out print figures, each set by a model without it

SETS is a folder of labelled articles: SET.jsonl.gz has id, title, text, date, source and event (none: background),
unsure.tsv pairs of events that are not scored, background_pairs*.json pairs of background articles that were read
(a, b, same, weight). BACKGROUND is a .jsonl.gz file of other articles; all lie in one library. Where every article has
a partner, a model learns to find one for each: without pairs of background articles most of what it merges is wrong.

The weights are those of a logistic regression with fixed signs (Newton's method). Feed items are short, so the sets are
also read cut to `BRIEF` characters, at a tenth of the weight.
"""

from __future__ import annotations

import argparse
import collections
import gzip
import itertools
import json
import math
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

sys.path.insert(0, str(Path(__file__).parents[2] / ".src"))

import numpy as np

from seedread.index import Library
from seedread.index.engines import open_engine
from seedread.index.query import All
from seedread.index.storage.manifest import load
from seedread.index.stories.bounds import bounds
from seedread.index.stories.clusters import StoryClusters
from seedread.index.stories.evidence import FEATURES
from seedread.index.stories.grouping import regroup
from seedread.index.stories.link_finder import LinkFinder
from seedread.index.stories.link_table import LinkTable
from seedread.index.stories.pair_score import SHARES, PairModel
from seedread.index.stories.profile import Profiles
from seedread.index.stories.similar import similar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from seedread.index.engines import Reader
    from seedread.index.stories.pair_score import Pair
    from seedread.index.stories.profile import Profile

    Array: TypeAlias = np.ndarray[Any, Any]

MODEL = Path(__file__).parents[2] / "index" / "stories" / "data" / "pair_model.toml"
BRIEF = 550
"""Characters of a feed item."""
_BRIEF_WEIGHT = 0.1
_LARGEST_WEIGHT = 40.0
"""Of a pair of background articles that stands for many."""
_REGULARIZATION = 0.5
_RISING = {"beginning", "beginning_words", "words", "names", *SHARES}
"""Features that may only raise the score; all others may only lower it."""
_BRIEF_SCORE = -0.6
"""The weight of `brief`, set by hand: a set of feed items asks for more than other sets cut short do."""
_TFIDF = 0.30
"""The cosine of the baseline: articles are one story that such pairs connect."""


@dataclass
class Labels:
    """Which articles are known to be about one event."""

    event: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Set and event of an article."""
    unsure: set[tuple[str, ...]] = field(default_factory=set)
    background: dict[frozenset[str], tuple[bool, float]] = field(default_factory=dict)
    """Pairs of background articles that were read: one event or not, and the weight."""

    def of(self, a: str, b: str) -> tuple[bool, str, float] | None:
        """Return the label of a pair, its set and its weight; None if it is not known."""
        one, other = self.event.get(a), self.event.get(b)
        if one and other and one[0] == other[0]:
            if one == other or tuple(sorted((one[1], other[1]))) not in self.unsure:
                return one == other, one[0], 1.0
        elif not one and not other and (read := self.background.get(frozenset((a, b)))):
            return read[0], "background", read[1]
        return None


@dataclass
class Pairs:
    """All pairs of a library that were compared."""

    ids: list[tuple[str, str]]
    rows: Array
    """Features and shares, a row a pair."""
    cosines: Array
    forms: Array
    best: dict[str, float]
    """The best cosine of each article."""
    clusters: StoryClusters
    minutes: dict[str, int | None]


class Collector(LinkFinder):
    """Keeps the features of each pair."""

    def __init__(self, profiles: Profiles, clusters: StoryClusters) -> None:
        super().__init__(profiles, clusters, lambda: None)
        self.found: list[tuple[str, str, Pair]] = []
        self.least_cosine = 0.0

    def note(self, profile: Profile, pair: Pair) -> None:
        """Keep a pair."""
        self.found.append((profile.id, pair.other.id, pair))


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def write_news(sets: Path, background: Path, news: Path, cut: int | None) -> Labels:
    """Write all articles into one file, their texts cut to `cut` characters, and return their labels."""
    labels = Labels()
    with news.open("w", encoding="utf-8") as out:

        def put(key: str, row: Mapping[str, Any]) -> None:
            text = (row.get("text") or row.get("body") or "")[:cut]
            record = {"id": key, "text": text, **{name: row.get(name) for name in ("title", "date", "source")}}
            out.write(json.dumps({name: value for name, value in record.items() if value}) + "\n")

        for path in sorted(sets.glob("*.jsonl.gz")):
            for row in read_rows(path):
                key = row["id"]
                if row.get("event") is not None:
                    labels.event[key] = path.name.split(".")[0], str(row["event"])
                put(key, row)
        for row in read_rows(background):
            put(row["id"], row)
    labels.unsure = {tuple(sorted(line.split())) for line in (sets / "unsure.tsv").read_text("utf-8").splitlines()}
    for path in sets.glob("background_pairs*.json"):
        for pair in json.loads(path.read_text("utf-8")):
            if pair["same"] is not None:
                labels.background[frozenset((pair["a"], pair["b"]))] = pair["same"], pair.get("weight") or 1.0
    return labels


def compare_all(reader: Reader) -> Pairs:
    """Compare every article with those of the same days."""
    clusters = StoryClusters()
    finder = Collector(Profiles(reader), clusters)
    order = list(reader.numbers(All(), oldest=True))
    began = time.process_time()
    finder.all([n for n in order if reader.minute(n) is not None], [n for n in order if reader.minute(n) is None])
    spent = 1000 * (time.process_time() - began) / len(order)
    print(f"{len(order)} articles, {len(finder.found)} pairs, {spent:.2f} ms each")
    best: collections.defaultdict[str, float] = collections.defaultdict(float)
    for a, b, pair in finder.found:
        best[a], best[b] = max(best[a], pair.cosine), max(best[b], pair.cosine)
    shares = [sorted(min(1.0, pair.cosine / best[one]) for one in (a, b)) for a, b, pair in finder.found]
    rows = np.array([(*pair.features, *share) for (_, _, pair), share in zip(finder.found, shares, strict=True)], float)
    return Pairs(
        [(a, b) for a, b, _ in finder.found],
        rows,
        np.array([pair.cosine for _, _, pair in finder.found]),
        np.array([pair.is_form for _, _, pair in finder.found]),
        dict(best),
        clusters,
        {reader.row(n).id: reader.minute(n) for n in order},
    )


def fit(rows: Array, truth: Array, weights: Array) -> PairModel:
    """Return the model that fits best, its signs held."""
    names = (*FEATURES, *SHARES)
    free = np.array([name != "brief" for name in names])
    mean, spread = rows[:, free].mean(0), rows[:, free].std(0) + 1e-9
    values = np.c_[(rows[:, free] - mean) / spread, np.ones(len(rows))]
    signs = np.array([*(1 if name in _RISING else -1 for name in names if name != "brief"), 0])
    penalty = np.r_[np.full(free.sum(), _REGULARIZATION), 0]
    held, found = np.zeros(len(signs), bool), np.zeros(len(signs))
    for _ in range(60):
        likely = 1 / (1 + np.exp(-(values @ found)))
        slope = values.T @ (weights * (likely - truth)) + penalty * found
        curve = (values * (weights * likely * (1 - likely))[:, None]).T @ values + np.diag(penalty + 1e-6)
        step = np.zeros(len(signs))
        step[~held] = np.linalg.solve(curve[np.ix_(~held, ~held)], slope[~held])
        moved = found - step
        wrong = moved * signs < 0
        moved[wrong] = 0
        held |= wrong
        done = np.abs(moved - found).max() < 1e-6
        found = moved
        if done:
            break
    result = np.full(len(names), _BRIEF_SCORE)
    result[free] = found[:-1] / spread
    *weights_of, smaller, larger = result.tolist()
    return PairModel(tuple(weights_of), (smaller, larger), float(found[-1] - (found[:-1] * mean / spread).sum()))


def groups_by(pairs: Pairs, model: PairModel) -> list[list[str]]:
    """Return the stories that a model makes, copies included."""
    scores = pairs.rows[:, : len(FEATURES)] @ np.array(model.weights) + model.constant
    scores -= pairs.forms * bounds("form")["penalty"]
    links = [(a, b, cosine, score) for (a, b), cosine, score in
             zip(pairs.ids, pairs.cosines.tolist(), scores.tolist(), strict=True)]  # fmt: skip
    clusters = StoryClusters(copies=dict(pairs.clusters.copies), opinions=dict(pairs.clusters.opinions))
    regroup(
        clusters,
        LinkTable(model=model).extended(dict.fromkeys(pairs.minutes, 0), links, pairs.best),
        pairs.minutes,
        set(pairs.minutes),
    )
    return list(clusters.stories.values())


def components(pairs: Pairs) -> list[list[str]]:
    """Return the stories of the baseline: articles that pairs with a high cosine of TF-IDF connect."""
    root = {article: article for article in pairs.minutes}

    def find(article: str) -> str:
        while root[article] != article:
            root[article] = article = root[root[article]]
        return article

    for (a, b), cosine in zip(pairs.ids, pairs.cosines, strict=True):
        if cosine >= _TFIDF:
            root[find(a)] = find(b)
    for copy, first in pairs.clusters.copies.items():
        root[find(copy)] = find(first)
    found: collections.defaultdict[str, list[str]] = collections.defaultdict(list)
    for article in root:
        found[find(article)].append(article)
    return [members for members in found.values() if len(members) > 1]


def figures(labels: Labels, name: str, groups: Iterable[list[str]], minutes: Mapping[str, int | None]) -> str:
    """Return precision, recall and F1 of pairs, B-cubed F1, and the recall of pairs with dates, of one set."""
    gold: collections.defaultdict[str, set[str]] = collections.defaultdict(set)
    for article, (own, event) in labels.event.items():
        if own == name and article in minutes:
            gold[event].add(article)
    event_of = {article: event for event, articles in gold.items() for article in articles}
    true = {pair for articles in gold.values() for pair in itertools.combinations(sorted(articles), 2)}
    ours = [{article for article in group if article in event_of} for group in groups]
    found = {pair for group in ours for pair in itertools.combinations(sorted(group), 2)}
    unsure = {(a, b) for a, b in found if tuple(sorted((event_of[a], event_of[b]))) in labels.unsure}
    found -= unsure - true
    dated = {(a, b) for a, b in true if minutes[a] is not None and minutes[b] is not None}
    right = len(found & true)
    precision, recall = right / max(1, len(found)), right / max(1, len(true))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    together = {article: group for group in ours for article in group}
    p = r = 0.0
    for article, event in event_of.items():
        mine = together.get(article, {article})
        p += len(mine & gold[event]) / len(mine)
        r += len(mine & gold[event]) / len(gold[event])
    p, r = p / len(event_of), r / len(event_of)
    return (f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}  B3 F1 {2 * p * r / (p + r):.3f}  "
            f"R of dated {len(found & dated) / max(1, len(dated)):.3f}")  # fmt: skip


def likeness(labels: Labels, profiles: Profiles, name: str) -> str:
    """Return how often the two best similar articles are of the event, where it has three and more.

    Articles without an event are not scored: some tell an event of the set.
    """
    sizes = collections.Counter(labels.event.values())
    right = asked = 0
    for article, own in labels.event.items():
        number = profiles.reader.document(article)
        if own[0] == name and sizes[own] > 2 and number is not None:
            best = similar(profiles, number, 2)
            known = [event for one in best if (event := labels.event.get(one.id))]
            right += known.count(own)
            asked += len(known)
    return f"like: P@2 {right / max(1, asked):.3f} of {asked}"


def write_model(model: PairModel, sets: Iterable[str]) -> None:
    """Write the weights with their provenance."""
    names = {**dict(zip(FEATURES, model.weights, strict=True)), **dict(zip(SHARES, model.shares, strict=True))}
    lines = [
        "# Log odds that two articles are about one event: a logistic regression. pair_score.py explains the features.",
        "# Weights only, no text. Made by bench/training/train_story_model.py from public sets of labelled news:",
        f"# {', '.join(sets)}; docs/stories.md tells what they are.",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in names.items()),
        f"constant = {model.constant:.4f}",
    ]
    MODEL.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Train, or measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path)
    parser.add_argument("background", type=Path)
    parser.add_argument("--held-out", action="store_true", help="measure each set by a model trained without it")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        labels, reader, pairs = _compared(options, Path(place), "whole", None)
        _, _, brief = _compared(options, Path(place), "brief", BRIEF)
        known = [(row, found, weight) for every, scale in ((pairs, 1.0), (brief, _BRIEF_WEIGHT))
                 for row, found, weight in _labelled(labels, every, scale)]  # fmt: skip
        sets = sorted({found[1] for _, found, _ in known} - {"background"})

        def model_without(name: str) -> PairModel:
            kept = [one for one in known if one[1][1] != name]
            truth = np.array([found[0] for _, found, _ in kept], float)
            return fit(np.array([row for row, _, _ in kept]), truth, np.array([weight for *_, weight in kept]))

        if not options.held_out:
            write_model(model_without(""), sets)
            return
        baseline = components(pairs)
        for name in sets:
            groups = groups_by(pairs, model_without(name))
            for label, found in ((name, groups), ("  tf-idf", baseline)):
                biggest = max(map(len, found))
                print(f"{label:11} {figures(labels, name, found, pairs.minutes)}  biggest {biggest}", flush=True)
        print(likeness(labels, Profiles(reader), "allsides"))


def _compared(options: argparse.Namespace, place: Path, name: str, cut: int | None) -> tuple[Labels, Reader, Pairs]:
    news = place / f"{name}.jsonl"
    labels = write_news(options.sets, options.background, news, cut)
    with Library.open([news], place / name) as library:
        library.sync()
    manifest = load(place / name)
    assert manifest
    reader = open_engine(place / name / manifest.index).reader()
    return labels, reader, compare_all(reader)


def _labelled(labels: Labels, pairs: Pairs, scale: float) -> Iterator[tuple[Array, tuple[bool, str, float], float]]:
    for row, (a, b) in zip(pairs.rows, pairs.ids, strict=True):
        found = labels.of(a, b)
        if found and (scale == 1.0 or math.exp(row[FEATURES.index("length")]) < 200):
            yield row, found, scale * min(_LARGEST_WEIGHT, found[2])


if __name__ == "__main__":
    main()
