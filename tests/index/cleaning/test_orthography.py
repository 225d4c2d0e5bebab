"""What a line looks like in any language."""

from __future__ import annotations

import sys

from seedread.index.cleaning.orthography import _MAY_BE_WIDE, _WIDE, size_of


def test_what_is_not_looked_at_again_is_not_wide() -> None:
    """The quick check passes every character that counts for more than one letter."""
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    assert all(_MAY_BE_WIDE.match(sign) for sign in _WIDE.findall(every))


def test_a_sign_of_a_syllable_or_a_word_counts_three_times() -> None:
    """Latin letters, curly quotes and Greek count once, Chinese, Japanese and Korean ones three times."""
    assert [size_of(text) for text in ("dam", "“dam”", "φράγμα", "水坝", "ダム", "댐", "x水")] == [3, 5, 6, 6, 6, 3, 4]
