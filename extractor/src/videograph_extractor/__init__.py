"""The offline extractor of Videograph: talks in English, read with spaCy and MiniLM; no network, no key."""

__version__ = "0.1.0"
