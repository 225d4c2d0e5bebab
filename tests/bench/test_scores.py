"""The table of scores: every part is in it, and its figures are those of the data."""

from __future__ import annotations

import gzip
import json
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

BENCH = Path(__file__).parents[2] / "bench"
BODY = "The council of Belmar voted on Tuesday to repair the bridge over the river, which the flood had closed in May."
RESIDUE = "Subscribe to our newsletter"


@pytest.fixture
def scores(monkeypatch: pytest.MonkeyPatch) -> Any:
    for folder in (BENCH, BENCH / "training"):
        monkeypatch.syspath_prepend(str(folder))
    return import_module("scores")


def write(path: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)


def test_the_own_data_has_every_part(
    scores: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a folder the table has a row for each part, and every check of the seeds holds."""
    monkeypatch.setattr(sys, "argv", ["scores.py"])
    scores.main()
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[1:]]
    assert {row[0] for row in rows} == {"seeds", "lines", "kinds", "countries", "leaders", "stories", "speakers"}
    (held, _, checks) = next(row[3:6] for row in rows if row[0] == "seeds")
    assert held == checks
    assert int(checks) > 40


def test_a_folder_is_scored_by_its_labels(scores: Any, tmp_path: Path) -> None:
    """Right and wrong labels in a folder give the figures that follow from them."""
    lines = [BODY, BODY.replace("Belmar", "Estova"), RESIDUE]
    write(tmp_path / "lines_dev.jsonl.gz", [{"lines": lines, "keep": [1, 0, 0], "flavour": "page"}])
    text = "Iran and Turkey signed a treaty in Geneva on Monday, and the two ministers shook hands before the press."
    write(tmp_path / "names_dev.jsonl.gz", [{"text": text, "countries": ["IR", "FR"], "countries_places": ["CH"]}])
    rows = {(what, name): figures for what, name, _, figures in scores.scores(tmp_path, ["lines", "names"])}
    assert rows["lines", "page"].startswith("P  50.0  R 100.0  F1  66.7")
    assert rows["lines", "page"].endswith("residue stripped  19.7")
    assert rows["countries", "all"] == "P  50.0  R  50.0  F1  50.0"
    assert ("leaders", "all") not in rows


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Mohammed Khatami", "Muhammad Khatamy", True),
        ("Putin", "Vladimir Putin", True),
        ("Hakan Fidan", "Hakan Şükür", False),
        ("Dmitri Putin", "Vladimir Putin", False),
    ],
)
def test_spellings_of_one_person(scores: Any, one: str, other: str, *, same: bool) -> None:
    """Spellings that sound alike are one person's; another given name or surname is another person's."""
    assert scores.same_name(one, other) == same
