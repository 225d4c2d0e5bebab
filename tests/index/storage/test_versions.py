"""Declared result versions: they change with the results, and a library is made again only as far as it must be."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from golden_results import RESULTS, golden, number, results

from seedread.index import Library
from seedread.index.files.checked_json import read_json, write_json
from seedread.index.ingest import pipeline
from seedread.index.shelf import Ref, Shelf, attach
from seedread.index.storage import manifest as layout
from seedread.index.storage.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from seedread.index import Article
    from seedread.index.names.overrides.name_rules import NameOverrides
    from seedread.index.sources import Document

_NAMED = "The president of Iran, Masoud Pezeshkian, met Sergei Lavrov in Ashgabat on Monday. They spoke about gas.\n"


@pytest.mark.parametrize("name", RESULTS)
def test_results_change_only_with_their_version(name: str) -> None:
    """What a version makes is what was noted for its number: a change of results raises the number."""
    noted, now = golden()[name], (number(name), results(name))
    assert now == (noted["version"], noted["results"]), (
        f"The results of {name} differ from those noted for version {noted['version']}. If that is intended, raise "
        f"{name}_VERSION in index/storage/versions.py, unless this branch has raised it, and note the new results with "
        "`python tests/helpers/golden_results.py --renew`."
    )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    news = tmp_path / "news"
    news.mkdir()
    for n in range(4):
        path = news / f"{n}.txt"
        path.write_text(f"Report number {n}\n\n{_NAMED}\nThe dam of village {n} holds.\n")
        os.utime(path, (1_700_000_000, 1_700_000_000))  # a file that was just written counts as changed
    with Library.open([news], tmp_path / "library") as opened:
        opened.sync()
        opened.group()
        yield opened


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the articles that are cleaned."""
    cleaned: list[str] = []
    plain = pipeline.to_any_article

    def noted(document: Document, knowledge: NameOverrides) -> tuple[Article, str]:
        cleaned.append(document.id)
        return plain(document, knowledge)

    monkeypatch.setattr(pipeline, "to_any_article", noted)
    return cleaned


def declare(monkeypatch: pytest.MonkeyPatch, name: str, value: int = 99) -> None:
    monkeypatch.setattr(f"seedread.index.storage.versions.{name}_VERSION", value)


