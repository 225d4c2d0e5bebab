"""A leader in no data file whom one article introduces is the same person in the library's other articles."""

from __future__ import annotations

import itertools
import os
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.ingest.reader_rules import names_files
from seedread.index.names.overrides.name_rules import NameRule
from seedread.index.names.overrides.names_edit import add_rule, drop_row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ROW = "marisol-quintanar.pe"
INTRODUCES = """\
Copper Talks Open In Lima

LIMA, 4 March 2027 - Peruvian President Marisol Quintanar received the envoys of four states in Lima on Thursday.

The talks were about copper, the ministry said, and Peru would send its answer within a month.
"""
BARE = """\
Peru Raises Its Copper Tax

LIMA, 20 May 2027 - The government of Peru raised the tax on copper on Thursday, and the mines said they would sue.

Quintanar had promised the contrary before the vote, and critics said that Quintanar's own party was surprised.
"""
INITIAL = """\
Miners Meet In Cusco

CUSCO, 21 May 2027 - M. Quintanar spoke to the miners of Peru on Friday and left without an answer to their letter.
"""
NAMESAKE = """\
Swimmer Wins In Peru

LIMA, 22 May 2027 - The swimmer Adela Quintanar won the race in Peru on Saturday, and Quintanar said she was glad.
"""
ELSEWHERE = """\
Bridge Opens In Porto

PORTO, 22 May 2027 - The bridge of Porto was opened on Saturday. Mr Quintanar, its builder, lives in Portugal.
"""
LONG_BEFORE = """\
Peru Counts Its Birds

LIMA, 3 June 1999 - Peru counted its birds. Quintanar said it was the first count; Quintanar's sister agreed.
"""
TEXTS = {
    "introduces.txt": INTRODUCES,
    "bare.txt": BARE,
    "initial.txt": INITIAL,
    "namesake.txt": NAMESAKE,
    "elsewhere.txt": ELSEWHERE,
    "long_before.txt": LONG_BEFORE,
}


def write(news: Path, name: str) -> None:
    (news / name).write_text(TEXTS[name], encoding="utf-8")
    os.utime(news / name, (1_700_000_000, 1_700_000_000))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    return folder


@pytest.fixture
def opened(news: Path, tmp_path: Path) -> Iterator[Callable[..., Library]]:
    libraries: list[Library] = []

    def open_with(names: list[str], place: str = "library", *, jobs: int = 1) -> Library:
        for name in names:
            write(news, name)
        libraries.append(Library.open([news], tmp_path / place))
        libraries[-1].sync(jobs=jobs)
        return libraries[-1]

    yield open_with
    for library in libraries:
        library.close()


def rows(library: Library) -> dict[str, list[str]]:
    return {hit.id: [leader.id for leader in library.get(hit.id).leaders] for hit in library.search("").hits}


def test_a_surname_or_initial_alone_is_the_person_whom_another_article_introduces(
    opened: Callable[..., Library],
) -> None:
    """Where the article names the country, near the term; a namesake, another country and other years are not."""
    assert rows(opened(list(TEXTS))) == {
        "introduces.txt": [ROW],
        "bare.txt": [ROW],
        "initial.txt": [ROW],
        "namesake.txt": [],
        "elsewhere.txt": [],
        "long_before.txt": [],
    }


def test_the_row_has_its_name_and_office_everywhere(opened: Callable[..., Library]) -> None:
    """An article that gives only the surname shows the full name, and the office that the other one gives."""
    person = opened(["introduces.txt", "bare.txt"]).get("bare.txt").leaders[0]
    assert (person.name, person.role, person.country) == ("Marisol Quintanar", "president", "PE")
    assert person.spellings == ("Quintanar",)


@pytest.mark.parametrize("order", itertools.permutations(["introduces.txt", "bare.txt", "initial.txt"]))
def test_the_order_of_arrival_changes_nothing(order: tuple[str, ...], opened: Callable[..., Library]) -> None:
    """Articles that arrive one sync after the other give the rows that a new library of all of them has."""
    library = opened([order[0]])
    for name in order[1:]:
        library = opened([name])
    assert rows(library) == {name: [ROW] for name in order}
    assert not library.pending()


