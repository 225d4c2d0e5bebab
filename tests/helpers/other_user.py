"""Runs seedread as another user of the machine; only root can become one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import seedread

__all__ = ["EVE", "KEEPER", "READER", "Ended", "seedread_as"]

KEEPER, READER, EVE = 12345, 12346, 12347
"""Three users whom no machine knows by name."""

# What is imported later may lie where the other user may not go: the home of root, for one.
_CODE = """
import importlib, os, pkgutil, sys
import csv, sqlite3, tomllib, zoneinfo, _strptime, encodings.idna, multiprocessing.resource_tracker
import feedparser, xml.sax.expatreader, encodings.cp437
import encodings.utf_32_le, encodings.utf_32_be, encodings.utf_16_le, encodings.utf_16_be
import seedread.index, seedread.tui.cli, seedread.tui.config
for package in (seedread.index, seedread.tui.cli, seedread.tui.config):
    for found in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        importlib.import_module(found.name)
seedread.index.ingest.rebuild_reasons.made_of()  # as its extractor, which may lie there too
user, group, mask = int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3], 8)
os.umask(mask)
if user:
    os.setgroups([group]); os.setgid(group); os.setuid(user)
raise SystemExit(seedread.tui.cli.main(sys.argv[4:]))
"""


class Ended(NamedTuple):
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


def seedread_as(user: int, home: Path, *arguments: object, umask: int = 0o022, group: int | None = None) -> Ended:
    """Run a command of seedread as `user`, whose home is `home`, in a group of the same number or in `group`."""
    home.mkdir(exist_ok=True, mode=0o755)
    os.chown(home, user, user)
    path = str(Path(next(iter(seedread.__path__))).parent)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": path, "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-c", _CODE, str(user), str(user if group is None else group), f"{umask:o}"]
    done = subprocess.run(
        [*command, *map(str, arguments)], env=environment, cwd="/", capture_output=True, text=True, check=False
    )
    return Ended(done.returncode, done.stdout, done.stderr)
