"""`--library` alone on the command line: the sources that the library knows, and what is kept of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.cluster import Incomplete
from seedread.tui.cli import main
from seedread.tui.config import config_path

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    for n in range(60):
        path = tmp_path / "news" / ("world" if n < 40 else "home") / f"{n}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Talks {n} In Oslo\n\nTalks number {n} opened in Oslo, Norway, on Monday.\n", encoding="utf-8")
    assert main(["index", "--library", str(tmp_path / "library"), str(tmp_path / "news")]) == 0
    capsys.readouterr()
    return tmp_path / "library"


@pytest.mark.parametrize(
    "command",
    [
        ["index"],
        ["search", "oslo"],
        ["show", "world/1.txt"],
        ["show", "world/1.txt", "--raw"],
        ["stories", "--query", "oslo"],
        ["pairs", "--countries"],
        ["saved", "--json"],
        ["mark", "oslo", "--read"],
        ["export", "oslo", "--form", "json"],
        ["compare", "world/1.txt", "world/2.txt"],
        ["names", "spellings", "NO"],
    ],
    ids=" ".join,
)
def test_a_library_alone_opens_what_it_knows(
    where: Path, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    """No command takes the bundled seeds, or the sources of the configuration, for those of a library."""
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text(f'[start]\nsources = ["{where.parent}"]\n', encoding="utf-8")
    option = "--library" if command[0] != "names" or command[1] == "spellings" else ""
    main([*command, option, str(where)])
    assert main(["search", "", "--library", str(where), "--json", "--limit", "0"]) == 0
    out = capsys.readouterr()
    assert json.loads(out.out.splitlines()[-1])["total"] == 60
    assert "removed" not in out.err


def test_a_place_without_a_library_wants_paths(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--library alone, on a folder without a library, is an error and creates nothing."""
    for command in (["index"], ["search", "x"]):
        assert main([*command, "--library", str(tmp_path / "nothing")]) == 3
        assert "No library in" in capsys.readouterr().err
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("command", [["search", "oslo"], ["mark", "oslo", "--star"], ["stories"], ["show", "1.txt"]])
def test_a_library_with_a_typo_in_its_name_is_not_made(
    where: Path, tmp_path: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A command that reads or marks never acts on the articles of the configuration in place of those of a library."""
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text(f'[start]\nsources = ["{where.parent / "news"}"]\n', encoding="utf-8")
    assert main([*command, "--library", str(tmp_path / "libary")]) == 3
    assert "No library in" in capsys.readouterr().err
    assert not (tmp_path / "libary").exists()


def test_other_paths_are_refused_and_replace_when_asked(
    where: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 3 with the option that does it; with that option the library is of the given paths from then on."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "a.txt").write_text("A Storm Is Expected\n\nA storm is expected along the coast.\n", encoding="utf-8")
    assert main(["index", "--library", str(where), str(other)]) == 3
    assert "--replace-sources" in capsys.readouterr().err
    assert main(["search", "oslo", str(other), "--library", str(where)]) == 3
    assert main(["index", "--library", str(where), str(other), "--replace-sources"]) == 0
    assert "1 added, 0 updated, 60 removed" in capsys.readouterr().out
    assert main(["search", "storm", "--library", str(where), "--ids"]) == 0
    assert capsys.readouterr().out == "a.txt\n"
    assert main(["index", "--library", str(where), "--replace-sources"]) == 2


def test_a_path_inside_is_all_that_is_searched(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Search, export, mark and saved searches see the articles of that path alone; a sync covers all."""
    home = str(where.parent / "news" / "home")
    place = [home, "--library", str(where)]
    assert main(["search", "oslo", *place, "--ids", "--limit", "100"]) == 0
    assert {line.split("/")[0] for line in capsys.readouterr().out.splitlines()} == {"home"}
    assert main(["export", "oslo", *place, "--form", "json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 20
    assert main(["mark", "oslo", *place, "--star"]) == 0
    assert "20 of 20 articles" in capsys.readouterr().out
    assert main(["saved", "--add", "all", "oslo"]) == 0
    assert main(["saved", *place]) == 0
    assert "20 unread of 20" in capsys.readouterr().out
    assert main(["show", "world/1.txt", *place]) != 0
    assert main(["index", *place]) == 0
    assert "60 articles in news" in capsys.readouterr().out
    assert main(["search", "is:starred", "--library", str(where), "--json", "--limit", "0"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["total"] == 20


def test_what_is_kept_is_exit_code_3(where: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message says what was kept and how to remove it, and new files are still indexed."""
    news = where.parent / "news"
    (news / "world").rename(where.parent / "away")
    (news / "home" / "new.txt").write_text("A Storm\n\nA storm is expected along the coast.\n", encoding="utf-8")
    assert main(["index", "--library", str(where)]) == 3
    output = capsys.readouterr()
    assert "40 of 60 articles are no longer in the files" in output.err
    assert "--prune" in output.err
    assert "61 articles in news: 1 added, 0 updated, 0 removed" in output.out
    assert main(["index", "--library", str(where), "--progress", "json"]) == 3
    report = json.loads(capsys.readouterr().out.splitlines()[-1])["report"]
    assert [(one["path"], one["articles"]) for one in report["kept"]] == [("", 40)]
    assert main(["index", "--library", str(where), "--prune"]) == 0
    assert "40 removed" in capsys.readouterr().out
    news.rename(where.parent / "gone")
    assert main(["search", "storm", "--library", str(where), "--ids"]) == 0
    assert "its 21 articles are kept" in capsys.readouterr().err
    assert main(["index", "--library", str(where)]) == 3
    assert "its 21 articles are kept" in capsys.readouterr().err


def test_a_part_of_a_cluster_is_searched_without_a_sync(
    where: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a node is lost, neither a sync nor the number of articles is there; the search goes on and says why."""

    def lost(*_: object, **__: object) -> int:
        raise Incomplete("2 of 3 shards answered")

    (where.parent / "news" / "new.txt").write_text("Talks End\n\nThe talks in Oslo ended.\n", encoding="utf-8")
    monkeypatch.setattr(Library, "sync", lost)
    monkeypatch.setattr(Library, "count", property(lost))
    assert main(["search", "oslo", "--json", "--library", str(where)]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out.splitlines()[-1])["total"] == 60
    assert "Searching the library as is. 2 of 3 shards answered" in err
