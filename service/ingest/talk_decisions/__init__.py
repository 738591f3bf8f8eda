"""Corrections of one talk, which are applied to its document whenever the talk is written."""
