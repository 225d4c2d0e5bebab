"""The list of slow tests names tests that are there."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent


def test_each_listed_test_exists() -> None:
    """Each line of slow_tests.txt is a file of tests, or a test in one."""
    lines = [line for line in (TESTS / "slow_tests.txt").read_text("utf-8").splitlines() if line[:1] != "#"]
    assert lines
    texts: dict[str, str] = {}
    for path in TESTS.rglob("test_*.py"):
        texts[path.name] = texts.get(path.name, "") + path.read_text("utf-8")
    for line in lines:
        file, _, test = line.partition("::")
        assert file in texts, line
        assert not test or f"def {test}(" in texts[file], line
