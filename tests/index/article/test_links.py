from __future__ import annotations

from seedread.index.article import Article, Link
from seedread.index.article.links import NumberedLink, numbered_links, numbers_in_text

TEXT = "The plan is at https://plan.example/a_(b), and HTTPS://plan.example/c."


def test_links_are_numbered_in_order_of_the_text() -> None:
    """Linked words and printed addresses are numbered together; an address that comes again has its first number."""
    links = (Link(0, 4, 8, "https://port.example/plan"), Link(1, 0, 3, "https://plan.example/a_"))
    article = Article("a", "A", (TEXT, "The plan."), url="https://valley.example/own", links=links)
    assert numbered_links(article) == [
        NumberedLink("https://port.example/plan", "plan"),
        NumberedLink("https://plan.example/a_", "https://plan.example/a_"),
        NumberedLink("HTTPS://plan.example/c", "HTTPS://plan.example/c"),
    ]
    assert numbers_in_text(article) == {0: [(8, 1), (38, 2), (69, 3)], 1: [(3, 2)]}
    assert TEXT[:38].endswith("/a_")
    assert TEXT[:69].endswith("/c")


def test_linked_words_come_before_an_address_in_them() -> None:
    """An address that is printed as part of linked words is not numbered again."""
    end = TEXT.index(",")
    article = Article("a", "A", (TEXT,), links=(Link(0, 4, end, "https://port.example/"),))
    assert [link.url for link in numbered_links(article)] == ["https://port.example/", "HTTPS://plan.example/c"]


def test_there_are_at_most_99_numbers() -> None:
    """A text of many addresses has the first 99 numbered, and those beyond ASCII not at all."""
    many = Article("a", "A", (" ".join(f"http://e.org/{n}" for n in range(140)), "See http://é.org/ too."))
    assert [link.url for link in numbered_links(many)] == [f"http://e.org/{n}" for n in range(99)]
    assert len(numbers_in_text(many)[0]) == 99


def test_a_list_of_addresses_is_numbered_at_its_beginning() -> None:
    """Of an address that is printed over and over, only the first places are numbered."""
    article = Article("a", "A", tuple("http://e.org/a http://e.org/b" for _ in range(2000)))
    assert len(numbered_links(article)) == 2
    assert sum(map(len, numbers_in_text(article).values())) == 500
