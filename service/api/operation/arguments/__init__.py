"""Arguments of fields: their values, conditions, ids and cursors."""
