from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from seedread.index.sources.front_matter import split_front_matter
from seedread.index.sources.markdown_file import plain_text

if TYPE_CHECKING:
    from reading_files import Reading


def test_an_article(reading: Reading) -> None:
    """The front matter of a Markdown file gives the metadata, the body is read as text, the bytes are kept."""
    raw = (
        b'---\r\ntitle: "Six states: the rules"\r\n'
        b"date: 2024-10-11 # local\r\nauthor:\r\n  - Ann Writer\r\n  - Ben Writer\r\n"
        b"tags: [sea, fish]\r\nurl: https://example.org/a\r\n---\r\n\r\nMinisters **met** in\r\nHarbour City.\r\n"
    )
    taken = reading("a.md", raw)
    document = taken.only
    assert document.text == "Ministers met in Harbour City."
    assert (document.title, document.date, document.author, document.url) == (
        "Six states: the rules",
        "2024-10-11",
        "Ann Writer, Ben Writer",
        "https://example.org/a",
    )
    assert taken.parts[0].raw == raw


def test_toml(reading: Reading) -> None:
    """Front matter may be TOML."""
    document = reading("a.md", b'+++\ntitle = "Talks"\ndate = 2024-10-11T09:30:00Z\n+++\nBody of it.\n').only
    assert (document.title, document.date, document.text) == ("Talks", "2024-10-11 09:30:00+00:00", "Body of it.")


def test_a_heading_is_the_title(reading: Reading) -> None:
    """Without a title in the front matter, the first heading is the title."""
    assert reading("a.md", b"# Six *states*\n\nBody of it.\n").only.title == "Six states"
    assert reading("a.md", b"---\ntitle: Other\n---\n# Six states\n\nBody.\n").only.title == "Other"


@pytest.mark.parametrize(
    "text", ["---\nno head at all\n---\nx", "---\ntitle: x\nno end", "--- \n", "+++\nbroken =\n+++\nx"]
)
def test_what_is_no_head(text: str) -> None:
    """Rules and dashes before a text are not front matter."""
    assert split_front_matter(text) == ({}, text)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("'it''s'", "it's"),
        (r'"say \"so\""', 'say "so"'),
        ("C# and more", "C# and more"),
        ("null", None),
        ("!!python/object/apply:os.system [x]", "!!python/object/apply:os.system [x]"),
    ],
)
def test_values(written: str, value: str | None) -> None:
    """A value is read as text, not as a YAML type."""
    assert split_front_matter(f"---\na: b\nkey: {written}\n---\n")[0].get("key") == value


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("One\ntwo\n\nthree", "One two\n\nthree"),
        ("One  \ntwo", "One\n\ntwo"),
        ("Title\n=====\nBody", "Title\n\nBody"),
        ("## Head ##\nBody", "Head\n\nBody"),
        ("> said\n> so", "said so"),
        ("- one\n- two\n  more\n1. three", "- one\n\n- two more\n\n1. three"),
        ("a [link](https://x.example) and [other][1]\n\n[1]: https://x.example", "a link and other"),
        ("![picture](a.png)\n\n<https://x.example>", "https://x.example"),
        ("**bold** _it_ `code` ~~no~~", "bold it code ~~no~~"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        (r"1\. not a list \* star", "1. not a list * star"),
        ("a<br>b <!-- hidden --> c[^1]", "ab  c"),
        ("***\n\nText\n\n---", "Text"),
        ("AT&amp;T &lt;b&gt; &copy; 5", "AT&T <b> © 5"),
        (
            "a [link [with] brackets](https://x.example/a_(b)) and **st*ar*s** __so__",
            "a link [with] brackets and stars so",
        ),
        ("```py\nx = 1\ny = 2\n```", "x = 1 y = 2"),
        ("| a | b |\n|---|---|\n| c | d |", "a | b\n\nc | d"),
        ("<div>\nText <b>of</b> it\n</div>", "Text of it"),
    ],
)
def test_marks(marked: str, plain: str) -> None:
    """Markup is removed, words are kept, and each paragraph is one line."""
    assert plain_text(marked) == plain


@pytest.mark.parametrize(
    "text", [" " * 300_000 + "x", "[" * 100_000, "*" * 100_000, "<http://" * 20_000, "# " * 100_000]
)
def test_hostile_marks(text: str) -> None:
    """No run of markup characters takes quadratic time."""
    plain_text(text)
