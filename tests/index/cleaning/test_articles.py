"""Whole articles with typical traps: what is kept, what is stripped, and why."""

from __future__ import annotations

import pytest

from seedread.index.cleaning import KINDS, Cleaned, clean

LEAD = (
    "The foreign ministers of Norland and Westria met in the harbour town of Belmar on Tuesday and agreed to reopen "
    "the coastal railway, which has been closed since the floods of last spring."
)
SECOND = (
    "Officials on both sides said that the first trains could run before the end of the year if the bridge over the "
    "river Anse is repaired in time."
)
THIRD = (
    "“We have waited for this day for a long time,” said the Westrian minister, who thanked the workers and the mayors "
    "of the towns along the line for their patience."
)
FOURTH = (
    "The two countries will share the costs of the repair, which engineers put at forty million crowns, and will ask "
    "the regional bank for a loan to cover what is missing."
)
BODY = (LEAD, SECOND, THIRD, FOURTH)
TITLE = "Norland and Westria Agree to Reopen Coastal Railway"


def kinds(cleaned: Cleaned) -> dict[str, str]:
    return {line.text.strip(): line.kind for line in cleaned.lines if not line.kept and line.text.strip()}


def article(*after: str, before: tuple[str, ...] = (TITLE,), body: tuple[str, ...] = BODY) -> Cleaned:
    return clean("\n".join((*before, *body, *after)))


def test_a_plain_article_is_kept_whole() -> None:
    """Prose with nothing around it is kept whole, and its beginning is the title."""
    cleaned = article(before=())
    assert cleaned.paragraphs == BODY
    assert cleaned.title_is_lead
    assert LEAD.startswith(cleaned.title.removesuffix("…"))
    assert not cleaned.unsure


def test_every_line_is_reported() -> None:
    """Each line of the text has a verdict under its own number, and so do blank lines."""
    text = f"{TITLE}\n\n{LEAD}\n  \n{SECOND}\nLeave a Reply"
    lines = clean(text).lines
    assert [line.n for line in lines] == list(range(6))
    assert [line.kind for line in lines] == ["title", "blank", "", "blank", "", "comment form"]
    assert all(line.kind in KINDS and line.evidence for line in lines if not line.kept)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share this article", "share"),
        ("Share on Facebook", "share"),
        ("12 Comments", "comment form"),
        ("Leave a Reply", "comment form"),
        ("Your email address will not be published. Required fields are marked *", "comment form"),
        ("Subscribe to our newsletter and never miss a story", "newsletter"),
        ("Get our best stories delivered to your inbox every morning.", "newsletter"),
        ("Related Articles", "related"),
        ("You may also like", "related"),
        ("Tags: railways, Norland, Westria", "related"),
        ("Skip to main content", "navigation"),
        ("Home | News | World | Sports | Opinion", "navigation"),
        ("3 min read", "navigation"),
        ("We use cookies to improve your experience on this site.", "cookie"),
        ("Accept all cookies", "cookie"),
        ("© 2023 The Belmar Post. All rights reserved.", "copyright"),
        ("ADVERTISEMENT", "advertisement"),
        ("Log in", "account"),
        ("Already a subscriber? Sign in here", "account"),
        ("Photo: Jon Asker/Belmar Post", "caption"),
        ("A train crosses the old bridge at Belmar. (Getty Images)", "caption"),
        ("By Mara Lindqvist", "byline"),
        ("Published 3 March 2023 at 09:15", "dateline"),
        ("• • •", "other"),
    ],
)
def test_boilerplate_is_recognised_anywhere(line: str, kind: str) -> None:
    """A short line that says what it is gets stripped wherever it is, and the body is kept."""
    for text in ((*BODY, line), (BODY[0], line, *BODY[1:])):
        cleaned = clean("\n".join((TITLE, *text)))
        assert kinds(cleaned)[line] == kind
        assert cleaned.paragraphs == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Zum Thema",
        "Newsletter abonnieren",
        "Compartir en Facebook",
        "Te puede interesar",
        "Lire aussi",
        "Leggi anche",
        "Leia também",
        "Lees ook",
        "Czytaj także",
        "İlgili haberler",
        "Читайте также",
        "Поделиться",
        "اقرأ أيضا",
        "بیشتر بخوانید",
        "相关阅读",
        "関連記事",
        "관련기사",
    ],
)
def test_boilerplate_in_other_languages_is_recognised(line: str) -> None:
    """The most common phrases of the big languages are known, like the English ones."""
    assert kinds(article(line))[line] in KINDS
    assert article(line).paragraphs == BODY


