"""`seedread new`: what came since a reader last looked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from seedread.tui.cli import main
from seedread.tui.config.feed_places import archive_folder

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def arrive() -> Callable[..., None]:
    """Return what appends articles to the archive, as a fetch does."""

    def arrive(*titles: str, day: str = "2026-11-28") -> None:
        path = archive_folder() / "a.example" / "2026-11.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a") as file:
            for title in titles:
                own = title.encode().hex()[:16].rjust(16, "0")
                record = {"id": own, "url": f"https://a.example/{own}", "title": title, "feeds": ["a"],
                          "text": f"The ministers spoke of {title}.", "fetched": f"{day}T12:00:00Z"}  # fmt: skip
                file.write(json.dumps(record, separators=(",", ":")) + "\n")

    return arrive


def test_saved_searches_tell_what_is_new(arrive: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its number, then all; one that is shown is seen, and the others are not."""
    arrive("gas", "oil", "gas and oil")
    main(["saved", "--add", "gas", "gas"])
    main(["saved", "--add", "oil", "oil"])
    assert main(["new"]) == 0
    assert capsys.readouterr().out == "     2  gas\n     2  oil\n     3  all articles\n"
    assert main(["new", "--show", "gas"]) == 0
    assert "gas and oil\n" in capsys.readouterr().out
    assert main(["new"]) == 0
    assert capsys.readouterr().out == "     0  gas\n     2  oil\n     3  all articles\n"
    arrive("more gas", day="2026-11-29")
    main(["new", "--json"])
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [record["new"] for record in records] == [1, 2, 4]


def test_everything_can_be_noted_as_seen(arrive: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    """Then nothing is new, which is exit code 1."""
    arrive("gas")
    main(["saved", "--add", "gas", "gas"])
    assert main(["new", "--seen"]) == 0
    assert main(["new"]) == 1
    assert capsys.readouterr().out == "     0  gas\n     0  all articles\n"
    assert main(["new", "--show", "gas"]) == 1


def test_a_login_is_greeted_only_with_news(arrive: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    """One line from what is indexed; nothing where nothing is new or anything is wrong, and never an error."""
    assert main(["new", "--login", "/no/such/folder"]) == 0
    assert main(["new", "--login"]) == 0
    captured = capsys.readouterr()
    assert captured.out + captured.err == ""
    arrive("gas", "oil")
    main(["saved", "--add", "gas", "gas"])
    main(["saved", "--add", "broken", "gas"])
    main(["index"])
    capsys.readouterr()
    assert main(["new", "--login"]) == 0
    assert capsys.readouterr().out == "seedread: 2 new articles · gas 1 · broken 1\n"


def test_a_search_that_is_not_saved_is_told(arrive: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    """By name, with exit code 1."""
    arrive("gas")
    assert main(["new", "--show", "none"]) == 1
    assert "No saved search “none”" in capsys.readouterr().err
