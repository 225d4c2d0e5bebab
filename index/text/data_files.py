"""Reads data files from the `data` folder of each package; callers cache the result."""

from __future__ import annotations

from pathlib import Path  # importlib.resources would load zipfile on every start
from typing import Any

__all__ = ["read_json", "read_table", "read_text", "read_toml"]

_ROOMS = Path(__file__).parent.parent


def read_text(room: str, file: str) -> str:
    """Return the text of a data file of `seedread.index.ROOM`."""
    return (_ROOMS / room / "data" / file).read_text(encoding="utf-8")


def read_toml(room: str, file: str) -> dict[str, Any]:
    """Return the content of a TOML file."""
    import tomllib  # noqa: PLC0415 (most commands do not read TOML)

    return tomllib.loads(read_text(room, file))


def read_json(room: str, file: str) -> Any:
    """Return the content of a JSON file."""
    import json  # noqa: PLC0415 (as above)

    return json.loads(read_text(room, file))


def read_table(room: str, file: str) -> list[list[str]]:
    """Return the rows of a tab-separated file, without its comments and its header."""
    rows = [line.split("\t") for line in read_text(room, file).splitlines() if line and not line.startswith("#")]
    return rows[1:]
