from __future__ import annotations

import pytest

from seedread.index.text.byline_names import is_account, names_in_byline


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("By Ola Berg", ("Ola Berg",)),
        ("Ola Berg in Haugesund", ("Ola Berg",)),
        ("Von Ola Berg, Berlin", ("Ola Berg",)),
        ("Ola Berg, Kai Moe and Ida van der Lind", ("Ola Berg", "Kai Moe", "Ida van der Lind")),
        ("Ola Berg, Chief Foreign Correspondent", ("Ola Berg",)),
        ("Ola Berg (@olaberg)", ("Ola Berg",)),
        ("Ola Berg ola.berg@norvik.example", ("Ola Berg",)),
        ("Ola Berg | Norvik Post", ("Ola Berg",)),
        ("by Ola Berg - Apr 16, 2021 8:02 pm", ("Ola Berg",)),
        ("Mohammed al-Rashid", ("Mohammed al-Rashid",)),
        ("山田太郎", ("山田太郎",)),
        ("Norvik Post Staff", ()),
        ("Reuters", ()),
        ("", ()),
    ],
)
def test_persons_of_a_byline(text: str, names: tuple[str, ...]) -> None:
    """Only the names of persons are read: no roles, places, handles, addresses or houses."""
    assert names_in_byline(text) == names


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("105092", True),
        ("a@b.example", True),
        ("admin", True),
        ("@olaberg", True),
        ("Ola Berg", False),
        ("Reuters", False),
    ],
)
def test_accounts(text: str, account: bool) -> None:  # noqa: FBT001
    """A number, an address, a handle or "admin" is an account of a program."""
    assert is_account(text) is account