@pytest.mark.parametrize(
    "sentence",
    [
        "According to the Norland News Agency, the talks will go on next week with experts from both sides.",
        "Share prices rose in both capitals after the news, led by the builders of wagons and the owners of the ports.",
        "Comments by the minister on Monday had already hinted that a compromise was near, diplomats in Belmar said.",
        "Advertising revenues at the railway company grew by a fifth last year, its directors told the parliament.",
        "Subscribe to the theory or not, the engineers said, the bridge will not carry a train before winter.",
        "By the end of the week the ministers had met four times, and each time they talked until after midnight.",
        "Related cases are being heard in the courts of three other towns, where owners of flooded land want money.",
    ],
)
def test_prose_that_begins_like_boilerplate_is_kept(sentence: str) -> None:
    """A phrase strips short lines only: a sentence that begins with one is kept."""
    assert sentence in article(sentence).paragraphs
    assert sentence in article(body=(LEAD, sentence, SECOND, THIRD, FOURTH)).paragraphs


def test_the_tail_is_stripped_with_its_heading() -> None:
    """Below "Related Articles" and a comment form, headlines and cut-off prose are teasers of other stories."""
    teasers = (
        "Storm Closes Every Harbour on the Southern Islands",
        "The strongest storm in a decade has closed the harbours of the southern islands and left many thousands of",
        "Parliament Votes on New School Law",
        "Members of parliament are to vote today on a law that would change how schools are paid for in the",
    )
    cleaned = article("Related Articles", "Leave a Reply", *teasers)
    assert cleaned.paragraphs == BODY
    assert {kinds(cleaned)[teaser] for teaser in teasers} == {"teaser"}
    reasons = {line.text: line.reason for line in cleaned.lines}
    assert reasons["Related Articles"] == "related: known phrase 'Related Articles'"
    assert reasons[teasers[0]] == "teaser: follows 'Leave a Reply'"


def test_a_heading_inside_the_body_strips_no_paragraph() -> None:
    """A related-story box in the middle of an article is stripped, and the paragraphs after it are kept."""
    cleaned = clean(
        f"{TITLE}\n{LEAD}\n{SECOND}\nRelated Articles\nHarbour Plan Delayed Again\n{THIRD}\n{FOURTH}\n{LEAD}"
    )
    assert cleaned.paragraphs[-3:] == (THIRD, FOURTH, LEAD)
    assert "Related Articles" in kinds(cleaned)


def test_links_are_related_only_below_a_heading_that_says_so() -> None:
    """Links below "Related Articles" near the article are related; those below "Most popular" are not."""
    links = ("Harbour Plan Delayed Again", "Why the Old Bridge Had to Close")
    related, popular = (kinds(article(heading, *links)) for heading in ("Related Articles", "Most popular"))
    assert {related[line] for line in ("Related Articles", *links)} == {"related"}
    assert "related" not in popular.values()


def test_menus_around_the_body_are_stripped() -> None:
    """Lists of section names before and after the body are not part of it."""
    menu = ("Menu", "Home", "Politics", "Business", "Culture", "Sports", "Weather", "Subscribe", "Log in")
    cleaned = article("About us", "Contact", "Privacy Policy", "Jobs", before=(*menu, TITLE))
    assert cleaned.title == TITLE
    assert cleaned.paragraphs == BODY


