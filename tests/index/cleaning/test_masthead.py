"""City, date, author and title are read as printed, and never from a sentence."""

from __future__ import annotations

import pytest

from seedread.index.cleaning import clean
from seedread.index.cleaning.bylines import byline_of
from seedread.index.cleaning.date_only_lines import is_date_line, published_in
from seedread.index.cleaning.datelines import dateline_of

REST = "The government of Norland said on Tuesday that it would reopen the railway along the coast before winter."
MORE = "Its neighbour welcomed the plan, which both had talked about for years, and promised to pay for half of it."


@pytest.mark.parametrize(
    ("text", "city"),
    [
        (f"BELMAR – {REST}", "BELMAR"),
        (f"Belmar — {REST}", "Belmar"),
        (f"BELMAR (Reuters) - {REST}", "BELMAR"),
        (f"BELMAR, Nov. 24 (Xinhua) -- {REST}", "BELMAR"),
        (f"OLD MILL, Norland (AP) — {REST}", "OLD MILL"),
        (f"PORT DE LA MER, 12 October 2024 – {REST}", "PORT DE LA MER"),
        (f"BELMAR: {REST}", "BELMAR"),
        ("BELMAR 1996-08-22", "BELMAR"),
        ("SAND POINT, Feb 26 -", "SAND POINT"),
        ("SPA-ON-SEA, Norland 1996-08-25", "SPA-ON-SEA"),
        (REST, None),
        ("UPDATE: " + REST, None),
        ("Wednesday — " + REST, None),
        ("The minister — who had been ill — did not come to the opening of the bridge.", None),
        ("Belmar - the town on the river - has a new mayor.", None),
        ("FOOTBALL - BELMAR BEATS ANSE IN CUP FINAL.", None),
        ("Julia K. Arnberg, Dec 17, 2025", None),
        ("", None),
    ],
)
def test_datelines(text: str, city: str | None) -> None:
    """A dateline is a place with a dash, an agency or a date; labels, weekdays and asides are not datelines."""
    found = dateline_of(text)
    assert (found.city if found else None) == city


def test_the_dateline_stays_in_its_paragraph() -> None:
    """A paragraph that begins with a dateline stays as printed; a line that is only a dateline is stripped."""
    running = clean(f"BELMAR – {REST}\n{MORE}")
    assert (running.dateline, running.paragraphs[0]) == ("BELMAR", f"BELMAR – {REST}")
    alone = clean(f"Norland to reopen railway.\nKnut Berg\nBELMAR 1996-08-22\n{REST}\n{MORE}")
    assert [line.kind for line in alone.lines] == ["title", "byline", "dateline", "", ""]
    assert (alone.dateline, alone.byline, str(alone.published)) == ("BELMAR", "Knut Berg", "1996-08-22")


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Published: March 3, 2023", "2023-03-03"),
        ("Friday, 3 March 2023, 09:15 GMT", "2023-03-03T09:15"),
        ("Updated 3rd March 2023 at 6:05 pm", "2023-03-03T18:05"),
        ("03.04.2023", "2023-04-03"),
        ("2023-03-03", "2023-03-03"),
        ("Posted on 25/03/2023", "2023-03-25"),
        ("03/04/2023", None),
        ("March 3", None),
        ("Oct 22-24", None),
        ("February 31, 2023", None),
        ("", None),
    ],
)
def test_dates_are_read_and_never_invented(text: str, published: str | None) -> None:
    """Only a complete, unambiguous date is read, at the precision in which it is printed."""
    found = published_in(text)
    assert (str(found) if found else None) == published
    assert found is None or found.found == "text"


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Thursday, 9 May 2019 10:30 CEST", True),
        ("Last updated on May 9, 2019", True),
        ("12 hours ago", False),
        ("The treaty was signed on May 9, 2019", False),
        ("May", False),
        ("1 234", False),
    ],
)
def test_a_date_line_holds_nothing_else(text: str, is_one: bool) -> None:  # noqa: FBT001 - a table of cases
    """A line is a date line if all its words belong to a date."""
    assert is_date_line(text) is is_one


