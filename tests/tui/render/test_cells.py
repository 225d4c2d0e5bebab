"""Text in terminal cells: nothing lost, nothing too wide, nothing harmful."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcwidth

from seedread.tui.render.cells import cut, fit, line, wrap
from seedread.tui.render.emoji_width import normalize_emoji
from seedread.tui.render.themes import BOLD, DIM

CLUSTERS = [*"ab cé日本、한اف👩", "e\u0301", "👩\u200d🚀"]
TEXTS = st.lists(st.sampled_from(CLUSTERS), max_size=60).map("".join)


@given(TEXTS, st.integers(2, 20))
def test_wrapped_lines_fit_and_keep_every_word(text: str, width: int) -> None:
    """No line is wider than asked, and together they hold all that is not a blank."""
    spans = wrap(text, width)
    assert all(cell_len(normalize_emoji(text[start:end])) <= width for start, end in spans)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")


def test_wrapping_breaks_between_words() -> None:
    """Words stay whole where they fit, and lines carry no blanks at their ends."""
    text = "The talks  went on."
    assert [text[a:b] for a, b in wrap(text, 9)] == ["The talks", "went on."]


def test_wrapping_breaks_chinese_anywhere() -> None:
    """A script without blanks is broken between characters, by their two cells."""
    text = "中国外交部发言人"
    assert [text[a:b] for a, b in wrap(text, 7)] == ["中国外", "交部发", "言人"]


def test_wrapping_tears_no_punctuation_and_no_sign_off() -> None:
    """A Chinese full stop stays with its word, a Thai vowel and tone with their consonant."""
    chinese, thai = "他说「好」。走了", "ที่นี่เมื่อวาน"
    assert [chinese[a:b] for a, b in wrap(chinese, 8)] == ["他说", "「好」。", "走了"]
    lines = [thai[a:b] for a, b in wrap(thai, 4)]
    assert "".join(lines) == thai
    assert all(
        unicodedata.category(part[0]) == "Lo" and part[0] not in "ะาำ" and part[-1] not in "เแโใไ" for part in lines
    )


@pytest.mark.parametrize("text", ["שלום לכולם היום", "وقال الوزير اليوم", "می\u200cرود به خانه\u200cاش"])
def test_right_to_left_text_wraps_by_its_own_words(text: str) -> None:
    """Hebrew, Arabic and Persian keep their order and their words, with or without joiners."""
    assert [text[a:b] for a, b in wrap(text, 10)] != [text]
    assert " ".join(text[a:b] for a, b in wrap(text, 10)) == text


def test_pictures_take_the_cells_that_every_terminal_gives_them() -> None:
    """A family is shown as its people, a flag as its letters, and the line is as wide as asked in every terminal."""
    text = line([("👨\u200d👩\u200d👧 🇮🇷 👍🏽 ❤\ufe0f ب\u200dب", None)], 24).text
    assert text.rstrip() == "👨👩👧 IR 👍 ❤ بب"
    assert sum(max(wcwidth(char), 0) for char in text) == 24


def test_a_word_wider_than_the_line_is_broken() -> None:
    """A URL longer than the pane goes on in the next line."""
    text = "see http://example.org/long"
    assert [text[a:b] for a, b in wrap(text, 10)] == ["see", "http://exa", "mple.org/l", "ong"]


@given(TEXTS, st.integers(0, 20))
def test_a_line_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    """Cut or filled, a strip has the width of the pane."""
    strip = line([(text, BOLD), (text, None)], width)
    assert strip.cell_length == width
    assert cell_len(strip.text) == width


@pytest.mark.parametrize("harm", ["\x1b]52;c;eA==\x07", "\x1bc", "\x9b2J", "\x00", "\u202e", "\r", "\n", "\x7f"])
def test_no_control_character_leaves(harm: str) -> None:
    """Whatever a widget hands over, the strip holds no character that steers a terminal."""
    text = line([(f"a{harm}b [/x]", None)], 20).text
    assert text.isprintable()
    assert "[/x]" in text


def test_fit_cuts_with_an_ellipsis() -> None:
    """What has no room is seen to have none."""
    assert [fit("Ashgabat", 5), fit("日本語", 4), fit("ab", 4), fit("7", 3, right=True)] == [
        "Ashg…",
        "日 …",
        "ab  ",
        "  7",
    ]


def test_marks_cut_a_line_into_pieces() -> None:
    """A mark shows its own part only, and the last of overlapping ones wins."""
    assert cut("gas deal", (0, 8), None, [(4, 8, DIM), (4, 6, BOLD)]) == [("gas ", None), ("de", BOLD), ("al", DIM)]