def test_a_list_inside_the_body_is_kept() -> None:
    """Short lines without the usual words of a menu are the author's list."""
    stops = ("• Belmar Harbour", "• Anse Bridge", "• Old Mill", "• Sand Point", "• Western Border")
    assert article(body=(LEAD, *stops, SECOND, THIRD)).paragraphs == (LEAD, *stops, SECOND, THIRD)


def test_a_table_of_results_is_kept() -> None:
    """A report that is one column of results is kept, although it has the shape of a menu."""
    rows = ("Belmar 2 Anse 1", "Old Mill 0 Sand Point 0", "Harbour United 3 Border Town 2", "Played Won Drawn Lost")
    text = "\n".join(("FOOTBALL - NORLAND LEAGUE RESULTS.", "BELMAR 1998-04-12", "Results of league matches:", *rows))
    cleaned = clean(text)
    assert cleaned.paragraphs[-4:] == rows
    assert cleaned.dateline == "BELMAR"


def test_a_caption_repeats_the_title() -> None:
    """A short line between paragraphs that holds only words of the title is a caption."""
    cleaned = article(body=(LEAD, "Norland and Westria agree", SECOND, THIRD))
    assert kinds(cleaned)["Norland and Westria agree"] == "caption"


def test_a_crosshead_is_kept() -> None:
    """A heading between paragraphs with words of its own belongs to the article."""
    assert "A costly bridge" in article(body=(LEAD, "A costly bridge", SECOND, THIRD)).paragraphs


def test_a_second_headline_is_a_duplicate_title() -> None:
    """A headline that is printed again is not a paragraph."""
    cleaned = article(before=(TITLE, "", TITLE, ""))
    assert [line.kind for line in cleaned.lines[:4]] == ["title", "blank", "duplicate title", "blank"]
    assert cleaned.title == TITLE


def test_a_long_tail_of_prose_is_kept() -> None:
    """Prose below a comment form is kept if it is most of the document."""
    comments = tuple(
        f"{text} I have lived here for {n} years and never saw a train." for n, text in enumerate(BODY * 3, 2)
    )
    cleaned = clean("\n".join((TITLE, LEAD, "Leave a Reply", *comments)))
    assert set(comments) <= set(cleaned.paragraphs)


def test_a_page_of_boilerplate_is_unsure() -> None:
    """A page without an article is marked as unsure."""
    assert clean("Home\nLog in\nSubscribe\nPrivacy Policy\n© 2024 All rights reserved").unsure


def test_metadata_overrides_the_text() -> None:
    """A given title and source are used, and the title's line is still recognised."""
    cleaned = clean("\n".join(("News", TITLE, *BODY, "Source: Belmar Post")), title=TITLE, source="The Herald")
    assert (cleaned.title, cleaned.source, cleaned.title_is_lead) == (TITLE, "The Herald", False)
    assert kinds(cleaned)[TITLE] == "title"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Credit: The Belmar Post", "The Belmar Post"),
        ("Source: Norland News Agency", "Norland News Agency"),
        ("belmarpost.example.com", "belmarpost.example.com"),
        ("Quelle: Belmarer Bote", "Belmarer Bote"),
    ],
)
def test_the_source_is_read_below_the_body(line: str, source: str) -> None:
    """A credit line or a lone domain below the body names the outlet, without its label."""
    cleaned = article(line, "administrator")
    assert cleaned.source == source
    assert kinds(cleaned) == {TITLE: "title", line: "source", "administrator": "account"}


def test_control_characters_are_removed_and_line_numbers_stay() -> None:
    """Control characters are removed from a line without splitting it, so its number stays right."""
    cleaned = clean(f"{LEAD}\x1b[31m red\u2028still the same line.\n{SECOND}")
    assert [line.n for line in cleaned.lines] == [0, 1]
    assert "\x1b" not in cleaned.lines[0].text
    assert "red still the same line." in cleaned.lines[0].text
