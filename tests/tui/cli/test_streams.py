"""Output that cannot be written, for every command; interrupts; and encodings that lack letters."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from seedread.index import bundled_seeds
from seedread.tui.cli import main
from seedread.tui.cli.command_table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST, SECOND = "001_cfccf405a8b2e491.txt", "004_970c2c25a4bcd944.txt"
WRITES = {
    "": ["--help"],
    "index": ["index"],
    "search": ["search", "iran", "--facets"],
    "show": ["show", FIRST],
    "compare": ["compare", FIRST, SECOND],
    "stories": ["stories"],
    "pairs": ["pairs"],
    "migrate": ["migrate", "--help"],
    "inspect": ["inspect", str(bundled_seeds() / FIRST)],
    "names": ["names", "find", "merkel"],
    "rule": ["rule", "list"],
    "saved": ["saved"],
    "mark": ["mark", "--all", "--read"],
    "export": ["export", "--all"],
    "shelf": ["shelf", "export"],
    "config": ["config", "--print-default"],
    "completion": ["completion", "bash"],
    "doctor": ["doctor"],
    "add": ["add", "https://example.org/rss", "--unchecked"],
    "fetch": ["fetch", "--print-timer"],
    "feeds": ["feeds"],
    "new": ["new"],
    "versions": ["versions", "--help"],
    "watch": ["watch", "--help"],
    "brief": ["brief", "--since", "all"],
}
"""A line of every command that writes to standard output."""
MORE = [
    ["--version"],
    ["search", "--help"],
    ["search", "iran", "--json"],
    ["search", "iran", "--csv"],
    ["show", FIRST, "--raw"],
    ["index", "--progress", "json"],
    ["names", "find", "--help"],
    ["export", "--all", "--form", "csl"],
]
SINKS = ("full", "closed", "hung up")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a library, a rule and a saved search, which all cases share."""
    folder = tmp_path_factory.mktemp("streams")
    for arguments in (["index"], ["saved", "--add", "gas", "iran gas"], ["rule", "body", "example.org", "In brief"]):
        assert started(folder, arguments, stdout=subprocess.DEVNULL).wait() == 0
    assert set(WRITES) == {"", *COMMANDS}, "a new command goes into the table above"
    return folder


def started(home: Path, arguments: list[str], *, shell: str = "", **given: Any) -> subprocess.Popen[bytes]:
    """Start seedread in a home of its own; `shell` are redirections that only a shell can make."""
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CACHE", "CONFIG", "DATA", "STATE")}
    command = [sys.executable, "-m", "seedread", *arguments]
    if shell:
        command = ["bash", "-c", f'exec "$@" {shell}', "bash", *command]
    environment = {**os.environ, **places, "PYTHONPATH": str(bundled_seeds().parent.parent)}
    options: dict[str, Any] = {"stdin": subprocess.DEVNULL, "env": environment, "cwd": home.parent, **given}
    return cast("subprocess.Popen[bytes]", subprocess.Popen(command, **options))


@contextlib.contextmanager
def sink(kind: str) -> Iterator[dict[str, Any]]:
    """Yield how standard output is opened so that it cannot be written."""
    if kind == "full":
        with Path("/dev/full").open("wb") as full:
            yield {"stdout": full}
    elif kind == "closed":
        yield {"shell": ">&-"}
    else:  # the terminal's other end is gone: EIO
        other, terminal = pty.openpty()
        os.close(other)
        yield {"stdout": terminal}
        os.close(terminal)


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [*((arguments, kind) for arguments in WRITES.values() for kind in SINKS), *((more, "full") for more in MORE)],
)
def test_output_that_cannot_be_written_is_trouble(home: Path, arguments: list[str], kind: str) -> None:
    """One line on stderr and exit code 3, whatever is written and whyever it cannot be."""
    with sink(kind) as stdout:
        done = started(home, arguments, stderr=subprocess.PIPE, **stdout)
        _, errors = done.communicate()
    lines = errors.decode().splitlines()
    assert [line.partition(":")[0] for line in lines] == ["seedread"], lines
    assert lines[0].startswith("seedread: Could not write the output: ")
    assert done.returncode == 3


@pytest.mark.parametrize("arguments", WRITES.values(), ids=" ".join)
def test_a_reader_that_has_gone_ends_a_command_in_silence(home: Path, arguments: list[str]) -> None:
    """A broken pipe is 141, as a shell has it, without a word, also as the interpreter ends."""
    reading, writing = os.pipe()
    os.close(reading)
    done = started(home, arguments, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert done.communicate()[1] == b""
    assert done.returncode == 141


@pytest.mark.parametrize("redirection", ["2>/dev/full", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", "iran)"], 2),
        (["search", "--jsn", "iran"], 2),
        (["show", "nobody"], 1),
        (["search", "iran", "/nowhere/at/all"], 3),
        (["serch", "iran"], 2),
    ],
)
def test_a_message_that_cannot_be_written_changes_nothing(
    home: Path, arguments: list[str], code: int, redirection: str
) -> None:
    """The exit code is right even with stderr closed."""
    assert started(home, arguments, shell=redirection, stdout=subprocess.DEVNULL).wait() == code


def test_nothing_is_written_into_a_file_in_place_of_a_closed_stream(home: Path, tmp_path: Path) -> None:
    """The number of a closed stream goes to no file that is opened later."""
    article = tmp_path / "talks.txt"
    article.write_text("Talks In Oslo\n\nMinisters met in Oslo, Norway, on Tuesday for long talks.\n")
    before = article.read_bytes()
    library = tmp_path / "library"
    arguments = ["index", str(article), "--library", str(library)]
    assert started(home, arguments, shell="<&- >&- 2>&-").wait() == 3
    assert article.read_bytes() == before
    done = started(home, ["search", "oslo", str(article), "--library", str(library), "--ids"], stdout=subprocess.PIPE)
    assert done.communicate()[0] == b"talks.txt\n"


def test_ctrl_c_is_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever interrupts a command gets their prompt back without a traceback."""

    class Waiting(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Waiting()))
    assert main(["search", "-"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_an_encoding_that_lacks_letters_stops_nothing(home: Path, encoding: str, tmp_path: Path) -> None:
    """JSON escapes characters that the encoding lacks; text replaces them with question marks."""
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        environment[f"XDG_{name}_HOME"] = str(home / name.lower())
    environment["PYTHONPATH"] = str(bundled_seeds().parent.parent)
    (tmp_path / "a.txt").write_text(
        "“Gas” – 天然气\n\n“Long talks”, he said – 天然气 – on Monday in Oslo, Norway.\n", "utf-8"
    )
    for form in ("--json", "--plain"):
        done = started(home, ["show", "a.txt", str(tmp_path), form], env=environment, stdout=subprocess.PIPE)
        out = done.communicate()[0].decode(encoding)
        assert done.returncode == 0
        assert ("天然气" in json.loads(out)["title"]) if form == "--json" else "???" in out


def test_an_error_of_the_system_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An unexpected system error ends with its message and code 3."""

    def full(*_arguments: object) -> None:
        raise OSError(24, "Too many open files", "/some/where")

    monkeypatch.setattr("seedread.tui.cli.config.load_settings", full)
    assert main(["config"]) == 3
    assert capsys.readouterr().err == "seedread: /some/where: Too many open files.\n"
