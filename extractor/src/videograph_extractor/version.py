"""The name of this extraction on evidence. Raise the number whenever the same talk would give another result."""

EXTRACTOR = "offline/0.22.0"
