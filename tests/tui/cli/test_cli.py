from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import pytest

from seedread import __version__
from seedread.index import Progress, bundled_seeds
from seedread.tui.cli import main
from seedread.tui.cli.index import _Paced, _print_progress
from seedread.tui.cli.main import COMMANDS

if TYPE_CHECKING:
    from pathlib import Path

PAIR = "001_cfccf405a8b2e491.txt"
OSLO = "Talks opened in Oslo on Monday, a spokesman for Norway said."
HOSTILE = (
    "A \x1b]52;c;cm0gLXJm\x07Headline [/x] \u202ewith\x1bc Tricks\n\n"
    "The minister\x9b31m said \x1b[2Jon Monday that \x9d52;c;x\x9c the [bold]talks[/bold] "
    "\u2066would\u2069 go on in Paris.\n"
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "evil.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "plain.txt").write_text(
        "Ministers Meet In Oslo\n\nMinisters met in Oslo, Norway, on Tuesday, and nobody would say why.\n",
        encoding="utf-8",
    )
    return folder


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines(capsys)]


def test_search_json(capsys: pytest.CaptureFixture[str]) -> None:
    """One object for each hit, then the totals with every facet; without a path the bundled articles are searched."""
    assert main(["search", "ashgabat summit", "--json"]) == 0
    *hits, last = objects(capsys)
    assert [hit["id"] for hit in hits] == [PAIR]
    assert set(hits[0]["countries"][:3]) == {"RU", "IR", "TM"}
    assert {piece["text"] for piece in hits[0]["snippet"] if piece["match"]} >= {"summit"}
    assert last["total"] == 1
    iran = {"value": "IR", "label": "Iran", "count": 1, "state": "off", "partly": False}
    assert iran in last["facets"]["country"]
    assert {"asia", "southern-asia"} <= {value["value"] for value in last["facets"]["region"]}
    assert [value["label"] for value in last["facets"]["language"]] == ["English"]
    assert last["dates"] == {"unit": "day", "buckets": [], "undated": 1}
    assert last["notices"] == []


def test_search_plain_and_facets(capsys: pytest.CaptureFixture[str]) -> None:
    """Plain lines to read, with the facets below when asked for."""
    assert main(["search", "limousine", "--facets"]) == 0
    out = lines(capsys)
    assert out[0].startswith("1. Putin Says Growing Ties")
    assert "undated · The Telegraph · " in out[1]
    assert PAIR in out[1]
    assert "1 article" in out
    assert out.index("leader") < out.index("       1  Masoud Pezeshkian")


def test_search_ids_limit_sort(capsys: pytest.CaptureFixture[str]) -> None:
    """Ids alone, as many as asked for; the total is not among them."""
    assert main(["search", "iran", "--ids", "--limit", "2", "--sort", "newest"]) == 0
    assert len(lines(capsys)) == 2


