"""Corrections of a talk: its data, its statements and its quotes."""
