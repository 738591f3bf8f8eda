"""Asks the language model's endpoint which models it has."""

from service.ingest.extractors.llm.models import list_models

__all__ = ["list_models"]
