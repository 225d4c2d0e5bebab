"""The Whoosh engine: Whoosh 2.7.4 with a codec of its own, trees run leaf by leaf and joined as bitsets."""

from seedread.index.engines.whoosh.engine import WhooshEngine
from seedread.index.engines.whoosh.plain import open_with_whoosh

__all__ = ["WhooshEngine", "open_with_whoosh"]
