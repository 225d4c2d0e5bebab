"""Tests the stories of a library of articles written for this purpose."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from seedread.index import Damaged, Library, NotFound
from seedread.index.stories import load
from seedread.index.stories.clusters import StoryClusters

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from seedread.index.ingest.report import Progress

FERRY = (
    "A ferry with 80 passengers ran aground off Kalmora on Monday after its rudder failed in high waves.\n"
    "Coastguard boats took everybody ashore within three hours, harbour master Ines Salgado said.\n"
    "The ferry Santa Lucia was built in 1979 and had passed its last inspection in March, the owners said.\n"
    "Divers will look at the rudder on Tuesday, and the reef will be searched for leaking oil."
)
FERRY_AGAIN = (
    "Everybody was saved when the ferry Santa Lucia struck a reef off Kalmora on Monday in high waves.\n"
    "The rudder failed, according to harbour master Ines Salgado, and coastguard boats came within the hour.\n"
    "Passengers spoke of a long grinding noise; the owners said the ferry was inspected in March.\n"
    "Fishermen fear for the reef should its tanks leak oil."
)
OTHER_FERRY = (
    "A ferry with 60 passengers lost its anchor in the port of Brunn on Monday and drifted for an hour.\n"
    "Tugs brought it back to the quay before the tide turned, the port authority of Brunn said.\n"
    "Nobody was hurt, and the evening crossing to the islands left on time.\n"
    "The anchor was found by a dredger the next morning, forty metres from the pier."
)
ELECTION = (
    "Voters in Estova chose a new parliament on Sunday, and the Farmers' Union came first with a third of the seats.\n"
    "Its leader, Jana Oresk, said she would begin talks with two smaller parties before the week was out.\n"
    "Turnout was higher than four years ago, the electoral office in the capital said.\n"
    "Observers found long queues but no irregularities at the polling stations they visited."
)
WEEKLY = (
    "The weekly table of the Plate exchange shows wheat at {} a tonne and maize at {}.\n"
    "Brokers said that buyers from the coast had been slow, and that the rains had kept the roads closed.\n"
    "The exchange publishes its table every Friday at noon, for delivery within thirty days.\n"
    "Soya was not quoted for want of trades, and sunflower oil kept its price of the week before."
)


def row(name: str, title: str, date: str, text: str, source: str = "Valley Post") -> dict[str, str]:
    return {"id": name, "title": title, "date": date, "text": text.replace("\n", "\n\n"), "source": source}


ROWS = [
    row("ferry", "Ferry Santa Lucia runs aground off Kalmora", "2024-05-06", FERRY),
    row("again", "All saved as ferry strikes reef off Kalmora", "2024-05-07", FERRY_AGAIN, "Harbour Times"),
    row("copy", "Ferry Santa Lucia runs aground off Kalmora", "2024-05-07", FERRY, "Island News"),
    row("brunn", "Ferry drifts in the port of Brunn", "2024-05-06", OTHER_FERRY),
    row("vote", "Farmers' Union wins in Estova", "2024-05-06", ELECTION),
    row("week1", "Plate exchange weekly table, May 3", "2024-05-03", WEEKLY.format("$212", "$180")),
    row("week2", "Plate exchange weekly table, May 10", "2024-05-10", WEEKLY.format("$219", "$171")),
    *(
        row(
            f"note{n}",
            f"The council of {name} met",
            f"2024-05-0{n}",
            f"The council of {name} met for its {name} day.\n" * 9,
        )
        for n, name in enumerate(("Abbot", "Birch", "Cedar", "Dover", "Elder", "Fenby", "Grange", "Hollis"), 1)
    ),
]


def write(folder: Path, rows: Sequence[dict[str, str]], age: int = 100) -> None:
    path = folder / "news.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in rows), encoding="utf-8")
    os.utime(path, (1_700_000_000 - age, 1_700_000_000 - age))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    write(tmp_path, ROWS)
    with Library.open([tmp_path / "news.jsonl"], tmp_path / "library") as library:
        library.sync()
        library.group()
        yield library


def names(library: Library, text: str = "") -> list[list[str]]:
    """Return the articles of every story."""
    return [
        sorted(one.id for account in story.accounts for one in (account, *account.copies))
        for story in library.stories(text).shown
    ]


def test_one_event(library: Library) -> None:
    """Two articles about one event and a copy are one story; a similar event and a weekly table are not in it."""
    assert names(library) == [["again", "copy", "ferry"]]


def test_accounts_are_counted(library: Library) -> None:
    """Each article of a story shows the size of its story, as the list of stories does."""
    listed = library.stories().shown
    ids = [told.id for story in listed for one in story.accounts for told in (one, *one.copies)]
    expected = {
        told.id: (len(story.accounts), story.articles - len(story.accounts))
        for story in listed
        for one in story.accounts
        for told in (one, *one.copies)
    }
    assert expected
    assert library.accounts([*ids, "nowhere"]) == expected


def test_copies_are_folded(library: Library) -> None:
    """A copy is grouped under its original, and its outlet is counted."""
    (story,) = library.stories().shown
    assert [account.id for account in story.accounts] == ["ferry", "again"]
    assert [copy.id for copy in story.accounts[0].copies] == ["copy"]
    assert (story.articles, story.outlets, story.dates) == (3, 3, ("2024-05-06", "2024-05-07"))


def test_text_that_a_page_adds_is_no_copy(tmp_path: Path) -> None:
    """Short articles with one long text below them are not copies of each other; a copy begins as the other does."""
    below = FERRY.replace("\n", " ")
    texts = {"rain": f"Rain fell in Brunn for the third day in a row. {below}",
             "vote": f"Voters in Estova will choose a mayor in the spring. {below}",
             "same": f"Rain fell in Brunn for the third day in a row. {below} So it goes."}  # fmt: skip
    write(tmp_path, [row(name, name, "2024-05-06", text, name) for name, text in texts.items()])
    with Library.open([tmp_path / "news.jsonl"], tmp_path / "library") as library:
        library.sync()
        library.group()
        clusters = load(tmp_path / "library", 1)
    assert clusters
    assert clusters.copies in ({"same": "rain"}, {"rain": "same"})
    assert clusters.story_of("vote") is None


def test_accounts_beside(library: Library) -> None:
    """The other articles of a story are listed with their relation and with the query highlighted."""
    tree = library.search("rudder").tree
    beside = {
        own: [(one.hit.id, one.kind) for one in library.accounts_beside(own, tree)]
        for own in ("ferry", "again", "copy")
    }
    assert beside == {
        "ferry": [("copy", "same text"), ("again", "same event")],
        "again": [("ferry", "same event"), ("copy", "same event")],
        "copy": [("ferry", "same text"), ("again", "same event")],
    }
    assert ("rudder", True) in library.accounts_beside("ferry", tree)[1].hit.snippet
    assert library.accounts_beside("vote", tree) == ()
    with pytest.raises(NotFound):
        library.accounts_beside("nowhere", tree)


def test_opinion_hangs_below(tmp_path: Path) -> None:
    """An opinion piece is listed with the story that it is about, and is no account of it."""
    text = f"{FERRY_AGAIN}\nI say that no ferry of that age should sail in such waves."
    write(
        tmp_path, [*ROWS, row("view", "Opinion: The Santa Lucia should not have sailed", "2024-05-07", text, "The Day")]
    )
    with Library.open([tmp_path / "news.jsonl"], tmp_path / "library") as library:
        library.sync()
        library.group()
        (story,) = library.stories().shown
    assert [account.id for account in story.accounts] == ["ferry", "again"]
    assert [opinion.id for opinion in story.opinions] == ["view"]


def test_stories_of_a_query(library: Library) -> None:
    """A story is listed with all its articles if one of them matches."""
    assert names(library, "grinding") == [["again", "copy", "ferry"]]
    assert names(library, "election") == []
    assert library.stories("ferry").articles == 4


def test_similar(library: Library) -> None:
    """The copy and the article about the same event come first; the weekly table is only related."""
    found = {one.id: one.kind for one in library.similar("ferry")}
    assert found["copy"] == "same text"
    assert found["again"] == "same event"
    assert found.get("brunn", "related") == "related"
    assert {one.id: one.kind for one in library.similar("week1")}.get("week2", "related") in ("related", "copy")


def test_like_in_a_query(library: Library) -> None:
    """`like:ID` finds the article, copies and then what is most similar, in any query; an unknown ID gives a notice."""
    found = [(hit.id, hit.relation) for hit in library.search("like:ferry").hits]
    assert found[:3] == [("ferry", "this article"), ("copy", "same text"), ("again", "same event")]
    assert {relation for _, relation in found[3:]} <= {"related"}
    ids = {hit.id for hit in library.search("like:ferry date:2024-05-07").hits}
    assert ids == {"again", "copy"}
    nothing = library.search("like:nowhere.txt")
    assert nothing.total == 0
    assert "nowhere.txt" in nothing.notices[0].message


def test_compare(library: Library) -> None:
    """Two articles in one story of the library are compared as the same event."""
    assert library.compare("ferry", "again").kind == "same event"
    assert library.compare("ferry", "brunn").kind == "related"
    with pytest.raises(NotFound):
        library.compare("ferry", "nowhere")


def test_incremental(tmp_path: Path, library: Library) -> None:
    """A new article joins a story, a removed one leaves it, and unchanged ones are not processed again."""
    later = row(
        "later", "Divers find cracked rudder of ferry Santa Lucia at Kalmora", "2024-05-08", FERRY_AGAIN + " Later."
    )
    write(tmp_path, [one for one in ROWS if one["id"] != "copy"] + [later], age=50)
    phases = []
    library.sync()
    library.group(lambda step: phases.append((step.phase, step.total)))
    assert names(library) == [["again", "ferry", "later"]]
    assert ("stories", 1) in phases


def test_a_full_vocabulary_changes_nothing(tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A vocabulary that is full after every article, and is begun again, gives the same stories and likenesses."""
    monkeypatch.setattr("seedread.index.stories.vocabulary._MOST_WORDS", 1)
    monkeypatch.setattr("seedread.index.stories.link_finder._TOGETHER", 1)
    with Library.open([tmp_path / "news.jsonl"], tmp_path / "other") as other:
        other.sync()
        other.group()
        assert names(other) == names(library)
        assert other.similar("ferry") == library.similar("ferry")


