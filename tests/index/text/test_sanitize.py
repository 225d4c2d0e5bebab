from __future__ import annotations

import unicodedata

import pytest
from growth import grows_in_proportion
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.text.sanitize import _MAY_BE_MARK, safe_line, safe_text, safe_url

HOSTILE = {
    "window title": ("a\x1b]0;owned\x07b", "ab"),
    "clipboard": ("a\x1b]52;c;cm0gLXJm\x1b\\b", "ab"),
    "terminal reset": ("a\x1bcb", "ab"),
    "colour": ("a\x1b[31mred\x1b[0mb", "aredb"),
    "cursor": ("a\x1b[2J\x1b[Hb", "ab"),
    "device string": ("a\x1bP+q544e\x1b\\b", "ab"),
    "unterminated string": ("a\x1b]52;c;b", "a52;c;b"),
    "C1 control sequence": ("a\x9b31mb", "ab"),
    "C1 string": ("a\x9d52;c;b", "a52;c;b"),
    "NUL, BEL, BS, DEL": ("a\x00\x07\x08\x7fb", "ab"),
    "bidi override": ("a\u202egnp.exe\u202cb", "agnp.exeb"),
    "bidi isolates": ("a\u2066b\u2069c", "abc"),
    "direction marks": ("a\u200e\u200f\u061cb", "ab"),
    "zero width space": ("a\u200bb", "ab"),
    "soft hyphen": ("co\xadoperate", "cooperate"),
    "byte order mark": ("\ufeffab", "ab"),
    "tags": ("a\U000e0041\U000e007fb", "ab"),
    "private use": ("a\ue000\U000f0000b", "ab"),
    "surrogate": ("a\ud800b", "ab"),
    "annotation": ("a\ufff9b", "ab"),
    "carriage return": ("shown\rhidden", "shown\nhidden"),
    "NEL, LS, PS, VT, FF": ("a\x85b\u2028c\u2029d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
    "tab and odd spaces": ("a\tb\xa0c\u3000d", "a b c d"),
    "stacked marks": ("e" + "\u0301" * 50, "é" + "\u0301" * 4),
    "decomposed": ("e\u0301", "é"),
    "Persian joiner stays": ("می‌خواهم", "می‌خواهم"),
    "emoji joiner stays": ("👩‍🚀", "👩‍🚀"),
}


@pytest.mark.parametrize(("found", "wanted"), HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile(found: str, wanted: str) -> None:
    """Text that controls a terminal or hides text is removed, normal text stays."""
    assert safe_text(found) == wanted


@given(st.text())
def test_nothing_harmful_is_left(text: str) -> None:
    """No control, surrogate, private or bidi character is left, for any input; a second pass changes nothing."""
    safe = safe_text(text)
    assert not [char for char in safe if unicodedata.category(char) in ("Cc", "Cs", "Co") and char != "\n"]
    assert not set(safe) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert safe_text(safe) == safe


@pytest.mark.parametrize("piece", ["\u0301\u0316", "\u0f73", "\u0344\u0323", "\u05b0\u0591\u0323"])
def test_runs_of_marks(piece: str) -> None:
    """Long runs of combining marks, which take quadratic time to normalize, are cut first."""
    assert grows_in_proportion(safe_text, lambda count: "a" + piece * count + "b", 3_000)
    safe = safe_text("a" + piece * 100_000 + "b")
    assert (safe[-1], len(safe) <= 6) == ("b", True)


def test_real_runs_of_marks() -> None:
    """Text of living orthographies is normalized without loss."""
    assert safe_text("\u05d1\u05bc\u05b0") == unicodedata.normalize("NFC", "\u05d1\u05b0\u05bc")
    assert safe_text("e\u0323\u0302") == "\u1ec7"


def test_a_line_has_no_break() -> None:
    """A line break inside a line becomes a space."""
    assert safe_line("a\r\nb\u2028c") == "a b c"


@pytest.mark.parametrize("url", ["https://example.org/a?b=c#d", "http://example.org"])
def test_good_urls(url: str) -> None:
    """Plain web addresses pass."""
    assert safe_url(url) == url


def test_urls_in_other_scripts() -> None:
    """Letters outside ASCII are encoded as in the DNS and with percent signs; what is encoded stays."""
    assert safe_url("https://bücher.de:80/süß?ö=%20#ä") == "https://xn--bcher-kva.de:80/s%C3%BC%C3%9F?%C3%B6=%20#%C3%A4"
    assert safe_url("http://пример.рф") == "http://xn--e1afmkfd.xn--p1ai"


@pytest.mark.parametrize(
    "url",
    [None, "", "javascript:alert(1)", "file:///etc/passwd", "https://a b", "https://a\x1b]8;;", "https://é\x1b]8;;/x", "https://a.org/é\u202e",
     "https://you@bücher.de", "https://bücher.de /x"],
)  # fmt: skip
def test_bad_urls(url: str | None) -> None:
    """Other strings are not accepted as URLs."""
    assert safe_url(url) is None


def test_marks_are_looked_for_where_there_may_be_any() -> None:
    """No character that is taken for free of marks is one, or becomes one in NFC."""
    free = [chr(code) for code in (*range(0x300), *range(0x2000, 0x20D0))]
    assert not any(_MAY_BE_MARK.match(char) for char in free)
    assert not any(unicodedata.category(mark)[0] == "M" for char in free for mark in unicodedata.normalize("NFC", char))
    assert safe_text("“Ångström” – naïve…") == "“Ångström” – naïve…"