def test_a_date_in_a_sentence_does_not_date_the_article() -> None:
    """A date in a paragraph is not the date of publication."""
    assert clean(f"{REST}\nThe line was closed on May 9, 2019, after the river had risen.\n{MORE}").published is None


def test_the_publication_date_comes_before_the_update() -> None:
    """Of two printed dates, the one of publication counts before the one of an update."""
    text = f"Railway to Reopen After Long Years\nUpdated May 11, 2019\nPublished May 9, 2019\n{REST}\n{MORE}"
    assert str(clean(text).published) == "2019-05-09"


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("By Mara Lindqvist", "Mara Lindqvist"),
        ("by Mara Lindqvist and Jon Asker", "Mara Lindqvist and Jon Asker"),
        ("By Mara Lindqvist, Staff Writer", "Mara Lindqvist"),
        ("By Mara Lindqvist | March 3, 2023", "Mara Lindqvist"),
        ("Written by: Mara Lindqvist", "Mara Lindqvist"),
        ("Von Mara Lindqvist", "Mara Lindqvist"),
        ("Por Mara Lindqvist", "Mara Lindqvist"),
        ("By the sea, nobody works on a Sunday in the summer", None),
        ("By 1990 it was gone", None),
        ("Mara Lindqvist", None),
    ],
)
def test_bylines(text: str, author: str | None) -> None:
    """A byline names a person or a desk after "by", and is returned without the "by"."""
    assert byline_of(text) == author


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("Norland to Reopen Railway Along the Coast", "Norland to Reopen Railway Along the Coast"),
        (
            "Norland Reopens ‘Much Missed’ Railway, Minister Says.",
            "Norland Reopens ‘Much Missed’ Railway, Minister Says.",
        ),
        ("NORLAND REOPENS RAILWAY", "NORLAND REOPENS RAILWAY"),
        ("Will the railway ever come back to Belmar?", "Will the railway ever come back to Belmar?"),
    ],
)
def test_the_first_line_is_the_headline(first: str, title: str) -> None:
    """A short first line above prose is the headline, with or without a full stop."""
    cleaned = clean(f"{first}\n{REST}\n{MORE}")
    assert (cleaned.title, cleaned.title_is_lead) == (title, False)
    assert cleaned.paragraphs == (REST, MORE)


def test_the_beginning_of_the_lead_is_the_title() -> None:
    """Without a headline, the title is the beginning of the lead, cut at a word; the lead stays in the body."""
    cleaned = clean(f"{REST}\n{MORE}")
    assert cleaned.title_is_lead
    assert len(cleaned.title) <= 90
    assert cleaned.title.endswith("…")
    assert REST.startswith(cleaned.title[:-1])
    assert REST[len(cleaned.title) - 1] == " "
    assert cleaned.paragraphs == (REST, MORE)
    short = clean(f"The bridge at Belmar is open to trains again. {REST}\n{MORE}")
    assert short.title == "The bridge at Belmar is open to trains again."


def test_a_short_headline_above_a_date() -> None:
    """Three words above a date and one sentence are its headline, and no paragraph."""
    report = "BELMAR (NPA) - The Norland Reserve raised rates by a quarter point, the first rise since the spring."
    cleaned = clean(f"Reserve raises rates\n2026-12-01\n\n{report}\n")
    assert cleaned.title == "Reserve raises rates"
    assert cleaned.paragraphs == (report,)


def test_a_report_of_one_sentence_is_no_headline() -> None:
    """A sentence with a dateline is the report, also where nearly all of its words are names."""
    headline = "Lindqvist speaks with Moreau by telephone"
    report = (
        "BELMAR, Dec 1 (NPA) - Prime Minister Mara Lindqvist spoke with President Jules Moreau on Tuesday, NPA said."
    )
    cleaned = clean(f"{headline}\n2026-12-01\n\n{report}\n")
    assert cleaned.title == headline
    assert cleaned.paragraphs == (report,)


