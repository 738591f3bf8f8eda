"""The graph back into documents."""
