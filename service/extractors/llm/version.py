"""The name of this extraction on evidence. Raise the number whenever the same answers would give another result."""

_VERSION = "llm/0.4.1"


def llm_version(model: str) -> str:
    """Returns the name of the extractor with this language model."""
    return f"{_VERSION} {model}"[:200]
