"""What this extraction is called on evidence. The number rises whenever the same talk would give something else."""

EXTRACTOR = "offline/0.17.0"
