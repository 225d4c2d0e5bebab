"""The OpenSearch engine: articles analysed here, kept and searched by a cluster."""

from seedread.index.engines.opensearch.engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
