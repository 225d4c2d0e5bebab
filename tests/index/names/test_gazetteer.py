"""The gazetteer loads completely, and finds people by name, alias, surname and spelling."""

from __future__ import annotations

import datetime
import time
from importlib.resources import files

import pytest

from seedread.index.names.gazetteer import (
    Gazetteer,
    gazetteer,
    leader_label,
    name_key,
    person_id,
    resolve_leaders,
)
from seedread.index.names.person_names import fold_name_word

ROWS = "\n".join(  # noqa: FLY002 - one row a line reads better than one string
    [
        "# a comment",
        "RU\tVladimir Putin\tVladimir Vladimirovich Putin\tpresident:2000-05-07:2008-05-07;president:2012-05-07:",
        "SY\tHafez al-Assad\tHafiz al-Asad\tpresident:1971-03-12:2000-06-10",
        "SY\tBashar al-Assad\t\tpresident:2000-07-17:2024-12-08",
        "KR\tKim Young-sam\tKim Yong Sam\tpresident:1993-02-25:1998-02-25",
        "TH\tThaksin Shinawatra\t\tprime minister:2001-02-09:2006-09-19",
        "JO\tHussein of Jordan\tKing Hussein\tking:1952-08-11:1999-02-07",
    ]
)


@pytest.fixture(scope="module")
def names() -> Gazetteer:
    return Gazetteer(ROWS)


def test_ids_are_folded_names_with_their_country() -> None:
    """An ID is the folded name and the country, whatever the accents and hyphens."""
    assert person_id("Vladimir Putin", "RU") == "vladimir-putin.ru"
    assert person_id("Hossein Amir-Abdollahian", "IR") == "hossein-amir-abdollahian.ir"
    assert person_id("Recep Tayyip Erdoğan", "TR") == "recep-tayyip-erdogan.tr"


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("Vladimir Putin", {"vladimir-putin.ru"}),
        ("putin", {"vladimir-putin.ru"}),
        ("Poutine", {"vladimir-putin.ru"}),
        ("PUTIN vladimir vladimirovich", set()),
        ("hafiz asad", {"hafez-al-assad.sy"}),
        ("assad", {"hafez-al-assad.sy", "bashar-al-assad.sy"}),
        ("kim", {"kim-young-sam.kr"}),
        ("Young-sam Kim", {"kim-young-sam.kr"}),
        ("thaksin", {"thaksin-shinawatra.th"}),
        ("shinawatra", {"thaksin-shinawatra.th"}),
        ("king hussein", {"hussein-of-jordan.jo"}),
        ("lukashenko", set()),
        ("", set()),
        ("?!", set()),
    ],
)
def test_a_typed_name_finds_the_people_it_matches(names: Gazetteer, typed: str, ids: set[str]) -> None:
    """Full names, aliases, surnames and other spellings resolve; other names do not."""
    assert names.resolve(typed) == ids


def test_particles_count_only_in_first_place() -> None:
    """Hafez al-Assad and Hafez Assad have one key, Al Gore keeps his name."""
    assert name_key(["hafez", "al", "assad"]) == name_key(["hafez", "assad"])
    assert name_key(["al", "gore"]) == "al gore"


def test_the_bulk_fold_is_the_fold_of_each_name() -> None:
    """Every name and alias of the data file is indexed under the key that the words in a text have."""
    file = files("seedread.index.names") / "data" / "leaders.tsv"
    known = gazetteer()
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        country, name, aliases, _ = line.split("\t")
        for spelling in (name, *aliases.split("|")) if aliases else (name,):
            key = name_key(fold_name_word(spelling).split())
            assert any(leader.country == country and leader.name == name for leader in known.with_full_name(key)), (
                spelling
            )


def test_every_row_of_the_data_file_can_be_read() -> None:
    """Offices parse and begin before they end, and no person has two rows for one country."""
    known = gazetteer()
    leaders = [known.leader(number) for number in range(len(known))]
    assert len({(leader.id, leader.country) for leader in leaders}) == len(leaders)
    for leader in leaders:
        assert leader.offices, leader.id
        assert all(office.start <= office.end for office in leader.offices), leader.id


def test_well_known_persons_are_in_the_package() -> None:
    """Queries resolve through the package's own file, and IDs have labels."""
    assert resolve_leaders("merkel") == {"angela-merkel.de"}
    assert "serdar-berdimuhamedow.tm" in resolve_leaders("berdymukhamedov")
    assert leader_label("vladimir-putin.ru") == "Vladimir Putin"
    assert leader_label("nobody.xx") is None


def test_loading_is_quick() -> None:
    """The file is read in well under a second; offices are parsed only when they are needed."""
    file = files("seedread.index.names") / "data" / "leaders.tsv"
    text = file.read_text(encoding="utf-8")
    start = time.process_time()
    loaded = Gazetteer(text)
    assert time.process_time() - start < 0.5
    assert "offices" not in vars(loaded.leader(0))


@pytest.mark.parametrize(
    ("name", "identity", "countries"),
    [
        ("Mark Rutte", "mark-rutte.nl", {"NL", "NATO"}),
        ("Vaclav Havel", "vaclav-havel.cz", {"CS", "CZ"}),
        ("Javier Solana", "javier-solana.es", {"ES", "NATO", "EU"}),
        ("Eduard Shevardnadze", "eduard-shevardnadze.ge", {"SU", "GE"}),
    ],
)
def test_one_person_has_one_id(name: str, identity: str, countries: set[str]) -> None:
    """A leader of several states or bodies is one person."""
    people = gazetteer().with_full_name(fold_name_word(name))
    assert {leader.id for leader in people} == {identity}
    assert {leader.country for leader in people} == countries


def test_the_row_in_office_gives_role_and_country() -> None:
    """Of a person's several rows, the one in office at the date counts."""
    (dutch,) = (leader for leader in gazetteer().with_full_name("mark rutte") if leader.country == "NL")
    assert gazetteer().at(dutch, datetime.date(2025, 6, 1)).country == "NATO"
    assert gazetteer().at(dutch, datetime.date(2015, 6, 1)) is dutch
    assert gazetteer().at(dutch, None) is dutch


def test_namesakes_stay_apart() -> None:
    """One name in two states that were never one belongs to two people."""
    assert resolve_leaders("albert ii") == {"albert-ii-of-belgium.be", "albert-ii-prince-of-monaco.mc"}
