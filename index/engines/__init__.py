"""What searches: the protocol every engine keeps, and one package per engine."""

from seedread.index.engines.base import Engine, Reader, Writer

__all__ = ["Engine", "Reader", "Writer"]
