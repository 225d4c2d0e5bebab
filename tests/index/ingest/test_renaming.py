"""What readers know of persons changes a library without its files being read again, just as if they were."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library, Locked
from seedread.index.ingest import pipeline
from seedread.index.ingest.reader_rules import names_files
from seedread.index.names.overrides.name_rules import NameOverrides, NameRule
from seedread.index.names.overrides.names_edit import add_rule, drop_row, merge_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

_TALKS = """\
Ministers Meet In Lagos

LAGOS, 4 March 2026 - Nigerian Foreign Minister {name} received the envoys of four states in Lagos on Wednesday.

The talks were about fishing rights, the ministry said, and Nigeria would send its answer within a month.
"""
_PUTIN = """\
Putin Speaks Of Gas

MOSCOW, 5 March 2026 - Russian President Vladimir Putin said on Thursday that Russia would sell more gas.

{more} did not say to whom, and the ministry gave no figures when it was asked for them later in the day.
"""
_WEATHER = """\
Storm Expected Along The Coast

A storm is expected along the coast on Thursday, and harbours will be closed until the wind drops, a spokesman said.
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    texts = {
        "full.txt": _TALKS.format(name="Tamsin Ada Oyelaran"),
        "short.txt": _TALKS.format(name="Tamsin Oyelaran"),
        "putin.txt": _PUTIN.format(more="Vlad the Great"),
        "weather.txt": _WEATHER,
    }
    for name, text in texts.items():
        write(folder / name, text)
    return folder


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def library(news: Path, tmp_path: Path) -> Iterator[Library]:
    with Library.open([news], tmp_path / "library") as opened:
        opened.sync()
        yield opened


def own(library: Library) -> Path:
    return names_files(library.directory)[0]


def leaders(library: Library) -> dict[str, list[str]]:
    return {hit.id: [leader.id for leader in library.get(hit.id).leaders] for hit in library.search("").hits}


def as_if_built_anew(library: Library, place: Path) -> dict[str, list[str]]:
    with Library.open(library.roots, place) as other:
        other.sync()
        return leaders(other)


def test_people_of_no_file_are_one_row_across_the_library(library: Library) -> None:
    """A foreign minister whom two papers spell differently is one row, under the fullest name."""
    assert leaders(library)["short.txt"] == leaders(library)["full.txt"] == ["tamsin-ada-oyelaran.ng"]
    assert [(row.value, row.count) for row in library.search("").facets["leader"].values][:2] == [
        ("tamsin-ada-oyelaran.ng", 2),
        ("vladimir-putin.ru", 1),
    ]
    assert library.get("short.txt").leaders[0].name == "Tamsin Ada Oyelaran"
    assert not library.pending()


def test_a_fuller_name_that_comes_later_takes_the_row(library: Library, news: Path) -> None:
    """The row follows the fullest spelling, in the articles that were there before too."""
    write(news / "fullest.txt", _TALKS.format(name="Tamsin Ada Ngozi Oyelaran"))
    report = library.sync()
    assert (report.added, report.updated) == (1, 2)
    assert {row for rows in leaders(library).values() for row in rows} == {
        "tamsin-ada-ngozi-oyelaran.ng",
        "vladimir-putin.ru",
    }


def test_rows_can_be_kept_apart(library: Library, tmp_path: Path) -> None:
    """Where the library took two persons for one, a reader says so, and every article goes back to its own."""
    rows = ("tamsin-ada-oyelaran.ng", "tamsin-oyelaran.ng")
    add_rule(own(library), NameRule("apart", rows=rows))
    library.sync()
    assert (leaders(library)["full.txt"], leaders(library)["short.txt"]) == ([rows[0]], [rows[1]])
    assert leaders(library) == as_if_built_anew(library, tmp_path / "other")
    own(library).unlink()
    library.sync()
    assert leaders(library)["short.txt"] == [rows[0]]


