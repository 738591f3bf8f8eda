"""Which extractors are installed: what the command line says of them, without loading any."""

from service.ingest.extractors.registry import is_known, list_extractors

__all__ = ["is_known", "list_extractors"]
