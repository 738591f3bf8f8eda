"""The installed extractors, for the command line, without loading any."""

from service.extractors.registry import is_known, is_remote, list_extractors

__all__ = ["is_known", "is_remote", "list_extractors"]
