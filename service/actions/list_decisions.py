"""Lists what people decided on entities and talks. Changes nothing."""

from service.ingest.curation.decisions.decision_list import Decided, End, list_decisions

__all__ = ["Decided", "End", "list_decisions"]
