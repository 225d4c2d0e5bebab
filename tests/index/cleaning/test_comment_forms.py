"""Comment forms are known by their phrases, and readers' comments by the marks between them."""

from __future__ import annotations

from line_model_texts import PROSE

from seedread.index.cleaning import clean

TITLE = "Belmar to rebuild its bridge"
COMMENTS = (
    ("Ann Brand", "So we pay for it twice, as always in this town. I will not vote for them again."),
    ("river_rat", "It took them long enough, but it is the right decision and everybody knows it."),
    ("Jon Frost", "Who repaired the golf club in the meantime? Ask the mayor about that one, please."),
)


def kinds(*lines: str) -> dict[str, str]:
    return {line.text: line.kind for line in clean("\n".join((TITLE, *PROSE, *lines))).lines}


def test_comments_without_a_form_are_stripped() -> None:
    """Comments below names and dates are stripped as a block; the article is kept."""
    lines = [line for name, text in COMMENTS for line in (name, "4 March 2025 at 8:12 am", text)]
    found = kinds(*lines)
    assert {found[text] for _, text in COMMENTS} == {"comment form"}
    assert {found[text] for text in PROSE} == {""}


def test_comments_above_their_authors_are_stripped() -> None:
    """Comments that end in "Posted by" are stripped, below a heading from the first one on."""
    lines = [line for name, text in COMMENTS for line in (text, f"Posted by: {name} | March 4, 2025 8:12 AM")]
    found = kinds("Comments", *lines)
    assert {found[text] for _, text in COMMENTS} == {"comment form"}
    assert {found[text] for text in PROSE} == {""}


def test_comments_with_buttons_are_stripped() -> None:
    """Comments between "Reply" and numbers of likes are stripped."""
    lines = [line for name, text in COMMENTS for line in (name, "3 days ago", text, "7 likes", "Reply")]
    assert {kinds(*lines)[text] for _, text in COMMENTS} == {"comment form"}


def test_two_names_are_no_comments() -> None:
    """Two dated names below an article are too few marks, and paragraphs below them are kept."""
    lines = ("Ann Brand", "4 March 2025", PROSE[0].replace("Belmar", "Nordby"), "Jon Frost", "5 March 2025")
    assert kinds(*lines)[lines[2]] == ""


def test_a_live_report_is_not_eaten() -> None:
    """Posts of a live report below their times are kept: their headings are no names of authors."""
    heading = "Ferries are cancelled until Thursday"
    posts = zip(("9:42", "9:17", "8:55"), PROSE, strict=True)
    lines = [line for clock, text in posts for line in (f"Posted {clock}", heading, text, "Share this post")]
    cleaned = clean("\n".join(("Storm: live updates", *lines)))
    assert set(PROSE) <= set(cleaned.paragraphs)