def test_rules_are_applied_without_reading_a_file(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new rule makes a sync pending, which touches only the articles that it is about, and reads no document."""
    drop_row(own(library), "vladimir-putin.ru")
    assert library.pending()
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "to_any_article", None)
        patch.setattr("seedread.index.ingest.changed_files.read", None)
        report = library.sync()
    assert (report.added, report.updated, report.unchanged) == (0, 1, 3)
    assert not library.pending()
    assert leaders(library)["putin.txt"] == []
    assert leaders(library) == as_if_built_anew(library, tmp_path / "other")


def test_rules_that_are_taken_away_are_undone(library: Library) -> None:
    """Without the file everything is as it was."""
    before = leaders(library)
    drop_row(own(library), "vladimir-putin.ru")
    merge_rows(own(library), "vladimir-putin.ru", ["tamsin-ada-oyelaran.ng"])
    library.sync()
    assert leaders(library) != before
    own(library).unlink()
    library.sync()
    assert leaders(library) == before


def test_a_row_comes_back_in_every_language(tmp_path: Path) -> None:
    """A row that is removed and given back has the articles that it had, in whatever letters they name the person."""
    folder = tmp_path / "world"
    folder.mkdir()
    for line in (Path(__file__).parent / "one_name.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        language, headline, text = line.split("\t")
        write(folder / f"{language}.txt", f"{headline}\n\n{text}\n")
    with Library.open([folder], tmp_path / "library") as library:
        library.sync()
        before = leaders(library)
        assert all(before.values()), before
        drop_row(own(library), "vladimir-putin.ru")
        library.sync()
        assert not any(leaders(library).values())
        own(library).unlink()
        library.sync()
        assert leaders(library) == before


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ('[[alias]]\nperson = "vladimir-putin.ru"\nnames = ["Vlad the Great"]', "putin.txt"),
        ('[[no_person]]\nnames = ["Vladimir Putin"]', "putin.txt"),
        ('[[merge]]\nperson = "ada-oyelaran.ng"\nrows = ["tamsin-ada-oyelaran.ng"]\nname = "Ada"', "short.txt"),
        ('[[leader]]\nname = "T. A. Oyelaran"\ncountry = "NG"\noffices = ["foreign minister:2026:"]', "short.txt"),
        ('[[drop]]\nperson = "tamsin-ada-oyelaran.ng"', "full.txt"),
    ],
)  # fmt: skip
def test_every_kind_of_rule_does_what_a_new_library_would(
    library: Library, tmp_path: Path, rule: str, changed: str
) -> None:
    """Whatever the rule, the library is then the same as one that is made with it from the start."""
    before = library.get(changed)
    own(library).parent.mkdir(parents=True)
    own(library).write_text(rule, encoding="utf-8")
    library.sync()
    after = library.get(changed)
    assert (after.leaders, after.paragraphs, after.lines) != (before.leaders, before.paragraphs, before.lines)
    assert (after.paragraphs, after.lines, after.countries) == (before.paragraphs, before.lines, before.countries)
    assert leaders(library) == as_if_built_anew(library, tmp_path / "other")


def test_rules_hold_for_articles_that_come_later(library: Library, news: Path) -> None:
    """A dropped row stays dropped."""
    drop_row(own(library), "vladimir-putin.ru")
    library.sync()
    write(news / "more.txt", _PUTIN.format(more="The president"))
    library.sync()
    assert leaders(library)["more.txt"] == []


def test_the_file_beside_the_library_counts_too(library: Library) -> None:
    """What all readers of a library should see lies in the library itself."""
    drop_row(library.directory / "names.toml", "vladimir-putin.ru")
    library.sync()
    assert leaders(library)["putin.txt"] == []
    assert (library.directory / "names.toml").exists()


def test_mistakes_are_listed_and_stop_nothing(library: Library, news: Path) -> None:
    """A wrong entry is a problem of the sync, with file and line; a file that is no TOML leaves all as it was."""
    drop_row(own(library), "vladimir-putin.ru")
    library.sync()
    own(library).write_text('[[drop]]\nperson = "vladimir-putin.ru"\n[[drop]]\n', encoding="utf-8")
    (problem,) = library.sync().problems
    assert problem.path == str(own(library))
    assert problem.reason == "line 3, [[drop]]: `person` is missing"
    own(library).write_text("drop drop\n", encoding="utf-8")
    write(news / "more.txt", _PUTIN.format(more="The president"))
    (problem,) = library.sync().problems
    assert "line 1" in problem.reason
    assert leaders(library)["more.txt"] == leaders(library)["putin.txt"] == []
    assert not library.pending()


def test_killed_while_renaming_all_is_as_before(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sync that ends in the middle leaves the old names, and the next one goes through."""
    before = leaders(library)
    drop_row(own(library), "vladimir-putin.ru")
    with monkeypatch.context() as patch:
        patch.setattr("seedread.index.ingest.sync_state.save", _killed)
        with pytest.raises(Locked):
            library.sync()
    assert leaders(library) == before
    assert library.pending()
    library.sync()
    assert leaders(library)["putin.txt"] == []


def _killed(*_: object) -> None:
    raise Locked("killed")


def test_rows_can_be_merged_into_merged_rows() -> None:
    """Merges follow one another, and never run in a circle."""
    merges = [("a.fr", "b.fr"), ("b.fr", "c.fr"), ("c.fr", "a.fr"), ("a.fr", "d.fr")]
    overrides = NameOverrides(tuple(NameRule("merge", person, (), (row,)) for row, person in merges))
    assert {overrides.row_of(row) for row in ("a.fr", "b.fr", "c.fr", "d.fr")} == {"d.fr"}


def test_knowledge_is_kept_as_text(tmp_path: Path) -> None:
    """What the manifest keeps is read again as it was."""
    path = tmp_path / "names.toml"
    rule = NameRule("leader", "a-b.fr", ("A B", "A. B."), (), "FR", ("president:2026:",))
    add_rule(path, rule)
    overrides = NameOverrides((rule,), (NameRule("merge", "a-b.fr", ("A B",), ("c.fr",)),))
    assert NameOverrides.from_text(overrides.to_text()) == overrides
    assert NameOverrides().to_text() == ""


def test_queries_know_the_names_that_a_reader_gave(library: Library) -> None:
    """A row is found by an alias of one's own, and by the name of a row that it took in."""
    alias = NameRule("alias", "vladimir-putin.ru", ("Vlad the Great",))
    add_rule(own(library), alias)
    merge_rows(own(library), "vladimir-putin.ru", ["vlad-poutine.ru"])
    library.sync()
    for name in ("vlad the great", "vlad poutine"):
        assert [hit.id for hit in library.search(f'leader:"{name}"').hits] == ["putin.txt"]


def test_each_row_tells_the_spellings_it_matched(library: Library) -> None:
    """For a leader and for a country the words of the texts are counted."""
    assert library.spellings("leader", "vladimir-putin.ru") == [("Putin", 1), ("Vladimir Putin", 1)]
    assert library.spellings("leader", "tamsin-ada-oyelaran.ng") == [("Tamsin Ada Oyelaran", 1), ("Tamsin Oyelaran", 1)]
    assert dict(library.spellings("country", "NG"))["Nigerian"] == 2
    assert library.spellings("leader", "nobody.fr") == []


def test_sources_of_one_outlet_are_one_row(news: Path, tmp_path: Path) -> None:
    """All ways to write it count under the name that the reader gives, and each finds all in a query."""
    for n, source in enumerate(("Coast Radio", "Coast Radio International", "coast-radio.example")):
        text = f"{_WEATHER}\n".replace("Storm", f"Storm {n}")
        record = {"id": str(n), "title": f"Storm {n}", "text": text, "source": source}
        write(news / f"{n}.json", json.dumps(record))
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        sources = {row.value: row.count for row in library.search("").facets["source"].values}
        names = NameRule("source", names=("Coast Radio", "coast radio international", "coast-radio.example"))
        add_rule(own(library), names)
        assert library.sync().updated == 2
        merged = {row.value: row.count for row in library.search("").facets["source"].values}
        assert set(sources) - set(merged) == {"Coast Radio International", "coast-radio.example"}
        assert merged["Coast Radio"] == 3
        for query in ("source:coast-radio.example", 'source:"Coast Radio International"', 'source:"Coast Radio"'):
            assert len(library.search(query).hits) == 3
        own(library).unlink()
        library.sync()
        assert {row.value: row.count for row in library.search("").facets["source"].values} == sources
