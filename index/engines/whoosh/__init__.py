"""The Whoosh engine: Whoosh 2.7.4 with its own codec; queries are matched leaf by leaf with bitsets."""

from seedread.index.engines.whoosh.engine import WhooshEngine
from seedread.index.engines.whoosh.plain import open_with_whoosh

__all__ = ["WhooshEngine", "open_with_whoosh"]
