"""Of which kind a name is: what the words around it say, and the vote over all of its mentions."""
