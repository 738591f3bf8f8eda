"""What people decide on entities and talks: merge, separate, correct, and undo."""
