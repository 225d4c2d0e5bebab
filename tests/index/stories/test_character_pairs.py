"""Accounts in Chinese and Japanese are compared by pairs of characters."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from seedread.index import Library
from seedread.index.stories.character_pairs import is_pair, with_pairs

if TYPE_CHECKING:
    from pathlib import Path

CHINESE = {
    "flood": (
        (
            "贝尔马特大桥被洪水冲毁",
            "贝尔马特省一座跨河大桥周一凌晨被洪水冲毁，造成至少十二人失踪。省长奥尔登表示，救援队正在下游搜寻，附近三个村庄的居民已经疏散。",
        ),
        (
            "大桥垮塌十二人下落不明",
            "连日暴雨引发的洪水冲毁了贝尔马特省的跨河大桥，十二人下落不明。奥尔登省长说，下游的搜寻将持续到天黑，三个村庄的居民被转移到学校。",
        ),
    ),
    "museum": (
        (
            "国家博物馆秋季重新开放",
            "关闭两年的国家博物馆将于十月重新开放。馆长林秀珍在记者会上说，三百件新修复的青铜器将首次展出，前三个月免收门票。",
        ),
        (
            "青铜器首展 博物馆免费三个月",
            "国家博物馆馆长林秀珍宣布，博物馆十月重新开放后将展出三百件青铜器，观众在前三个月可以免费参观。博物馆因修缮关闭了两年。",
        ),
    ),
    "strike": (
        (
            "港口工人罢工进入第二周",
            "安斯港的码头工人罢工进入第二周，四十艘货轮在港外等候。工会要求加薪百分之八，港务公司只同意百分之三，谈判周三破裂。",
        ),
    ),
}
JAPANESE = {
    "flood": (
        (
            "ベルマー橋が洪水で流失",
            "ベルマー州で月曜日の未明、川に架かる橋が洪水で流され、少なくとも十二人が行方不明になった。オルデン知事は下流で捜索を続けていると述べ、近くの三つの村の住民は避難した。",
        ),
        (
            "橋流され十二人不明 三村が避難",
            "大雨による洪水でベルマー州の橋が流失し、十二人の行方が分からなくなっている。オルデン知事によると、下流の捜索は日没まで続き、三つの村の住民は学校に避難している。",
        ),
    ),
    "bank": (
        (
            "銀行の社長を解任",
            "金融庁の処分を受けて、アンセ銀行は社長を解任すると発表した。持ち株会社の会長も責任を取って辞任する。顧客の預金への影響はないとしている。",
        ),
    ),
}


@pytest.mark.parametrize(("language", "events"), [("zh", CHINESE), ("ja", JAPANESE)])
def test_accounts_of_one_event_are_a_story_and_others_are_none(
    tmp_path: Path, language: str, events: dict[str, tuple[tuple[str, str], ...]]
) -> None:
    """Two outlets' accounts in their own words are together; what has only common characters in common is apart."""
    records = [
        {"id": f"{event}-{n}", "title": title, "text": text, "date": "2027-03-01", "language": language,
         "source": f"Paper {n}"}
        for event, accounts in events.items()
        for n, (title, text) in enumerate(accounts)
    ]  # fmt: skip
    news = tmp_path / "news"
    news.mkdir()
    (news / "all.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    with Library.open([news], tmp_path / "library") as library:
        library.sync()
        library.group()
        found = {frozenset(report.id for report in story.accounts) for story in library.stories().shown}
    assert found == {
        frozenset(f"{event}-{n}" for n in range(len(accounts)))
        for event, accounts in events.items()
        if len(accounts) > 1
    }


def test_pairs_are_of_content_within_a_run() -> None:
    """Hiragana, which writes endings, is in no pair; other words stay; a lone character says too little."""
    words = ["東", "京", "の", "大", "学", "Reuters", "橋", "12"]
    assert list(with_pairs(words)) == ["東京", "大学", "Reuters", "12"]
    assert [word for word in ("東京", "の大", "ab", "東") if is_pair(word)] == ["東京"]