def test_a_search_tells_that_it_printed_only_the_first_matches(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On stderr, so that a script gets nothing but IDs; not if the reader said how many."""
    news = tmp_path / "news"
    news.mkdir()
    for n in range(60):
        (news / f"{n}.txt").write_text(f"Ship {n} leaves\n\nShip number {n} left the harbour of Oslo on Tuesday.\n")
    assert main(["search", "ship", str(news), "--ids"]) == 0
    out, told = capsys.readouterr()
    assert len(out.splitlines()) == 50
    assert told == "seedread: The first 50 of 60 articles; --limit N prints more.\n"
    assert main(["search", "ship", str(news), "--ids", "--limit", "9"]) == 0
    assert not capsys.readouterr().err


def test_search_csv(capsys: pytest.CaptureFixture[str]) -> None:
    """A table that a spreadsheet reads."""
    assert main(["search", "limousine", "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["id"], row["source"]) for row in rows] == [(PAIR, "The Telegraph")]


def test_nothing_found(capsys: pytest.CaptureFixture[str]) -> None:
    """Without matches the exit code is 1, and stderr has a suggestion."""
    assert main(["search", "country:turkii", "--ids"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "did you mean Turkey" in captured.err


def test_bad_query(capsys: pytest.CaptureFixture[str]) -> None:
    """A query that cannot be understood is exit code 2 with a caret under the place."""
    assert main(["search", "gas contry:iran"]) == 2
    assert capsys.readouterr().err.splitlines() == [
        "gas contry:iran",
        "    ^^^^^^^",
        "seedread: Unknown field “contry”. Did you mean country:?",
    ]


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    """An article is shown with what is known of it, without what was stripped."""
    assert main(["show", PAIR]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Putin Says Growing Ties With ‘Very Close’ Ally Iran Is Top Priority")
    assert "The Telegraph · undated" in out
    assert "Serdar Berdimuhamedow (president, " in out
    assert "Credit:" not in out


def test_show_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Everything that is known, in the form that inspect prints."""
    assert main(["show", PAIR, "--json"]) == 0
    shown = objects(capsys)[0]
    assert main(["inspect", str(bundled_seeds() / PAIR)]) == 0
    assert objects(capsys)[0] == shown


def test_show_why(capsys: pytest.CaptureFixture[str]) -> None:
    """Every line with its verdict, and the reason for each stripped one."""
    assert main(["show", PAIR, "--why"]) == 0
    out = lines(capsys)
    assert sum(" keep  " in line[:13] for line in out) == 23
    credit = next(n for n, line in enumerate(out) if "Credit: The Telegraph" in line)
    assert out[credit + 1].strip().startswith("└ source")


def test_show_raw_is_byte_for_byte() -> None:
    """Raw into a pipe is the document as it was found."""
    done = run("show", PAIR, "--raw")
    assert done.stdout == (bundled_seeds() / PAIR).read_bytes()


def test_show_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """An id that is not there is exit code 1 with a message."""
    assert main(["show", "nobody"]) == 1
    assert "No article has the ID nobody" in capsys.readouterr().err


def test_index(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sync prints a summary, lists unreadable files, and ends with 0."""
    (news / "bad.txt").write_bytes(bytes(range(256)))
    assert main(["index", str(news)]) == 0
    captured = capsys.readouterr()
    assert captured.out == "2 articles in news: 2 added, 0 updated, 0 removed, 0 unchanged, 1 file with problems.\n"
    assert "bad.txt: binary data" in captured.err


def test_index_lists_what_is_new(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A problem is listed once; later syncs count it, and list new ones."""
    (news / "bad.txt").write_bytes(bytes(range(256)))
    assert main(["index", str(news)]) == 0
    capsys.readouterr()
    (news / "list.opml").write_text("<opml><body/></opml>")
    assert main(["index", str(news)]) == 0
    captured = capsys.readouterr()
    assert "bad.txt" not in captured.err
    assert "list.opml: OPML files are not supported" in captured.err
    assert "1 file has the same problem as before: `seedread doctor` lists all." in captured.err
    assert captured.out.endswith("2 files with problems.\n")


def test_index_progress_for_programs(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --progress json each step is an object, and the report comes last."""
    assert main(["index", str(news), "--progress", "json"]) == 0
    steps = objects(capsys)
    assert steps[0] == {"done": 0, "total": 2, "phase": "reading"}
    assert steps[-2]["phase"] == "done"
    assert steps[-1]["report"]["added"] == 2
    assert steps[-1]["report"]["redone"] == []


def test_what_is_made_again_is_said(
    news: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """After an update of the program `seedread index` says what it makes again and why, in words and in JSON."""
    assert main(["index", str(news)]) == 0
    capsys.readouterr()
    monkeypatch.setattr("seedread.index.storage.versions.NAMES_VERSION", 98)
    monkeypatch.setattr("seedread.index.storage.versions.STORIES_VERSION", 98)
    assert main(["index", str(news)]) == 0
    said = ["Names: found again (new version)", "Stories: grouped again (new version)"]
    assert capsys.readouterr().out.splitlines()[:2] == [f"{sentence}." for sentence in said]
    monkeypatch.setattr("seedread.index.storage.versions.STORIES_VERSION", 99)
    assert main(["index", "--progress", "json", str(news)]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["report"]["redone"] == said[1:]


@pytest.mark.parametrize("jobs", ["0", "x", "100000"])
def test_index_bad_jobs(jobs: str) -> None:
    """A senseless number of processes is a usage error."""
    assert main(["index", "--jobs", jobs]) == 2


def test_inspect_json_lines(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Each input line has one output object, in order; an invalid line gets an error object and a message."""
    given = [
        {
            "id": "b",
            "text": "Talks Open In Oslo\n\nTalks opened in Oslo on Monday, a spokesman for Norway said.",
            "date": "2020-05-04",
        },
        {"id": "a", "text": "", "title": "Given"},
        {"id": "c"},
        {"text": "No id here, but a sentence."},
    ]
    feed(monkeypatch, "\n".join(map(json.dumps, given)) + "\n\n")
    assert main(["inspect", "-"]) == 3
    out = objects(capsys)
    assert [entry["id"] for entry in out] == ["b", "a", "#3", "#4"]
    assert [entry.get("title") for entry in out[:2]] == ["Talks Open In Oslo", "Given"]
    assert out[0]["published"] == {"date": "2020-05-04", "precision": "day", "found": "metadata"}
    assert [country["code"] for country in out[0]["countries"]] == ["NO"]
    assert [line["n"] for line in out[0]["lines"]] == [0, 1, 2]
    assert out[2]["error"] == "no `text`; the fields are: id"


def test_inspect_text_from_a_pipe(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not JSON on standard input is one document."""
    feed(monkeypatch, f"Talks Open In Oslo\n\n{OSLO}\n")
    assert main(["inspect", "-"]) == 0
    assert objects(capsys)[0]["title"] == "Talks Open In Oslo"


def test_inspect_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing file is reported, and the others are processed."""
    (tmp_path / "good.txt").write_text(OSLO, encoding="utf-8")
    assert main(["inspect", str(tmp_path / "none.txt"), str(tmp_path / "good.txt")]) == 3
    captured = capsys.readouterr()
    assert "none.txt: no such file" in captured.err
    assert json.loads(captured.out)["dateline"] is None


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


@pytest.mark.parametrize(
    "arguments",
    [["search", "talks", "--json"], ["search", "talks"], ["show", "evil.txt"], ["show", "evil.txt", "--why"],
     ["show", "evil.txt", "--json"]],
)  # fmt: skip
def test_no_hostile_byte_is_printed(news: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What could steer a terminal comes out of no command."""
    command, first, *rest = arguments
    assert main([command, first, str(news), *rest]) == 0
    out = capsys.readouterr().out
    assert "Tricks" in out
    assert not set(out) & {chr(c) for c in (*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x2066, 0x2069)}
    assert "52;c;cm0" not in out


def test_a_library_in_a_place_of_its_own(news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--library sets the folder of the index for every command."""
    where = tmp_path / "library"
    assert main(["index", str(news), "--library", str(where)]) == 0
    assert (where / "manifest.json").exists()
    capsys.readouterr()
    assert main(["search", "oslo", str(news), "--library", str(where), "--ids"]) == 0
    assert lines(capsys) == ["plain.txt"]


def test_a_library_that_cannot_be_written_is_searched_as_it_is(
    news: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a sync is not possible, what was indexed before is found, with a word on stderr."""
    where = tmp_path / "library"
    main(["index", str(news), "--library", str(where)])
    (news / "later.txt").write_text("Later Talks In Oslo\n\nTalks go on in Oslo, Norway, they said.", encoding="utf-8")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("seedread.index.storage.manifest.write_json", full)
    capsys.readouterr()
    assert main(["search", "oslo", str(news), "--library", str(where), "--ids"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "plain.txt\n"
    assert "No space left on device" in captured.err


def test_missing_source(capsys: pytest.CaptureFixture[str]) -> None:
    """A missing path is reported without a traceback."""
    assert main(["search", "x", "/nowhere/at/all"]) == 3
    assert "There is no /nowhere/at/all" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command explains itself and shows how it is used."""
    assert main([*([command] if command else []), "--help"]) == 0
    assert f"seedread {command}".strip() in capsys.readouterr().out.split("examples:")[1]


def test_migrate_promises_no_part_of_a_library(capsys: pytest.CaptureFixture[str]) -> None:
    """A PATH limits a search, but a library is copied whole."""
    texts = []
    for command in ("search", "migrate"):
        assert main([command, "--help"]) == 0
        texts.append(" ".join(capsys.readouterr().out.split()))
    assert ["limits the search to it" in text for text in texts] == [True, False]
    assert "copied whole" in texts[1]


def test_the_overview_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`seedread --help` lists all commands."""
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out
    assert all(f"\n  {command} " in listed for command in COMMANDS)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """--version prints the version of the package, which is the installed one."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"seedread {__version__}\n"
    assert version("seedread") == __version__


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "seedread", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(bundled_seeds().parent.parent), **environment},
        stdin=subprocess.DEVNULL,
    )


def test_the_version_is_cheap() -> None:
    """--version loads neither the screen nor what reads the metadata of packages."""
    code = (
        "import sys; from seedread.tui.cli import main; main(['--version']); "
        "sys.exit(any(name in sys.modules for name in ('textual', 'rich', 'importlib.metadata')))"
    )
    environment = {**os.environ, "PYTHONPATH": str(bundled_seeds().parent.parent)}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=environment).returncode == 0


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"TERM": "xterm"}])
def test_no_screen_without_a_terminal(environment: dict[str, str]) -> None:
    """Without a suitable terminal the screen is not started, and the message names the alternative."""
    done = run(**environment)
    assert done.returncode == 3
    assert b"seedread search QUERY --plain" in done.stderr


