"""What runs before a field's own statement: walks, searches, and what only the API knows."""
