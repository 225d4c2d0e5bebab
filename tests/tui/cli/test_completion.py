"""The completions of the command line, in the shells that this machine has."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from terminal import Terminal

from seedread.tui.cli import main
from seedread.tui.cli.command_table import COMMANDS
from seedread.tui.cli.completion_scripts import PLACES, SCRIPTS
from seedread.tui.cli.described import described

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
LOADS = {
    "bash": "source {script}\n",
    "zsh": "autoload -Uz compinit && compinit -u -D && zstyle ':completion:*' list-prompt '' && source {script}\n",
    "fish": "source {script}\n",
}


@pytest.fixture(scope="module", params=SCRIPTS)
def started(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    """Start a shell in an empty folder with a folder and a file, with the completions loaded."""
    name: str = request.param
    if shutil.which(name) is None:
        pytest.skip(f"there is no {name} on this machine")
    home = tmp_path_factory.mktemp("home")
    script, place = home / "script", home / "place"
    (place / "newsroom").mkdir(parents=True)
    (place / "articles.jsonl").touch()
    made = subprocess.run([sys.executable, "-m", "seedread", "completion", name], capture_output=True, check=True)
    script.write_bytes(made.stdout)
    environment = {"HOME": str(home), "PS1": "$ ", "XDG_CONFIG_HOME": str(home), "LC_ALL": "C.UTF-8"}
    terminal = Terminal((100, 30), command=STARTS[name], environment=environment)
    terminal.settle()
    terminal.send(f"cd {place}\n" + LOADS[name].format(script=script) + "echo it is ready\n")
    terminal.until(lambda text: "\nit is ready" in text)
    yield terminal
    terminal.close()


@pytest.fixture
def shell(started: Terminal) -> Terminal:
    """Return the shell with an empty line."""
    started.press("\x03", "\x0c")
    return started


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("seedread sear", "seedread search "),
        ("seedread search --fac", "seedread search --facets "),
        ("seedread search --sort newe", "seedread search --sort newest "),
        ("seedread export iran --form bib", "seedread export iran --form bibtex "),
        ("seedread --library news", "seedread --library newsroom"),
        ("seedread add --cafile art", "seedread add --cafile articles.jsonl "),
        ("seedread migrate --to news", "seedread migrate --to newsroom"),
        ("seedread inspect art", "seedread inspect articles.jsonl "),
        ("seedread art", "seedread articles.jsonl "),
        ("seedread shelf imp", "seedread shelf import "),
        ("seedread names spell", "seedread names spellings "),
        ("seedread rule boilerplate --beg", "seedread rule boilerplate --begins "),
        ("seedread completion fi", "seedread completion fish "),
    ],
)
def test_tab_completes(shell: Terminal, typed: str, completed: str) -> None:
    """Tab completes commands, their own commands, options, the values of options, folders and files."""
    shell.send(f"{typed}\t")
    shell.until(lambda text: completed.rstrip() in text)
    shell.send("x")  # a space was typed behind what is whole
    shell.until(lambda text: f"{completed}x" in text.replace("newsroom/x", "newsroomx"))


def test_tab_lists_every_command(shell: Terminal) -> None:
    """Where nothing is typed, Tab offers the commands."""
    shell.send("seedread \t\t")
    shell.until(lambda text: all(name in text for name in COMMANDS))


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_has_every_option(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command and option of the parsers is in the script for each shell."""
    assert main(["completion", name]) == 0
    script = capsys.readouterr().out
    program = described()
    assert {command.name for command in program.commands} == set(COMMANDS)
    for command in (program, *program.commands, *(own for one in program.commands for own in one.commands)):
        assert command.name in script
        for option in command.options:
            assert all(name_of.lstrip("-") in script for name_of in option.names)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_is_installed(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """--install writes the script where the shell looks for it, and says where."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert main(["completion", name]) == 0
    script = capsys.readouterr().out
    assert main(["completion", name, "--install"]) == 0
    path = Path(os.path.expanduser(PLACES[name]))  # noqa: PTH111 (as the program does)
    assert path.is_relative_to(tmp_path)
    assert path.read_text("utf-8") == script
    assert str(path) in capsys.readouterr().err
