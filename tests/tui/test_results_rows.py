from __future__ import annotations

import pytest

from seedread.tui.result_rows import match_in_view


@pytest.mark.parametrize("width", [10, 20, 38, 60])
def test_the_match_is_in_view(width: int) -> None:
    """However narrow the row, the beginning of the first match stands in its first half."""
    snippet = (
        ("…father in March 2022. Turkmenistan, a ", False),
        ("gas", True),
        ("-rich country, has remained", False),
    )
    shown = match_in_view(snippet, width)
    text = "".join(piece for piece, _ in shown)
    assert text.index("gas") <= max(width // 2, width // 3 + 1)
    assert text.startswith("…")
    assert shown[-1] == snippet[-1]


def test_what_fits_is_left_alone() -> None:
    """A snippet whose match is in view, or that has none, stays as it is."""
    for snippet in ((("a ", False), ("gas", True)), (("nothing lit here " * 9, False),), ()):
        assert match_in_view(snippet, 20) == snippet
