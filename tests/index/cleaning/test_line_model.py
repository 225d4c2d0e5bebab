"""The line model: its file fits the code, its windows see what they say, and its margins hold prose back."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

import numpy as np
import pytest

from seedread.index.cleaning import clean
from seedread.index.cleaning import scoring as weighing
from seedread.index.cleaning.cleaner import lines_of, look_at
from seedread.index.cleaning.features.context import STANDING, standing
from seedread.index.cleaning.features.embedding import PARTS, rows_of, told_of
from seedread.index.cleaning.features.overlap import LIKENESS
from seedread.index.cleaning.features.position import PLACES, REACH, Windows
from seedread.index.cleaning.features.topic import topics_of
from seedread.index.cleaning.features.unit import NUMBERS
from seedread.index.cleaning.gbdt import Trees, line_trees
from seedread.index.cleaning.language import stop_words
from seedread.index.cleaning.margins import margins_for
from seedread.index.cleaning.mlp import INPUTS, line_model, looked_at, numbers_of
from seedread.index.cleaning.scoring import points_of
from seedread.index.cleaning.units import units_of

PROSE = (
    (
        "The council of Belmar voted on Monday to rebuild the old harbour bridge, which was swept away by the "
        "floods of last spring, and to pay for it with a loan from the regional bank."
    ),
    (
        "Engineers had warned for years that the pillars were too weak, but the money went to the new market "
        "hall instead, said the mayor, who was elected in autumn."
    ),
    (
        "Work is to begin in March and should be finished before the first ferries of the summer, according to "
        "the plan that was laid before the council."
    ),
)
MENU = ("Home", "News", "Sport", "Weather", "Log in")


def test_the_file_fits_the_code() -> None:
    """Every row of weights in the file is called what the code puts there, in the same order."""
    data = json.loads(files("seedread.index.cleaning").joinpath("data", "line_model.json").read_text(encoding="utf-8"))
    for written, read in zip(data["networks"], line_model().networks, strict=True):
        values = range(1, read.meanings.shape[1] + 1)
        own = [*INPUTS, *(f"{part}, value {n}" for part in PARTS for n in values)]
        names = list(written["second"])
        assert list(written["first"]) == own
        assert names[-len(own) - len(PLACES) :] == [*own, *PLACES]
        assert len(names) == read.first.shape[1] * (1 + 2 * len(REACH)) + len(own) + len(PLACES)


def test_the_file_says_where_it_comes_from() -> None:
    """The weights name their sources, their rows and the command, and hold single words only."""
    data = json.loads(files("seedread.index.cleaning").joinpath("data", "line_model.json").read_text(encoding="utf-8"))
    provenance = data["provenance"]
    sources = provenance["rows learned from, by source"]
    assert set(sources) == {"scrapinghub", "naeb", "wcxb", "fundus_tests", "fundus_eval"}
    assert len(provenance["sha256 of the rows"]) == 64
    assert "train_line_model.py" in provenance["rebuilt by"]
    assert "PDDL" in provenance["word vectors"]
    assert len(provenance["sha256 of the package of vectors"]) == 64
    assert not [word for word in data["words"] if " " in word]


def test_words_are_known_that_tell_nothing_by_themselves() -> None:
    """The networks know more words than have a weight, each by its own row, and every word with a weight."""
    model = line_model()
    assert len(model.weights) < len(model.rows) / 4
    assert list(model.rows.values()) == list(range(len(model.rows)))
    assert model.weights.keys() <= model.rows.keys()
    assert all(len(network.meanings) == len(model.rows) + 1 for network in model.networks)


def test_every_number_has_its_name() -> None:
    """Each unit is described by as many numbers as have names, and none is infinite."""
    features, verdicts = look_at(units_of(lines_of("\n".join((*MENU, *PROSE, "Related", "© 2020")))), stop_words("en"))
    for known in (True, False):
        inputs, places = numbers_of(features, verdicts, line_model().weights, known_language=known)
        assert inputs.shape == (len(features), len(NUMBERS) + len(LIKENESS))
        assert places.shape == (len(features), len(PLACES))
        assert np.isfinite(inputs).all()
        assert np.isfinite(places).all()


def test_windows_end_with_the_document() -> None:
    """A window holds the units before or after, of the same document only, and nothing where there are none."""
    values = np.arange(1, 6, dtype=np.float32)[:, None]
    before_1, after_1, before_2, after_2, *_ = (mean[:, 0].tolist() for mean in Windows([3, 2]).means(values))
    assert before_1 == [0, 1, 2, 0, 4]
    assert after_1 == [2, 3, 0, 5, 0]
    assert before_2 == [0, 1, 1.5, 0, 4]
    assert after_2 == [2.5, 3, 0, 5, 0]


def test_gradients_of_windows_go_back() -> None:
    """What `spread` returns is the transpose of what `means` does."""
    windows = Windows([4, 1, 7])
    random = np.random.default_rng(3)
    values = random.standard_normal((12, 2)).astype(np.float32)
    gradients = [random.standard_normal((12, 2)).astype(np.float32) for _ in range(2 * len(REACH))]
    there = sum(float((mean * own).sum()) for mean, own in zip(windows.means(values), gradients, strict=True))
    assert there == pytest.approx(float((values * windows.spread(gradients)).sum()), rel=1e-4)


def test_prose_gets_more_points_than_a_menu() -> None:
    """Paragraphs of an article look like body, and the entries of a menu that no rule has taken do not."""
    features, verdicts = look_at(units_of(lines_of("\n".join((*MENU, *PROSE)))), stop_words("en"))
    points = points_of(features, verdicts, known_language=True)
    left = [points[at] for at in range(len(MENU)) if verdicts[at] is None]
    assert min(points[len(MENU) :]) > 0 > max(left)


def test_a_long_text_is_weighed_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text of more units than are weighed together gets points for each of them, by the part it stands in."""
    features, verdicts = look_at(units_of(lines_of("\n".join((*PROSE, *MENU, *PROSE)))), stop_words("en"))
    parts = [points_of(features[at : at + 4], verdicts[at : at + 4], known_language=True) for at in (0, 4, 8)]
    monkeypatch.setattr(weighing, "PART", 4)
    assert points_of(features, verdicts, known_language=True) == [points for part in parts for points in part]


