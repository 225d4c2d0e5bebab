"""What is printed above and below an article is stripped by its wording and its place."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from seedread.index.article import Article
from seedread.index.cleaning import KINDS, clean
from seedread.index.cleaning.orthography import ends_sentence

TITLE = "Council of Belmar votes to rebuild the harbour bridge"
BODY = (
    (
        "The council of Belmar voted on Monday to rebuild the old harbour bridge, which was swept away by the floods "
        "of last spring, and to pay for it with a loan from the regional bank."
    ),
    (
        "Engineers had warned for years that the pillars were too weak, but the money went to the new market hall "
        "instead, said the mayor, who was elected in autumn."
    ),
    "Work is to begin in March and should be finished before the first ferries of the summer, according to the plan.",
)


def stripped(*after: str, before: tuple[str, ...] = ()) -> dict[str, str]:
    """Return the kinds of the stripped lines of an article; all of its body must be kept."""
    cleaned = clean("\n".join((TITLE, *before, *BODY, *after)))
    assert set(BODY) <= set(cleaned.paragraphs)
    return {line.text: line.kind for line in cleaned.lines if not line.kept}


def test_every_group_is_complete() -> None:
    """Each group of patterns has a kind of KINDS, a known place, and patterns that compile."""
    path = files("seedread.index.cleaning").joinpath("data", "heads_and_tails.toml")
    for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
        assert group["kind"] in KINDS
        assert group["place"] in {"anywhere", "notice", "head", "tail", "end"}
        assert group["longest"] > 0
        assert all(re.compile(line) for line in group["patterns"].split("\n"))


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Anna Weil and Jon Frost; Editing by Mia Lund)",
        "(Additional reporting by Jon Frost)",
        "Agency writers Anna Weil and Jon Frost contributed to this report.",
        "This article was amended on 4 May 2023 to correct the mayor's age.",
        "An earlier version of this story misspelled the name of the bank.",
        "The post Council of Belmar votes to rebuild the harbour bridge appeared first on Belmar Post.",
        "The views expressed in this article are the author's own and do not reflect those of the paper.",
        "Anna Weil is a professor of bridge building at the University of Westria.",
        "($1 = 0.92 crowns)",
        "aw-jf/ml/kst",
        "If you value our reporting, please consider supporting our newsroom with a donation today.",
        "Sign up for our newsletter and get the best stories in your inbox every morning.",
        "Do you have a story about the bridge? Write to desk@belmar.example",
    ],
)
def test_a_note_below_the_article_is_stripped(line: str) -> None:
    """A credit, a correction, a note on the author or a request below the body is stripped."""
    assert line in stripped(line)


def test_a_sentence_worded_like_a_note_is_kept_within_the_text() -> None:
    """The same words within the body are a sentence of it."""
    sentences = (
        "Anna Weil is a professor of bridge building at the University of Westria.",
        "Do you have a better plan? Write to me at once, the mayor told the council in an angry speech on Monday.",
    )
    assert set(sentences) <= set(clean("\n".join((TITLE, BODY[0], *sentences, BODY[1], BODY[2]))).paragraphs)


def test_a_person_of_the_article_has_no_biography() -> None:
    """The last paragraph on a person whom the article quotes is body."""
    last = "Mr. Weil is a professor of bridge building and a former member of the council."
    cleaned = clean("\n".join((TITLE, *BODY, "“It will hold,” said Jon Weil, who planned it.", last)))
    assert last in cleaned.paragraphs


def test_the_summary_above_a_dateline_is_stripped() -> None:
    """Bullets and a note on changes above an agency's dateline are no part of the article."""
    bullets = ("* Council votes 14 to 6", "* Bank to lend 40 million crowns", "(Adds mayor's comment)")
    lead = f"BELMAR, March 4 (Agency) - {BODY[0]}"
    cleaned = clean("\n".join((TITLE, *bullets, lead, *BODY[1:])))
    assert cleaned.paragraphs == (lead, *BODY[1:])
    assert cleaned.dateline == "BELMAR"


