"""Running a planned operation: one statement a root field."""
