"""Older versions of an article are read from the archive, and what changed is told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.errors import NotFound
from seedread.index.following.brief import make_brief
from seedread.index.following.brief_forms import to_html, to_markdown
from seedread.index.following.versions import changed_headlines, versions_of, word_diff
from seedread.tui.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GOOD = "<p>The ministers met in Oslo on Friday.</p><p>They agreed on gas.</p>"
BAD = "<p>The ministers met in Oslo on Friday.</p><p>They did not agree on gas.</p>"
OWN, OTHER = "1" * 16, "2" * 16


def line(own: str, title: str, text: str, day: int, **more: object) -> str:
    record = {
        "id": own,
        "url": f"https://a.example/{own}",
        "title": title,
        "date": "2026-11-27",
        "feeds": ["a"],
        "html": text,
    }
    return json.dumps(record | {"fetched": f"2026-11-{day}T12:00:00Z"} | more, separators=(",", ":")) + "\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    (folder / "a.example").mkdir(parents=True)
    (folder / "a.example" / "2026-11.jsonl").write_text(
        line(OWN, "Talks Go Well In Oslo", GOOD, 27)
        + line(OTHER, "Oil Falls In London", "<p>The price of oil fell in London.</p>", 27)
        + line(OWN, "Talks Fail In Oslo", BAD, 28)
        + line(OWN, "Talks Fail In Oslo", BAD, 29, feeds=["a", "b"])
    )
    (folder / "plain.txt").write_text("Bridge Is Closed\n\nThe bridge of Bergen was closed.\n")
    return folder


@pytest.fixture
def library(archive: Path, tmp_path: Path) -> Iterator[Library]:
    with Library.open([archive], tmp_path / "library") as library:
        library.sync()
        library.group()
        yield library


def test_every_change_of_words_is_a_version(library: Library) -> None:
    """The oldest first, cleaned as any article; another feed makes none."""
    first, second = versions_of(library, OWN)
    assert (first.fetched, second.fetched) == ("2026-11-27T12:00:00Z", "2026-11-28T12:00:00Z")
    assert first.article.paragraphs[-1] == "They agreed on gas."
    assert library.get(OWN).paragraphs == second.article.paragraphs
    assert len(versions_of(library, OTHER)) == 1


def test_a_file_that_never_changed_has_one_version(library: Library) -> None:
    """An article that is not there has none."""
    assert [version.n for version in versions_of(library, "plain.txt")] == [1]
    with pytest.raises(NotFound):
        versions_of(library, "none")


def test_an_archive_that_is_gone_has_none(library: Library, archive: Path) -> None:
    """The article is still searched until the next sync."""
    (archive / "a.example" / "2026-11.jsonl").unlink()
    assert versions_of(library, OWN) == ()


def test_a_difference_gives_both_texts_back(library: Library) -> None:
    """Without what was added it is the older text, without what was removed the newer."""
    first, second = (version.article for version in versions_of(library, OWN))
    pieces = list(word_diff(first, second))
    for article, other in ((first, "+"), (second, "-")):
        text = "".join(text for text, kind in pieces if kind != other)
        assert text == "\n".join((article.title, "", *article.paragraphs))
    assert " ".join(text for text, kind in pieces if kind == "+").split() == ["Fail", "did", "not", "agree"]


def test_a_digest_tells_changed_headlines(library: Library) -> None:
    """What a report was called before, beside it."""
    assert changed_headlines(library, library.get(OWN)) == ("Talks Go Well In Oslo", "Talks Fail In Oslo")
    assert changed_headlines(library, library.get(OTHER)) == ()
    brief = make_brief(library, "", "News", [], stories=5, singles=5)
    assert "headline before: “Talks Go Well In Oslo”" in to_markdown(brief)
    assert "headline before: “Talks Go Well In Oslo”" in to_html(brief)


def test_a_digest_tells_changed_headlines_of_files(tmp_path: Path) -> None:
    """Without those of older texts that cannot be read: the digest is told all the same."""
    file = tmp_path / "news" / "talks.md"
    file.parent.mkdir()
    for title in ("Talks Go Well In Oslo", "Talks Fail In Oslo"):
        file.write_text(f"---\ntitle: {title}\n---\n\nThe ministers met in Oslo on Friday.\n")
        with Library.open([file.parent], tmp_path / "library") as library:
            library.sync()
            library.group()
            brief = to_markdown(make_brief(library, "", "News", [], stories=5, singles=5))
    assert "Talks Fail In Oslo" in brief
    assert "headline before: “Talks Go Well In Oslo”" in brief
    with Library.open([file.parent], tmp_path / "library") as library:
        library.revisions.path.write_bytes(b"no database " * 99)
        assert changed_headlines(library, library.get("talks.md")) == ()
        brief = to_markdown(make_brief(library, "", "News", [], stories=5, singles=5))
    assert "Talks Fail In Oslo" in brief
    assert "headline before" not in brief


def test_versions_are_listed_and_compared(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a list, as JSON and as a difference; exit code 1 where there is one version only."""
    assert main(["versions", OWN, str(archive)]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("1  2026-11-27 12:00  11 words  Talks Go Well")
    assert main(["versions", OWN, str(archive), "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(record["version"], record["title"]) for record in records] == [
        (1, "Talks Go Well In Oslo"),
        (2, "Talks Fail In Oslo"),
    ]
    assert main(["versions", OWN, str(archive), "--diff"]) == 0
    out = capsys.readouterr().out
    assert "Talks [-Go Well-]{+Fail+} In Oslo" in out
    assert main(["versions", OTHER, str(archive)]) == 1
    assert "has not changed" in capsys.readouterr().err
    assert main(["versions", "plain.txt", str(archive)]) == 1
    assert main(["versions", "none", str(archive)]) == 1
