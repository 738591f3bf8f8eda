"""The installed extractors, for the command line, without loading any, and the models of a language model's endpoint."""

from service.ingest.extractors.llm.models import list_models
from service.ingest.extractors.registry import is_known, is_remote, list_extractors

__all__ = ["is_known", "is_remote", "list_extractors", "list_models"]