@pytest.mark.parametrize(
    ("name", "reason"),
    [("STORE", "Index: built"), ("ANALYSIS", "Words:"), ("SOURCES", "Files:"), ("CLEANING", "Articles: cleaned")],
)
def test_a_new_version_builds_the_index_again(
    library: Library, read: list[str], monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    """Storage, analysis, sources and cleaning read the files again, once, and the report says why."""
    declare(monkeypatch, name)
    assert library.pending()
    phases: set[str] = set()
    report = library.sync(lambda step: phases.add(step.phase))
    assert [sentence.startswith(reason) for sentence in report.redone] == [True]
    assert len(read) == library.count == 4
    assert "reading again" in phases
    assert not library.pending()
    assert library.sync().redone == ()


def test_new_names_read_no_file(library: Library, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are found again in the stored articles, even of files that are gone, and no file is read."""
    index, before = layout.load(library.directory), library.get("0.txt").leaders
    assert index is not None
    assert before
    monkeypatch.setattr("seedread.index.ingest.pipeline.find_names", _no_names)
    declare(monkeypatch, "NAMES")
    assert library.pending()
    phases: set[str] = set()
    report = library.sync(lambda step: phases.add(step.phase))
    assert report.redone == ("Names: found again (new version)",)
    assert (report.updated, report.unchanged, read) == (4, 0, [])
    assert "finding names again" in phases
    assert library.get("0.txt").leaders == ()
    assert library.search("leader:pezeshkian").total == 0
    after = layout.load(library.directory)
    assert after is not None
    assert (after.index, after.versions.names) == (index.index, 99)
    assert not library.pending()


def _no_names(*_: object, **__: object) -> object:
    from seedread.index.names.article_names import ArticleNames  # noqa: PLC0415 (the one that is stood in for)

    return ArticleNames((), (), (), (), (), None)


def test_names_found_again_are_those_of_a_new_index(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever names an index had, finding them again gives just what building it again gives."""
    right = [library.get(f"{n}.txt") for n in range(4)]
    with monkeypatch.context() as patch:
        patch.setattr("seedread.index.ingest.pipeline.find_names", _no_names)
        declare(patch, "NAMES", 98)
        library.sync()
    assert library.get("0.txt").leaders == ()
    library.sync()
    assert [library.get(f"{n}.txt") for n in range(4)] == right


def test_names_that_were_not_finished_are_found_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sync that ends while names are found leaves the old version, so that the next one begins again."""
    declare(monkeypatch, "NAMES")

    def end(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.sync(end)
    assert library.pending()
    assert library.sync().redone == ("Names: found again (new version)",)


def test_a_new_grouping_leaves_the_index(library: Library, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The articles are grouped again, and nothing else is done."""
    serial = library.generation
    declare(monkeypatch, "STORIES")
    assert not library.pending()
    assert library.ungrouped()
    assert library.sync().redone == ()
    steps: list[tuple[str, int]] = []
    assert library.group(lambda step: steps.append((step.phase, step.total))) == (
        "Stories: grouped again (new version)",
    )
    assert ("grouping again", 4) in steps
    assert not library.ungrouped()
    assert read == []
    assert library.generation == serial
    assert library.group() == ()


def test_new_articles_are_grouped_without_a_word(library: Library) -> None:
    """What is grouped because files changed is no news."""
    (library.roots[0] / "more.txt").write_text(f"One more\n\n{_NAMED}")
    assert library.sync().redone == ()
    assert library.group() == ()


def test_another_html_library_reads_the_pages_again(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark of the HTML library counts as a version."""
    monkeypatch.setattr("seedread.index.ingest.rebuild_reasons.html_mark", lambda: "another")
    assert library.pending()
    assert library.sync().redone == ("Web pages: read again (another HTML library)",)
    assert not library.pending()


def test_what_a_reader_requests_is_said(library: Library) -> None:
    """A rebuild that was asked for says so; a first sync and one of changed files say nothing."""
    assert library.sync(rebuild=True).redone == ("Index: built again (requested)",)


def test_a_damaged_index_is_said_to_be_built_again(library: Library) -> None:
    """Where the index cannot be read the report says that it was built again."""
    next(library.directory.rglob("*.seg")).write_bytes(b"x")
    assert library.sync().redone == ("Index: built again (the old one cannot be read)",)


def first_form(directory: Path, number: int) -> None:
    """Write the manifest as it was before there were versions: 3 is that of 0.1.0."""
    path = directory / "manifest.json"
    values = {name: value for name, value in read_json(path).items() if name not in ("versions", "check")}
    values |= {"format": number, "fingerprint": "0123456789abcdef"}
    if number == 3:
        for name in ("sources", "mounts", "kept", "articles"):
            values.pop(name)
    write_json(path, values)


@pytest.mark.parametrize("number", [3, 4])
def test_a_library_with_a_fingerprint_is_built_again_once(
    library: Library, tmp_path: Path, read: list[str], number: int
) -> None:
    """A library made before versions opens, can be searched, is built again once, and keeps marks and stories."""
    first_form(library.directory, number)
    with Shelf(tmp_path / "shelf.db") as shelf, Library.open([tmp_path / "news"], library.directory) as opened:
        name = attach(opened, shelf)
        shelf.mark(name, [Ref("1.txt", opened.get("1.txt").content_hash)], "starred")
        assert opened.search("dam").total == 4
        assert opened.pending()
        report = opened.sync()
        assert report.redone == ("Index: built again (an earlier version of seedread made it)",)
        assert len(read) == 4
        assert not opened.pending()
        assert opened.sync().redone == ()
        assert [hit.id for hit in opened.search("is:starred").hits] == ["1.txt"]
        assert len(list(opened.directory.glob("index-*"))) == 1


def test_unknown_versions_are_no_versions() -> None:
    """A manifest without versions counts as made by none that is known."""
    assert not Versions().known
