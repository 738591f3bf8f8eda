"""The text of a talk: parsed, counted and looked up in tables, without entities."""
