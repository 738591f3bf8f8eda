"""Persons: by the labels of voices, by full names, and by what they say of themselves."""