def test_a_reader_that_stops_early_is_no_error() -> None:
    """`seedread search … | head -1` ends without a traceback."""
    command = f"{sys.executable} -m seedread search 'iran OR the' --json --limit 500 | head -c 10"
    environment = {**os.environ, "PYTHONPATH": str(bundled_seeds().parent.parent)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False, env=environment)
    assert done.stderr == b""


def test_each_line_of_progress_is_sent_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A program that reads the pipe learns of a phase when it begins, not when the buffer is full."""
    sent: list[str] = []
    monkeypatch.setattr("seedread.tui.cli.index.flush", lambda: sent.append(capsys.readouterr().out))
    lines = _Paced(_print_progress)
    for phase in ("reading", "indexing", "stories"):
        lines(Progress(0, 9, phase))
    assert [json.loads(line)["phase"] for line in sent] == ["reading", "indexing", "stories"]


def test_progress_is_shown_at_most_four_times_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a thousand steps in a second the first and the last of a phase are shown, and four between."""
    now = [100.0]
    monkeypatch.setattr("seedread.tui.cli.index.time.monotonic", lambda: now[0])
    shown: list[int] = []
    paced = _Paced(lambda progress: shown.append(progress.done))
    for done in range(1001):
        paced(Progress(done, 1000, "stories"))
        now[0] += 0.001
    assert shown[0] == 0
    assert shown[-1] == 1000
    assert len(shown) <= 6
