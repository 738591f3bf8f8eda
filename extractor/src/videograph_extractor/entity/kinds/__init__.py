"""Decides the kind of a name: by the words around it, and a vote over all of its mentions."""
