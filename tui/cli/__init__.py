"""The command line: thin commands that parse arguments, call the library and print."""

from seedread.tui.cli.quick_imports import gc_paused

with gc_paused():
    from seedread.tui.cli.main import main

__all__ = ["main"]
