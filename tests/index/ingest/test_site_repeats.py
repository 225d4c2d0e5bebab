"""Lines that stand in many articles of one folder or site are furniture there, and only there."""

from __future__ import annotations

import json
import os
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from seedread.index import Library
from seedread.index.cleaning import clean
from seedread.index.cleaning.repeated_lines import lines_in_many
from seedread.index.ingest import site_repeats
from seedread.index.ingest.site_repeats import SiteRepeats
from seedread.index.sources import ParsedDocument, SourceFile, find, parts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FURNITURE = "A voice from the harbour and the hills"
"""A line that nothing but its repetition gives away."""


def article(n: int) -> str:
    towns = ("Belmar", "Anse", "Sandpoint", "Westria", "Oldmill", "Norport")
    town = towns[n % len(towns)]
    return "\n".join(
        (
            f"The council of {town} voted on Monday to rebuild bridge number {n}, which was swept away by the floods.",
            f"Engineers in {town} had warned for {n + 2} years that the pillars were too weak for the heavy trains.",
            FURNITURE,
            f"Work in {town} is to begin in March and will cost {n + 3} million crowns, according to the mayor.",
        )
    )


def test_a_line_of_many_articles_is_found() -> None:
    """It must stand in three articles and in a fifth of all."""
    assert lines_in_many(map(article, range(3))) == {FURNITURE}
    assert lines_in_many(map(article, range(2))) == frozenset()
    others = [f"Something else happened in place {n}, and nobody knew of it until the evening." for n in range(20)]
    assert lines_in_many([*map(article, range(3)), *others]) == frozenset()


def test_two_lines_together_are_found_in_two_articles() -> None:
    """In a small folder two articles are enough for lines that follow each other in both."""
    menu = ("Harbour and hills", "Letters and notices")
    texts = ["\n".join((*menu, article(n))) for n in range(2)]
    assert lines_in_many(texts) == set(menu)


def test_a_repeated_notice_goes_only_between_furniture() -> None:
    """A paragraph that many articles have is stripped between other furniture, and kept within the text."""
    notice = "The Belmar Post was founded in 1901 and is printed every day but Sunday by the people who write it."
    lead, _, _, last = article(1).split("\n")
    repeated = frozenset((FURNITURE, notice))
    below = clean(f"{lead}\n{last}\n{FURNITURE}\n{notice}\nLog in", repeated=repeated)
    assert notice not in below.paragraphs
    assert notice in clean(f"{lead}\n{notice}\n{last}\n{FURNITURE}", repeated=repeated).paragraphs


def test_a_repeated_notice_goes_at_the_end() -> None:
    """With nothing but furniture after it, it is no part of the text; as the last words of the text it stays."""
    notice = "The Belmar Post was founded in 1901 and is printed every day but Sunday by the people who write it."
    lead, _, _, last = article(1).split("\n")
    repeated = frozenset((FURNITURE, notice))
    assert notice not in clean(f"{lead}\n{last}\n{notice}\n{FURNITURE}", repeated=repeated).paragraphs
    assert notice in clean(f"{lead}\n{last}\n{notice}", repeated=repeated).paragraphs


def test_copies_of_an_article_are_one() -> None:
    """The same article in several files does not make its own lines furniture."""
    assert lines_in_many([article(1)] * 5) == frozenset()


def test_short_articles_without_spaces_are_no_copies() -> None:
    """Articles in Chinese are short by number of characters; the menu that they share does not make them copies."""
    menu = "会员登录\n注册成为会员后即可阅读全文，并可收藏喜欢的文章与专题栏目\n热门排行\n相关文章"
    leads = (
        "市议会周一投票决定重建被洪水冲毁的大桥，工程预计三月开工，费用约三百万元，由中央与地方共同负担。",
        "由于连续干旱，农民协会要求政府降低水价，部长表示将在一个月内作出答复，并将访问受灾最重的村庄。",
        "新任馆长宣布博物馆将于秋季重新开放，展出二十年来首次修复的三百件藏品，门票将免费三个月。",
    )
    assert lines_in_many(f"{lead}\n{menu}" for lead in leads) == set(menu.split("\n"))


def test_prose_is_not_cut_for_standing_in_many() -> None:
    """A paragraph that many articles have is kept, a short line goes and says why."""
    paragraph = article(1).split("\n")[0]
    cleaned = clean(article(1), repeated={FURNITURE, paragraph})
    assert [line.kept for line in cleaned.lines] == [True, True, False, True]
    assert cleaned.lines[2].evidence == "appears in many articles of this site or folder"


@pytest.mark.parametrize("form", ["folder", "records", "record"])
def test_a_library_knows_what_its_folders_and_sites_repeat(tmp_path: Path, form: str) -> None:
    """The articles of one folder, or of one site in files of many or of one, lose the line; another place keeps it."""
    news = tmp_path / "news"
    (news / "a").mkdir(parents=True)
    (news / "b").mkdir()
    if form == "folder":
        for n in range(4):
            (news / ("b" if n == 3 else "a") / f"{n}.txt").write_text(article(n), encoding="utf-8")
    else:
        rows = [
            {"id": str(n), "text": article(n), "url": f"https://{'b' if n == 3 else 'a'}.org/{n}"} for n in range(4)
        ]
        if form == "records":
            (news / "all.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        for n, row in enumerate(rows if form == "record" else ()):
            (news / f"{n}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    for path in news.rglob("*.*"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        kept = {hit.id: FURNITURE in library.get(hit.id).paragraphs for hit in library.search("council").hits}
    assert sorted(kept.values()) == [False, False, False, True]
    assert next(identity for identity, whole in kept.items() if whole).endswith(("3", "3.txt"))


def test_small_files_of_a_folder_are_sampled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files with few records a folder has, each is read for itself and for the others."""
    read: Counter[str] = Counter()

    def counted(file: SourceFile) -> Iterator[Any]:
        read[file.key] += 1
        return parts(file)

    monkeypatch.setattr(site_repeats, "parts", counted)
    for n in range(8):
        row = {"id": str(n), "text": article(n), "url": f"https://a.org/{n}"}
        (tmp_path / f"{n}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    files, _ = find([tmp_path])
    repeats = SiteRepeats([tmp_path])
    for file in files:
        (document,) = (part.document for part in parts(file) if isinstance(part, ParsedDocument))
        assert repeats.marked(document, file).repeated == {FURNITURE}
    assert set(read.values()) == {2}