@pytest.mark.parametrize(
    "line",
    [
        "Von Anna Lindqvist, Belmar, 6. November 2024",
        "Par Anne Lindqvist, Belmar, le 6 novembre 2024",
        "Belmar, le 6 novembre 2024",
        "Belmar, 6 de noviembre de 2024",
    ],
)
def test_a_date_beside_a_name_or_a_place_in_any_language(line: str) -> None:
    """The line above the text gives the article its date, and is no paragraph."""
    cleaned = clean(f"Norland to reopen its railway\n{line}\n\n{REST}\n{MORE}")
    assert cleaned.published
    assert cleaned.published.date.isoformat()[:10] == "2024-11-06"
    assert cleaned.paragraphs == (REST, MORE)


def test_the_title_is_without_the_site_name() -> None:
    """If the page title ends with the site's name and the bare headline is printed below it, the headline counts."""
    headline = "Norland to reopen railway along the coast"
    cleaned = clean(f"{headline} | The Belmar Post\nMenu\nLog in\n{headline}\nBy Mara Lindqvist\n{REST}\n{MORE}")
    assert cleaned.title == headline
    assert cleaned.paragraphs == (REST, MORE)


@pytest.mark.parametrize(
    ("text", "city"),
    [
        ("MOSCOW, October 11. /TASS/. The ministers met in the capital.", "MOSCOW"),
        ("Quito, 11 oct (EFE).- Los ministros se reunieron el viernes.", "Quito"),
        ("Tehran, IRNA – The ministers met on Friday.", "Tehran"),
        ("New Delhi: The ministers met on Friday.", "New Delhi"),
        ("New Delhi, Oct 11 (PTI) The ministers met on Friday.", "New Delhi"),
        ("LIMA/QUITO, Aug 12 (Reuters) - The ministers met.", "LIMA/QUITO"),
        ("Lahore/Karachi, Aug 12: The ministers met on Friday.", "Lahore/Karachi"),
        ("Haugesund, 6 November 2024", "Haugesund"),
        ("Lyon, le 6 novembre 2024", "Lyon"),
        ("Bremen, den 6. November 2024", "Bremen"),
        ("Sevilla, 6 de noviembre de 2024", "Sevilla"),
        ("Gdańsk, 6 czerwca 2024 r.", "Gdańsk"),
        ("Казань, 6 ноября 2024 г.", "Казань"),
        ("Mercredi, le 6 novembre 2024", None),
        ("Ministers: The talks went well.", None),
        ("Ola Berg, 6 November 2024", None),
    ],
)
def test_datelines_of_agencies(text: str, city: str | None) -> None:
    """Agencies print the city, the date and their own name in many orders; speakers and authors are no cities."""
    line = dateline_of(text)
    assert (line.city if line else None) == city


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Posted on March 3, 2024 by Mara Lindqvist", "Mara Lindqvist"),
        ("By Mara Lindqvist in Haugesund", "Mara Lindqvist"),
        ("By Mara Lindqvist @maralind", "Mara Lindqvist"),
        ("By Mara Lindqvist mara@norvik.example", "Mara Lindqvist"),
        ("Von Mara Lindqvist, Berlin", "Mara Lindqvist"),
        ("By 2030 the city will be dry", None),
        ("Von Mara Lindqvist, Bremen, 6. November 2024", "Mara Lindqvist"),
        ("Par Mara Lindqvist, Lyon, le 6 novembre 2024", "Mara Lindqvist"),
        ("Por Mara Díaz | 6 de noviembre de 2024", "Mara Díaz"),
        ("Di Mara Rossi, 6 novembre 2024", "Mara Rossi"),
        ("Von den Schiffen, 12 an der Zahl, ist keines mehr da", None),
        ("Por Mara Díaz, 6 de los 12 ministros", None),
    ],
)
def test_bylines_are_the_names(text: str, author: str | None) -> None:
    """A byline is who wrote it: not when, not where, not how to reach them."""
    assert byline_of(text) == author
