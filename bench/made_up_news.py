"""News that nobody wrote, the same with every run: made-up texts with countries, leaders, dates and sources in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from made_up import MadeUp

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Report", "made_up_news"]

SOURCES = ("Valley Post", "Harbour Times", "The Daily Ledger")
LEADERS = {
    "IR": "Iranian President Masoud Pezeshkian",
    "FR": "French President Emmanuel Macron",
    "TR": "Turkish President Recep Tayyip Erdogan",
}


class Report(NamedTuple):
    """An article."""

    id: str
    title: str
    date: str
    source: str
    paragraphs: list[str]

    def as_article(self) -> dict[str, str]:
        """Return it as a record with the text in `body`."""
        return {
            "id": self.id,
            "title": self.title,
            "date": self.date,
            "source": self.source,
            "body": "\n\n".join(self.paragraphs),
        }


def made_up_news(words: int = 350) -> Iterator[Report]:
    """Yield articles of about so many words, without end."""
    texts = MadeUp(20_000)
    n = 0
    while True:
        code, place = texts.place()
        speaker = LEADERS.get(code, "the minister")
        lead = f"{place} {' '.join(texts.draw(12))}, and {speaker} said so."
        title = f"{place} {' '.join(texts.draw(7))}"
        date = f"20{20 + n % 5}-{n % 12 + 1:02}-{n % 28 + 1:02}"
        yield Report(f"made-up-{n:05}", title, date, SOURCES[n % 3], [lead, *texts.paragraphs(words)])
        n += 1
