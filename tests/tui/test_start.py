"""What the screen loads before it shows something: every module is paid for at every start."""

from __future__ import annotations

import subprocess
import sys

from terminal import SOURCE

PROBE = """
import sys
import seedread.tui.cli.session as session
session._load()
print("\\n".join(sys.modules))
"""
NOT_NEEDED = (
    "_hashlib",
    "concurrent.futures.process",
    "dateutil",
    "http",
    "httpx",
    "lxml",
    "multiprocessing",
    "seedread.index.cleaning",
    "seedread.index.compare",
    "seedread.index.names.gazetteer",
    "seedread.index.stories",
    "ssl",
    "textual.widgets._data_table",
    "textual.widgets._markdown",
    "textual.widgets._text_area",
    "zipfile",
)


def test_the_start_loads_nothing_that_only_indexing_and_comparing_need() -> None:
    """Word lists, readers of dates and pages, OpenSSL and heavy widgets are loaded when somebody asks for them."""
    environment = {"PYTHONPATH": str(SOURCE), "PATH": ""}
    run = subprocess.run([sys.executable, "-c", PROBE], env=environment, capture_output=True, text=True, check=True)
    assert not set(NOT_NEEDED) & set(run.stdout.split())
