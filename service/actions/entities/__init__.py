"""Finds duplicates of entities, and merges, separates and corrects entities."""
