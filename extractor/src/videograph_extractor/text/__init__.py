"""The words of a talk: parsed, counted and looked up in tables; knows of no entities."""
