from __future__ import annotations

import gzip
import io
import json
import sys
from typing import TYPE_CHECKING, Any

import pytest

from seedread.tui.cli import main

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (
    "<!doctype html><html lang=en><head><title>Talks open in Oslo</title></head><body><article>"
    "<h1>Talks open in Oslo</h1>"
    "<p>Talks opened in Oslo on Monday, a spokesman for Norway said, and they would go on.</p></article></body></html>"
)
RECORD = {"title": "Talks", "body": "Talks opened in Oslo on Monday, a spokesman for Norway said."}


def described(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raw: bytes) -> list[dict[str, Any]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    main(["inspect", "-"])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    "raw",
    [
        PAGE.encode(),
        json.dumps([RECORD]).encode(),
        json.dumps(RECORD, indent=2).encode(),
        json.dumps(RECORD).encode() + b"\n",
        json.dumps({"html": PAGE}).encode(),
        gzip.compress(PAGE.encode(), mtime=0),
        b"From: a@example.org\nSubject: Talks\n\n" + RECORD["body"].encode(),
    ],
)
def test_any_format_on_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raw: bytes
) -> None:
    """What comes through a pipe is read as a file of its format would be."""
    (article,) = described(monkeypatch, capsys, raw)
    assert article["title"].startswith("Talks")
    assert [country["code"] for country in article["countries"]] == ["NO"]


def test_a_line_without_end_on_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line that is too long keeps its place in the output, and the next is read."""
    monkeypatch.setattr("seedread.tui.cli.inspect.MAX_DOCUMENT", 1000)
    raw = json.dumps(RECORD).encode()
    first, second, third = described(monkeypatch, capsys, raw + b"\n{" + b"x" * 5000 + b"\n" + raw + b"\n")
    assert (first["id"], second["id"], third["id"]) == ("#1", "#2", "#3")
    assert second["error"] == "longer than 0 kB"


def test_a_text_that_sets_off_an_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A text that cannot be cleaned is printed unchanged, with the reason on stderr and exit code 3."""

    def stumbling(*_: object, **__: object) -> None:
        raise ValueError("odd")

    monkeypatch.setattr("seedread.index.ingest.pipeline.clean", stumbling)
    path = tmp_path / "a.txt"
    path.write_text("One line.\nAnother.", encoding="utf-8")
    assert main(["inspect", str(path)]) != 0
    out, err = capsys.readouterr()
    assert [line["text"] for line in json.loads(out)["lines"]] == ["One line.", "Another."]
    assert "could not be cleaned, kept as found (ValueError: odd)" in err
