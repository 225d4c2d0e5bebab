"""A digest tells who reports what, and what differs; every line has its article, and no text of an article acts."""

from __future__ import annotations

import datetime
import email
import email.policy
import html
import json
import re
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.following.brief import Brief, BriefReport, BriefStory, Difference, make_brief
from seedread.index.following.brief_forms import to_html, to_mail, to_markdown
from seedread.index.shelf import SavedSearch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEAD = (
    "President Vladimir Putin of Russia met Foreign Minister Abbas Araghchi of Iran in Oslo, Norway, on Monday and "
    "said that {ships} ships would bring grain to both of the countries before the winter comes."
)
QUOTE = "“We shall carry the grain together{more},” Putin told the reporters after the meeting in Oslo."
STOP = " and nobody is going to stop it"
RECORDS = [
    ("a", 9, "The Post", "Putin And Araghchi Agree On Grain", LEAD.format(ships=12), QUOTE.format(more=STOP)),
    ("b", 11, "The Mail", "Grain Deal Of Putin And Araghchi In Oslo", LEAD.format(ships=14), QUOTE.format(more="")),
    ("c", 12, "The Post", "A Bridge Is Closed In Bergen", "The old bridge of Bergen was closed.", "Cars go round."),
    ("d", 13, "The Day", "Oil Price Falls", "The price of oil fell by three dollars in London.", "Traders were calm."),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder: Path = tmp_path_factory.mktemp("brief")
    with (folder / "news.jsonl").open("w") as file:
        for own, hour, source, title, first, second in RECORDS:
            record = {"id": own, "title": title, "source": source, "url": f"https://{own}.example/x",
                      "date": f"2026-11-30T{hour:02}:00:00", "text": f"{first}\n\n{second}"}  # fmt: skip
            file.write(json.dumps(record) + "\n")
    with Library.open([folder / "news.jsonl"], folder / "library") as library:
        library.sync()
        library.group()
        yield library


@pytest.fixture
def brief(library: Library) -> Brief:
    searches = [SavedSearch("bridges", "bridge"), SavedSearch("broken", "nofield:x")]
    return make_brief(library, "", "News", searches, stories=10, singles=10)


def test_a_story_names_its_reports_and_what_they_are_about(brief: Brief) -> None:
    """In the order of appearance, with the time between them, countries and leaders."""
    (story,) = brief.stories
    assert [(report.source, report.when) for report in story.reports] == [("The Post", "first"), ("The Mail", "+2 h")]
    assert (story.outlets, brief.articles) == (2, 4)
    assert set(story.leaders) == {"Vladimir Putin", "Abbas Araghchi"}
    assert {"Russia", "Iran"} <= set(story.countries)


def test_numbers_and_quotations_that_differ_are_told(brief: Brief) -> None:
    """Each side in its own words."""
    (story,) = brief.stories
    (number,) = story.numbers
    assert (number.what, number.said_a[:4], number.said_b[:4]) == ("ships", "12: ", "14: ")
    (quotation,) = story.quotations
    assert "nobody is going to stop it" in quotation.said_a
    assert "nobody" not in quotation.said_b


def test_single_reports_are_grouped_by_saved_searches(brief: Brief) -> None:
    """Those that none finds come last; a search that cannot be understood is left out."""
    assert [(name, [one.id for one in reports]) for name, reports in brief.singles] == [
        ("bridges", ["c"]),
        ("Other reports", ["d"]),
    ]


def test_a_digest_has_limits_and_says_what_it_leaves_out(library: Library) -> None:
    """No story and one report are shown of one and two."""
    brief = make_brief(library, "", "News", [], stories=0, singles=1)
    assert (brief.stories, brief.more_stories, brief.more_singles) == ((), 1, 1)
    for text in (to_markdown(brief), to_html(brief)):
        assert "4 articles from 3 outlets" in text
        assert "1 more story is left out." in text
        assert "1 more report is left out." in text


def test_outlets_that_are_not_known_are_not_counted(tmp_path: Path) -> None:
    """Reports that name no outlet have none, not one; the digest leaves the figure out, in a story and as a whole."""
    with (tmp_path / "news.jsonl").open("w") as file:
        for own, hour, _, title, first, second in RECORDS:
            record = {"id": own, "title": title, "date": f"2026-11-30T{hour:02}:00:00", "text": f"{first}\n\n{second}"}
            file.write(json.dumps(record) + "\n")
    with Library.open([tmp_path / "news.jsonl"], tmp_path / "library") as library:
        library.sync()
        library.group()
        brief = make_brief(library, "", "News", [], stories=10, singles=10)
    assert [story.outlets for story in brief.stories] == [0]
    texts = (to_markdown(brief), to_html(brief))
    for text in texts:
        assert "4 articles" in text
        assert "outlet" not in text


def test_a_story_without_outlets_and_names_has_no_line_for_them() -> None:
    """Its reports follow its title: there is no empty paragraph between them."""
    report = BriefReport("a", "Bridge Closed", "", "", "https://a.example/x")
    brief = Brief("News", 2, 0, (BriefStory("Bridge Closed", 0, (report, report)),), 0, (), 0)
    assert "<h2>Bridge Closed</h2>\n<ul>" in to_html(brief)
    assert "## Bridge Closed\n\n- " in to_markdown(brief)


def test_a_query_limits_the_digest(library: Library) -> None:
    """A story is told whole if one of its reports matches."""
    brief = make_brief(library, "source:mail", "News", [], stories=10, singles=10)
    assert ([len(story.reports) for story in brief.stories], brief.singles) == ([2], ())
    assert "1 article from 1 outlet\n" in to_markdown(brief)


def test_every_line_has_its_article(brief: Brief) -> None:
    """Each list item of Markdown and HTML links to an article."""
    items = [line for line in to_markdown(brief).splitlines() if line.lstrip().startswith("- ")]
    assert len(items) == 6
    assert all(".example/x" in item for item in items)
    listed = re.findall(r"<li>(.*?)</li>", to_html(brief))
    assert len(listed) == 6
    assert all('<a href="https://' in item for item in listed)


HOSTILE = "<script>alert(1)</script> [x](javascript:y) \x1b[31m\u202e\"'> `` ## *b*"


@pytest.fixture
def hostile() -> Brief:
    report = BriefReport(
        HOSTILE, HOSTILE, HOSTILE, HOSTILE, "javascript:alert(1)", "", (BriefReport("`", "", "", "", "http://x/<>"),)
    )
    linked = BriefReport("i", HOSTILE, HOSTILE, "", "https://a.example/?a=1&b=\"'><script>")
    difference = Difference(HOSTILE, report, HOSTILE, linked, HOSTILE)
    story = BriefStory(HOSTILE, 1, (report, linked), (report,), (HOSTILE,), (HOSTILE,), (difference,), (difference,))
    return Brief(HOSTILE, 2, 1, (story,), 0, ((HOSTILE, (report, linked)),), 0)


def test_texts_of_articles_do_not_act_in_html(hostile: Brief) -> None:
    """No script, no other scheme, no control character, nothing remote."""
    page = to_html(hostile)
    assert "<script" not in page
    assert "javascript:alert" not in html.unescape("".join(re.findall(r'href="([^"]*)"', page)))
    tags = "html head meta title style body h1 h2 p small ul li a code br"
    assert not set(re.findall(r"<(\w+)", page)) - set(tags.split())
    assert not re.search("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e]", page)


def test_texts_of_articles_do_not_act_in_markdown(hostile: Brief) -> None:
    """No link, heading, code or tag that the digest did not make."""
    text = re.sub(r"(?<!\\)`[^`\n]*`", "", to_markdown(hostile))  # code is printed as it is
    assert not re.search(r"(?<!\\)<script", text)
    assert "](javascript" not in text.replace("\\]", "")
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_mail_is_whole(hostile: Brief, brief: Brief) -> None:
    """Text and HTML of the digest, with headers that no title can break."""
    now = datetime.datetime(2026, 11, 30, 12, tzinfo=datetime.UTC)
    for one in (hostile, brief):
        raw = to_mail(one, now, "", "me@example.org")
        mail = email.message_from_bytes(raw, policy=email.policy.default)
        assert (mail["To"], mail["From"], mail["Date"]) == ("me@example.org", None, "Mon, 30 Nov 2026 12:00:00 +0000")
        assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
        assert next(mail.iter_parts()).get_content().replace("\r\n", "\n") == to_markdown(one)
