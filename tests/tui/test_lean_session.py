"""A long session in many scripts: what the lean driver sends shows the same as all that Textual writes."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest
from emulator import Emulator
from screen import opened, settle
from textual.drivers.headless_driver import HeadlessDriver

from seedread.tui.app import SeedreadApp
from seedread.tui.driver.grid import Grid
from seedread.tui.driver.output_parser import OutputParser
from seedread.tui.driver.painter import Painter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.pilot import Pilot

TEXTS = {
    "Iran opens a rail link": "The ministers of Iran said that the work took four years, and Turkey agreed.",
    "中国外交部发言人答记者问": "外交部发言人说，「中国」与日本将于下周在北京举行会谈。会谈之后双方将发表声明。",
    "東京で港の会議": "日本の大臣は、ケニアの港について話し合った。会議は三日間つづく。",
    "وقّعت الحكومة اتفاق الغاز": "قال الوزير إنّ العراق سيشتري الغاز من إيران طوال الشتاء.",
    "خانه‌های تازه در تهران": "رئیس‌جمهور می‌رود تا ه‍.ش را ببیند و با مردم گفت‌وگو کند.",
    "שיחות על החיטה": "צרפת אירחה שיחות עם מצרים על החיטה, אמר השר.",
    "รัฐมนตรีเดินทางไปลาว": "รัฐมนตรีกล่าวว่าการประชุมครั้งต่อไปจะจัดขึ้นที่เวียงจันทน์ในเดือนหน้า",
    "भारत में चुनाव": "भारत के प्रधानमंत्री ने कहा कि बातचीत अगले सप्ताह होगी।",
    "Cafe\u0301 clos\u0301ed in Đà Nẵng": "Le ministre a de\u0301clare\u0301 que la France ne change rien.",
    "👩‍👩‍👧 and 🇮🇷 on the phone ❤️": "A family 👨‍👩‍👧‍👦 wrote 👍🏽 to Brazil ☀️ and got 🎉🎉 back 1️⃣.",
    "대통령이 서울에서 회담": "대한민국 대통령은 일본 총리와 서울에서 회담을 가졌다고 말했다.",
}
KEYS = (
    *("j", "k", "enter", "j", "space", "b", "q", "G", "g", "tab", "tab", "shift+tab"),
    *("P", "j", "tab", "j", "escape", "escape", "z", "j", "G", "z", "v", "V", "V", "v", "S", "S", "S"),
    *("question_mark", "j", "pagedown", "q", "F", "j", "space", "j", "minus", "J", "K", "q", "escape"),
    *("slash", *"iran", "backspace", "backspace", "left_parenthesis", "escape", "escape", "escape"),
    *("slash", "中", "国", "enter", "n", "N", "escape", "slash", "م", "ی", "enter", "escape", "ctrl+l"),
)


class Recorder(HeadlessDriver):
    """Keeps what Textual would send to a terminal."""

    written = ""

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.written += data


class Watch:
    """Two terminals: one gets what Textual writes, the other what the lean driver makes of it."""

    def __init__(self, pilot: Pilot[None], size: tuple[int, int]) -> None:
        self.pilot = pilot
        self.stock, self.lean = Emulator(*size), Emulator(*size)
        self.reader = OutputParser(Grid(*size))
        self.painter = Painter(self.reader.grid)
        self.bytes = {"stock": 0, "lean": 0}

    async def see(self) -> None:
        """Let both see what was written since, and compare them."""
        await settle(self.pilot)
        driver = self.pilot.app._driver
        assert isinstance(driver, Recorder)
        written, driver.written = driver.written, ""
        self.reader.read(written)
        sent = self.painter.paint(self.reader.cursor)
        self.stock.feed(written)
        self.lean.feed(sent)
        self.bytes["stock"] += len(written)
        self.bytes["lean"] += len(sent)
        assert self.stock.display == self.lean.display
        assert self.stock.cells() == self.lean.cells()


@pytest.mark.parametrize(
    ("size", "keys"),
    [((80, 24), (*("j",) * 21, *KEYS, *("k",) * 12, "pagedown", "pageup")), ((160, 50), KEYS)],
    ids=["80x24", "160x50"],
)
async def test_a_session_looks_the_same(tmp_path: Path, size: tuple[int, int], keys: Sequence[str]) -> None:
    """Over a hundred keys in eleven scripts every cell is what Textual wrote there, for less than half of the bytes."""
    articles = [
        {"id": f"{n:02}", "title": title, "date": f"2024-10-{28 - n:02}", "text": "\n\n".join([lead] * (1 + n % 7))}
        for n, (title, lead) in enumerate(chain(TEXTS.items(), TEXTS.items()))
    ]
    with opened(tmp_path, articles) as library:
        app = SeedreadApp(library)
        app.driver_class = Recorder
        async with app.run_test(headless=False, size=size) as pilot:
            watch = Watch(pilot, size)
            await watch.see()
            for key in keys:
                await pilot.press(key)
                await watch.see()
    assert watch.bytes["lean"] < watch.bytes["stock"] / 2
