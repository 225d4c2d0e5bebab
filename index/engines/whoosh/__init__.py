"""The Whoosh engine: Whoosh 2.7.4 with a codec of its own, trees run leaf by leaf and joined as bitsets."""

from seedread.index.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
