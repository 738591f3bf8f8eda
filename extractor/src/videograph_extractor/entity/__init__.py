"""Finds entities: names, terms and persons, with one entity for all spellings, its kind, and the selection for the
map."""
