"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from seedread.index.text.lazy_pattern import lazy_pattern


def test_a_lazy_pattern_does_what_a_compiled_one_does() -> None:
    """Methods and attributes are those of the compiled pattern, at the first use and later."""
    lazy, compiled = lazy_pattern(r"(?P<word>b)(C)?", re.IGNORECASE), re.compile(r"(?P<word>b)(C)?", re.IGNORECASE)
    for _ in range(2):
        assert lazy.sub("-", "abcab") == compiled.sub("-", "abcab") == "a-a-"
        assert [found.groups() for found in lazy.finditer("aBc b")] == [("B", "c"), ("b", None)]
        assert lazy.match("ab") is None
        assert lazy.fullmatch("BC") is not None
        assert (lazy.pattern, lazy.flags, lazy.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)


def test_it_is_compiled_with_the_first_use_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is compiled before a method is asked for, and a known method needs no more."""
    compiled: list[str] = []
    plain = re.compile

    def note(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(pattern)
        return plain(pattern, flags)

    monkeypatch.setattr(re, "compile", note)
    lazy = lazy_pattern("a+")
    assert compiled == []
    assert [bool(lazy.search(text)) for text in ("ba", "b", "aa")] == [True, False, True]
    assert compiled == ["a+"]


def test_a_wrong_pattern_is_told_where_it_is_used() -> None:
    """An error in a pattern is the one of `re`."""
    lazy = lazy_pattern("(")
    with pytest.raises(re.error):
        lazy.match("a")
