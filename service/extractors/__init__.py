"""Extracts VideoDocuments from transcripts: the interface of extractors, the registry of installed ones, and the one
that uses a language model."""
