"""Tests that the forms an outlet fills in every day are no stories, and that opinion and live pages are no accounts."""

from __future__ import annotations

import datetime
import itertools
import json
import random
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.stories.article_kind import kind_of, title_template

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATES = {
    "Plate exchange closes {up}": """
        The Plate index closed {up} at {a} points on {day}. Wheat was at {b} dollars a tonne and maize at
        {c}. Turnover was {d} million. Brokers spoke of a {mood} session with {e} trades. The next session
        begins at nine.""",
    "Weather for Kalmora, {day}": """
        On {day} it will be {mood} in Kalmora with {a} degrees in the morning and {b} at noon. Winds from
        the west reach {c} kilometres an hour. The sea has {d} degrees. The chance of rain is {e} percent.
        The harbour office gives warnings.""",
    "Harbour arrivals, {day}": """
        The harbour of Brunn expects {a} ships on {day}. The Santa Lucia brings {b} tonnes of grain, the
        Marigold {c} containers. Berth {d} is closed for repairs. The pilot boat leaves at {e} past six. All
        times are local.""",
    "Money market: bank offers {up} help": """
        The bank gave the money market {a} million in help on {day}. It bought bills for {b} million in band
        one and {c} million in band two. It had put the shortage at {d} million. Rates were at {e}
        hundredths, {mood} the dealers said.""",
    "Results of the Farm League": """
        Estova beat Abbot by {a} to {b} on {day} before {c} people. Birch and Cedar shared the points. The
        scorers came on after {d} minutes. The table is led by Dover with {e} points. The mood in the stands
        was {mood}.""",
}


def forms(source: str | None) -> list[dict[str, str]]:
    """Return 200 forms: five templates on forty days, with numbers of their own."""
    chance = random.Random(5)
    found = []
    for number, (template, offset) in enumerate(itertools.product(TEMPLATES.items(), range(40))):
        day = datetime.date(2024, 3, 1) + datetime.timedelta(days=offset)
        words = {name: str(chance.randint(2, 900)) for name in "abcde"}
        words |= {"up": chance.choice(("higher", "lower", "steady")), "mood": chance.choice(("calm", "grey", "brisk"))}
        title, text = (" ".join(part.split()).format(**words, day=f"{day:%A}") for part in template)
        row = {"id": f"{number:03}-{day}", "title": title, "text": text, "date": day.isoformat()}
        found.append(row | ({"source": source} if source else {}))
    return found


@pytest.mark.parametrize("source", ["Plate Gazette", None])
def test_forms_are_no_stories(tmp_path: Path, source: str | None) -> None:
    """Of 200 forms of one outlet no two days are one event, and no two forms of a day."""
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in forms(source)), encoding="utf-8")
    with Library.open([path], tmp_path / "library") as library:
        library.sync()
        library.group()
        found = [[account.id for account in story.accounts] for story in library.stories(limit=300).shown]
    assert found == []


@pytest.mark.parametrize(
    ("title", "url", "kind"),
    [
        ("Opinion: The ferry needs a new rudder", None, "opinion"),
        ("The ferry needs a new rudder | Editorial", None, "opinion"),
        ("The ferry needs a new rudder", "https://news.example/opinion/2024/ferry", "opinion"),
        ("Opinion polls see the Farmers' Union ahead", None, None),
        ("Ferry aground off Kalmora – live updates", None, "live"),
        ("Ferry aground off Kalmora", "https://news.example/world/live/2024/ferry", "live"),
        ("Band to play live in Brunn", "https://news.example/music/brunn", None),
        ("Morning briefing: ferry aground, votes counted", None, "roundup"),
        ("Minister briefs reporters on the ferry", None, None),
    ],
)
def test_kinds(title: str, url: str | None, kind: str | None) -> None:
    """Labels of a title and folders of an address show opinion, live pages and roundups; the words elsewhere do not."""
    assert kind_of(title, url) == kind


def test_the_template_of_a_title() -> None:
    """A title is compared without numbers, weekdays and months; what is left of a short one says nothing."""
    assert title_template(["plate", "exchange", "weekly", "table", "may", "3"]) == "plate exchange weekly table"
    assert title_template(["weather", "monday"]) == ""
