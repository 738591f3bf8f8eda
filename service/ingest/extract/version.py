"""What the extractions are called on evidence. The number rises whenever the same talk would give something else."""

EXTRACTOR = "offline/0.17.0"
_LLM = "llm/0.4.0"


def llm_version(model: str) -> str:
    """What is found by a language model of that name is called so."""
    return f"{_LLM} {model}"[:200]
