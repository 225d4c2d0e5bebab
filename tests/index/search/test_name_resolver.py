"""Which values a typed name means, and that what ran can be typed again."""

from __future__ import annotations

import pytest

from seedread.index.engines.whoosh.facet_values import BitsetValues
from seedread.index.query import HasValue, Node, Notice, parse, to_text
from seedread.index.search.name_resolver import Resolver

LABELS = {
    "country": {"IR": "Iran", "IQ": "Iraq", "RU": "Russia", "NE": "Niger", "NG": "Nigeria", "CI": "Côte d'Ivoire"},
    "leader": {
        "vladimir-putin.ru": "Vladimir Putin",
        "kim-jong-un.kp": "Kim Jong Un",
        "kim-jong-il.kp": "Kim Jong Il",
        "hassan-rouhani.ir": "Hassan Rouhani",
        "jan-novak.cz": "Jan Novak",
        "jan-novak.si": "Jan Novak",
    },
    "source": {'The "Post"': 'The "Post"', "E*News": "E*News", "Not": "Not"},
}
FACETS = {
    facet: BitsetValues({value: (1 << n) - 1 for n, value in enumerate(labels, 1)}, labels)
    for facet, labels in LABELS.items()
}


def resolved(text: str) -> tuple[Node, list[Notice]]:
    return Resolver(FACETS).resolve(parse(text).tree)


@pytest.mark.parametrize(
    ("typed", "values", "ran"),
    [
        ("country:iran", {"IR"}, "country:Iran"),
        ("country:ir", {"IR"}, "country:Iran"),
        ("country:IRN", {"IR"}, "country:Iran"),
        ("country:tehran", {"IR"}, "country:Iran"),
        ("country:ira*", {"IR", "IQ"}, "country:ira*"),
        ("country:niger", {"NE"}, "country:Niger"),
        ("country:niger*", {"NE", "NG"}, "country:niger*"),
        ('country:"cote divoire"', {"CI"}, 'country:"Côte d\'Ivoire"'),
        ("country:россия", {"RU"}, "country:Russia"),
        ("country:Russie", {"RU"}, "country:Russia"),
        ("country:ایران", {"IR"}, "country:Iran"),
        ("leader:путин", {"vladimir-putin.ru"}, 'leader:"Vladimir Putin"'),
        ("leader:普京", {"vladimir-putin.ru"}, 'leader:"Vladimir Putin"'),
        ("country:atlantis", set(), "country:atlantis"),
        ("leader:putin", {"vladimir-putin.ru"}, 'leader:"Vladimir Putin"'),
        ("leader:vladimir-putin.ru", {"vladimir-putin.ru"}, 'leader:"Vladimir Putin"'),
        ("leader:rohani", {"hassan-rouhani.ir"}, 'leader:"Hassan Rouhani"'),
        ("leader:kim", {"kim-jong-un.kp", "kim-jong-il.kp"}, "leader:kim"),
        ('leader:"jan novak"', {"jan-novak.cz", "jan-novak.si"}, 'leader:"jan novak"'),
        ("leader:jan-novak.si", {"jan-novak.si"}, "leader:jan-novak.si"),
        ("source:post", {'The "Post"'}, 'source:"The Post"'),
        ("source:enews", {"E*News"}, "source:ENews"),
        ('source:"not"', {"Not"}, "source:Not"),
    ],
)
def test_what_a_name_means(typed: str, values: set[str], ran: str) -> None:
    """A name finds its values by label, code, alias, part or spelling, and what ran means the same when typed again."""
    tree, notices = resolved(typed)
    facet = typed.partition(":")[0]
    assert tree == HasValue(facet, frozenset(values))
    assert to_text(tree) == ran
    assert resolved(ran)[0] == tree
    assert bool(notices) == (not values)


def test_names_stand_anywhere() -> None:
    """Names are found under every operator, and the rest of the query stays as it is."""
    tree, _ = resolved("gas -(country:ir OR leader:putin) atleast2(oil)")
    assert to_text(tree) == 'gas -(country:Iran OR leader:"Vladimir Putin") atleast2(oil)'


def test_chosen_values_are_written_as_they_are() -> None:
    """Values that nobody typed are written by what the library calls them, and read back."""
    chosen = HasValue("leader", frozenset({"kim-jong-il.kp", "jan-novak.si"}))
    text = to_text(chosen)
    assert text == "(leader:jan-novak.si OR leader:kim-jong-il.kp)"
    tree, _ = resolved(text)
    assert to_text(tree) == '(leader:jan-novak.si OR leader:"Kim Jong Il")'.strip("()")
    assert to_text(HasValue("leader", frozenset())) == "-*"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("gas country:russsia", "No article here names the country “russsia”: did you mean Russia (3)?"),
        ("gas country:iram", "did you mean Iraq (2) or Iran (1)?"),
        ("gas leader:nowak", "did you mean Jan Novak (6) or Jan Novak (5)?"),
        ("gas country:xyzzy", "No article here names the country “xyzzy”."),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(typed: str, said: str) -> None:
    """A name that no article has is told where it stands, with names that are spelled like it."""
    _, notices = resolved(typed)
    assert said in notices[0].message
    assert (notices[0].start, notices[0].end) == (typed.index(":") + 1, len(typed))


def test_a_facet_that_nobody_has() -> None:
    """In a library without the facet a name means nothing."""
    tree, notices = Resolver({}).resolve(parse("country:iran").tree)
    assert tree == HasValue("country", frozenset())
    assert notices


@pytest.mark.parametrize("typed", ["leader:zelensky", 'leader:"Volodymyr Zelensky"', "leader:zelenskyy"])
def test_an_alias_finds_the_known_person_beside_a_row_of_that_name(typed: str) -> None:
    """A library with a row spelled as typed, of no data file, still finds the person whose alias it is."""
    labels = {"volodymyr-zelensky.xx": "Volodymyr Zelensky", "volodymyr-zelenskyy.ua": "Volodymyr Zelenskyy"}
    people = BitsetValues(dict.fromkeys(labels, 1), labels)
    tree, _ = Resolver({"leader": people}).resolve(parse(typed).tree)
    assert isinstance(tree, HasValue)
    assert "volodymyr-zelenskyy.ua" in tree.values


def test_an_id_is_one_row() -> None:
    """The ID of a row means just that row."""
    labels = {"volodymyr-zelensky.xx": "Volodymyr Zelensky", "volodymyr-zelenskyy.ua": "Volodymyr Zelenskyy"}
    people = BitsetValues(dict.fromkeys(labels, 1), labels)
    tree, _ = Resolver({"leader": people}).resolve(parse("leader:volodymyr-zelensky.xx").tree)
    assert isinstance(tree, HasValue)
    assert tree.values == {"volodymyr-zelensky.xx"}


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("country:irann", "“irann” was read as Iran."),
        ("country:Россией", "“Россией” was read as Russia."),
        ("leader:Путина", "“Путина” was read as Vladimir Putin."),
        ('leader:"владимиром путиным"', "“владимиром путиным” was read as Vladimir Putin."),
        ("leader:Путин", None),
        ("leader:putin", None),
        ("country:Russie", None),
        ("country:iran", None),
        ("country:ira*", None),
    ],
)
def test_a_name_with_an_ending_says_what_it_was_read_as(typed: str, remark: str | None) -> None:
    """A misspelled name may be one of another language: a name that no table has is not taken without a word."""
    assert [notice.message for notice in resolved(typed)[1]] == ([remark] if remark else [])
