from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import pytest
from documents import pdf, printed

if TYPE_CHECKING:
    from reading_files import Reading

ONE = (
    "Ministers of six states met in the harbour city on Friday to speak about the price of gas and about the ships "
    "that wait before the port. The talks went on until the early morning, said two people who took part in them."
)
TWO = (
    "The next meeting is to be held in the spring. Until then a group of engineers will look at the pipes along the "
    "coast and write down what has to be mended first, and how much each of the states is ready to pay for it."
)


def paragraphs(reading: Reading, raw: bytes) -> list[str]:
    return reading("a.pdf", raw).only.text.split("\n\n")


def test_paragraphs_of_a_page(reading: Reading) -> None:
    """Lines are joined to paragraphs, parted by a gap or an indent, and the largest line is the title."""
    page = [(50, 780, 20, "Ministers meet"), *printed(ONE, 50, 740, 80), *printed(TWO, 62, 740 - 12 * 3, 80)[:1],
            *printed(TWO, 50, 740 - 12 * 3, 80)[1:], *printed(ONE, 50, 600, 80)]  # fmt: skip
    document = reading("a.pdf", pdf([page])).only
    assert document.title == "Ministers meet"
    assert document.text.split("\n\n") == ["Ministers meet", ONE, TWO, ONE]


@pytest.mark.parametrize("by_rows", [False, True])
def test_columns(reading: Reading, *, by_rows: bool) -> None:
    """Columns are read one after the other, however the file orders their lines; a line across both stays above."""
    left, right = printed(ONE, 50, 700, 40), printed(TWO, 310, 700, 40)
    lines = [line for pair in zip(left, right, strict=True) for line in pair] if by_rows else [*left, *right]
    head = [(50.0, 740.0, 10.0, "A summary line that runs across both of the columns of this page.")]
    assert paragraphs(reading, pdf([[*head, *lines]])) == [head[0][3], ONE, TWO]


def test_three_columns(reading: Reading) -> None:
    """Three columns are read from left to right."""
    texts = [ONE, TWO, ONE.replace("six", "nine")]
    lines = [line for n, text in enumerate(texts) for line in printed(text, 40 + 180 * n, 700, 30)]
    assert paragraphs(reading, pdf([sorted(lines, key=lambda line: -line[1])])) == texts


def test_running_heads_and_page_numbers(reading: Reading) -> None:
    """Heads and feet that return on other pages, and page numbers, are left out."""
    words = ("Gas", "Oil", "Ships", "Ports", "Talks", "Prices")
    texts = [
        f"{word} first. {text} So says the paper on {word.lower()}."
        for word, text in zip(words, [ONE, TWO] * 3, strict=True)
    ]
    pages = [
        [(50, 810, 8, f"The Harbour Post, 11 October 2024, page {n}"), *printed(text, 50, 760, 80),
         (290, 30, 8, f"- {n} -")]
        for n, text in enumerate(texts, 1)
    ]  # fmt: skip
    assert paragraphs(reading, pdf(pages)) == texts


def test_words_across_lines(reading: Reading) -> None:
    """A word that is broken is joined; one that has its hyphen elsewhere keeps it; so does a sentence across pages."""
    first = ["The ministers spoke about a long-term agree-", "ment on gas, and they hope for another long-",
             "term plan for the ships which"]  # fmt: skip
    pages = [[(50, 760 - 12 * n, 10, line) for n, line in enumerate(first)],
             [(50, 760, 10, "wait before the port.")]]  # fmt: skip
    assert paragraphs(reading, pdf(pages)) == [
        (
            "The ministers spoke about a long-term agreement on gas, and they hope for another long-term plan for "
            "the ships which wait before the port."
        )
    ]


def test_a_table_is_read_by_rows(reading: Reading) -> None:
    """Short cells beside one another are no columns of prose."""
    cells = [(x, 700 - 14 * n, 10, f"{word} {n}") for n in range(8) for x, word in ((50, "gas"), (200, "oil"))]
    assert "gas 0 oil 0" in reading("a.pdf", pdf([cells])).only.text


def test_an_export_as_pdf(reading: Reading) -> None:
    """The articles of an export that was saved as PDF are split."""

    def article(n: int) -> list[tuple[float, float, float, str]]:
        lines = [
            f"Talks go on, part {n}",
            "The Harbour Post",
            "October 11, 2024 Friday",
            f"Section: NEWS; Pg. {n}",
            "Length: 40 words",
            "Byline: Ann Reed",
            "Body",
            "Ministers of six states met.",
            "End of Document",
        ]
        return [(50, 780 - 100 * n - 12 * k, 10, line) for k, line in enumerate(lines)]

    found = reading("a.pdf", pdf([article(1), article(2)])).documents
    assert [(one.id, one.title, one.source, one.date, one.author, one.pages) for one in found] == [
        (f"a.pdf#{n}", f"Talks go on, part {n}", "The Harbour Post", "2024-10-11", "Ann Reed", str(n)) for n in (1, 2)
    ]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (pdf([[]]), "no text in it, only pictures"),
        (b"%PDF-1.4\nnothing", "broken PDF"),
        (pdf([[(50, 700, 10, "Words.")]])[:200], "broken PDF"),
    ],
)
def test_what_cannot_be_read(reading: Reading, raw: bytes, reason: str) -> None:
    """A PDF without text or with damage is listed with what to do."""
    taken = reading("a.pdf", raw)
    assert not taken.documents
    assert reason in taken.reasons[0]


def test_without_the_extra(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library is not installed, the message names it."""
    find_spec = importlib.util.find_spec
    monkeypatch.setattr("seedread.index.sources.pdf.find_spec", lambda name: None if name == "pypdfium2" else
                        find_spec(name))  # fmt: skip
    assert reading("a.pdf", pdf([[]])).reasons == ["PDF needs pypdfium2: pip install 'seedread[pdf]'"]


def test_a_pdf_with_a_wrong_ending(reading: Reading) -> None:
    """A PDF is known by its bytes."""
    assert reading("a.txt", pdf([[(50, 700, 10, "Words of it.")]])).only.text == "Words of it."
