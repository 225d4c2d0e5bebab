"""The public names of a package are imported when they are first used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import seedread.index


def test_errors_load_neither_numpy_nor_the_engine() -> None:
    """A command that only reports a wrong option needs the exceptions, not the library."""
    program = (
        "import sys; from seedread.index.errors import QueryError;"
        "assert not {'numpy', 'whoosh', 'seedread.index.library'} & set(sys.modules);"
        "from seedread.index import Library; assert 'seedread.index.library' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_every_public_name_is_there() -> None:
    """Each name of `__all__` is found, and another one is an error as in any module."""
    assert all(getattr(seedread.index, name) is not None for name in seedread.index.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'Librarian'"):
        seedread.index.Librarian  # noqa: B018 (the access is what is tested)