def test_margins_are_in_order() -> None:
    """Strict strips more than usual, behind an extractor less is stripped, and least in a language nobody measured."""
    strict, usual, lenient, foreign = (
        margins_for(extracted=extracted, strict=strict, known_language=known, plain=False)
        for extracted, strict, known in (
            (False, True, True),
            (False, False, True),
            (True, False, True),
            (True, True, False),
        )
    )
    for name in ("short", "prose"):
        values = [getattr(margins, name) for margins in (strict, usual, lenient, foreign)]
        assert values == sorted(values)
        assert len(set(values)) == 4
    assert all(margins.prose > margins.short for margins in (strict, usual, lenient, foreign))


def test_strict_strips_no_less() -> None:
    """Asked to be strict, the cleaner keeps nothing that it would strip otherwise."""
    text = "\n".join((*MENU, *PROSE, "Old market", "Follow the mayor", "See the plan of the bridge here"))
    usual, strict = clean(text), clean(text, strict=True)
    assert {line.n for line in strict.lines if line.kept} <= {line.n for line in usual.lines if line.kept}


def test_prose_of_an_unknown_language_is_kept() -> None:
    """Read as if nothing were known of its language, an article keeps its paragraphs and its furniture still goes."""
    cleaned = clean("\n".join((*MENU, *PROSE, "Leave a Reply")), language="unknown")
    assert cleaned.paragraphs == PROSE


def test_a_word_cut_by_a_soft_hyphen_is_whole() -> None:
    """A line that ends in a soft hyphen goes on with the next one without a space."""
    cut = PROSE[0].replace("council", "coun\xad\ncil").replace("loan", "lo\xadan")
    assert clean("\n".join((cut, *PROSE[1:]))).paragraphs == PROSE


def test_the_networks_as_one_give_their_mean() -> None:
    """What stands side by side in one network gives the mean of the points that each gives by itself."""
    features, verdicts = look_at(units_of(lines_of("\n".join((*MENU, *PROSE, "Related", *MENU)))), stop_words("en"))
    model = line_model()
    inputs, places = numbers_of(features, verdicts, model.weights, known_language=True)
    words, windows = rows_of(features, model.rows), Windows([len(features)])
    means = [one.points(inputs, places, told_of(one.meanings, words, 1), windows) for one in model.networks]
    points = looked_at(features, verdicts, model, known_language=True)[2]
    assert points.tolist() == pytest.approx(np.mean(means, axis=0).tolist(), abs=1e-3)


def test_the_trees_say_where_they_come_from() -> None:
    """The trees were learned on top of the networks that lie beside them, and name their rows and the command."""
    data = files("seedread.index.cleaning").joinpath("data")
    provenance = json.loads(data.joinpath("line_trees.json").read_text(encoding="utf-8"))["provenance"]
    networks = data.joinpath("line_model.json").read_bytes()
    assert provenance["sha256 of line_model.json"] == hashlib.sha256(networks).hexdigest()
    assert provenance["sha256 of the rows"] == json.loads(networks)["provenance"]["sha256 of the rows"]
    assert "train_line_trees.py" in provenance["rebuilt by"]


