"""Routes for watching a talk: its player's document, and its transcript as files."""
