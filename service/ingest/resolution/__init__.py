"""From the names of a document to the entities of the graph that they stand for."""
