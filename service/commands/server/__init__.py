"""The API on this machine: where it listens, what is loaded before, and what is asked of one that runs already."""
