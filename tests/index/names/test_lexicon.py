"""The lexicon is complete and unambiguous, and resolves what people type."""

from __future__ import annotations

from importlib.resources import files

import pytest

from seedread.index.names.lexicon import all_codes, countries, country_name, resolve_country

_MEMBERS = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN
CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT
HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME
MG MH MK ML MM MN MR MT MU MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU
RW SA SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC
VE VN VU WS YE ZA ZM ZW
"""
UN_MEMBERS = _MEMBERS.split()
SHARED_DEMONYM = {"CG", "DM"}
"""Congolese and Dominican are filed under the larger country; documents decide."""


def test_every_member_of_the_united_nations_is_there() -> None:
    """The lexicon has all 193 members, Kosovo and four former states."""
    assert len(UN_MEMBERS) == 193
    assert {*UN_MEMBERS, "XK", "SU", "YU", "CS", "DD"} <= set(all_codes())


@pytest.mark.parametrize("code", UN_MEMBERS)
def test_every_member_has_a_name_a_demonym_and_a_capital(code: str) -> None:
    """Every member has a name, a demonym and a capital."""
    entry = countries()[code]
    assert entry.name
    assert entry.capitals
    assert entry.demonyms or code in SHARED_DEMONYM


@pytest.mark.parametrize("code", UN_MEMBERS)
def test_every_form_of_a_member_resolves_to_it(code: str) -> None:
    """Name, demonym, capital and codes resolve to the country."""
    entry = countries()[code]
    forms = [entry.name, *entry.names, *entry.demonyms, *entry.capitals, entry.alpha3, *entry.abbreviations]
    assert {form: resolve_country(form) for form in forms} == dict.fromkeys(forms, code)


def test_no_form_belongs_to_two_countries() -> None:
    """A form of more than one country is in the table of ambiguous forms."""
    owners: dict[str, set[str]] = {}
    for entry in countries().values():
        if entry.code not in {"SU", "YU", "CS", "DD"}:  # they share capitals with their successors
            for form, _ in entry.forms():
                owners.setdefault(form, set()).add(entry.code)
    assert {form: codes for form, codes in owners.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ir", "IR"),
        ("IRN", "IR"),
        ("iran", "IR"),
        ("Persia", "IR"),
        ("iranian", "IR"),
        ("UK", "GB"),
        ("u.k.", "GB"),
        ("england", "GB"),
        ("holland", "NL"),
        ("the netherlands", "NL"),
        ("usa", "US"),
        ("U.S.", "US"),
        ("america", "US"),
        ("Türkiye", "TR"),
        ("turkiye", "TR"),
        ("cote d'ivoire", "CI"),
        ("Burma", "MM"),
        ("south korea", "KR"),
        ("korea", "KR"),
        ("drc", "CD"),
        ("ussr", "SU"),
        ("East Germany", "DD"),
        ("kosovo", "XK"),
        ("polish", "PL"),
        ("moscow", "RU"),
        ("prague", "CZ"),
    ],
)
def test_what_people_type_is_understood(typed: str, code: str) -> None:
    """Codes, names old and new, demonyms and capitals, in any case and with or without accents."""
    assert resolve_country(typed) == code


@pytest.mark.parametrize("typed", ["", "atlantis", "xx", "europe", "persian gulf"])
def test_other_words_resolve_to_no_country(typed: str) -> None:
    """There is no guess for other words."""
    assert resolve_country(typed) is None


def test_a_code_without_a_country_is_its_own_name() -> None:
    """The code of an international body is its own name."""
    assert (country_name("IR"), country_name("UN")) == ("Iran", "UN")


def test_every_data_file_says_where_it_comes_from() -> None:
    """The first lines of every data file have its provenance."""
    folder = files("seedread.index.names") / "data"
    for name in ("countries.tsv", "places.tsv", "cities.tsv", "masks.txt", "cues.toml", "ambiguous.tsv"):
        head = (folder / name).read_text(encoding="utf-8").splitlines()[:4]
        assert any("ompiled by hand" in line for line in head if line.startswith("#")), name
