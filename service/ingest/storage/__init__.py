"""A document into the graph: its rows, locks and changes, with what is stored twice kept right."""
