"""From the selection of an operation to its plan."""
