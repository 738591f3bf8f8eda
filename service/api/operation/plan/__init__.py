"""The plan of an operation: its statements, and where in their records the values are."""
