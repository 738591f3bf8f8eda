"""From a transcript to a VideoDocument: the interface of extractors, those that are installed, and the one that asks a language model."""
