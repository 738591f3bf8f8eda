"""The offline extractor of Videograph for English talks, with spaCy and MiniLM; it needs no network and no key."""

__version__ = "0.1.0"
