"""Imports the two large packages without what of theirs nothing here uses: every start of every command pays for it.

numpy starts threads for linear algebra, which costs as much as numpy itself; whoever imports it first decides. Whoosh
loads `urllib.request`, and with it http, email and ssl, for one function of its own that nothing calls. The environment
and the table of modules are left as they were.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType

_THREADS = "OPENBLAS_NUM_THREADS"
_WEB = "urllib.request"


def _import_numpy() -> None:
    given = os.environ.get(_THREADS)
    os.environ.setdefault(_THREADS, "1")
    import numpy  # noqa: F401, PLC0415 (for its being loaded, now)

    if given is None:
        del os.environ[_THREADS]


def _import_whoosh() -> None:
    stand_in = ModuleType(_WEB)
    vars(stand_in)["urlretrieve"] = None
    loaded = sys.modules.setdefault(_WEB, stand_in)
    import whoosh.compat  # noqa: F401, PLC0415 (for its being loaded, now)

    if loaded is stand_in:
        del sys.modules[_WEB]


_import_numpy()
_import_whoosh()
