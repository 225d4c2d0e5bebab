"""BLAKE2b without what `hashlib` loads beside it: OpenSSL is 3.5 MB of memory in every process, for this one function.

It is the same function; `hashlib` itself takes it from there.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python that keeps it elsewhere
    from hashlib import blake2b

__all__ = ["blake2b"]
