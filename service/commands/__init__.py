"""The subcommands of `videograph`, by noun. Each parses, calls what does the work, and says what came of it."""
