"""`seedread brief` for a time and a query."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest

from seedread.tui.cli import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def news(tmp_path: Path) -> str:
    """Articles of today and of ten days ago."""
    today = datetime.datetime.now().astimezone()
    with (tmp_path / "news.jsonl").open("w") as file:
        for n, days in enumerate((0, 10)):
            date = (today - datetime.timedelta(days=days)).date().isoformat()
            text = f"The ministers of Norway met number {n} in Oslo."
            file.write(json.dumps({"id": f"n{n}", "title": f"Report {n}", "date": date, "text": text}) + "\n")
    return str(tmp_path / "news.jsonl")


@pytest.mark.parametrize(
    ("since", "found"), [("today", ["Report 0"]), ("5d", ["Report 0"]), ("12d", ["Report 0", "Report 1"]),
                         ("all", ["Report 0", "Report 1"]), ("2000-01-01", ["Report 0", "Report 1"])]
)  # fmt: skip
def test_a_digest_covers_a_time(news: str, since: str, found: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Today, a number of days, since a date, or all."""
    assert main(["brief", news, "--since", since]) == 0
    out = capsys.readouterr().out
    assert [title for title in ("Report 0", "Report 1") if title in out] == found


def test_nothing_to_report_is_told(news: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With exit code 1, and nothing on stdout."""
    assert main(["brief", news, "--query", "nowhere"]) == 1
    assert main(["brief", news, "--since", "looked"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Nothing to report" in captured.err


def test_html_and_mail_are_printed(news: str, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    """Ready for a file and for sendmail."""
    assert main(["brief", news, "--html"]) == 0
    assert main(["brief", news, "--mail", "--to", "me@example.org"]) == 0
    out = capfdbinary.readouterr().out
    assert out.startswith(b"<!doctype html>")
    assert b"To: me@example.org" in out


@pytest.mark.parametrize(
    "arguments", [["--since", "yore"], ["--to", "a@b\nBcc: c@d"], ["--to", "x"], ["--query", "nofield:x"]]
)
def test_wrong_arguments_are_usage(news: str, arguments: list[str]) -> None:
    """A time, an address or a query that cannot be understood."""
    assert main(["brief", news, *arguments]) == 2


@pytest.mark.parametrize("time", ["7d", "looked", "2026-11-30"])
def test_a_time_in_the_place_of_a_path_is_usage(
    time: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`seedread brief 7d` names the option for a time; a folder with such a name is read."""
    monkeypatch.chdir(tmp_path)
    assert main(["brief", time]) == 2
    assert f"use --since {time}." in capsys.readouterr().err
    (tmp_path / time).mkdir()
    assert main(["brief", time]) == 1
