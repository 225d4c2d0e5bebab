"""`seedread doctor`: a line for each matter, an exit code for scripts."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from seedread.tui.cli.main import main
from seedread.tui.config import config_path

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Talks On Gas In Iran\n\nOfficials of Iran said on Friday that the talks on gas would go on as long as needed.\n"


@pytest.fixture
def where(tmp_path: Path) -> list[str]:
    (tmp_path / "a.txt").write_text(TEXT)
    where = [str(tmp_path / "a.txt"), "--library", str(tmp_path / "library")]
    assert main(["index", *where]) == 0
    return where


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_all_is_well(where: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A sound library in a sound home has no line but ok, and the exit code is 0."""
    capsys.readouterr()
    assert main(["doctor", *where]) == 0
    output = capsys.readouterr().out.splitlines()
    assert output
    assert all(line.startswith("ok ") for line in output)
    assert main(["doctor", *where, "--json"]) == 0
    *findings, counts = lines(capsys)
    assert counts == {"ok": len(findings), "warning": 0, "problem": 0}
    assert all(set(finding) == {"subject", "state", "text", "advice", "details"} for finding in findings)


def test_a_problem_comes_with_advice(where: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A library that would not open is still looked at: the fault is a line, and the exit code is 3."""
    os.chmod(where[2], 0o777)  # noqa: PTH101
    capsys.readouterr()
    assert main(["doctor", *where]) == 3
    output = capsys.readouterr()
    assert "problem  library: Others can write" in output.out
    assert "ok       configuration" in output.out
    assert output.err == ""


def test_a_library_that_is_not_there_is_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the first sync nothing is wrong; a source that is not there is."""
    (tmp_path / "a.txt").write_text(TEXT)
    assert main(["doctor", str(tmp_path / "a.txt")]) == 0
    assert "warning  library: No library in" in capsys.readouterr().out
    assert main(["doctor", str(tmp_path / "nowhere")]) == 3
    assert f"problem  sources: {tmp_path}/nowhere does not exist" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "state", "word"),
    [
        ("[library]\ntrusted_owners = 7\n", "problem", "list of strings"),
        ('[library]\ntrusted_owners = ["nosuchuser"]\n', "warning", "nosuchuser"),
        ('[library]\ntrusted_owners = ["root", "4711"]\n', "ok", "is valid"),
        ("[start\n", "problem", "config.toml"),
    ],
)
def test_the_configuration_is_checked(
    where: list[str], capsys: pytest.CaptureFixture[str], text: str, state: str, word: str
) -> None:
    """Errors in the file and unknown owners are reported, and the other checks go on."""
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    capsys.readouterr()
    code = main(["doctor", *where, "--json"])
    found = [one for one in lines(capsys)[:-1] if one["subject"] == "configuration"]
    assert found[-1]["state"] == state
    assert word in found[-1]["text"]
    assert code == (3 if state == "problem" else 0)


def test_a_dumb_terminal_is_a_warning(
    where: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """TERM=dumb is a warning with the commands that print."""
    monkeypatch.setenv("TERM", "dumb")
    capsys.readouterr()
    assert main(["doctor", *where]) == 0
    assert "warning  terminal: TERM is dumb" in capsys.readouterr().out


def test_hostile_names_reach_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An escape sequence in the name of a source is cleaned away."""
    folder = tmp_path / "a\x1b[31mb"
    folder.mkdir()
    main(["doctor", str(folder)])
    assert "\x1b" not in capsys.readouterr().out
