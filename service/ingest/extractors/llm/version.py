"""What this extraction is called on evidence. The number rises whenever the same answers would give something else."""

_VERSION = "llm/0.4.0"


def llm_version(model: str) -> str:
    """What is found by a language model of that name is called so."""
    return f"{_VERSION} {model}"[:200]
