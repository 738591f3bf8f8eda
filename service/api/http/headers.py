"""Response headers that several routes send."""

NO_SNIFFING = {"x-content-type-options": "nosniff"}
"""A browser takes an answer for what its media type says, and for nothing else."""
