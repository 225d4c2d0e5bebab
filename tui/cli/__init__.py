"""The command line: thin commands that parse arguments, call the library and print."""

from .quick_imports import uncollected

with uncollected():
    from .main import main

__all__ = ["main"]
