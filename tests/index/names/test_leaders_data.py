"""The gazetteer's file follows its format, so that a typing error is found."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from seedread.index.names.lexicon import all_codes
from seedread.index.names.office import Office

if TYPE_CHECKING:
    from collections.abc import Callable

BENCH = Path(__file__).parents[3] / "bench" / "training"
BODIES = {
    *("ARAB", "ASEAN", "CIS", "COMW", "CoE", "ECOWAS", "EU", "GCC", "IAEA", "ICC", "IMF", "NATO", "OAS", "OAU", "OIC"),
    *("OPEC", "OSCE", "SCO", "UN", "WB", "WHO", "WTO"),
}
ROWS = [
    (number, line.split("\t"))
    for number, line in enumerate(
        (files("seedread.index.names") / "data" / "leaders.tsv").read_text(encoding="utf-8").splitlines(), 1
    )
    if not line.startswith("#")
]


def test_every_row_has_its_four_columns() -> None:
    """Country or body, name, aliases, offices."""
    assert [number for number, row in ROWS if len(row) != 4 or not (row[0] and row[1] and row[3])] == []


def test_every_country_is_known() -> None:
    """The first column is a code in the lexicon or of an international body."""
    assert {row[0] for _, row in ROWS} - set(all_codes()) - BODIES == set()


def test_every_office_can_be_read() -> None:
    """An office has a title and valid dates, in order."""
    for number, row in ROWS:
        for text in row[3].split(";"):
            assert re.fullmatch(r"[^:;\t]+:(?:\d{4}(?:-\d\d){0,2})?:(?:\d{4}(?:-\d\d){0,2})?", text), (number, text)
            office = Office.parse(text)
            assert office.start <= office.end, (number, text)


def test_one_row_a_person() -> None:
    """No country has the same name twice, and no name is its own alias."""
    names = [(row[0], row[1]) for _, row in ROWS]
    assert len(names) == len(set(names))
    assert [number for number, row in ROWS if row[1] in row[2].split("|")] == []


def test_names_are_clean() -> None:
    """Names have only letters and the punctuation of names, no remains of a table."""
    odd = re.compile(r"[^\w\s.,'’ʻʼ‘\"-]|\d|_| {2}|^\s|\s$")
    found = [(number, name) for number, row in ROWS for name in (row[1], *row[2].split("|")) if odd.search(name)]
    assert found == []


@pytest.fixture
def rebuild(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    monkeypatch.syspath_prepend(str(BENCH))
    rebuilt: Callable[..., str] = import_module("leaders_data").rebuilt
    return rebuilt


def test_the_file_is_in_order(rebuild: Callable[..., str]) -> None:
    """Rebuilding the file changes nothing: countries, dates and spellings are as leaders_data.py writes them."""
    text = (files("seedread.index.names") / "data" / "leaders.tsv").read_text(encoding="utf-8")
    assert rebuild(text) == text


def test_facts_are_imported(rebuild: Callable[..., str]) -> None:
    """A known person gets offices and aliases, with the end of a term; any other person gets a new line."""
    file = "# head\nFR\tAda Blanc\tA. Blanc\tpresident:2020-05-01:\n"
    facts = (
        "FR\tÀda Blanc\tAdèle Blanc\tpresident:2020-05-01:2025-05-01;foreign minister:2018:2019\n"
        "FR\tBo Noir\t\tking:1950:\n"
    )
    assert rebuild(file, facts) == (
        "# head\n"
        "FR\tBo Noir\t\tking:1950:\n"
        "FR\tAda Blanc\tA. Blanc|Adèle Blanc\tforeign minister:2018:2019;president:2020-05-01:2025-05-01\n"
    )
