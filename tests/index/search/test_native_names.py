"""Tests that a person is one row over all scripts, with every spelling of the articles."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = {
    "ru": "Президент России Владимир Путин принял президента Кении Уильяма Руто, вечером Путина видели в театре.",
    "ar": "استقبل الرئيس الروسي فلاديمير بوتين الرئيس الكيني ويليام روتو، وبحث معه العلاقات بين البلدين بعد القمة.",
    "zh": "俄罗斯总统普京在圣彼得堡会见了肯尼亚总统鲁托，双方就两国关系和共同关心的问题深入交换了意见。",
    "pl": "Prezydent Rosji Władimir Putin rozmawiał z prezydentem Kenii Williamem Ruto o dostawach zboża.",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with one report in each of four languages."""
    rows = [{"id": name, "title": name, "date": "2023-07-27", "text": text} for name, text in TEXTS.items()]
    file = tmp_path / "reports.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    with Library.open([file], tmp_path / "library") as opened:
        opened.sync(jobs=1)
        yield opened


def test_a_person_is_one_row_with_the_spellings_of_all_scripts(library: Library) -> None:
    """The reports name two people, whatever their script, and each row has every form that is printed."""
    forms = {form for form, _ in library.spellings("leader", "vladimir-putin.ru")}
    assert forms == {"Владимир Путин", "Путина", "فلاديمير بوتين", "普京", "Władimir Putin"}
    forms = {form for form, _ in library.spellings("leader", "william-ruto.ke")}
    assert forms == {"Уильяма Руто", "ويليام روتو", "鲁托", "Williamem Ruto"}


@pytest.mark.parametrize("name", ["鲁托", "Руто", "روتو", "Ruto", "習近平"])
def test_a_name_in_any_script_finds_all_articles(library: Library, name: str) -> None:
    """A query by a surname in one script finds the reports in all; of a person whom none names it finds nothing."""
    assert library.search(f"leader:{name}").total == (0 if name == "習近平" else len(TEXTS))
