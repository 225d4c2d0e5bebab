"""A query that mixes OR with spaces says how it was read, and offers the other reading."""

from __future__ import annotations

import pytest

from seedread.index.query import parse, to_text


@pytest.mark.parametrize(
    ("typed", "read", "other"),
    [
        ("gas OR oil country:x", "gas OR (oil country:x)", "(gas OR oil) country:x"),
        ("a1 b1 OR c1", "(a1 b1) OR c1", "a1 (b1 OR c1)"),
        ("gas OR oil AND iran", "gas OR (oil iran)", "(gas OR oil) iran"),
        ("a1 b1 OR c1 d1 OR e1 f1", "(a1 b1) OR (c1 d1) OR (e1 f1)", "a1 (b1 OR c1) (d1 OR e1) f1"),
        ("rail (gas OR oil -lng) port", "gas OR (oil -lng)", "(gas OR oil) -lng"),
    ],
)
def test_a_mixed_query_says_how_it_was_read(typed: str, read: str, other: str) -> None:
    """The notice holds the reading that ran, which means the same with brackets, and the one that did not."""
    query = parse(typed)
    (notice,) = query.notices
    assert notice.message == f"Read as {read}: a space binds tighter than OR."
    assert notice.instead == other
    around = typed[: notice.start], typed[notice.end :]
    assert to_text(parse(f"{around[0]}{read}{around[1]}").tree) == to_text(query.tree)
    assert not parse(f"{around[0]}{other}{around[1]}").notices


@pytest.mark.parametrize("typed", ["gas OR oil", "gas oil", "(gas OR oil) iran", "gas OR (oil iran)", "gas OR -oil"])
def test_a_clear_query_says_nothing(typed: str) -> None:
    """Where only one reading is possible, nothing is said."""
    assert not parse(typed).notices
