"""The JSON output has the fields of docs/json.md."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from seedread.index.shelf import Shelf
from seedread.tui.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCUMENT = Path(__file__).parents[3] / "docs" / "json.md"
LEAD = (
    "President Vladimir Putin of Russia met Foreign Minister Abbas Araghchi of Iran in Oslo, Norway, on Monday and "
    "said that 12 ships would bring grain to both of the countries before the winter comes."
)
QUOTE = (
    "“We shall carry the grain together and nobody is going to stop the ships on their way,” Putin told the reporters."
)
CREDIT = "Sign up to our newsletter for more stories like this one."
ARTICLES = {
    "a.txt": f"Putin And Araghchi Agree On Grain\n\nThe Post\nBy Ada Berg\nOctober 11, 2024\n\nOSLO — {LEAD}\n\n"
    f"{QUOTE}\n\nGermany is content, said Olaf Scholz.\n\n"
    f"The harbour of Bergen has 900 workers who wait for them.\n\n{CREDIT}\n",
    "b.txt": f"Grain Deal Of Putin And Araghchi In Oslo\n\nThe Mail\nOctober 12, 2024\n\n"
    f"{LEAD.replace('12 ships', '14 ships')}\n\n“We shall carry the grain together,” Putin told the reporters.\n\n"
    "France is content, said Emmanuel Macron.\n\nFarmers near Kazan hope for 300 million roubles.\n",
    "c.txt": f"Putin And Araghchi Agree On Grain\n\nThe Echo\nOctober 13, 2024\n\n{LEAD}\n\n{QUOTE}\n\n"
    "The harbour of Bergen has 900 workers who wait for them.\n",
    "d.txt": f"Opinion: The Grain Deal Of Putin And Araghchi\n\nThe Day\nOctober 13, 2024\n\n{LEAD}\n\n"
    "I think that it is a bad deal.\n",
}
FIRST_FORMAT = {
    "search": "id score title source published countries[] snippet[].text snippet[].match total facets.*[].value "
    "facets.*[].label facets.*[].count facets.*[].state facets.*[].partly dates.unit dates.buckets[].value "
    "dates.buckets[].first dates.buckets[].last dates.buckets[].count dates.undated notices[].message notices[].start "
    "notices[].end ran format",
    "stories": "story title first last articles outlets accounts[].id accounts[].title accounts[].source "
    "accounts[].date total articles format",
}
"""The fields of format 1 as first documented; they stay, even if the document changes."""


@pytest.fixture
def news(tmp_path: Path) -> str:
    folder = tmp_path / "news"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "bad.txt").write_bytes(bytes(range(256)))
    with Shelf() as shelf:
        shelf.import_lines(
            [
                '{"seedread_shelf": 1}',
                '{"search": {"name": "old", "query": "nofield:x", "saved": 1}}',
                '{"search": {"name": "new", "query": "grain", "saved": 2}}',
            ]
        )
    (folder / "linked.md").write_text(
        "# The plan\n\nThe council of the harbour town has printed [its plan](https://plan.example/a) for it.\n\n"
        "![Two cranes unload a ship in the rain](cranes.jpg)\n"
    )
    return str(folder)


def documented() -> dict[str, set[str]]:
    """Return the fields of each section, with references to other sections expanded."""
    sections = DOCUMENT.read_text(encoding="utf-8").split("\n## ")[1:]
    return {section.split()[1]: written_out(re.findall(r"^\| `([^`]+)`", section, re.MULTILINE), section)
            for section in sections}  # fmt: skip


def written_out(fields: list[str], section: str) -> set[str]:
    found = {field for field in fields if not field.endswith("…")}
    for field in fields:
        if field.endswith("…"):
            model = re.search(re.escape(f"`{field}`") + r" \| \| as `([^`]+)`", section)
            assert model, field
            new = field.removesuffix(".…")
            old = new[: new.rfind(".") + 1] + model[1]
            found |= {new + other.removeprefix(old) for other in found if other.startswith((f"{old}.", f"{old}["))}
    return found


def fields(value: Any, place: str = "") -> Iterator[str]:
    """Every field of a JSON value that holds something, as the document writes it."""
    if isinstance(value, dict):
        for name, part in value.items():
            here = "facets.*" if place == "facets" else f"{place}.{name}".lstrip(".")
            yield from fields(part, here)
    elif isinstance(value, list):
        for part in value:
            yield from fields(part, f"{place}[]")
    else:
        yield place


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[list[Any], set[str]]:
    capsys.readouterr()
    assert main(list(arguments)) == 0
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return objects, {field for one in objects for field in fields(one)}


LINES = {
    "search": ["search", "grain country:nowhereland OR grain", "--json"],
    "show": ["show", "a.txt", "--json"],
    "compare": ["compare", "a.txt", "b.txt", "--json"],
    "stories": ["stories", "--json"],
    "pairs": ["pairs", "--json"],
    "saved": ["saved", "--json"],
    "index": ["index", "--progress", "json"],
}


BUNDLED = {
    "search": ["search", "like:001_cfccf405a8b2e491.txt", "--json"],
    "show": ["show", "001_cfccf405a8b2e491.txt", "--json"],
    "compare": ["compare", "001_cfccf405a8b2e491.txt", "004_970c2c25a4bcd944.txt", "--json"],
}
"""Lines over the bundled articles, for fields that the articles above have no use for."""


MORE = {
    "stories": ["stories", "--of", "a.txt", "--json"],
    "show": ["show", "linked.md", "--json"],
    "index": ["index", "--progress", "json", "--if-changed"],
}
"""Lines over the articles above that print more fields."""


@pytest.mark.parametrize("command", LINES)
def test_every_field_is_documented_and_every_documented_field_is_there(
    command: str, news: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The document and the output name the same fields, and the last object has the format version."""
    objects, found = printed(capsys, *LINES[command], news)
    if command in BUNDLED:
        found |= printed(capsys, *BUNDLED[command])[1]
    if command in MORE:
        found |= printed(capsys, *MORE[command], news)[1]
    known = documented()[command]
    seldom = {f for f in known if f.startswith("implied[]")}
    if command == "show":  # null here, or else an object with fields of its own
        known = known | {"published"} if "published" in found else known
    assert found <= known
    assert known - seldom <= found
    assert objects[-1]["format"] == 1
    assert all("format" not in one for one in objects[:-1] if command != "saved")


@pytest.mark.parametrize("command", FIRST_FORMAT)
def test_the_first_format_stays(command: str) -> None:
    """No field that was once promised is taken away or renamed."""
    assert set(FIRST_FORMAT[command].split()) <= documented()[command]


def test_inspect_prints_what_show_prints(news: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Both have one form; a record of JSON Lines that cannot be read has `id` and `error`."""
    shown, _ = printed(capsys, "show", "a.txt", news, "--json")
    inspected, _ = printed(capsys, "inspect", f"{news}/a.txt")
    assert inspected == shown


def test_every_command_with_json_is_documented() -> None:
    """The sections are those of the commands above; inspect shares that of show."""
    assert set(documented()) == set(LINES)
    assert "seedread inspect FILE" in DOCUMENT.read_text(encoding="utf-8")
