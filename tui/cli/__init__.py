"""The command line: thin commands that parse arguments, call the library and print."""

from seedread.tui.cli.quick_imports import uncollected

with uncollected():
    from seedread.tui.cli.main import main

__all__ = ["main"]
