"""`seedread compare`, `stories` and `pairs`, as lines and as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from seedread.tui.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TELEGRAPH, AGENCY, OTHER = "001_cfccf405a8b2e491.txt", "004_970c2c25a4bcd944.txt", "002_f6b0ee651697d85a.txt"


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_compare_the_seeds(capsys: pytest.CaptureFixture[str]) -> None:
    """Two reports of one meeting: similar sentences, sentences on one side only, and common names."""
    assert main(["compare", TELEGRAPH, AGENCY, "--json"]) == 0
    (found,) = objects(capsys)
    assert found["kind"] == "same event"
    pairs = [(pair["a"]["text"], pair["b"]["text"]) for pair in found["pairs"]]
    assert any("views of events" in a and "positions on international events" in b for a, b in pairs)
    assert any("alliance between Russia and Iran" in a and "ties between Russia and Iran" in b for a, b in pairs)
    assert any("bulletproof" in one["text"] for one in found["only_a"])
    assert any("$1.7 billion deal" in one["text"] for one in found["only_b"])
    assert [one["text"] for one in found["figures_b"]] == ["$1.7 billion"]
    assert set(found["leaders"]["both"]) == {"Vladimir Putin", "Masoud Pezeshkian", "Serdar Berdimuhamedow"}
    assert found["leaders"]["only_a"] == ["Gurbanguly Berdimuhamedow"]
    assert found["leaders"]["only_b"] == ["Asif Ali Zardari"]


def test_compare_the_other_way_round(capsys: pytest.CaptureFixture[str]) -> None:
    """B and A exchanged give the same, mirrored."""
    main(["compare", TELEGRAPH, AGENCY, "--json"])
    main(["compare", AGENCY, TELEGRAPH, "--json"])
    one, other = objects(capsys)
    assert one["only_a"] == other["only_b"]
    assert one["leaders"]["only_a"] == other["leaders"]["only_b"]
    assert {(p["a"]["n"], p["b"]["n"]) for p in one["pairs"]} == {(p["b"]["n"], p["a"]["n"]) for p in other["pairs"]}


@pytest.mark.parametrize("form", ["--plain", "--md"])
def test_compare_to_read(capsys: pytest.CaptureFixture[str], form: str) -> None:
    """Both forms name both articles and every part of the comparison, and judge nothing."""
    assert main(["compare", TELEGRAPH, AGENCY, form]) == 0
    text = capsys.readouterr().out
    for part in (TELEGRAPH, AGENCY, "Same event", "related wording", "bulletproof", "Asif Ali Zardari"):
        assert part in text
    assert "same claim" not in text


def test_compare_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two files are compared without any library; markup and control characters in them are only text."""
    for name, text in (("a", "The \x1b[31mtalks* [x](y)_ in Oslo ended on Monday."), ("b", "Nobody came to Lima.")):
        (tmp_path / name).with_suffix(".txt").write_text(text, encoding="utf-8")
    assert main(["compare", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--md"]) == 0
    text = capsys.readouterr().out
    assert "\x1b" not in text
    assert r"talks\* \[x\](y)\_" in text
    assert "No similar sentences" in text


def test_compare_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown ID is reported with exit code 1."""
    assert main(["compare", TELEGRAPH, "nowhere"]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_stories(capsys: pytest.CaptureFixture[str]) -> None:
    """The bundled articles have one story of two accounts; a query without it gives none, and exit code 1."""
    assert main(["stories", "--json"]) == 0
    story, last = objects(capsys)
    assert [account["id"] for account in story["accounts"]] == [TELEGRAPH, AGENCY]
    assert (story["outlets"], last) == (2, {"total": 1, "format": 1, "articles": 5})
    assert main(["stories", "--query", "consulate"]) == 1
    assert "0 stories / 1 article\n" in capsys.readouterr().out


def test_the_story_of_an_article(capsys: pytest.CaptureFixture[str]) -> None:
    """`--of` gives the event of one article and what each report alone tells; without an event, exit code 1."""
    assert main(["stories", "--of", AGENCY, "--json"]) == 0
    (story,) = objects(capsys)
    assert [report["id"] for report in story["reports"]] == [TELEGRAPH, AGENCY]
    telegraph, agency = story["reports"]
    assert telegraph["leaders"] == ["Gurbanguly Berdimuhamedow"]
    assert agency["numbers"] == ["$1.7 billion"]
    assert any("bulletproof" in sentence for sentence in telegraph["sentences"])
    assert story["shared"] == []
    assert main(["stories", "--of", AGENCY]) == 0
    text = capsys.readouterr().out
    assert "Only in The Telegraph\n" in text
    assert "leaders: Asif Ali Zardari" in text
    assert main(["stories", "--of", OTHER]) == 1
    assert "No other article covers this event." in capsys.readouterr().out


def test_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    """Leaders and countries named together are counted in the articles of the query."""
    assert main(["pairs", "--json"]) == 0
    *pairs, last = objects(capsys)
    counts = {frozenset((pair["a"], pair["b"])): pair["count"] for pair in pairs}
    assert counts[frozenset(("vladimir-putin.ru", "masoud-pezeshkian.ir"))] == 2
    assert last["articles"] == 5
    assert main(["pairs", "--countries", "--query", "consulate"]) == 0
    assert "Iran" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["stories", "pairs"])
def test_bad_query(command: str) -> None:
    """A query that cannot be understood gives exit code 2."""
    assert main([command, "--query", "iran)"]) == 2
