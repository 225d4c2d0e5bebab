"""Saved searches, exports and the shelf without the screen."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library, bundled_seeds
from seedread.index.shelf import Ref, Shelf, default_path, library_name
from seedread.tui.cli import main
from seedread.tui.cli.main import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

PAIR = "001_cfccf405a8b2e491.txt"


def star(article: str) -> None:
    with Library.open() as library:
        library.sync()
        ref = Ref(article, library.get(article).content_hash)
    with Shelf() as shelf:
        shelf.mark(library_name([bundled_seeds()]), [ref], "starred")


def test_marks_are_searched(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """`is:` works on the command line, also where the same articles lie elsewhere."""
    star(PAIR)
    assert main(["search", "is:starred", "--ids"]) == 0
    assert capsys.readouterr().out == f"{PAIR}\n"
    moved = tmp_path / "moved.txt"
    moved.write_bytes((bundled_seeds() / PAIR).read_bytes())
    assert main(["search", "is:starred", str(tmp_path), "--ids"]) == 0
    assert capsys.readouterr().out == "moved.txt\n"


def test_a_broken_shelf_is_told_only_where_it_matters(capsys: pytest.CaptureFixture[str]) -> None:
    """Searches work without marks; a query for marks reports why there are none."""
    default_path().parent.mkdir(parents=True)
    default_path().write_text("no database, and long enough to be looked at " * 50)
    assert main(["search", "summit", "--ids"]) == 0
    assert main(["search", "is:starred"]) == 3
    assert "damaged" in capsys.readouterr().err


def test_saved_searches(capsys: pytest.CaptureFixture[str]) -> None:
    """They are added, listed with their counts, printed for other commands, and dropped."""
    assert main(["saved"]) == 1
    assert main(["saved", "--add", "gas", "country:iran"]) == 0
    assert main(["saved", "--add", "bad", "nofield:iran"]) == 2
    capsys.readouterr()
    assert main(["saved", "--json"]) == 0
    (found,) = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert found["name"] == "gas"
    assert found["total"] == found["unread"] > 0
    assert main(["saved"]) == 0
    assert f"{found['total']} unread of {found['total']}" in capsys.readouterr().out
    assert main(["saved", "--show", "gas"]) == 0
    assert capsys.readouterr().out == "country:iran\n"
    assert main(["saved", "--show", "oil"]) == 1
    assert main(["saved", "--drop", "gas"]) == 0
    assert main(["saved", "--drop", "gas"]) == 1


def test_marking_by_query(capsys: pytest.CaptureFixture[str]) -> None:
    """All matches of a query are marked or unmarked, and the number of changes is printed."""
    assert main(["mark", "limousine", "--tag", "#cars"]) == 0
    assert main(["mark", "--all", "--read"]) == 0
    assert main(["mark", "tag:cars", "--unread"]) == 0
    assert main(["mark", "limousine", "--untag", "cars"]) == 0
    assert main(["mark", "nothingatall", "--star"]) == 1
    assert main(["mark", "limousine", "--tag", "#"]) == 2
    found = [line for line in capsys.readouterr().out.splitlines() if line]
    assert [line.split(" articles")[0] for line in found] == ["1 of 1", "5 of 5", "1 of 1", "1 of 1", "0 of 0"]
    assert main(["search", "is:unread", "--ids"]) == 0
    assert capsys.readouterr().out == f"{PAIR}\n"


def test_a_search_that_is_not_understood_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """A saved search of an older grammar is listed with what is wrong, and the others with their counts."""
    with Shelf() as shelf:
        shelf.import_lines(
            [
                '{"seedread_shelf": 1}',
                '{"search": {"name": "old", "query": "nofield:x", "saved": 1}}',
                '{"search": {"name": "new", "query": "summit", "saved": 2}}',
            ]
        )
    assert main(["saved"]) == 0
    out = capsys.readouterr().out
    assert "Unknown field “nofield”." in out
    assert "1 unread of 1" in out


@pytest.mark.parametrize(
    ("form", "begins"),
    [("markdown", "# Putin"), ("bibtex", "@misc{"), ("csl", "[\n"), ("json", '{"id"'), ("text", "Putin")],
)
def test_export_to_standard_output(capsys: pytest.CaptureFixture[str], form: str, begins: str) -> None:
    """Every form goes to standard output for other programs."""
    assert main(["export", "limousine", "--form", form]) == 0
    assert capsys.readouterr().out.startswith(begins)


def test_export_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The extension selects the format; no matches write no file, and an unwritable path is reported."""
    assert main(["export", "limousine", "--output", str(tmp_path / "a.bib")]) == 0
    assert (tmp_path / "a.bib").read_text().startswith("@misc{")
    assert main(["export", "nothingatall", "--output", str(tmp_path / "b.md")]) == 1
    assert not (tmp_path / "b.md").exists()
    assert main(["export", "limousine", "--output", str(tmp_path / "no" / "a.md")]) == 3
    assert "Could not write" in capsys.readouterr().err


def test_the_shelf_goes_out_and_in(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An export taken in elsewhere gives the same export, from a file and from standard input."""
    star(PAIR)
    assert main(["shelf", "export"]) == 0
    text = capsys.readouterr().out
    (tmp_path / "marks.jsonl").write_text(text)
    for arguments in (["shelf", "import", str(tmp_path / "marks.jsonl")], ["shelf", "import"]):
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / arguments[-1].replace("/", "-")))
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        assert main(arguments) == 0
        assert "Imported 1 articles with marks" in capsys.readouterr().out
        assert main(["shelf", "export"]) == 0
        assert capsys.readouterr().out == text
    assert main(["shelf", "import", str(tmp_path / "nowhere")]) == 3
    assert main(["shelf", "path"]) == 0
    assert capsys.readouterr().out.strip() == str(default_path())


def test_sources_can_be_set(capsys: pytest.CaptureFixture[str], hermetic: Path, tmp_path: Path) -> None:
    """Without a path the folders of the settings are opened."""
    (tmp_path / "oslo.txt").write_text("Talks In Oslo\n\nMinisters met in Oslo, Norway, on Tuesday for talks.\n")
    path = hermetic / "config" / "seedread" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text(f'[start]\nsources = ["{tmp_path}"]\n')
    assert main(["search", "oslo", "--ids"]) == 0
    assert capsys.readouterr().out == "oslo.txt\n"


@pytest.mark.parametrize("command", ["saved", "mark", "export", "shelf", "config"])
def test_help_has_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command explains itself."""
    assert command in COMMANDS
    assert main([command, "--help"]) == 0
    assert f"  seedread {command}" in capsys.readouterr().out


def test_a_dossier_has_the_notes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Written as Markdown or as a page by the ending of the file; other forms are refused."""
    star(PAIR)
    with Library.open() as library, Shelf() as shelf:
        shelf.note(library_name([bundled_seeds()]), Ref(PAIR, library.get(PAIR).content_hash), "ask the ministry")
    assert main(["export", "is:starred", "--dossier"]) == 0
    assert "> ask the ministry\n" in capsys.readouterr().out
    assert main(["export", "is:starred", "--dossier", "--output", str(tmp_path / "d.html")]) == 0
    assert "<blockquote><p>ask the ministry</p>" in (tmp_path / "d.html").read_text("utf-8")
    assert main(["export", "is:starred", "--dossier", "--output", str(tmp_path / "d.bib")]) == 2
    assert main(["export", "is:starred", "--dossier", "--form", "json"]) == 2
    assert main(["export", "nothing-at-all", "--dossier"]) == 1
