"""Asks the language model's endpoint for its models."""

from service.ingest.extractors.llm.models import list_models

__all__ = ["list_models"]
