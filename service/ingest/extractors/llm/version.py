"""The name of this extraction on evidence. Raise the number whenever the same answers would give another result."""

_VERSION = "llm/0.4.0"


def llm_version(model: str) -> str:
    """What is found by a language model of that name is called so."""
    return f"{_VERSION} {model}"[:200]
