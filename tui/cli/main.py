"""Runs a command, and turns every error into a message and an exit code.

Exit codes: 0 success, 1 no results, 2 invalid query or usage, 3 error; 130 after Ctrl-C, 141 after a broken pipe. See
docs/commands.md.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from seedread.index.errors import NotFound, QueryError, SeedreadError
from seedread.index.text.sanitize import safe_line
from seedread.tui.cli.command_table import COMMANDS
from seedread.tui.cli.output import OutputError, complain, flush, prepare, silence
from seedread.tui.cli.quick_imports import collect_seldom

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["COMMANDS", "main"]

_INTERRUPTED, _BROKEN_PIPE = 130, 141
"""The exit codes that a shell reports after SIGINT and SIGPIPE."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run seedread with `arguments`, by default those of the process; returns the exit code."""
    # NumPy starts threads for linear algebra that nothing here uses; it looks when it is imported first.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    collect_seldom()
    prepare()
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
        flush()
    except OutputError as error:
        silence(sys.stdout)
        if error.broken_pipe:  # the reader of our output closed it
            return _BROKEN_PIPE
        complain(f"Could not write the output: {error.reason}.")
        return 3
    except KeyboardInterrupt:
        silence(sys.stdout)
        return _INTERRUPTED
    return code


def _run(given: list[str]) -> int:
    """Run a command and handle its errors, except OutputError and KeyboardInterrupt."""
    try:
        return _command(given)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except (NotFound, QueryError) as error:
        complain(error.message)
        return 1 if isinstance(error, NotFound) else 2
    except SeedreadError as error:
        complain(error.message)
    except OSError as error:
        where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
        complain(f"{where}{error.strerror or error}.")
    return 3


def _command(given: list[str]) -> int:
    """Run the command named by the first argument, or else the screen."""
    name = given[0] if given else ""
    if name == "help" and not os.path.lexists(name):
        given = [*given[1:2], "--help"]
        name = given[0]
    if name in COMMANDS:
        if os.path.lexists(name):
            complain(f"Running the {name} command. To open the file or folder named {name}, use: seedread ./{name}")
        return _runner(name, given[1:])
    if guess := _closest_command(name):
        complain(f"No such file or folder: {safe_line(name)}. Did you mean `seedread {guess}`?")
        return 2
    return _runner("screen", given)


def _runner(name: str, arguments: list[str]) -> int:
    code: int = import_module(f".{name}", __package__).run(arguments)  # each command imports what it needs
    return code


def _closest_command(name: str) -> str | None:
    """Return the command that the user probably meant, if any."""
    if not name.isalpha() or os.path.lexists(name):
        return None
    from seedread.tui.cli.argument_parser import nearest  # noqa: PLC0415 (only after a typo)

    return nearest(name.lower(), COMMANDS)
