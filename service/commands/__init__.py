"""The subcommands of `videograph`, by noun. Each parses its arguments, calls an action, and prints the report."""
