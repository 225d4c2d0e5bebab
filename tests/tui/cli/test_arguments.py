"""How command lines are parsed, and the messages for invalid ones."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.errors import NotFound
from seedread.index.shelf import Shelf
from seedread.tui.cli import main
from seedread.tui.cli.article_lookup import near
from seedread.tui.cli.command_table import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Ministers met in Oslo, Norway, on Tuesday for long talks about gas.\n"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "001_oslo.txt").write_text(f"Talks In Oslo\n\n{TEXT}", encoding="utf-8")
    (folder / "002_gas.txt").write_text(f"Gas And Its Price\n\n{TEXT}Vladimir Putin was there.\n", encoding="utf-8")
    return folder


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def stderr_of(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the text on stderr; stdout must be empty."""
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "oslo", "--ids", "news"],
        ["search", "--ids", "oslo", "news"],
        ["search", "oslo", "news", "--ids", "--limit", "5"],
        ["search", "oslo", "--limit", "5", "news", "--ids", "--sort=newest"],
        ["search", "--ids", "--", "oslo", "news"],
        ["search", "oslo", "--ids", "--", "news"],
    ],
)
def test_options_may_be_anywhere(news: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Options may come before, between and after the query and the paths."""
    assert news.exists()
    assert main(arguments) == 0
    assert sorted(capsys.readouterr().out.split()) == ["001_oslo.txt", "002_gas.txt"]


def test_options_may_be_anywhere_for_show_and_sub_commands(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command takes them so, those of `names` and `rule` as well."""
    assert main(["show", "001_oslo.txt", "--why", str(news)]) == 0
    assert "keep  Talks In Oslo" in capsys.readouterr().out
    assert main(["names", "merge", "a-b.fr", "--name", "A B", "c-d.fr"]) == 0
    assert main(["rule", "boilerplate", "x.org", "--begins", "Read more"]) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "-leader:*", "--ids", "news"],
        ["search", "--ids", "-leader:*", "news"],
        ["search", "--ids", "--", "-leader:*", "news"],
        ["export", "-leader:*", "news", "--form", "json"],
        ["stories", "--query", "-leader:*", "news", "--json"],
    ],
)
def test_a_query_may_begin_with_a_hyphen(news: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A query that excludes is not taken for an option, at any position."""
    assert news.exists()
    main(arguments)
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "001_oslo.txt" in captured.out or '"articles": 1' in captured.out
    assert "002_gas.txt" not in captured.out


def test_a_saved_query_and_an_id_may_begin_with_a_hyphen(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a value of --add, and as the name of a file."""
    (news / "-x.txt").write_text(f"Hyphens\n\n{TEXT}", encoding="utf-8")
    assert main(["saved", "--add", "nobody", "-leader:*"]) == 0
    assert main(["saved", "--show", "nobody"]) == 0
    assert main(["show", "-x.txt", "news"]) == 0
    assert capsys.readouterr().out.startswith("-leader:*\nHyphens\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["search", "--jsn", "iran"], "Unknown option --jsn: did you mean --json?"),
        (["search", "-json", "iran"], "Unknown option -json: did you mean --json?"),
        (["search", "iran", "--jsn=3"], "Unknown option --jsn: did you mean --json?"),
        (["search", "-j", "iran"], "Unknown option -j: "),
        (["search", "iran", "-leader:putin"], "put the whole query in quotes: 'iran -leader:putin'"),
        (["search", "--json=3", "iran"], "--json does not take a value."),
        (["search", "iran", "--limit"], "--limit needs a value: N."),
        (["search", "iran", "--limit", "-3"], "--limit: use a whole number from 0, not “-3”."),
        (["pairs", "--limit=x"], "--limit: use a whole number from 0, not “x”."),
        (["stories", "--limit", "9" * 30], "--limit: use a whole number from 0"),
        (["index", "--jobs", "0"], "--jobs: use a whole number from 1 to "),
        (["search"], "Missing QUERY. For example: seedread search 'gas pipeline' news/"),
        (["mark", "--read"], "Give a QUERY, or --all for all articles."),
        (["export"], "Give a QUERY, or --all for all articles."),
        (["export", " * "], "Give a QUERY, or --all for all articles."),
        (["mark", "", "--star"], "Give a QUERY, or --all for all articles."),
        (["show"], "Missing ID. For example: seedread show 001_cfccf405a8b2e491.txt"),
        (["compare", "a"], "Missing B. For example: seedread compare "),
        (["names"], "Missing command: merge, "),
        (["names", "fnd"], "Unknown command seedread names fnd: did you mean find?"),
        (["names", "find"], "Missing NAME. For example: seedread names find orban"),
        (["saved", "--add", "x"], "--add needs a value: NAME and QUERY."),
        (["export", "iran", "--output", "a.docx"], "a.docx: use one of the extensions .md, .txt, .json, .bib, "),
        (["config", "x"], "x is an extra argument."),
        (["index", ""], "PATH is empty."),
        (["index", "--library", ""], "DIR is empty."),
        (["show", ""], "ID is empty."),
        (["shelf", "eat"], "ACTION: invalid choice: 'eat'"),
        (["serch", "iran"], "No such file or folder: serch. Did you mean `seedread search`?"),
        (["Stories"], "Did you mean `seedread stories`?"),
    ],
)
def test_what_is_wrong_and_what_to_do(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An invalid command line ends with code 2, a line with advice, and a pointer to the help."""
    assert main(arguments) == 2
    lines = stderr_of(capsys).splitlines()
    assert message in lines[0]
    assert len(lines) == 1 or (
        len(lines) == 2 and re.fullmatch(r"seedread: Run `seedread .*--help` for usage\.", lines[1])
    )


@pytest.mark.parametrize("hostile", ["\x1b[31m", "\x1b]52;c;eA==\x07", "\x9b2J", "a\nb\x1bc", "\u202e"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "--x{}"],
        ["search", "{}", "{}"],
        ["search", "--limit", "{}", "x"],
        ["search", "--sort={}", "x"],
        ["export", "--form", "{}", "x"],
        ["export", "x", "--output", "a{}"],
        ["show", "{}"],
        ["names", "{}"],
        ["names", "find", "{}"],
        ["config", "{}"],
        ["inspect", "{}"],
        ["search", "x", "--library", "{}"],
        ["search", "(nofield:{}"],
    ],
)
def test_no_argument_steers_the_terminal(
    arguments: list[str], hostile: str, news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was typed is repeated without control characters, by argparse's own messages too."""
    assert news.exists()
    main([argument.replace("{}", hostile) for argument in arguments])
    captured = capsys.readouterr()
    assert not set(captured.out + captured.err) & {
        chr(c) for c in (*range(10), *range(11, 32), *range(127, 160), 0x202E)
    }


def test_search_reads_its_query_from_standard_input(
    news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`-` is what another program wrote; nothing there is a mistake, not every article."""
    given(monkeypatch, b"oslo\n  -leader:*\n")
    assert main(["search", "-", str(news), "--ids"]) == 0
    assert capsys.readouterr().out == "001_oslo.txt\n"
    given(monkeypatch, b"oslo)\n")
    assert main(["search", "-", str(news)]) == 2
    assert stderr_of(capsys).splitlines()[:2] == ["oslo)", "    ^"]
    given(monkeypatch, b"\n")
    assert main(["search", "-", str(news)]) == 2
    assert "No query on standard input." in stderr_of(capsys)


@pytest.mark.parametrize("data", [b"news/001_oslo.txt\nodd name.txt\n", b"news/001_oslo.txt\0odd name.txt\0"])
def test_index_reads_paths_from_standard_input(
    data: bytes, news: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One a line, or with NUL between them; none is a mistake, not the bundled articles."""
    (news.parent / "odd name.txt").write_text(f"Odd\n\n{TEXT}")
    given(monkeypatch, data)
    assert main(["index", "-"]) == 0
    assert "2 added" in capsys.readouterr().out
    given(monkeypatch, b"")
    assert main(["index", "-"]) == 2
    assert "No paths on standard input." in stderr_of(capsys)


def test_all_stands_for_a_query(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --all every word is a path."""
    for arguments in (["mark", "--all", str(news), "--read"], ["mark", str(news), "--unread", "--all"]):
        assert main(arguments) == 0
        assert capsys.readouterr().out == "2 of 2 articles changed.\n"
    assert main(["export", "--all", str(news), "--form", "json"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["saved"], "No saved searches"),
        (["names", "find", "xyzzy"], "No person found for “xyzzy”"),
        (["names", "list"], "No rules in "),
        (["rule", "list"], "No rules in "),
        (["export", "xyzzy"], "No matches; nothing was written."),
        (["show", "xyzzy"], "No article has the ID xyzzy. `seedread search QUERY --ids` prints IDs."),
    ],
)
def test_no_results(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without results the exit code is 1, and a line on stderr says so."""
    assert main(arguments) == 1
    assert message in stderr_of(capsys)


@pytest.mark.parametrize(
    "arguments",
    [["search", "xyzzy"], ["mark", "xyzzy", "--read"], ["stories", "--query", "xyzzy"], ["pairs", "--query", "xyzzy"]],
)
def test_nothing_found_is_1(arguments: list[str]) -> None:
    """Those that print totals have the same code."""
    assert main(arguments) == 1


def test_a_folder_without_articles_is_nothing_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`inspect` reports that there was no article."""
    (tmp_path / "empty").mkdir()
    assert main(["inspect", "empty"]) == 1
    assert stderr_of(capsys) == "seedread: empty: no article found.\n"


@pytest.mark.parametrize("command", ["index", "search x", "show x", "compare x y", "stories", "pairs", "saved",
                                     "mark x --read", "export x", "names spellings FR"])  # fmt: skip
def test_a_missing_folder_is_trouble_everywhere(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that is not there is 3, whatever was to be done with it."""
    with Shelf() as shelf:
        shelf.import_lines(['{"seedread_shelf": 1}', '{"search": {"name": "a", "query": "b", "saved": 1}}'])
    assert main([*command.split(), "/nowhere/at/all"]) == 3
    assert "/nowhere/at/all" in stderr_of(capsys)


def test_a_named_file_that_cannot_be_read_is_trouble(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`show` reports why a file of the library has no article, as do `inspect` and `compare` for any file."""
    (news / "bad.txt").write_bytes(bytes(range(256)))
    assert main(["index", str(news)]) == 0
    capsys.readouterr()
    for arguments in (["show", "bad.txt", str(news)], ["inspect", "news/bad.txt"], ["inspect", "news/none.txt"],
                      ["compare", "news/bad.txt", "news/001_oslo.txt"]):  # fmt: skip
        assert main(arguments) == 3
        assert re.search("bad.txt.*binary data|none.txt: no such file", stderr_of(capsys))


def test_a_document_that_is_gone_is_trouble(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article whose file went while it was looked for is known, so it is not "nothing found"."""

    def gone(_library: Library, article: str) -> bytes:
        raise NotFound(f"The file of {article} is gone.")

    monkeypatch.setattr(Library, "raw", gone)
    assert main(["show", "001_oslo.txt", str(news), "--raw"]) == 3


def test_a_library_is_a_folder(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file given as the library folder is an error."""
    assert news.exists()
    assert main(["index", "news", "--library", "news/002_gas.txt"]) == 3
    assert "news/002_gas.txt is not a folder" in capsys.readouterr().err


def test_ids_near_to_what_was_typed(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A part of an id, a path to it and a slip of the finger lead to it."""
    assert main(["show", "001", str(news)]) == 1
    assert stderr_of(capsys) == "seedread: No article has the ID 001. Did you mean 001_oslo.txt?\n"
    ids = ["a/one.txt", "a/two.txt", "b/one.txt", "b/one.txt.gz", "c/One-more.txt"]
    assert near("ONE", ids) == ["a/one.txt", "b/one.txt", "b/one.txt.gz"]
    assert near("./news/a/two.txt", ids) == ["a/two.txt"]
    assert near("a/tow.txt", ids)[0] == "a/two.txt"
    assert near("zzz", ids) == near("", ids) == []


def test_a_name_that_is_not_utf_8(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of such a name is shown by it; as a query, a name or a tag it stops nothing."""
    name = os.fsdecode(b"\xff\xfe.txt")
    (news / name).write_text(f"Bytes\n\n{TEXT}", encoding="utf-8")
    assert main(["show", name, "news"]) == 0
    assert capsys.readouterr().out.startswith("Bytes\n")
    assert main(["search", "bytes", f"news/{name}", "--ids"]) == 0
    assert main(["search", name, "news"]) == 1
    assert main(["saved", "--add", name, name]) == 0
    assert main(["mark", "oslo", "news", "--tag", name]) == 0
    assert main(["compare", name, "001_oslo.txt", "news"]) == 0
    capsys.readouterr().out.encode()


@pytest.mark.parametrize("command", [["mark", "--tag", "x"], ["export", "--form", "json"]], ids=["mark", "export"])
@pytest.mark.parametrize("query", ["-country:nosuchland", "* 🔥"])
def test_a_query_that_comes_to_everything_wants_all(
    command: list[str], query: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is unknown in a query is told, and never turns it into one for every article."""
    assert main([command[0], query, *command[1:]]) == 2
    assert "--all" in stderr_of(capsys)


def test_a_saved_search_must_be_understood(capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be understood is not saved, and the place is shown."""
    assert main(["saved", "--add", "q", "iran OR"]) == 2
    assert stderr_of(capsys).splitlines()[:2] == ["iran OR", "     ^^"]
    assert main(["saved", "--add", "q", "(("]) == 2
    assert stderr_of(capsys).splitlines()[0] == "(("
    assert main(["saved", "--show", "q"]) == 1


def test_a_long_query_is_shown_around_its_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    """The caret is under the error, in a line that fits a terminal."""
    assert main(["search", "word " * 40 + "nofield:x " + "word " * 40]) == 2
    query, caret = stderr_of(capsys).splitlines()[:2]
    assert len(query) <= 120
    assert query[caret.index("^") : len(caret)] == "nofield:"


@pytest.mark.parametrize("name", ["search", "names"])
def test_a_command_wins_over_a_file_of_its_name(name: str, news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A message says how to open a file with the name of a command."""
    (news.parent / name).mkdir()
    main([name, "find" if name == "names" else "oslo", "news"])
    first, *_ = capsys.readouterr().err.splitlines()
    assert (
        first
        == f"seedread: Running the {name} command. To open the file or folder named {name}, use: seedread ./{name}"
    )


def test_csv_holds_no_formula(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Cells that a spreadsheet would run begin with an apostrophe; the others are as they are."""
    for n, title in enumerate(("=HYPERLINK(1)", "+1 For Oslo", "-1 For Oslo", "@SUM(1+1)", "＝1", "'Plain' = Title")):
        (news / f"={n}.txt").write_text(f"{title}\n\n{TEXT}", encoding="utf-8")
    assert main(["search", "ministers", "news", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    titles = {row["title"] for row in rows}
    assert {"'=HYPERLINK(1)", "'+1 For Oslo", "'-1 For Oslo", "'@SUM(1+1)", "'＝1", "Talks In Oslo"} <= titles
    assert {"'=0.txt", "001_oslo.txt"} <= {row["id"] for row in rows}
    assert not any(cell[:1] in "=+-@\t\r" for row in rows for cell in row.values() if cell)


def test_export_names_every_article(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever the form, each article can be found again by its id."""
    assert news.exists()
    for form in ("markdown", "text", "json", "bibtex", "csl"):
        assert main(["export", "--all", "news", "--form", form]) == 0
        out = capsys.readouterr().out
        assert "001_oslo.txt" in out.replace("\\", "")
        assert "002_gas.txt" in out.replace("\\", "")


def test_help_and_version_have_short_names(capsys: pytest.CaptureFixture[str]) -> None:
    """-V, -h and `help` are what a newcomer types."""
    assert main(["-V"]) == main(["--version"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    assert first.startswith("seedread ")
    for arguments in (["help", "search"], ["search", "-h"], ["search", "iran", "--help", "--jobs"][:3]):
        assert main(arguments) == 0
        assert capsys.readouterr().out.startswith("usage: seedread search")


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_help_fits_a_narrow_terminal(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Paragraphs and lists of a help are as wide as the terminal; only lines to copy may be longer."""
    monkeypatch.setenv("COLUMNS", "80")
    assert main([*filter(None, [command]), "--help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert not [line for line in lines if len(line) > 80 and not line.startswith(("  seedread", "   "))]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_tells_the_exit_codes(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever writes a script finds them where they look first."""
    assert main([*([command] if command else []), "--help"]) == 0
    assert "exit codes: 0 success, 1 no results, 2 invalid query or usage, 3 error" in capsys.readouterr().out


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_module(command: str) -> None:
    """The table names modules that run."""
    assert callable(import_module(f"seedread.tui.cli.{command}").run)


def test_a_home_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    """~NAME of an unknown user is a plain name: the message says that there is no such file or library."""
    for arguments in (["search", "x", "~nobody-of-this-name/x"], ["index", "--library", "~nobody-of-this-name/x"]):
        assert main(arguments) == 3
        assert re.search("There is no|No library in", stderr_of(capsys))


def test_inspect_of_json_lines_keeps_its_form(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line that cannot be read is trouble, and keeps its place."""
    given(monkeypatch, b'{"id": "a", "text": "Talks went on in Oslo."}\n{"id": "b"}\n')
    assert main(["inspect", "-"]) == 3
    good, bad = map(json.loads, capsys.readouterr().out.splitlines())
    assert good["format"] == 1
    assert set(bad) == {"id", "error"}