def test_a_tree_is_asked_from_its_root_to_a_leaf() -> None:
    """A number up to the border goes the first way, a greater one the second, and the leaves of all trees add up."""
    deep = [["size", 0.5, 1, 2], -1.0, ["points", 2.0, 3, 4], 2.0, 4.0]
    flat = [0.25]
    numbers = np.zeros((3, len(STANDING)), dtype=np.float32)
    numbers[:, STANDING.index("size")] = (0.5, 0.6, 0.6)
    numbers[:, STANDING.index("points")] = (9, 2, 3)
    assert Trees.of(0.5, [deep, flat]).points(numbers).tolist() == [-0.25, 2.75, 4.75]


def test_every_number_of_the_trees_has_its_name() -> None:
    """A unit stands in as many numbers as have names, its neighbours' points at their distance, noughts beyond."""
    features, verdicts = look_at(units_of(lines_of("\n".join((*MENU, *PROSE)))), stop_words("en"))
    inputs, places, points = looked_at(features, verdicts, line_model(), known_language=True)
    found = standing(features, inputs, places, points)
    assert found.shape == (len(features), len(STANDING))
    assert np.isfinite(found).all()
    after = found[:, STANDING.index("points, +1")].tolist()
    assert after == [*found[1:, STANDING.index("points")].tolist(), 0]


def test_trees_and_networks_share_the_points() -> None:
    """The trees have seven tenths of the points of what no rule has taken, and none in an unknown language."""
    features, verdicts = look_at(units_of(lines_of("\n".join((*MENU, *PROSE)))), stop_words("en"))
    known, unknown = (looked_at(features, verdicts, line_model(), known_language=one) for one in (True, False))
    assert points_of(features, verdicts, known_language=False) == unknown[2].tolist()
    both = 0.3 * np.clip(known[2], -8, 8) + 0.7 * line_trees().points(standing(features, *known))
    taken = [verdict is not None for verdict in verdicts]
    expected = np.where(taken, known[2], both)
    assert any(taken)
    assert points_of(features, verdicts, known_language=True) == expected.tolist()


def test_the_end_of_a_long_paragraph_is_read() -> None:
    """The last words of a unit are known by themselves, however long it is and whatever stands before them."""
    credit = "Photograph: Anna Mustermann/Press Service"
    features, _ = look_at(units_of([" ".join((*PROSE, credit)), credit]), stop_words("en"))
    assert features[0].tail[-4:] == features[1].tail[-4:] == ("anna", "mustermann", "press", "service")
    model = line_model()
    _, first, last = rows_of(features[:1], model.rows)
    assert first[0].tolist() != last[0].tolist()


def test_what_a_unit_talks_of_is_told_by_the_other_units() -> None:
    """Words that the likely body has too speak for a unit, those that only the rest has against it, its own not."""
    lines = ("Bridge pillars crumble", "The council will mend the pillars.", "Horoscope", "Your horoscope for Friday")
    features, _ = look_at(units_of(list(lines)), stop_words("en"))
    found = topics_of(features).told(np.array([1, 1, 0, 0], dtype=np.float32))
    body, rest = found[:, 0].tolist(), found[:, 1].tolist()
    assert body == pytest.approx([1 / 3, 1 / 3, 0, 0])
    assert rest == pytest.approx([0, 0, 1, 1 / 2])


TABLE = ("BELMAR 3,907.5 +16.4 3,632.3", "ANSE 5,710.53 -22.94 5,032.94", "NORLAND 2,020.82 +3.06 1,897.85",
         "WESTRIA 2,292.9 +18.3 2,096.10", "SAND POINT 2,555.16 -2.10 2,284.86")  # fmt: skip


def test_a_table_in_a_text_without_furniture_stays() -> None:
    """Rows of numbers between paragraphs are the author's where nothing else in the text is a page's."""
    assert clean("\n".join((*PROSE[:2], *TABLE, PROSE[2]))).paragraphs == (*PROSE[:2], *TABLE, PROSE[2])
    assert clean("\n".join((*PROSE, *TABLE))).paragraphs == (*PROSE, *TABLE)


def test_a_table_of_a_page_gets_no_points() -> None:
    """Where a line is furniture, rows of numbers are judged as all other lines are."""
    features, verdicts = look_at(units_of(lines_of("\n".join((*MENU, *PROSE, *TABLE)))), stop_words("en"))
    margins = margins_for(extracted=False, strict=False, known_language=True, plain=False)
    points = weighing.weighed(features, verdicts, margins, known_language=True)
    assert points == points_of(features, verdicts, known_language=True)