def test_bullets_without_a_dateline_are_kept() -> None:
    """A list that opens a text without a dateline stays."""
    bullets = ("* The bridge will be rebuilt.", "* The bank will lend the money.")
    assert set(bullets) <= set(clean("\n".join((TITLE, *bullets, *BODY))).paragraphs)


def test_what_a_company_says_about_itself_is_stripped() -> None:
    """All that follows "About X" below a press release is stripped, if it is about X."""
    about = ("About Belmar Bank", "Belmar Bank was founded in 1901 and has forty branches in the region.", "Contacts")
    assert set(about) <= stripped(*about).keys()
    kept = ("About two hundred people", "Only two hundred people came to see the vote, fewer than in the years before.")
    assert kept[1] in clean("\n".join((TITLE, *BODY, *kept))).paragraphs


def test_a_paywall_marks_a_stub() -> None:
    """An article that ends at a paywall is marked, and the offers below it are stripped."""
    offers = ("This article is for subscribers only.", "Keep reading for just 1 crown a week. Cancel anytime.")
    cleaned = clean("\n".join((TITLE, BODY[0], *offers)))
    assert cleaned.paragraphs == (BODY[0],)
    article = Article("a", TITLE, cleaned.paragraphs, lines=cleaned.lines)
    assert article.extent == "paywalled"
    assert Article("a", TITLE, cleaned.paragraphs * 12, lines=cleaned.lines).extent == "full"
    assert Article("a", TITLE, ()).extent == "empty"


def test_text_that_goes_on_below_a_paywall_is_kept() -> None:
    """A paywall's box within an article does not end it."""
    assert stripped("Already a subscriber? Log in", before=("Subscribe to continue reading",))
    cleaned = clean("\n".join((TITLE, BODY[0], "Subscribe to continue reading", *BODY[1:])))
    assert cleaned.paragraphs == BODY


def test_consent_is_no_title() -> None:
    """A wall of consent above the article is stripped with its buttons, and the title is the article's."""
    wall = (
        (
            "We and our 211 partners store and access information on a device, such as cookies, and process personal "
            "data for personalised ads and content, ad and content measurement."
        ),
        "Manage my options",
        "You may withdraw your consent at any time by changing your privacy settings at the bottom of the page.",
    )
    cleaned = clean("\n".join((*wall, TITLE, *BODY)))
    assert (cleaned.title, cleaned.paragraphs) == (TITLE, BODY)


def test_reference_marks_end_no_sentence() -> None:
    """A sentence ends before its reference marks, and a heading with "[edit]" is no sentence."""
    assert ends_sentence("It was founded in 1921.[1]")
    assert ends_sentence("His reasons are unknown.[2][citation needed]")
    assert not ends_sentence("Background[edit]")
    assert not ends_sentence("[1]")


def test_section_headings_of_a_report_are_kept() -> None:
    """ "Discussion" and "References" are headings of comments or links, but not among the sections of a report."""
    sections = ("INTRODUCTION", "METHODS", "DISCUSSION")
    text = [TITLE, *(line for pair in zip(sections, BODY, strict=True) for line in pair), "REFERENCES", BODY[0]]
    assert "DISCUSSION" in clean("\n".join(text)).paragraphs
    assert "Discussion" in stripped("Discussion", "Log in")


def test_running_heads_are_stripped() -> None:
    """The head of a printed page, with another page number each time, is stripped; numbered headings are kept."""
    text = [TITLE]
    for page, paragraph in enumerate(BODY, 7):
        text += [f"THE BELMAR POST   4 March 2024   Page {page}", f"Day {page - 6}", paragraph]
    cleaned = clean("\n".join(text))
    assert [line.kept for line in cleaned.lines if "POST" in line.text] == [False] * 3
    assert {"Day 1", "Day 2", "Day 3"} & set(cleaned.paragraphs)
