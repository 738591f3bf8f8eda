"""An operation before it runs: its limits, its cost, its selections and arguments, its plan."""
