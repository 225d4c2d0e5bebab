"""BLAKE2b without `hashlib`, which also loads OpenSSL: 3.5 MB of memory in every process.

It is the same function that `hashlib` exports.
"""

from __future__ import annotations

try:
    from _blake2 import blake2b
except ImportError:  # a Python without this module
    from hashlib import blake2b

__all__ = ["blake2b"]
