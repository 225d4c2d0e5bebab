"""Every test runs in a home of its own, with a plain environment: nothing of the machine shows through.

Each test is marked `slow` if slow_tests.txt lists it, else `quick`.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, max_examples=300, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
SLOW = {line for line in Path(__file__).with_name("slow_tests.txt").read_text("utf-8").splitlines() if line[:1] != "#"}


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Mark each test by whether its file, or its name in its file, is listed; folders may change."""
    for item in items:
        file, name = item.path.name, item.name.split("[")[0]
        listed = file in SLOW or f"{file}::{name}" in SLOW or item.get_closest_marker("slow")
        item.add_marker("slow" if listed else "quick")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case of bytes by its argument: archives hold the time at which they were made, and ids must not change."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(autouse=True)
def hermetic(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    for name in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    for name in ("NO_COLOR", "COLORTERM", "SSH_CONNECTION", "TMUX", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    return home


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB, which `mount -o remount,ro` makes one that nobody can write."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "none", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)
