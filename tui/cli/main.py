"""Finds the command that is meant, runs it, and turns whatever goes wrong into a message and an exit code.

Exit codes: 0 done, 1 nothing found, 2 query or usage wrong, 3 trouble with a library or a terminal.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from seedread.index.errors import NotFound, QueryError, SeedreadError

from .output import complain, show_query_error

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["COMMANDS", "main"]


def _screen() -> Callable[[Sequence[str]], int]:
    from .screen import run  # noqa: PLC0415 (each command imports what it needs: Textual costs 0.3 s)

    return run


def _index() -> Callable[[Sequence[str]], int]:
    from .index import run  # noqa: PLC0415

    return run


def _search() -> Callable[[Sequence[str]], int]:
    from .search import run  # noqa: PLC0415

    return run


def _names() -> Callable[[Sequence[str]], int]:
    from .names import run  # noqa: PLC0415

    return run


def _show() -> Callable[[Sequence[str]], int]:
    from .show import run  # noqa: PLC0415

    return run


def _inspect() -> Callable[[Sequence[str]], int]:
    from .inspect import run  # noqa: PLC0415

    return run


def _compare() -> Callable[[Sequence[str]], int]:
    from .compare import run  # noqa: PLC0415

    return run


def _stories() -> Callable[[Sequence[str]], int]:
    from .stories import run  # noqa: PLC0415

    return run


def _pairs() -> Callable[[Sequence[str]], int]:
    from .pairs import run  # noqa: PLC0415

    return run


def _rule() -> Callable[[Sequence[str]], int]:
    from .rule import run  # noqa: PLC0415

    return run


def _saved() -> Callable[[Sequence[str]], int]:
    from .saved import run  # noqa: PLC0415

    return run


def _mark() -> Callable[[Sequence[str]], int]:
    from .mark import run  # noqa: PLC0415

    return run


def _export() -> Callable[[Sequence[str]], int]:
    from .export import run  # noqa: PLC0415

    return run


def _shelf() -> Callable[[Sequence[str]], int]:
    from .shelf import run  # noqa: PLC0415

    return run


def _config() -> Callable[[Sequence[str]], int]:
    from .config import run  # noqa: PLC0415

    return run


def _doctor() -> Callable[[Sequence[str]], int]:
    from .doctor import run  # noqa: PLC0415

    return run


COMMANDS = {
    "index": _index,
    "search": _search,
    "show": _show,
    "compare": _compare,
    "stories": _stories,
    "pairs": _pairs,
    "inspect": _inspect,
    "names": _names,
    "rule": _rule,
    "saved": _saved,
    "mark": _mark,
    "export": _export,
    "shelf": _shelf,
    "config": _config,
    "doctor": _doctor,
}
"""Every command by name; without one the screen opens."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run seedread with `arguments`, the process's own by default; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        named = bool(given) and given[0] in COMMANDS
        code = COMMANDS[given[0]]()(given[1:]) if named else _screen()(given)
        sys.stdout.flush()
    except QueryError as error:
        show_query_error(error, given)
        return 2
    except NotFound as error:
        complain(error.message)
        return 1
    except SeedreadError as error:
        complain(error.message)
        return 3
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing may be written to it at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return code