def test_two_processes_give_the_same_rows_as_one(opened: Callable[..., Library]) -> None:
    """The rows do not depend on which process reads which file."""
    assert rows(opened(list(TEXTS), "two", jobs=2)) == rows(opened(list(TEXTS), "one"))


def test_a_row_goes_with_the_article_that_introduces_it(opened: Callable[..., Library], news: Path) -> None:
    """Without the introducing article nobody knows who the surname is, and the other article is as before."""
    library = opened(["introduces.txt", "bare.txt"])
    (news / "introduces.txt").unlink()
    library.sync(prune=True)
    assert rows(library) == {"bare.txt": []}


def test_a_sync_counts_each_article_once(news: Path, tmp_path: Path) -> None:
    """An article that is new and then gets the name of an introduced leader is one new article."""
    for name in ("introduces.txt", "bare.txt"):
        write(news, name)
    with Library.open([news], tmp_path / "library") as library:
        report = library.sync()
    assert (report.added, report.updated, report.unchanged) == (2, 0, 0)


def test_the_readers_rules_win(opened: Callable[..., Library]) -> None:
    """A row that the reader drops is gone everywhere; a leader whom the reader adds has the reader's office."""
    library = opened(["introduces.txt", "bare.txt"])
    own = names_files(library.directory)[0]
    drop_row(own, ROW)
    library.sync()
    assert rows(library) == {"introduces.txt": [], "bare.txt": []}
    own.unlink()
    add_rule(
        own, NameRule("leader", ROW, ("Marisol Quintanar",), country="PE", offices=("prime minister:2027-01-01:",))
    )
    library.sync()
    assert rows(library) == {"introduces.txt": [ROW], "bare.txt": [ROW]}
    assert library.get("bare.txt").leaders[0].role == "prime minister"


RUSSIAN = """\
Перу повышает налог на медь

ЛИМА, 20 мая 2027 - Президент Перу Марисоль Кинтанар повысила налог на медь в четверг, и шахты обещали подать в суд.
"""
CHINESE = """\
秘鲁提高铜税

2027年5月20日

利马——秘鲁总统玛丽索尔·金塔纳尔周四提高了铜税，多家矿业公司表示将提起诉讼，政府没有说明新税何时生效。
"""


def test_leaders_d_adds_leaders_in_every_script(news: Path, tmp_path: Path) -> None:
    """A line in leaders.d beside a library makes a leader known in all its articles; no file is read again."""
    for name, text in {"ru.txt": RUSSIAN, "zh.txt": CHINESE, "initial.txt": INITIAL}.items():
        (news / name).write_text(text, encoding="utf-8")
    place = tmp_path / "library"
    with Library.open([news], place) as library:
        library.sync()
        assert not any(ROW in leaders for leaders in rows(library).values())
        (place / "leaders.d").mkdir()
        (place / "leaders.d" / "andes.toml").write_text(
            'leader = [{name = "Marisol Quintanar", country = "PE", office = "president", from = 2027-01-01, '
            'spellings = ["M. Quintanar", "玛丽索尔·金塔纳尔", "Марисоль Кинтанар"]}]\n',
            encoding="utf-8",
        )
        assert library.pending()
        assert library.sync().updated == 3
        assert rows(library) == {"ru.txt": [ROW], "zh.txt": [ROW], "initial.txt": [ROW]}


def test_a_wrong_line_in_leaders_d_is_reported_with_its_file(news: Path, tmp_path: Path) -> None:
    """Its path and the reason are among the problems; all other lines count."""
    write(news, "bare.txt")
    place = tmp_path / "library"
    (place / "leaders.d").mkdir(parents=True)
    (place / "leaders.d" / "andes.toml").write_text('[[leader]]\nname = "A B"\n', encoding="utf-8")
    with Library.open([news], place) as library:
        problems = library.sync().problems
    assert [(problem.path, "`country` is missing" in problem.reason) for problem in problems] == [
        (str(place / "leaders.d" / "andes.toml"), True)
    ]