def test_changed_body(tmp_path: Path, library: Library) -> None:
    """An article with a new body but the same title and date is processed again."""
    rewritten = [one | {"text": ELECTION.replace("\n", "\n\n")} if one["id"] == "again" else one for one in ROWS]
    for age, rows, expected in ((50, rewritten, [["copy", "ferry"]]), (40, ROWS, [["again", "copy", "ferry"]])):
        write(tmp_path, rows, age)
        phases = []
        library.sync()
        library.group(lambda step: phases.append((step.phase, step.total)))  # noqa: B023 (used at once)
        assert expected[0] in names(library)
        assert ("stories", 1) in phases


def test_unwritten_stories_are_made_up_for(tmp_path: Path, library: Library) -> None:
    """Stories that are missing after a kill are reported, and completed by the next sync."""
    for path in (tmp_path / "library").glob("stories-*"):
        path.unlink()
    assert library.ungrouped()
    assert library.stories().total == 0
    library.group()
    assert not library.ungrouped()
    assert library.stories().total == 1


def test_killed_in_between(tmp_path: Path, library: Library) -> None:
    """A killed grouping leaves the library as it was, and the next one completes it."""
    whole = names(library)
    for path in (tmp_path / "library").glob("stories-*"):
        path.unlink()

    def kill(step: Progress) -> None:
        if step.done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.group(kill)
    assert library.ungrouped()
    library.group()
    assert names(library) == whole
    assert len(list((tmp_path / "library").glob("stories-*"))) == len(list((tmp_path / "library").glob("links-*"))) == 1


