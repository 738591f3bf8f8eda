"""Finds persons by labels of speakers, by full names, and by statements about themselves."""
