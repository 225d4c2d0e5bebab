"""A search server or cluster as a place for a library: its address, the login, and requests to it."""

from seedread.index.cluster.address import SCHEMES, ClusterAddress, is_address
from seedread.index.cluster.client import Client, Incomplete, NotThere, Refused, Unreachable, to_json

__all__ = [
    "SCHEMES",
    "Client",
    "ClusterAddress",
    "Incomplete",
    "NotThere",
    "Refused",
    "Unreachable",
    "is_address",
    "to_json",
]
