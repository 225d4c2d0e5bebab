"""Imports numpy without threads for linear algebra: they cost a start as much as numpy itself, and nothing needs them.

Whoever imports numpy first decides, so this stands before all else; the environment is left as it was.
"""

from __future__ import annotations

import os

_THREADS = "OPENBLAS_NUM_THREADS"

if _THREADS in os.environ:
    import numpy
else:
    os.environ[_THREADS] = "1"
    import numpy  # noqa: F401 (for its being loaded)

    del os.environ[_THREADS]
