"""Corrections of an entity: its name, kind, details and aliases, with the journal that undoes them."""
