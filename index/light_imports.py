"""Imports the two large packages without what of theirs nothing here uses: every start of every command pays for it.

numpy starts threads for linear algebra, which costs as much as numpy itself; whoever imports it first decides. Whoosh
loads `urllib.request`, and with it http, email and ssl, and the names of all characters in HTML, for two functions
that nothing calls. The environment and the table of modules are left as they were.
"""

from __future__ import annotations

import os
import sys
from types import ModuleType

_THREADS = "OPENBLAS_NUM_THREADS"
_UNUSED = {"urllib.request": "urlretrieve", "html": "escape"}
"""Modules that Whoosh loads, and what it takes from each."""


def _import_numpy() -> None:
    given = os.environ.get(_THREADS)
    os.environ.setdefault(_THREADS, "1")
    import numpy  # noqa: F401, PLC0415 (for its being loaded, now)

    if given is None:
        del os.environ[_THREADS]


def _import_whoosh() -> None:
    absent = [module for module in _UNUSED if module not in sys.modules]
    for module in absent:
        sys.modules[module] = ModuleType(module)
        vars(sys.modules[module])[_UNUSED[module]] = None
    import whoosh.compat  # noqa: F401, PLC0415 (for its being loaded, now)

    for module in absent:
        del sys.modules[module]


_import_numpy()
_import_whoosh()
