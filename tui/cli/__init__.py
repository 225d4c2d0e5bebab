"""The command line: thin commands that parse arguments, call the library and print."""

from .main import main

__all__ = ["main"]
