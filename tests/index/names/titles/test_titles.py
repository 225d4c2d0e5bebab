"""Titles before and after a name are read with their country, and distinguished from those of clubs and companies."""

from __future__ import annotations

import pytest

from seedread.index.names.countries.country_linker import link_countries
from seedread.index.names.titles.after_name import title_after
from seedread.index.names.titles.before_name import owner_before, title_before
from seedread.index.names.titles.title_vocabulary import LEADER, OFFICIAL, OfficeTitle, title_vocabulary
from seedread.index.names.tokens import TaggedParagraph


def _around(text: str) -> tuple[TaggedParagraph, int, int]:
    start = text.index("Bela Toro")
    return TaggedParagraph(text, link_countries("", [text])), start, start + len("Bela Toro")


def _title(text: str) -> OfficeTitle | None:
    tagged, start, end = _around(text)
    return title_before(tagged, start) or title_after(tagged, end)


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("They saw Iranian Foreign Minister Bela Toro there.", "foreign minister", "IR"),
        ("They saw Iran's foreign minister, Bela Toro, there.", "foreign minister", "IR"),
        ("They saw Bela Toro, the foreign minister of Iran, there.", "foreign minister", "IR"),
        ("They saw Bela Toro, Iran’s foreign minister, there.", "foreign minister", "IR"),
        ("They saw the president of Brazil, Bela Toro, there.", "president", "BR"),
        ("They saw Bela Toro (president of Brazil) there.", "president", "BR"),
        ("They saw Bela Toro, 61, president of Brazil, there.", "president", "BR"),
        ("They saw Norway's cautious prime minister Bela Toro there.", "prime minister", "NO"),
        ("They saw Norwegian Deputy Prime Minister and Foreign Minister Bela Toro there.", "foreign minister", "NO"),
        ("They saw U.N. Secretary-General Bela Toro there.", "secretary-general", "UN"),
        ("They saw Bela Toro, who inherited the presidency from his father.", "president", None),
        ("They saw Prime Minister Dr Bela Toro there.", "prime minister", None),
    ],
)
def test_a_leaders_title_is_read(text: str, role: str, country: str | None) -> None:
    """Office and country are read on either side of the name."""
    title = _title(text)
    assert title is not None
    assert title.is_leader
    assert (title.form.role, title.country) == (role, country)


@pytest.mark.parametrize(
    "text",
    [
        "They saw club president Bela Toro there.",
        "They saw the president of the club, Bela Toro, there.",
        "They saw Fiat President Bela Toro there.",
        "They saw Apex Canada president Bela Toro there.",
        "They saw Bela Toro, president of Apex Motors, there.",
        "They saw Bela Toro, president of the football federation, there.",
        "They saw Bela Toro, president and chief executive of the firm.",
        "They saw Bela Toro, president of Brazil's football federation, there.",
        "They saw Seamen's Union in India president Bela Toro there.",
        "They saw Bela Toro, president of a U.S.-funded agency, there.",
        "They saw Queensland Premier Bela Toro there.",
        "They saw university president Bela Toro there.",
        "They saw Bundesbank President Bela Toro there.",
    ],
)
def test_presidents_of_other_things_are_not_leaders(text: str) -> None:
    """Clubs, companies, banks, universities and provinces have presidents and premiers too."""
    title = _title(text)
    assert title is None or not title.is_leader


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("They saw Iranian Vice President Bela Toro there.", "vice president", "IR"),
        ("They saw Iranian Deputy Foreign Minister Bela Toro there.", "deputy foreign minister", "IR"),
        ("They saw Bela Toro, head of Britain's MI5 intelligence agency, there.", "intelligence chief", "GB"),
        ("They saw Chilean Health Minister Bela Toro there.", "health minister", "CL"),
    ],
)
def test_officials_are_not_leaders(text: str, role: str, country: str) -> None:
    """Deputies, ministers of other departments and chiefs of services are officials."""
    title = _title(text)
    assert title is not None
    assert (title.form.rank, title.form.role, title.country) == (OFFICIAL, role, country)


def test_former_is_kept() -> None:
    """A former office is marked on either side of the country."""
    for text in (
        "former Polish president Bela Toro",
        "Poland's ex-president Bela Toro",
        "Bela Toro, a former Polish president",
    ):
        title = _title(text)
        assert title is not None
        assert title.former, text


def test_a_sentence_end_cuts_titles_off() -> None:
    """A title does not belong to a name in the next sentence."""
    assert _title("He was the foreign minister. Bela Toro left.") is None


def test_a_patron_is_kept() -> None:
    """The title of an aide has the name of the person served."""
    title = _title("Bela Toro, Putin’s top aide, said so.")
    assert title is not None
    assert (title.form.role, title.patron) == ("presidential aide", "putin")


def test_possessives_and_demonyms_own_a_name() -> None:
    """ "Japan's X" and "the Japanese X" give a country, "in Japan X" does not."""
    for text, code in (("Japan's Bela Toro", "JP"), ("the Japanese Bela Toro", "JP"), ("in Japan Bela Toro", None)):
        tagged, start, _ = _around(text)
        assert owner_before(tagged, start) == code


def test_forms_are_folded() -> None:
    """Every form is folded, and every leader's form has a family."""
    for form, title in title_vocabulary().forms.items():
        assert form == form.lower()
        assert "-" not in form
        assert "." not in form
        assert title.rank != LEADER or title.family
