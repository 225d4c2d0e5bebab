"""Tests exports and citations."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seedread.index.article import Article, Country, Mention, Person, Published
from seedread.index.export import (
    EXPORT_FORMATS,
    citation,
    export_format,
    file_name,
    to_bibtex,
    to_csl,
    to_markdown,
    written,
)

ARTICLE = Article(
    id="2024/gas.txt",
    title="Gas & oil: who pays 100%?",
    paragraphs=("Iran *will* sell_gas.", "# More at https://example.org/a_(b), and HTTPS://example.org/c."),
    source="Valley Post",
    url="https://valley.example/gas?x={1}",
    byline="Ada Berg and Bo Dahl",
    dateline="Tehran",
    published=Published(datetime.datetime(2024, 10, 3, 9, 30), "minute", "metadata"),  # noqa: DTZ001 (none is known)
    language="en",
    countries=(Country("IR", "Iran", about=True, mentions=(Mention(0, 0, 4, "Iran"),)),),
    leaders=(Person("a.ir", "A B", "IR", "president", (Mention(0, 0, 4, "Iran"),)),),
    content_hash="0123456789abcdef",
)
BARE = Article(id="x", title="Bare", paragraphs=("Text.",), content_hash="ffff")


def test_a_citation_is_one_line() -> None:
    """The citation has byline, title, outlet, date and URL; unknown parts are left out."""
    assert citation(ARTICLE) == (
        "Ada Berg and Bo Dahl, “Gas & oil: who pays 100%?”, Valley Post, 2024-10-03, https://valley.example/gas?x={1}."
    )
    assert citation(BARE) == "“Bare”."


def test_bibtex_can_be_read() -> None:
    """Special characters of BibTeX are escaped, and the braces are balanced."""
    entry = to_bibtex(ARTICLE)
    assert entry.startswith("@misc{valleypost20241003-012345,\n")
    assert r"title = {{Gas \& oil: who pays 100\%?}}" in entry
    assert "author = {{Ada Berg} and {Bo Dahl}}" in entry
    assert "url = {https://valley.example/gas?x=%7B1%7D}" in entry
    assert "year = {2024}" in entry
    assert r"{{a {\textbraceright} b {\textbackslash} c {\textbraceleft}}}" in to_bibtex(
        replace(ARTICLE, title="a } b \\ c {")
    )


def bibtex_fields(entry: str) -> dict[str, str]:
    """Parse an entry like BibTeX: every brace counts, even an escaped one."""
    body = re.fullmatch(r"@misc\{[a-z0-9-]+,\n(.*)\n\}\n", entry, re.DOTALL)
    assert body, entry
    rest, found = body[1], {}
    while rest:
        name, value = re.match(r"  ([a-z-]+) = \{(.*)\Z", rest, re.DOTALL).groups()  # type: ignore[union-attr]  # it must
        end = list(accumulate({"{": 1, "}": -1}.get(char, 0) for char in value)).index(-1)
        found[name], rest = value[:end], value[end + 1 :].removeprefix(",\n")
    return found


@given(text=st.text(alphabet='{}\\a "@%#$&_~^,=é', min_size=1, max_size=12), data=st.data())
def test_no_text_ends_a_bibtex_field(text: str, data: st.DataObject) -> None:
    """Any title, byline, outlet and ID give an entry with the expected fields only."""
    place = data.draw(st.sampled_from(["title", "byline", "source", "id"]))
    changes: list[dict[str, Any]] = [{place: "a"}, {place: f"a{text}"}]
    plain, odd = (bibtex_fields(to_bibtex(replace(ARTICLE, **change))) for change in changes)
    assert plain.keys() == odd.keys()
    assert sum(plain[name] != odd[name] for name in plain) <= 1


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_every_form_names_the_article(form: str) -> None:
    """An article without an address can be traced by its id."""
    text = "".join(written([replace(ARTICLE, url=None)], form))  # type: ignore[arg-type]  # one of the forms
    assert "2024/gas.txt" in text


@pytest.mark.parametrize(
    ("precision", "parts"), [("minute", [2024, 10, 3]), ("day", [2024, 10, 3]), ("month", [2024, 10]), ("year", [2024])]
)
def test_csl_dates_are_as_exact_as_known(precision: str, parts: list[int]) -> None:
    """No day is invented if only the month is known."""
    article = replace(ARTICLE, published=Published(datetime.date(2024, 10, 3), precision, "text"))
    assert to_csl(article)["issued"] == {"date-parts": [parts]}


def test_csl_is_what_the_schema_wants() -> None:
    """Type, names and URL have the keys of the schema; unknown values are left out."""
    item = to_csl(ARTICLE)
    assert item["type"] == "article-newspaper"
    assert item["author"] == [{"literal": "Ada Berg"}, {"literal": "Bo Dahl"}]
    assert item["container-title"] == "Valley Post"
    assert to_csl(BARE) == {"id": "x", "type": "article-newspaper", "title": "Bare"}


def test_nothing_in_a_text_becomes_markup() -> None:
    """Characters with a meaning in Markdown are escaped."""
    text = to_markdown(ARTICLE)
    assert r"Iran \*will\* sell\_gas." in text
    assert r"\# More at" in text
    assert text.startswith("# Gas & oil: who pays 100%?\n\n*Valley Post · 2024-10-03 09:30 · Tehran · Ada Berg")


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_every_form_holds_one_or_many(form: str) -> None:
    """A file of several articles has them all, and JSON stays JSON."""
    text = "".join(written([ARTICLE, BARE], form))  # type: ignore[arg-type]  # one of the forms
    assert "Bare" in text
    assert "who pays" in text
    if form == "csl":
        assert [item["id"] for item in json.loads(text)] == ["2024/gas.txt", "x"]
    if form == "json":
        assert [json.loads(line)["id"] for line in text.splitlines()] == ["2024/gas.txt", "x"]


@pytest.mark.parametrize("form", EXPORT_FORMATS)
def test_no_control_character_leaves(form: str) -> None:
    """An exported file cannot control a terminal."""
    text = "".join(written([replace(ARTICLE, title="A\x1b]52;c;eA==\x07 b", byline="x\x9b2Jy")], form))  # type: ignore[arg-type]  # see above
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.md", "markdown"),
        ("a.CSL.JSON", "csl"),
        ("a.json", "json"),
        ("b.bib", "bibtex"),
        ("c.txt", "text"),
        ("d", None),
    ],
)
def test_the_ending_says_the_form(name: str, form: str | None) -> None:
    """The format follows from the file name."""
    assert export_format(name) == form


def test_a_title_becomes_a_name_for_a_file() -> None:
    """No slash, no quote, no dots at its ends, and not too long."""
    assert file_name("../Gas: “who” pays/", "markdown") == "Gas-who-pays.md"
    assert file_name("…", "csl") == "article.csl.json"
    assert len(file_name("x" * 300, "text")) < 80
    assert file_name("伊朗 gas", "json") == "伊朗-gas.json"