@pytest.mark.parametrize("content", [None, b"PK no archive"], ids=["lost", "damaged"])
def test_lost_links_are_found_again(tmp_path: Path, library: Library, content: bytes | None) -> None:
    """Without the file of links, or with a damaged one, the next grouping goes through all articles."""
    whole = names(library)
    (links,) = (tmp_path / "library").glob("links-*.bin")
    links.unlink() if content is None else links.write_bytes(content)
    write(tmp_path, [*ROWS, row("late", "Rain", "2024-05-09", "It rained in Brunn all day long.\n" * 9)], age=0)
    library.sync()
    library.group()
    assert names(library) == whole


@pytest.mark.parametrize("text", ['{"format": 1}', '{"format": 99}', '{"format": 1, "articles": 5}'])
def test_stories_of_another_version(tmp_path: Path, library: Library, text: str) -> None:
    """A stories file of another version is ignored and rewritten."""
    (path,) = (tmp_path / "library").glob("stories-*.json")
    path.write_text(text, encoding="utf-8")
    assert load(tmp_path / "library", 1) is None
    assert library.stories().total == 0
    assert library.ungrouped()
    library.group()
    assert library.stories().total == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 4}', '{"format": 4, "check": "00000000"}'])
def test_broken_file(tmp_path: Path, library: Library, text: str) -> None:
    """A damaged stories file is an error for readers, and the next clustering rewrites it."""
    (path,) = (tmp_path / "library").glob("stories-*.json")
    path.write_text(text, encoding="utf-8")
    for ask in (library.stories, lambda: library.accounts(["a"])):
        with pytest.raises(Damaged, match="seedread index"):
            ask()
    assert library.ungrouped()
    library.group()
    assert not library.ungrouped()
    assert library.stories().total == 1


def test_forgetting() -> None:
    """A story that loses an article is dissolved, to be grouped again, and the copies of a removed article too."""
    groups = StoryClusters({1: ["a", "b", "c", "d"]}, {"c": "a", "d": "a"})
    assert groups.forget(["a"]) == {"b", "c", "d"}
    assert (groups.stories, groups.copies, groups.story_of("b")) == ({}, {}, None)


def test_copies_of_copies() -> None:
    """A copy that turns out to be copied itself takes its copies with it."""
    groups = StoryClusters()
    groups.mark_copy("c", "b")
    groups.mark_copy("b", "a")
    assert groups.copies == {"c": "a", "b": "a"}


def test_numbers_are_kept() -> None:
    """A story keeps its number if it keeps most of its articles; a number is never given twice."""
    groups = StoryClusters({1: ["a", "b", "c"], 2: ["d", "e"]}, following=3)
    assert groups.regroup(set("abcdef"), [["a", "f"], ["b", "c"], ["d", "e"]]) == [1, 3, 2]
    assert groups.stories == {1: ["a", "f"], 3: ["b", "c"], 2: ["d", "e"]}


def test_pairs(tmp_path: Path) -> None:
    """Countries that articles name together are counted, in the articles of the query alone."""
    write(
        tmp_path,
        [
            row("one", "Peru and Chile talk", "2024-05-06", "Peru and Chile talked about the border. Peru was glad."),
            row("two", "Peru and Chile trade", "2024-05-07", "Peru and Chile trade in copper. Japan buys it."),
            row("three", "Japan votes", "2024-05-08", "Japan voted for a new parliament on Sunday."),
        ],
    )
    with Library.open([tmp_path / "news.jsonl"], tmp_path / "library") as library:
        library.sync()
        library.group()
        pairs = library.pairs(facet="country")
        assert pairs.count("CL", "PE") == pairs.count("PE", "CL") == 2
        assert pairs.count("JP", "PE") == 1
        assert library.pairs("copper", facet="country").count("PE", "CL") == 1
        assert library.pairs("nothing", facet="country").pairs == ()


def test_seeds() -> None:
    """Of the bundled articles the two on one meeting are one story, and no other two are."""
    with Library.open() as library:
        library.sync()
        library.group()
        stories = library.stories()
        ids = sorted(hit.id for hit in library.search("").hits)
        kinds = {(a, b): library.compare(a, b).kind for a in ids for b in ids if a < b}
    assert [[account.id[:3] for account in story.accounts] for story in stories.shown] == [["001", "004"]]
    assert [(a[:3], b[:3]) for (a, b), kind in kinds.items() if kind != "related"] == [("001", "004")]
